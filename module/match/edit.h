/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_EDIT_H
#define SMX_MATCH_EDIT_H

/*
 * What kind of slip turns one label into another: the nine rules of
 * straymx-zone(5) from `swap` to `other`, for labels one edit apart.
 */

#include "match/keyboard.h"
#include "match/name.h"
#include "straymx.h"

/* The bit of a rule in a set of rules. */
#define SMX_RULE_BIT(rule) (1u << (unsigned)(rule))

/*
 * The set of rules that hold for the edit from `from` (the protected name's
 * label) to `to` (the candidate's).  Where several single edits explain the
 * pair, a rule is in the set if any of them fits it.  Empty unless exactly one
 * edit explains it.
 */
unsigned smx_edit_rules(struct smx_span from, struct smx_span to, enum smx_keyboard keyboard);

/* Whether a character is in a pair of the rule `look`. */
bool smx_edit_has_lookalike(uint8_t c);

/* Whether the byte at `i` equals one beside it. */
bool smx_edit_repeats(struct smx_span label, size_t i);

#endif /* SMX_MATCH_EDIT_H */
