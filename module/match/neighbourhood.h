/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_NEIGHBOURHOOD_H
#define SMX_MATCH_NEIGHBOURHOOD_H

/*
 * What neighbours.c and neighbours_far.c share.
 */

#include "match/neighbours.h"

/* A search for the neighbours of a label in a frame. */
struct smx_neighbourhood {
	const struct smx_frames *frames;
	const struct smx_frame *frame;
	const struct smx_probe *probe;
	smx_propose *propose;
	void *context;
};

static inline bool
smx_neighbourhood_has_near(const struct smx_neighbourhood *search, uint64_t hash)
{
	return smx_frame_has_near(search->frames, search->frame, hash);
}

/* Propose what is a label with one more character, which something in the frame is. */
void smx_neighbourhood_propose_longer(const struct smx_neighbourhood *search,
				      const struct smx_label *label);

#endif /* SMX_MATCH_NEIGHBOURHOOD_H */
