/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/neighbours.h"

#include <string.h>

/* What labels of protected names consist of (RFC 1123, 2.1). */
static const uint8_t alphabet[] = {
	'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-'};

struct search {
	const struct smx_frames *frames;
	const struct smx_frame *frame;
	const struct smx_probe *probe;
	smx_propose *propose;
	void *context;
};

void
smx_probe_init(struct smx_probe *probe, const struct smx_powers *powers, struct smx_span text)
{
	const struct smx_label *label = &probe->label;

	smx_label_init(&probe->label, powers, text);
	for (unsigned i = 0; i < label->len; i++) {
		probe->keys[i] = smx_hash_mix(smx_label_without(label, i));
		probe->masks[i] = smx_bloom_mask(probe->keys[i]);
	}
	probe->keys[label->len] = smx_hash_mix(smx_label_whole(label));
	probe->masks[label->len] = smx_bloom_mask(probe->keys[label->len]);
}

static bool
has_near(const struct search *search, uint64_t mixed)
{
	return smx_frame_has_near(search->frames, search->frame, mixed, smx_bloom_mask(mixed));
}

static bool
has_far(const struct search *search, uint64_t hash)
{
	return smx_frame_has_far(search->frames, search->frame, hash);
}

/* ---- one edit ------------------------------------------------------------------ */

/* Something in the frame is this label with one more character. */
static void
propose_longer(const struct search *search, const struct smx_label *label)
{
	for (unsigned i = 0; i <= label->len; i++) {
		if (!smx_frame_has_place(search->frames, search->frame, smx_label_whole(label), i))
			continue;
		for (size_t c = 0; c < sizeof alphabet; c++)
			search->propose(search->context,
					smx_label_inserted(label, i, alphabet[c]));
	}
}

/* Something in the frame has what is left of the label without its character `i`, as
 * it is or with another character there: the rest, the label with a character
 * replaced, or with two swapped. */
static void
propose_without(const struct search *search, const struct smx_label *label, unsigned i)
{
	uint64_t rest = smx_label_without(label, i);
	bool is_replaced = smx_frame_has_place(search->frames, search->frame, rest, i);

	search->propose(search->context, rest);
	for (size_t c = 0; c < sizeof alphabet && is_replaced; c++) {
		if (alphabet[c] != label->text[i])
			search->propose(search->context,
					smx_label_replaced(label, i, alphabet[c]));
	}
	/* A swap leaves two such rests, so that the other half of it finds (i - 1, i). */
	if (i + 1 < label->len && label->text[i] != label->text[i + 1])
		search->propose(search->context, smx_label_swapped(label, i));
}

void
smx_neighbours_near(const struct smx_frames *frames, const struct smx_frame *frame,
		    const struct smx_probe *probe, smx_propose *propose, void *context)
{
	const struct search search = {frames, frame, probe, propose, context};
	unsigned len = probe->label.len;

	for (unsigned i = 0; i <= len; i++) {
		if (!smx_frame_has_near(frames, frame, probe->keys[i], probe->masks[i]))
			continue;
		if (i < len)
			propose_without(&search, &probe->label, i);
		else if (len < SMX_LABEL_MAX)
			propose_longer(&search, &probe->label);
	}
}

/* ---- two edits ----------------------------------------------------------------- */

/*
 * Something in the frame may be `label` with none, one or two more characters.
 * With two, it is in the filter `near` without the second one.
 */
static void
propose_up_to_two_longer(const struct search *search, const struct smx_label *label)
{
	uint8_t text[SMX_LABEL_MAX + 1];

	search->propose(search->context, smx_label_whole(label));
	if (label->len >= SMX_LABEL_MAX)
		return;
	propose_longer(search, label);
	for (unsigned i = 0; i <= label->len; i++) {
		memcpy(text, label->text, i);
		memcpy(text + i + 1, label->text + i, label->len - i);
		for (size_t c = 0; c < sizeof alphabet; c++) {
			struct smx_span span = {text, label->len + 1};
			struct smx_label longer;

			if (!has_near(search,
				      smx_hash_mix(smx_label_inserted(label, i, alphabet[c]))))
				continue;
			text[i] = alphabet[c];
			smx_label_init(&longer, label->powers, span);
			if (longer.len < SMX_LABEL_MAX)
				propose_longer(search, &longer);
		}
	}
}

/* Characters `i` and `j` of the probe's label left out, i < j; or only `j`, i being
 * the same; or none, both being the label's length. */
static void
propose_rest(const struct search *search, unsigned i, unsigned j)
{
	const struct smx_label *label = &search->probe->label;
	uint8_t text[SMX_LABEL_MAX];
	struct smx_span span = {text, 0};
	struct smx_label rest;

	for (unsigned k = 0; k < label->len; k++) {
		if (k != i && k != j)
			text[span.len++] = label->text[k];
	}
	smx_label_init(&rest, label->powers, span);
	propose_up_to_two_longer(search, &rest);
}

/* How many characters at the beginning of the label are those of something long in
 * the frame: an edit further right cannot be the first one. */
static unsigned
count_known_beginning(const struct search *search)
{
	const struct smx_label *label = &search->probe->label;
	unsigned n = SMX_GUARD_LEN - 1;

	while (n < label->len && has_far(search, label->before[n + 1] ^ SMX_HASH_PREFIX))
		n++;
	return n;
}

/* The same for the end. */
static unsigned
count_known_end(const struct search *search)
{
	const struct smx_label *label = &search->probe->label;
	unsigned n = SMX_GUARD_LEN - 1;

	while (n < label->len && has_far(search, smx_label_end(label, n + 1) ^ SMX_HASH_SUFFIX))
		n++;
	return n;
}

/*
 * Of the two edits, the first one has nothing but equal characters to its left,
 * and the second one to its right.  In a common rest, the candidate leaves out
 * the first character that an edit of it touches in the first one, the last one
 * in the second, and nothing where a character was omitted.
 */
void
smx_neighbours_far(const struct smx_frames *frames, const struct smx_frame *frame,
		   const struct smx_probe *probe, smx_propose *propose, void *context)
{
	const struct search search = {frames, frame, probe, propose, context};
	const struct smx_label *label = &probe->label;
	unsigned len = label->len;
	unsigned first, last; /* the last place of the first edit, the first of the last */

	if (len + 2 < frame->far_shortest || len > frame->far_longest + 2u)
		return;
	/* Two characters omitted. */
	if (has_far(&search, smx_label_whole(label)))
		propose_rest(&search, len, len);
	if (len + 1 < frame->far_shortest)
		return;
	first = count_known_beginning(&search);
	last = count_known_end(&search) + 1;
	last = last < len ? len - last : 0;
	/* One omitted, and another edit. */
	for (unsigned i = 0; i < len; i++) {
		if ((i <= first || i >= last) && has_far(&search, smx_label_without(label, i)))
			propose_rest(&search, i, i);
	}
	/* None omitted: what is meant is no longer than this. */
	for (unsigned i = 0; i < len && i <= first && len >= frame->far_shortest; i++) {
		for (unsigned j = i < last ? last : i + 1; j < len; j++) {
			if (has_far(&search, smx_label_without_two(label, i, j)))
				propose_rest(&search, i, j);
		}
	}
}
