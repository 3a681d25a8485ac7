/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/neighbourhood.h"

void
smx_probe_init(struct smx_probe *probe, const struct smx_powers *powers, struct smx_span text)
{
	const struct smx_label *label = &probe->label;
	unsigned len = (unsigned)text.len, half = smx_half(len), rest_half = smx_half(len - 1);

	smx_label_init(&probe->label, powers, text);
	probe->left = smx_half_key(label->before[rest_half], len - 1, false);
	probe->right = smx_half_key(smx_label_end(label, len - 1 - rest_half), len - 1, true);
	probe->whole_left = smx_half_key(label->before[half], len, false);
	probe->whole_right = smx_half_key(smx_label_end(label, len - half), len, true);
}

void
smx_probe_prefetch(const struct smx_frames *frames, const struct smx_frame *frame,
		   const struct smx_probe *probe)
{
	const uint64_t keys[] = {probe->left, probe->right, probe->whole_left,
				 probe->whole_right};

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		__builtin_prefetch(&frames->words[smx_bloom_word(
			frame->near_halves, smx_frame_half_key(frame, keys[i]))]);
}

void
smx_neighbourhood_propose_longer(const struct smx_neighbourhood *search,
				 const struct smx_label *label)
{
	if (label->len >= SMX_LABEL_MAX)
		return;
	for (unsigned i = 0; i <= label->len; i++) {
		if (!smx_frame_has_place(search->frames, search->frame, smx_label_whole(label), i))
			continue;
		for (size_t c = 0; c < SMX_N_CHARACTERS; c++) {
			/* Behind an equal one, it makes the same as before it. */
			if (i == 0 || label->text[i - 1] != smx_characters[c])
				search->propose(search->context,
						smx_label_inserted(label, i, smx_characters[c]));
		}
	}
}

/* Whether a label without its character `i` may be what is meant: the edit is an
 * insertion. */
static bool
may_be_inserted(const struct smx_neighbourhood *search, const struct smx_likeness *likeness,
		const struct smx_label *label, unsigned i)
{
	uint64_t beside = likeness->beside[label->text[i]];

	return label->len > search->frame->extra_shortest ||
	       (i > 0 && smx_likeness_has(beside, label->text[i - 1])) ||
	       (i + 1 < label->len && smx_likeness_has(beside, label->text[i + 1]));
}

/* The characters in whose place the label may have its character `i`, as a set. */
static uint64_t
meant_characters(const struct smx_neighbourhood *search, const struct smx_likeness *likeness,
		 const struct smx_label *label, unsigned i)
{
	const uint64_t all = (UINT64_C(1) << SMX_N_CHARACTERS) - 1;

	if (likeness == NULL || label->len >= search->frame->other_shortest)
		return all;
	return likeness->replaced[label->text[i]];
}

/* Something in the frame has what is left of the label without its character `i`, as
 * it is or with another character there: the rest, the label with a character
 * replaced, or with two swapped. */
static void
propose_without(const struct smx_neighbourhood *search, const struct smx_likeness *likeness,
		const struct smx_label *label, unsigned i)
{
	uint64_t rest = smx_label_without(label, i);
	uint64_t meant = meant_characters(search, likeness, label, i);

	/* The first of equal ones does for all. */
	if ((i == 0 || label->text[i - 1] != label->text[i]) &&
	    (likeness == NULL || may_be_inserted(search, likeness, label, i)))
		search->propose(search->context, rest);
	if (!smx_frame_has_place(search->frames, search->frame, rest, i))
		meant = 0;
	for (unsigned c = 0; meant != 0; c++, meant >>= 1) {
		if ((meant & 1) != 0 && smx_characters[c] != label->text[i])
			search->propose(search->context,
					smx_label_replaced(label, i, smx_characters[c]));
	}
	/* A swap leaves two such rests, so that the other half of it finds (i - 1, i). */
	if (i + 1 < label->len && label->text[i] != label->text[i + 1])
		search->propose(search->context, smx_label_swapped(label, i));
}

void
smx_neighbours_near(const struct smx_frames *frames, const struct smx_frame *frame,
		    const struct smx_likeness *likeness, const struct smx_probe *probe,
		    smx_propose *propose, void *context)
{
	const struct smx_neighbourhood search = {frames, frame, probe, propose, context};
	const struct smx_label *label = &probe->label;
	unsigned half = smx_half(label->len - 1);
	bool has_left = smx_frame_has_near_half(frames, frame, probe->left);
	bool has_right = smx_frame_has_near_half(frames, frame, probe->right);

	/* Of what is left without a character of the left half, it is the right one that
	 * is unchanged, and the other way round. */
	for (unsigned i = has_right ? 0 : half; i < (has_left ? label->len : half); i++) {
		if (smx_neighbourhood_has_near(&search, smx_label_without(label, i)))
			propose_without(&search, likeness, label, i);
	}
	if ((smx_frame_has_near_half(frames, frame, probe->whole_left) ||
	     smx_frame_has_near_half(frames, frame, probe->whole_right)) &&
	    smx_neighbourhood_has_near(&search, smx_label_whole(label)))
		smx_neighbourhood_propose_longer(&search, label);
}
