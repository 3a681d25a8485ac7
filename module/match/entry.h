/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_ENTRY_H
#define SMX_MATCH_ENTRY_H

/*
 * A protected name, and what its lookalikes get: as small as it can be, since
 * there may be a million.  Immutable once its policy is built.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "match/clients.h"
#include "match/name.h"
#include "straymx.h"

/* One record that an entry answers with. */
struct smx_rdata {
	uint16_t type;  /* MX, A or AAAA: RR type number, host order */
	uint16_t len;   /* bytes in `wire` */
	uint8_t *wire;  /* RDLENGTH in network order, then uncompressed RDATA */
};

/* What becomes of a lookalike whose intended name cannot be looked up. */
enum smx_verify_failure {
	SMX_FAILURE_DEFER,
	SMX_FAILURE_PASS,
	SMX_FAILURE_INTERCEPT,
	SMX_N_FAILURES
};

/* A `zone` section of straymx.conf. */
struct smx_zone {
	char *title;
	/* RDATA of the SOA record in negative answers, in the form of smx_rdata:
	 * MNAME, RNAME and serial of the zone file, MINIMUM the policy's ttl. */
	uint8_t *soa_wire;
	uint16_t soa_len;
	struct smx_clients clients;
	enum smx_verify_failure verify_failure;
};

/* What parameters decide; shared by all entries for which it is the same. */
struct smx_settings {
	const struct smx_zone *zone;
	uint8_t least_len[SMX_N_RULES]; /* 0: the rule is off */
	enum smx_action action;
	enum smx_mode mode;
	enum smx_verify verify;
};

struct smx_entry {
	const struct smx_settings *settings;
	const struct smx_rdata *data; /* of action SMX_DATA, else NULL */
	uint32_t n_data;
	uint32_t sequence; /* in the order of straymx.conf, and of the files it names */
	uint8_t n_labels;
	uint8_t n_suffix_labels; /* labels of its public suffix */
	uint8_t text_len;
	uint8_t text[]; /* lower-case; no label of a host name has a dot */
};

/* Whether it is a public suffix: acts by the rule `zone` alone. */
static inline bool
smx_entry_is_suffix(const struct smx_entry *entry)
{
	return entry->n_suffix_labels == entry->n_labels;
}

/* The text of the whole name, or of its last `n` labels, 1 at least. */
struct smx_span smx_entry_text(const struct smx_entry *entry);
struct smx_span smx_entry_tail_text(const struct smx_entry *entry, unsigned n);

/* The name with its label starts. */
void smx_entry_name(const struct smx_entry *entry, struct smx_name *name);

/* Whether a rule is active for a label of this length. */
static inline bool
smx_entry_reaches(const struct smx_entry *entry, enum smx_rule rule, size_t len)
{
	unsigned least_len = entry->settings->least_len[rule];

	return least_len != 0 && len >= least_len;
}

/* Whether any of the nine rules for one edit in a label is active for a label of
 * this length. */
bool smx_entry_reaches_edits(const struct smx_entry *entry, size_t len);

#endif /* SMX_MATCH_ENTRY_H */
