/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_FRAMES_H
#define SMX_MATCH_FRAMES_H

/*
 * A frame is a protected name with one label left open, or two: `_.com`,
 * `us._.com`, `_._.com`.  A candidate with an edit in one label shares the frame
 * of that label with the name it is meant for, and most names share none but
 * the largest, so that most labels need no further look.
 *
 * A frame has three filters over the labels that fill it.  `near` has each label,
 * whole and without one character: labels one edit apart share such a key.  Where
 * they do, `places` says which character it is that the label is without.
 * `far`, of labels long enough for the rule `two`, has each also without two
 * characters, and all beginnings and ends from SMX_GUARD_LEN characters on.
 *
 * Built once, then only read, by any number of threads.
 */

#include "match/bloom.h"
#include "match/entry.h"
#include "match/keymap.h"
#include "match/label.h"

#define SMX_GUARD_LEN 3

struct smx_frame {
	uint64_t hash;
	struct smx_bloom near, places;
	struct smx_bloom far; /* without words: no label is long enough */
	uint8_t far_shortest, far_longest; /* label lengths in `far` */
};

struct smx_frames {
	struct smx_frame *list;
	size_t n_frames;
	struct smx_keymap map;
	uint64_t *words; /* of all filters */
	size_t n_words;
	bool has_pairs; /* there are frames with two open labels */
};

/*
 * Collect the frames of entries that are no public suffixes.  `powers` is for
 * calculating and need not outlive them.  Returns 0, or SMX_ENOMEM with
 * `*frames` empty.
 */
int smx_frames_build(struct smx_frames *frames, struct smx_entry *const *entries,
		     size_t n_entries, const struct smx_powers *powers);

void smx_frames_free(struct smx_frames *frames);

size_t smx_frames_size(const struct smx_frames *frames);

/* The frame with this hash, or NULL. */
static inline const struct smx_frame *
smx_frames_find(const struct smx_frames *frames, uint64_t hash)
{
	const struct smx_item *item, *end;
	uint32_t tag = smx_keymap_find(&frames->map, hash, &item, &end);

	for (; item < end; item++) {
		if (item->tag == tag && frames->list[item->value].hash == hash)
			return &frames->list[item->value];
	}
	return NULL;
}

/*
 * Whether a label that fills the frame may have this mixed hash, whose bits are
 * `mask`, whole or without one character.  Which word it is depends on the frame,
 * since filters may share their words; the bits do not, for the sake of speed.
 */
static inline bool
smx_frame_has_near(const struct smx_frames *frames, const struct smx_frame *frame,
		   uint64_t mixed, uint64_t mask)
{
	return (frames->words[smx_bloom_word(frame->near, mixed ^ frame->hash)] & mask) == mask;
}

/* Whether it may be its character `i` without which a label has this hash. */
static inline bool
smx_frame_has_place(const struct smx_frames *frames, const struct smx_frame *frame,
		    uint64_t hash, unsigned i)
{
	uint64_t key = smx_hash_mix(hash + (i + 1) * SMX_HASH_PLACE);

	return smx_bloom_has(frames->words, frame->places, key ^ frame->hash);
}

/* Whether a label that is long enough may have this hash, without two characters or
 * fewer, or a beginning or an end. */
static inline bool
smx_frame_has_far(const struct smx_frames *frames, const struct smx_frame *frame, uint64_t hash)
{
	uint64_t key = smx_hash_mix(hash) ^ frame->hash;

	/* A false answer takes so long to find out that there are two looks. */
	return smx_bloom_has(frames->words, frame->far, key) &&
	       smx_bloom_has(frames->words, frame->far, smx_hash_mix(key));
}

#endif /* SMX_MATCH_FRAMES_H */
