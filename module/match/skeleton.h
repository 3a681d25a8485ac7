/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_SKELETON_H
#define SMX_MATCH_SKELETON_H

/*
 * Skeletons: what a name looks like in a hurry (straymx-zone(5), after
 * the idea of UTS #39 section 4).  Two names with one skeleton look alike.
 *
 * There are two kinds.  The plain one is for names without A-labels: in each
 * label rn becomes m, vv w, cl d, 0 o and 1 l, in this order, each over the
 * whole label (none of them reaches over a dot).  The full one is for any name:
 * match/glyph.h.  Labels have their skeletons each on its own.
 *
 * Nothing here allocates.
 */

#include "match/glyph.h"
#include "match/name.h"

/*
 * The plain skeleton of a label, in `skeleton`, whose length is returned: that
 * of the label or less.
 */
size_t smx_skeleton_label(struct smx_span label, uint8_t skeleton[SMX_LABEL_MAX]);

/*
 * The hash (match/hash.h) of a name's plain skeleton.  Returns false, with
 * `*hash` unspecified, for a name with A-labels: what those look like is not in
 * their ASCII form.
 */
bool smx_skeleton_hash(const struct smx_tail *tail, uint64_t *hash);

/* The hashes of a label's and a name's full skeleton; false where a label has none. */
bool smx_skeleton_full_label(struct smx_span label, uint64_t *hash);
bool smx_skeleton_full_hash(const struct smx_tail *tail, uint64_t *hash);

#endif /* SMX_MATCH_SKELETON_H */
