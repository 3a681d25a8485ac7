/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_REACH_H
#define SMX_POLICY_REACH_H

/*
 * Which of a protected name's labels count for a rule's least length
 * (straymx-zone(5)), and what that means for the name as a whole: whether a
 * rule can ever hold for it, whatever the candidates.
 *
 * The rule `glyph` holds for candidates with A-labels at any length; "out of reach"
 * is said of other candidates.  All functions are pure.
 */

#include "match/entry.h"

/* The lengths of the labels left of the public suffix; none for a public suffix. */
struct smx_reach {
	unsigned n_labels;
	uint8_t len[SMX_LABELS_MAX];
};

void smx_reach_init(struct smx_reach *reach, const struct smx_entry *entry);

/* The longest label that counts for a rule; 0 for a public suffix. */
unsigned smx_reach_longest(const struct smx_reach *reach, enum smx_rule rule);

/* Which label that is, in words: "registrable label", "longest label left of the suffix". */
const char *smx_reach_label(enum smx_rule rule);

/*
 * Whether all rules that the entry has least lengths for are out of reach, and
 * there are some.
 */
bool smx_reach_is_too_short(const struct smx_entry *entry);

/*
 * Whether all rules that are in reach take nothing for the entry's name but what ends in
 * the same `n_labels` labels, fewer than it has.
 */
bool smx_reach_is_shut_in(const struct smx_entry *entry, unsigned n_labels);

/*
 * Whether whatever matches `other`, an entry of the same name, matches `entry` as
 * well, by the same rule or one that wins over it.
 */
bool smx_reach_is_as_wide(const struct smx_entry *entry, const struct smx_entry *other);

#endif /* SMX_POLICY_REACH_H */
