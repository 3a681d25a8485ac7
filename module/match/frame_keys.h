/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_FRAME_KEYS_H
#define SMX_MATCH_FRAME_KEYS_H

/*
 * What the filters of a frame have of a label (match/frames.h), while they are made.
 */

#include "match/fillings.h"
#include "match/frames.h"

/* Add a label that fills the frame to its filters, whose words are writable still. */
void smx_frame_add(const struct smx_frames *frames, const struct smx_frame *frame,
		   const struct smx_filling *filling, const struct smx_label *label);

#endif /* SMX_MATCH_FRAME_KEYS_H */
