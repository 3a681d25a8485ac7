/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_CONFUSABLE_H
#define SMX_MATCH_CONFUSABLE_H

/*
 * Is this candidate confusable with that protected name, and by which rule?
 * The table of straymx-zone(5), for one pair of names at a time.
 */

#include "match/edit.h"
#include "match/name.h"
#include "match/policy.h"

/* A candidate: a tail of the query name, and whether it has an A-label. */
struct smx_candidate {
	struct smx_tail tail;
	bool has_alabel;
};

/* Sets of rules (SMX_RULE_BIT): those that compare names label by label, and all. */
#define SMX_RULES_ALL (SMX_RULE_BIT(SMX_N_RULES) - 1)
#define SMX_RULES_LABELS                                                                           \
	(SMX_RULES_ALL & ~(SMX_RULE_BIT(SMX_RULE_DOT) | SMX_RULE_BIT(SMX_RULE_HOST) |              \
			   SMX_RULE_BIT(SMX_RULE_GLYPH)))

/*
 * Whether `candidate` is confusable with `entry` by one of `rules`, a set, that is
 * active for the entry.  Then `*rule` and `*distance` are those of the rule with the
 * least distance, and among these of the first in the order of the table.
 * An entry that is a public suffix is confusable with nothing here.  The caller
 * has made sure that the candidate is neither equal to nor below a protected
 * name.
 */
bool smx_confusable(const struct smx_policy *policy, const struct smx_entry *entry,
		    const struct smx_candidate *candidate, unsigned rules, enum smx_rule *rule,
		    unsigned *distance);

/*
 * Whether `candidate`, the last labels of a longer name, is confusable with
 * `entry`, a public suffix of as many labels: the rule `zone`, at distance 1.
 */
bool smx_confusable_zone(const struct smx_policy *policy, const struct smx_entry *entry,
			 const struct smx_candidate *candidate);

#endif /* SMX_MATCH_CONFUSABLE_H */
