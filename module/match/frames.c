/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/frames.h"

#include <stdlib.h>
#include <string.h>

#include "match/fillings.h"
#include "match/frame_keys.h"
#include "match/grow.h"
#include "match/pages.h"

/* Frames with fewer keys share one filter: a word for each would be too much. */
#define OWN_FILTER_LEAST 64

/* ---- counting ---------------------------------------------------------------------- */

/* How many keys a frame has, of one filling or of several. */
struct tally {
	uint64_t hash;
	size_t n_fillings, n_near, n_far_halves, n_far;
	uint8_t far_shortest, far_longest;
	uint8_t both_shortest, other_shortest, extra_shortest;
	bool is_pair;
};

struct tallies {
	struct tally *list;
	size_t n_tallies;
	const atomic_bool *is_called_off;
};

/* How many texts the filter `far` has of a label. */
static size_t
count_far_texts(size_t len)
{
	return 1 + len + len * (len - 1) / 2;
}

/* How many different halves of these are asked for, about: without one of their
 * characters, of texts without one and two, and without two at the middle. */
static size_t
count_far_halves(size_t len)
{
	return 3 * len + 4;
}

/* The length of the label if the rule is active for it. */
static uint8_t
shortest(const struct smx_filling *filling, enum smx_rule rule)
{
	return (uint8_t)(smx_entry_reaches(filling->entry, rule, filling->label.len)
				 ? filling->label.len
				 : SMX_LABEL_MAX + 1);
}

static uint8_t
least(uint8_t a, uint8_t b)
{
	return a < b ? a : b;
}

static int
count_filling(void *context, const struct smx_filling *filling)
{
	struct tallies *tallies = context;
	struct tally *list = smx_grow(tallies->list, tallies->n_tallies, sizeof *list);
	struct tally *tally;

	if (smx_is_called_off(tallies->is_called_off))
		return SMX_ECANCEL;
	if (list == NULL)
		return SMX_ENOMEM;
	tallies->list = list;
	tally = &list[tallies->n_tallies++];
	memset(tally, 0, sizeof *tally);
	tally->hash = filling->hash;
	tally->n_fillings = 1;
	tally->n_near = filling->label.len + 1;
	tally->is_pair = filling->is_pair;
	tally->both_shortest = shortest(filling, SMX_RULE_BOTH);
	tally->other_shortest = shortest(filling, SMX_RULE_OTHER);
	tally->extra_shortest = shortest(filling, SMX_RULE_EXTRA);
	if (filling->is_far) {
		tally->n_far = count_far_texts(filling->label.len);
		tally->n_far_halves = count_far_halves(filling->label.len);
		tally->far_shortest = tally->far_longest = (uint8_t)filling->label.len;
	}
	return SMX_OK;
}

static int
compare_tallies(const void *a, const void *b)
{
	const struct tally *left = a, *right = b;

	return (left->hash > right->hash) - (left->hash < right->hash);
}

static void
add_tally(struct tally *to, const struct tally *tally)
{
	to->n_fillings += tally->n_fillings;
	to->n_near += tally->n_near;
	to->is_pair |= tally->is_pair;
	to->both_shortest = least(to->both_shortest, tally->both_shortest);
	to->other_shortest = least(to->other_shortest, tally->other_shortest);
	to->extra_shortest = least(to->extra_shortest, tally->extra_shortest);
	if (tally->n_far == 0)
		return;
	if (to->n_far == 0 || tally->far_shortest < to->far_shortest)
		to->far_shortest = tally->far_shortest;
	if (tally->far_longest > to->far_longest)
		to->far_longest = tally->far_longest;
	to->n_far_halves += tally->n_far_halves;
	to->n_far += tally->n_far;
}

/* Bring the tallies of one frame together. */
static void
merge(struct tallies *tallies)
{
	size_t n = 0;

	if (tallies->n_tallies == 0)
		return;
	qsort(tallies->list, tallies->n_tallies, sizeof *tallies->list, compare_tallies);
	for (size_t i = 1; i < tallies->n_tallies; i++) {
		if (tallies->list[i].hash == tallies->list[n].hash)
			add_tally(&tallies->list[n], &tallies->list[i]);
		else
			tallies->list[++n] = tallies->list[i];
	}
	tallies->n_tallies = n + 1;
}

/* ---- filters --------------------------------------------------------------------------- */

/* Give a filter its range; returns false where the words would be too many. */
static bool
take_words(struct smx_frames *frames, size_t n_keys, unsigned bits, struct smx_bloom *bloom)
{
	bloom->at = (uint32_t)frames->n_words;
	bloom->n_words = smx_bloom_count_words(n_keys, bits);
	frames->n_words += bloom->n_words;
	return frames->n_words < UINT32_MAX;
}

static bool
take_near_filters(struct smx_frames *frames, const struct tally *tally, struct smx_frame *frame)
{
	return take_words(frames, tally->n_fillings * 4, SMX_BLOOM_BITS, &frame->near_halves) &&
	       take_words(frames, tally->n_near, SMX_BLOOM_BITS, &frame->near) &&
	       take_words(frames, tally->n_near, SMX_BLOOM_BITS_FEW, &frame->places);
}

static int
make_filters(struct smx_frames *frames, const struct tallies *tallies)
{
	struct smx_frame shared;
	struct tally sum = {.n_near = 0};
	bool fits;

	for (size_t i = 0; i < tallies->n_tallies; i++) {
		if (tallies->list[i].n_near < OWN_FILTER_LEAST)
			add_tally(&sum, &tallies->list[i]);
	}
	fits = take_near_filters(frames, &sum, &shared);
	for (size_t i = 0; i < tallies->n_tallies && fits; i++) {
		const struct tally *tally = &tallies->list[i];
		struct smx_frame *frame = &frames->list[i];

		if (tally->n_near >= OWN_FILTER_LEAST) {
			fits = take_near_filters(frames, tally, frame);
		} else {
			frame->near_halves = shared.near_halves;
			frame->near = shared.near;
			frame->places = shared.places;
		}
		if (tally->n_far > 0)
			fits = fits &&
			       take_words(frames, tally->n_far_halves, SMX_BLOOM_BITS,
					  &frame->far_halves) &&
			       take_words(frames, tally->n_far, SMX_BLOOM_BITS_FEW, &frame->far);
	}
	if (!fits)
		return SMX_ENOMEM;
	frames->words = smx_pages_alloc(frames->n_words, sizeof *frames->words);
	return frames->words != NULL ? SMX_OK : SMX_ENOMEM;
}

static int
make_frames(struct smx_frames *frames, const struct tallies *tallies)
{
	struct smx_pairs pairs = {NULL, 0};
	int rc = SMX_OK;

	if (tallies->n_tallies == 0)
		return SMX_OK;
	frames->list = calloc(tallies->n_tallies, sizeof *frames->list);
	if (frames->list == NULL)
		return SMX_ENOMEM;
	frames->n_frames = tallies->n_tallies;
	for (size_t i = 0; i < tallies->n_tallies && rc == SMX_OK; i++) {
		frames->list[i].hash = tallies->list[i].hash;
		frames->list[i].far_shortest = tallies->list[i].far_shortest;
		frames->list[i].far_longest = tallies->list[i].far_longest;
		frames->list[i].both_shortest = tallies->list[i].both_shortest;
		frames->list[i].other_shortest = tallies->list[i].other_shortest;
		frames->list[i].extra_shortest = tallies->list[i].extra_shortest;
		frames->has_pairs |= tallies->list[i].is_pair;
		rc = smx_pairs_add(&pairs, tallies->list[i].hash, (uint32_t)i);
	}
	if (rc == SMX_OK)
		rc = smx_keymap_build(&frames->map, &pairs);
	if (rc == SMX_OK)
		rc = make_filters(frames, tallies);
	smx_pairs_free(&pairs);
	return rc;
}

struct filler {
	struct smx_frames *frames;
	const struct smx_powers *powers;
	const atomic_bool *is_called_off;
};

static int
add_filling(void *context, const struct smx_filling *filling)
{
	const struct filler *filler = context;
	const struct smx_frame *frame = smx_frames_find(filler->frames, filling->hash);
	struct smx_label label;

	if (smx_is_called_off(filler->is_called_off))
		return SMX_ECANCEL;
	smx_label_init(&label, filler->powers, filling->label);
	smx_frame_add(filler->frames, frame, filling, &label);
	return SMX_OK;
}

int
smx_frames_build(struct smx_frames *frames, struct smx_entry *const *entries, size_t n_entries,
		 const struct smx_powers *powers, const atomic_bool *is_called_off)
{
	struct tallies tallies = {NULL, 0, is_called_off};
	struct filler filler = {frames, powers, is_called_off};
	int rc;

	memset(frames, 0, sizeof *frames);
	rc = smx_fillings_visit(entries, n_entries, count_filling, &tallies);
	if (rc == SMX_OK) {
		merge(&tallies);
		rc = make_frames(frames, &tallies);
	}
	if (rc == SMX_OK)
		rc = smx_fillings_visit(entries, n_entries, add_filling, &filler);
	free(tallies.list);
	if (rc != SMX_OK)
		smx_frames_free(frames);
	return rc;
}

void
smx_frames_free(struct smx_frames *frames)
{
	free(frames->list);
	free(frames->words);
	smx_keymap_free(&frames->map);
	memset(frames, 0, sizeof *frames);
}

size_t
smx_frames_size(const struct smx_frames *frames)
{
	return frames->n_frames * sizeof *frames->list + frames->n_words * sizeof *frames->words +
	       smx_keymap_size(&frames->map);
}
