/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/frame_keys.h"

#include "match/edit.h"

static void
add_near_key(const struct smx_frames *frames, const struct smx_frame *frame, uint64_t hash)
{
	smx_bloom_add(frames->words, frame->near, smx_frame_text_key(frame, hash));
}

/* Which edits of a label some active rule is about. */
struct edits {
	bool any;         /* all of them */
	bool insertion;
	bool swap;
	bool look, repeat; /* where the label's character has a lookalike, or an equal beside it */
};

static struct edits
edits_of(const struct smx_entry *entry, size_t len)
{
	struct edits edits = {.any = false};

	edits.any = smx_entry_reaches(entry, SMX_RULE_OMIT, len) ||
		    smx_entry_reaches(entry, SMX_RULE_KEY, len) ||
		    smx_entry_reaches(entry, SMX_RULE_VOWEL, len) ||
		    smx_entry_reaches(entry, SMX_RULE_OTHER, len) ||
		    smx_entry_reaches(entry, SMX_RULE_BOTH, len) ||
		    smx_entry_reaches(entry, SMX_RULE_TWO, len);
	edits.swap = smx_entry_reaches(entry, SMX_RULE_SWAP, len);
	edits.look = smx_entry_reaches(entry, SMX_RULE_LOOK, len);
	edits.repeat = smx_entry_reaches(entry, SMX_RULE_REPEAT, len);
	edits.insertion = edits.any || edits.repeat ||
			  smx_entry_reaches(entry, SMX_RULE_SLIP, len) ||
			  smx_entry_reaches(entry, SMX_RULE_EXTRA, len);
	return edits;
}

static void
add_half(const struct smx_frames *frames, const struct smx_frame *frame, struct smx_bloom bloom,
	 uint64_t key)
{
	smx_bloom_add(frames->words, bloom, smx_frame_half_key(frame, key));
}

/* The halves of the label, and of what is left of it without one character: for each
 * half, without one in the other half. */
static void
add_near_halves(const struct smx_frames *frames, const struct smx_frame *frame,
		const struct smx_label *label)
{
	struct smx_bloom bloom = frame->near_halves;

	for (unsigned len = label->len - 1; len <= label->len; len++) {
		unsigned half = smx_half(len);

		add_half(frames, frame, bloom, smx_half_key(label->before[half], len, false));
		add_half(frames, frame, bloom,
			 smx_half_key(smx_label_end(label, len - half), len, true));
	}
}

static void
add_near_keys(const struct smx_frames *frames, const struct smx_frame *frame,
	      const struct smx_filling *filling, const struct smx_label *label)
{
	struct edits edits = edits_of(filling->entry, label->len);

	add_near_halves(frames, frame, label);
	if (edits.insertion)
		add_near_key(frames, frame, smx_label_whole(label));
	for (unsigned i = 0; i < label->len; i++) {
		uint64_t hash = smx_label_without(label, i);
		bool is_lost = edits.any ||
			       (edits.look && smx_edit_has_lookalike(label->text[i])) ||
			       (edits.repeat && smx_edit_repeats(filling->label, i));

		if (is_lost || edits.swap)
			add_near_key(frames, frame, hash);
		if (is_lost)
			smx_bloom_add(frames->words, frame->places,
				      smx_frame_place_key(frame, hash, i));
	}
}

/* A text of `len` characters, whose left half has the hash `left`: it, and those of its
 * halves that are asked for. */
static void
add_far_text(const struct smx_frames *frames, const struct smx_frame *frame,
	     const struct smx_powers *powers, uint64_t hash, unsigned len, uint64_t left,
	     bool has_left, bool has_right)
{
	uint64_t right = hash - left * powers->of_base[len - smx_half(len)];

	smx_bloom_add(frames->words, frame->far, smx_frame_text_key(frame, hash));
	if (has_left)
		add_half(frames, frame, frame->far_halves, smx_half_key(left, len, false));
	if (has_right)
		add_half(frames, frame, frame->far_halves, smx_half_key(right, len, true));
}

/*
 * The label without two of its characters.  A half that lacks both is not asked for,
 * unless one of them is beside the other half: by a swap, the candidate may lack it
 * there.
 */
static void
add_far_pair(const struct smx_frames *frames, const struct smx_frame *frame,
	     const struct smx_label *label, unsigned i, unsigned j)
{
	unsigned len = label->len - 2, half = smx_half(len);
	bool is_left = i < half && j <= half, is_right = i >= half;

	add_far_text(frames, frame, label->powers, smx_label_without_two(label, i, j), len,
		     smx_label_begin_without_two(label, half, i, j), !is_left || j == half,
		     !is_right || i == half);
}

/* The label without none, one and two of its characters. */
static void
add_far_keys(const struct smx_frames *frames, const struct smx_frame *frame,
	     const struct smx_label *label)
{
	unsigned len = label->len;

	add_far_text(frames, frame, label->powers, smx_label_whole(label), len,
		     label->before[smx_half(len)], true, true);
	for (unsigned i = 0; i < len; i++) {
		add_far_text(frames, frame, label->powers, smx_label_without(label, i), len - 1,
			     smx_label_begin_without(label, smx_half(len - 1), i), true, true);
		for (unsigned j = i + 1; j < len; j++)
			add_far_pair(frames, frame, label, i, j);
	}
}

void
smx_frame_add(const struct smx_frames *frames, const struct smx_frame *frame,
	      const struct smx_filling *filling, const struct smx_label *label)
{
	add_near_keys(frames, frame, filling, label);
	if (filling->is_far)
		add_far_keys(frames, frame, label);
}
