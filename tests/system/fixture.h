/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_FIXTURE_H
#define SYSTEM_FIXTURE_H

/*
 * The policy that most tests load, what it says in the answers, and the names
 * that the upstream knows.
 */

#include <stdbool.h>

#include <ldns/ldns.h>

#include "upstream.h"

#define FIXTURE_TTL 77   /* `ttl` of straymx.conf, unlike any other number here */
#define FIXTURE_TTL_TEXT "77"

/* A lookalike, and what the policy gives to those who ask for it. */
struct lookalike {
	const char *name;     /* the candidate */
	const char *intended; /* the protected name */
	ldns_pkt_rcode rcode;
	const char *soa;  /* RDATA of the SOA record, the last number (MINIMUM) apart */
	const char *data; /* lines "TYPE RDATA" */
};

/* One for each action and way of writing it. */
extern const struct lookalike fixture_lookalikes[];
extern const size_t fixture_n_lookalikes;

/* A sinkhole of 30 addresses, which do not fit into 512 bytes. */
extern const struct lookalike fixture_large;

/* Names that pass, each with "TYPE RDATA" that the upstream has for it. */
struct passing {
	const char *name;
	const char *record;
};
extern const struct passing fixture_passing[];
extern const size_t fixture_n_passing;

/* hN.harmless.example, N from 0 on, has the address 198.18.N/256.N%256. */
#define FIXTURE_N_HARMLESS 2000
#define FIXTURE_HARMLESS "h%zu.harmless.example"

/* A name that is near nothing, and an alias of one at a lookalike. */
#define FIXTURE_ALIAS "alias.harmless.example"
#define FIXTURE_ALIASED "mail.army.ml"

/* "TYPE RDATA" that the upstream has for the lookalikes and all below them; of
 * ANY, one of its records. */
const char *fixture_thief(ldns_rr_type type);

/* Write straymx.conf and the files it names into `dir`; `head` comes first in straymx.conf. */
bool fixture_write(const char *dir, const char *head);

/* Overwrite the first of its zones with a good or a broken one. */
bool fixture_write_good_zone(const char *dir);
bool fixture_write_broken_zone(const char *dir);
#define FIXTURE_BROKEN_LINE "first.zone:6: "

/* Start the upstream that knows all these names. */
bool fixture_start_upstream(struct server *upstream);

#endif /* SYSTEM_FIXTURE_H */
