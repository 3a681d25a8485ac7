/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/neighbourhood.h"

#include <string.h>

static bool
has_far(const struct smx_neighbourhood *search, uint64_t hash)
{
	return smx_frame_has_far(search->frames, search->frame, hash);
}

/* ---- undoing two edits ------------------------------------------------------------- */

/*
 * An edit for which the candidate left out its character `lost`: what is meant has
 * another one in its place, or the same one behind the next or before the one
 * before (a swap), or none (an insertion).  Places are those in what is left.
 */
struct repair {
	unsigned at;
	uint8_t lost;
	bool may_be_none; /* not where an equal one before it would do as well */
	unsigned swapped_to; /* REPAIR_NOT_SWAPPED: there is nothing to swap with */
};

#define REPAIR_NOT_SWAPPED (SMX_LABEL_MAX + 1)

/* A label of one character more; its text is in `text`. */
static bool
lengthen(struct smx_label *longer, uint8_t text[SMX_LABEL_MAX], const struct smx_label *label,
	 unsigned at, uint8_t character)
{
	struct smx_span span = {text, label->len + 1};

	if (label->len >= SMX_LABEL_MAX)
		return false;
	memcpy(text, label->text, at);
	text[at] = character;
	memcpy(text + at + 1, label->text + at, label->len - at);
	smx_label_init(longer, label->powers, span);
	return true;
}

/* Propose what the label may have been before an edit. */
static void
propose_repaired(const struct smx_neighbourhood *search, const struct smx_label *label,
		 const struct repair *repair)
{
	if (repair->may_be_none)
		search->propose(search->context, smx_label_whole(label));
	if (label->len >= SMX_LABEL_MAX)
		return;
	for (size_t c = 0; c < SMX_N_CHARACTERS; c++)
		search->propose(search->context,
				smx_label_inserted(label, repair->at, smx_characters[c]));
	if (repair->swapped_to <= label->len)
		search->propose(search->context,
				smx_label_inserted(label, repair->swapped_to, repair->lost));
}

/* The first edit is undone; undo the second one: an edit that is `repair`, moved by
 * `shift` places, or an omission. */
static void
go_on(const struct smx_neighbourhood *search, const struct smx_label *label,
      const struct repair *repair, unsigned shift)
{
	struct repair moved;

	if (repair == NULL) {
		smx_neighbourhood_propose_longer(search, label);
		return;
	}
	moved = *repair;
	moved.at += shift;
	if (moved.swapped_to != REPAIR_NOT_SWAPPED)
		moved.swapped_to += shift;
	propose_repaired(search, label, &moved);
}

/*
 * Undo two edits of what left `rest`: the one that is `first`, and then the one that
 * is `second`, or an omission where that is NULL.  In between, the label is in the
 * filter `near`, being without one character at most.
 */
static void
undo(const struct smx_neighbourhood *search, const struct smx_label *rest,
     const struct repair *first, const struct repair *second)
{
	uint8_t text[SMX_LABEL_MAX];
	struct smx_label longer;

	if (first->may_be_none && smx_neighbourhood_has_near(search, smx_label_whole(rest)))
		go_on(search, rest, second, 0);
	for (size_t c = 0; c < SMX_N_CHARACTERS; c++) {
		if (smx_neighbourhood_has_near(
			    search, smx_label_inserted(rest, first->at, smx_characters[c])) &&
		    lengthen(&longer, text, rest, first->at, smx_characters[c]))
			go_on(search, &longer, second, 1);
	}
	if (first->swapped_to <= rest->len &&
	    smx_neighbourhood_has_near(
		    search, smx_label_inserted(rest, first->swapped_to, first->lost)) &&
	    lengthen(&longer, text, rest, first->swapped_to, first->lost))
		go_on(search, &longer, second, 1);
}

/* What is left of the probe's label without its characters `i` and `j`, in `text`. */
static void
leave_out(struct smx_label *rest, uint8_t text[SMX_LABEL_MAX], const struct smx_label *label,
	  unsigned i, unsigned j)
{
	struct smx_span span = {text, 0};

	for (unsigned k = 0; k < label->len; k++) {
		if (k != i && k != j)
			text[span.len++] = label->text[k];
	}
	smx_label_init(rest, label->powers, span);
}

static bool
is_first_of_equals(const struct smx_label *label, unsigned i)
{
	return i == 0 || label->text[i - 1] != label->text[i];
}

/* Two edits, at `i` and at `j`, i < j. */
static void
propose_without_two(const struct smx_neighbourhood *search, unsigned i, unsigned j)
{
	const struct smx_label *label = &search->probe->label;
	/* A swap of what is left out with the next one, and with the one before. */
	struct repair first = {i, label->text[i], is_first_of_equals(label, i),
			       i + 1 < j ? i + 1 : REPAIR_NOT_SWAPPED};
	struct repair second = {j - 1, label->text[j],
				is_first_of_equals(label, j) || i + 1 == j,
				i + 1 < j ? j - 2 : REPAIR_NOT_SWAPPED};
	uint8_t text[SMX_LABEL_MAX];
	struct smx_label rest;

	leave_out(&rest, text, label, i, j);
	undo(search, &rest, &first, &second);
}

/* An edit at `i`, and an omission on either side of it. */
static void
propose_without_one(const struct smx_neighbourhood *search, unsigned i)
{
	const struct smx_label *label = &search->probe->label;
	struct repair repair = {i, label->text[i], is_first_of_equals(label, i),
				i + 1 < label->len ? i + 1 : REPAIR_NOT_SWAPPED};
	uint8_t text[SMX_LABEL_MAX];
	struct smx_label rest;

	leave_out(&rest, text, label, i, i);
	undo(search, &rest, &repair, NULL);
	if (i == 0)
		return;
	repair.swapped_to = i - 1;
	undo(search, &rest, &repair, NULL);
}

/* Two omissions. */
static void
propose_two_longer(const struct smx_neighbourhood *search)
{
	const struct smx_label *label = &search->probe->label;
	uint8_t text[SMX_LABEL_MAX];
	struct smx_label longer;

	for (unsigned i = 0; i <= label->len; i++) {
		for (size_t c = 0; c < SMX_N_CHARACTERS; c++) {
			if ((i == 0 || label->text[i - 1] != smx_characters[c]) &&
			    smx_neighbourhood_has_near(
				    search, smx_label_inserted(label, i, smx_characters[c])) &&
			    lengthen(&longer, text, label, i, smx_characters[c]))
				smx_neighbourhood_propose_longer(search, &longer);
		}
	}
}

/* ---- which two characters are worth leaving out ------------------------------------ */

/* Whether something has this half, of a text of `len` characters. */
static bool
has_half(const struct smx_neighbourhood *search, uint64_t hash, unsigned len, bool is_right)
{
	return smx_frame_has_far_half(search->frames, search->frame,
				      smx_half_key(hash, len, is_right));
}

static void
try_two(const struct smx_neighbourhood *search, unsigned i, unsigned j)
{
	if (has_far(search, smx_label_without_two(&search->probe->label, i, j)))
		propose_without_two(search, i, j);
}

static void
try_one(const struct smx_neighbourhood *search, unsigned i)
{
	if (has_far(search, smx_label_without(&search->probe->label, i)))
		propose_without_one(search, i);
}

/* One character in each half: only with halves that something has. */
static void
try_one_in_each_half(const struct smx_neighbourhood *search, unsigned half)
{
	const struct smx_label *label = &search->probe->label;
	unsigned len = label->len;
	uint8_t rights[SMX_LABEL_MAX];
	unsigned n_rights = 0;
	/* What the left part of the label adds to the hash of the rest. */
	uint64_t before = label->before[half + 1] * label->powers->of_base[len - 2 - half];

	for (unsigned j = half + 1; j < len; j++) {
		rights[n_rights] = (uint8_t)j;
		n_rights += has_half(search, smx_label_without(label, j) - before, len - 2, true);
	}
	for (unsigned i = 0; i < half && n_rights > 0; i++) {
		if (!has_half(search, smx_label_begin_without(label, half, i), len - 2, false))
			continue;
		for (unsigned k = 0; k < n_rights; k++)
			try_two(search, i, rights[k]);
	}
}

/* Two characters left out. */
static void
look_without_two(const struct smx_neighbourhood *search)
{
	const struct smx_label *label = &search->probe->label;
	unsigned len = label->len, half;

	if (len < 2)
		return;
	half = smx_half(len - 2);
	try_one_in_each_half(search, half);
	if (has_half(search, smx_label_end(label, len - 2 - half), len - 2, true)) {
		for (unsigned i = 0; i < half; i++) {
			for (unsigned j = i + 1; j <= half; j++)
				try_two(search, i, j);
		}
	}
	if (has_half(search, label->before[half], len - 2, false)) {
		for (unsigned i = half; i < len; i++) {
			for (unsigned j = i + 1; j < len; j++)
				try_two(search, i, j);
		}
	}
}

/* One character left out. */
static void
look_without_one(const struct smx_neighbourhood *search)
{
	const struct smx_label *label = &search->probe->label;
	unsigned len = label->len, half = smx_half(len - 1);

	/* The other half may lack two characters of what is meant, so it is not asked for. */
	if (has_half(search, smx_label_end(label, len - 1 - half), len - 1, true)) {
		for (unsigned i = 0; i < half; i++)
			try_one(search, i);
	}
	if (has_half(search, label->before[half], len - 1, false)) {
		for (unsigned i = half; i < len; i++)
			try_one(search, i);
	}
}

void
smx_neighbours_far(const struct smx_frames *frames, const struct smx_frame *frame,
		   const struct smx_probe *probe, smx_propose *propose, void *context)
{
	const struct smx_neighbourhood search = {frames, frame, probe, propose, context};
	const struct smx_label *label = &probe->label;
	unsigned len = label->len, half = smx_half(len);

	if (len + 2 < frame->far_shortest || len > frame->far_longest + 2u)
		return;
	/* Two characters were omitted; or one, besides another edit; or none, so that what
	 * is meant is no longer than this. */
	if ((has_half(&search, label->before[half], len, false) ||
	     has_half(&search, smx_label_end(label, len - half), len, true)) &&
	    has_far(&search, smx_label_whole(label)))
		propose_two_longer(&search);
	if (len + 1 >= frame->far_shortest)
		look_without_one(&search);
	if (len >= frame->far_shortest)
		look_without_two(&search);
}
