/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_VARIANTS_H
#define SMX_TOOLS_VARIANTS_H

/*
 * The plausible lookalikes of protected names, one by one: what straymx-zone(5) calls
 * candidates, for those who have to have a list of them.  A variant is what could be
 * registered (letters, digits, hyphens inside of labels; endings in the ICANN section
 * of the Public Suffix List) and what smx_lookup() finds confusable, so that the list
 * can be shorter than what the module intercepts, but never says more.
 *
 * What is left out: everything below protected public suffixes (the rule `zone`); more
 * than one inserted, removed or replaced dot or hyphen (`dot`); A-labels with more than
 * one other character, unless all of the label's are of one script (`glyph`).
 *
 * Errors are 0 or SMX_ENOMEM.  One thread at a time for one struct variants.
 */

#include "match/lookup.h"

struct variant {
	char text[SMX_NAME_TEXT_SIZE];   /* without the final dot */
	uint8_t wire[SMX_WIRE_MAX];      /* uncompressed, lower-case */
	size_t wire_len;                 /* with the root label */
	struct smx_verdict verdict;      /* of smx_lookup_filtered(); its entry is the one asked for */
};

struct variants;

/*
 * `policy` has to outlive it.  `filter` as in smx_lookup_filtered(), copied; NULL for none.
 * `*variants` is the caller's to free, NULL on error.
 */
int variants_new(const struct smx_policy *policy, const struct smx_filter *filter,
		 struct variants **variants);

void variants_free(struct variants *variants);

/* What came of the enumeration for one entry. */
struct variants_outcome {
	uint64_t n_given;
	bool is_cut;            /* the limit was reached, and there may be more: */
	enum smx_rule cut_rule; /* by this rule, and by those less probable */
};

/*
 * Give the variants of `entry` to `take`, the most probable rules first, `limit` at most
 * (0: all; with the rules `both` and `two` that may be millions).  Each variant is given
 * once, and for all entries of a policy together, too: to the entry that the lookup
 * chooses.  None for a public suffix.  `take` may return false to end it.
 */
int variants_each(struct variants *variants, const struct smx_entry *entry, uint64_t limit,
		  bool (*take)(void *closure, const struct variant *variant), void *closure,
		  struct variants_outcome *outcome);

#endif /* SMX_TOOLS_VARIANTS_H */
