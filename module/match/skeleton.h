/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_SKELETON_H
#define SMX_MATCH_SKELETON_H

/*
 * Skeletons: what a name looks like in a hurry (straymx-zone(5), after
 * the idea of UTS #39 section 4).  Two names with one skeleton look alike.
 */

#include "match/name.h"

/*
 * The skeleton of a name without A-labels: in each label rn becomes m, vv w,
 * cl d, 0 o and 1 l, in this order, each over the whole label (none of them
 * reaches over a dot).  Returns false, with `*skeleton` unspecified, for a
 * name with A-labels: what those look like is not in their ASCII form.
 */
bool smx_skeleton(const struct smx_tail *tail, struct smx_name *skeleton);

#endif /* SMX_MATCH_SKELETON_H */
