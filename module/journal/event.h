/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_EVENT_H
#define SMX_JOURNAL_EVENT_H

/*
 * What happened to one question of one client: fixed in size, and with everything in
 * it that is told later, since by then the policy may be gone.
 */

#include <stdint.h>

#include "match/name.h"
#include "straymx.h"

/* What the client got, or would have got. */
enum smx_fate {
	SMX_FATE_INTERCEPTED, /* the action's answer */
	SMX_FATE_DEFERRED,    /* SERVFAIL, since the intended name has no answer */
	SMX_FATE_MONITORED,   /* the real answer, in monitor mode */
	SMX_FATE_UNVERIFIED,  /* the same, and SERVFAIL in enforce mode */
	SMX_FATE_CONFIRMED,   /* no lookalike: it asked for a name that was intended before */
	SMX_N_FATES
};

/* Bytes of a zone's title that are kept, with a NUL. */
#define SMX_EVENT_TITLE_SIZE 64

struct smx_event {
	int64_t wall;      /* milliseconds since 1970, UTC */
	int64_t monotonic; /* milliseconds of a clock that never goes back */
	enum smx_fate fate;
	uint16_t qtype;
	uint8_t family;      /* of the client: AF_INET, AF_INET6; 0: it has no address */
	uint8_t client[16];  /* network order */
	uint8_t qname[SMX_WIRE_MAX]; /* uncompressed wire format, lower-case */
	uint8_t qname_len;
	/* Unless it is SMX_FATE_CONFIRMED: */
	uint8_t candidate_offset; /* in the qname */
	uint8_t rule, distance, action, mode; /* of enum smx_rule and so on */
	uint8_t protected_len;
	char protected[SMX_WIRE_MAX]; /* text, not terminated */
	char zone[SMX_EVENT_TITLE_SIZE];
};

#endif /* SMX_JOURNAL_EVENT_H */
