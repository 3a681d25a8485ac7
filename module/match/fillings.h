/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_FILLINGS_H
#define SMX_MATCH_FILLINGS_H

/*
 * The labels of protected names that fill frames (match/frames.h).
 */

#include "match/entry.h"

/* A frame, and a label that fills it. */
struct smx_filling {
	uint64_t hash; /* of the frame */
	struct smx_span label;
	bool is_far;  /* the label is long enough for the rule `two` */
	bool is_pair; /* another label is open, too */
	const struct smx_entry *entry;
};

/* Called with each; what it returns, if not 0, ends the visit. */
typedef int smx_visit_filling(void *context, const struct smx_filling *filling);

/*
 * Visit the frames of entries that are no public suffixes, where edits of the label
 * matter to an active rule.  Returns 0, or what a visit returned.
 */
int smx_fillings_visit(struct smx_entry *const *entries, size_t n_entries,
		       smx_visit_filling *visit, void *context);

#endif /* SMX_MATCH_FILLINGS_H */
