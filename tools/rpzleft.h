/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_RPZLEFT_H
#define SMX_TOOLS_RPZLEFT_H

/*
 * What a response policy zone does not have of the policy, counted while it is made,
 * and said on standard error.
 */

#include "match/policy.h"
#include "variants.h"

/* Why nothing is exported of an entry. */
enum rpz_reason {
	RPZ_CLIENTS,       /* its zone is for some clients alone */
	RPZ_OTHER_CLIENTS, /* its zone is not for the client that the zone is made for */
	RPZ_SUFFIX,        /* the rule `zone` */
	RPZ_MONITOR,
	RPZ_VERIFY,        /* the intended name has to exist */
	RPZ_N_REASONS
};

#define RPZ_NAMES_TOLD 5

struct rpz_names {
	uint64_t n_names;
	const struct smx_entry *last;
	const struct smx_entry *told[RPZ_NAMES_TOLD];
};

struct rpz_left {
	struct rpz_names names[RPZ_N_REASONS];
	uint64_t n_cut[SMX_N_RULES]; /* names with more lookalikes than the limit, by the rule
				      * at which it was reached */
	uint64_t n_long;             /* owners that would be too long */
	uint64_t n_split;            /* lookalikes that pass for some clients */
	uint64_t n_shallow;          /* lookalikes without what is below them */
};

/* Count an entry; those of one name come one behind the other, and count once. */
void rpz_left_add(struct rpz_left *left, enum rpz_reason reason, const struct smx_entry *entry);

/* Count an entry of which lookalikes were given, if the limit cut them. */
void rpz_left_add_outcome(struct rpz_left *left, const struct variants_outcome *outcome);

/* Say all of it; `limit` is that of variants_each(). */
void rpz_left_print(const struct rpz_left *left, const struct smx_policy *policy, uint64_t limit);

#endif /* SMX_TOOLS_RPZLEFT_H */
