/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_NEIGHBOURS_H
#define SMX_MATCH_NEIGHBOURS_H

/*
 * From a candidate's label to the labels that fill a frame of protected names
 * and are one or two edits away.  They are proposed as hashes; whoever asked
 * looks whether there is such a name.  Harmless labels have none proposed.
 */

#include "match/frames.h"
#include "match/likeness.h"

/* A label, ready to be held against the filters of many frames. */
struct smx_probe {
	struct smx_label label;
	/* Keys of halves: of the label without a character in its right half, the left one,
	 * and without one in its left half, the right one; and of the whole label. */
	uint64_t left, right, whole_left, whole_right;
};

void smx_probe_init(struct smx_probe *probe, const struct smx_powers *powers,
		    struct smx_span text);

/* Have the memory fetched that smx_neighbours_near() will need first. */
void smx_probe_prefetch(const struct smx_frames *frames, const struct smx_frame *frame,
			const struct smx_probe *probe);

/* Called for each proposed label's hash; some are proposed more than once. */
typedef void smx_propose(void *context, uint64_t label_hash);

/*
 * Propose the labels that fill `frame`, are one edit away, and are long enough for a rule
 * that is about the edit.  Of others, few are proposed.  With `likeness`, these are the
 * rules for one edit; it is NULL for the rules `both` and `two`, for which any edit will
 * do.
 */
void smx_neighbours_near(const struct smx_frames *frames, const struct smx_frame *frame,
			 const struct smx_likeness *likeness, const struct smx_probe *probe,
			 smx_propose *propose, void *context);

/* The same for two edits, and the rule `two`. */
void smx_neighbours_far(const struct smx_frames *frames, const struct smx_frame *frame,
			const struct smx_probe *probe, smx_propose *propose, void *context);

#endif /* SMX_MATCH_NEIGHBOURS_H */
