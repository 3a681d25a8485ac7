/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_FRAMES_H
#define SMX_MATCH_FRAMES_H

/*
 * A frame is a protected name with one label left open, or two: `_.com`,
 * `us._.com`, `_._.com`.  A candidate with an edit in one label shares the frame
 * of that label with the name it is meant for, and most names share none but
 * the largest, so that most labels need no further look.
 *
 * A frame has filters over the labels that fill it.  `near` has each label, whole and
 * without one character: labels one edit apart share such a text.  Where they do,
 * `places` says which character it is that the label is without.  What serves no rule
 * that is active for the label is left out: most labels that are close to many others
 * are short ones.  `far`, of labels long enough for the rule `two`, has each also
 * without two characters.
 *
 * These grow with the labels' lengths, `far` with its square.  So there are filters to
 * be asked before them, of the left and right halves of what they have: most names have
 * halves that nothing has, and a half is the same wherever the other one was edited.
 *
 * Built once, then only read, by any number of threads.
 */

#include "match/calloff.h"
#include "match/bloom.h"
#include "match/entry.h"
#include "match/keymap.h"
#include "match/label.h"

struct smx_frame {
	uint64_t hash;
	struct smx_bloom near_halves, near, places;
	struct smx_bloom far_halves, far; /* without words: no label is long enough */
	uint8_t far_shortest, far_longest; /* label lengths in `far` */
	/* The least length of a label for which the rule is active; SMX_LABEL_MAX + 1: none. */
	uint8_t both_shortest, other_shortest, extra_shortest;
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
 * calculating and need not outlive them.  `is_called_off` is looked at meanwhile;
 * it may be NULL.  Returns 0, or SMX_ENOMEM or SMX_ECANCEL with `*frames` empty.
 */
int smx_frames_build(struct smx_frames *frames, struct smx_entry *const *entries,
		     size_t n_entries, const struct smx_powers *powers,
		     const atomic_bool *is_called_off);

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

/* Where the right half of a text of `len` characters begins. */
static inline unsigned
smx_half(unsigned len)
{
	return len / 2;
}

/* The key of a half with this hash, of a text of `len` characters. */
static inline uint64_t
smx_half_key(uint64_t hash, unsigned len, bool is_right)
{
	return smx_hash_mix(hash + (2 * len + is_right) * SMX_HASH_HALF);
}

/* The keys that a frame's filters have: of a text, of what a label is without its
 * character `i`, and of a half (smx_half_key()). */
static inline uint64_t
smx_frame_text_key(const struct smx_frame *frame, uint64_t hash)
{
	return smx_hash_mix(hash) ^ frame->hash;
}

static inline uint64_t
smx_frame_place_key(const struct smx_frame *frame, uint64_t hash, unsigned i)
{
	return smx_hash_mix(hash + (i + 1) * SMX_HASH_PLACE) ^ frame->hash;
}

static inline uint64_t
smx_frame_half_key(const struct smx_frame *frame, uint64_t half_key)
{
	return half_key ^ frame->hash;
}

/* Whether one of the texts in the filter `near`, or `far`, has a half of this key. */
static inline bool
smx_frame_has_near_half(const struct smx_frames *frames, const struct smx_frame *frame,
			uint64_t key)
{
	return smx_bloom_has(frames->words, frame->near_halves, smx_frame_half_key(frame, key));
}

static inline bool
smx_frame_has_far_half(const struct smx_frames *frames, const struct smx_frame *frame,
		       uint64_t key)
{
	return smx_bloom_has(frames->words, frame->far_halves, smx_frame_half_key(frame, key));
}

/* Whether a label that fills the frame may have this hash, whole or without one
 * character. */
static inline bool
smx_frame_has_near(const struct smx_frames *frames, const struct smx_frame *frame, uint64_t hash)
{
	return smx_bloom_has(frames->words, frame->near, smx_frame_text_key(frame, hash));
}

/* Whether it may be its character `i` without which a label has this hash. */
static inline bool
smx_frame_has_place(const struct smx_frames *frames, const struct smx_frame *frame,
		    uint64_t hash, unsigned i)
{
	return smx_bloom_has(frames->words, frame->places, smx_frame_place_key(frame, hash, i));
}

/* Whether a label that is long enough may have this hash, without two characters or
 * fewer. */
static inline bool
smx_frame_has_far(const struct smx_frames *frames, const struct smx_frame *frame, uint64_t hash)
{
	return smx_bloom_has(frames->words, frame->far, smx_frame_text_key(frame, hash));
}

#endif /* SMX_MATCH_FRAMES_H */
