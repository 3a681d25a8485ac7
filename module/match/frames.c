/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/frames.h"

#include <stdlib.h>
#include <string.h>

#include "match/edit.h"
#include "match/grow.h"
#include "match/pages.h"
#include "match/query.h"

/* Frames with fewer keys share one filter: a word for each would be too much. */
#define OWN_FILTER_LEAST 64

/* ---- the frames of an entry ----------------------------------------------------- */

/* A frame that a label of an entry fills. */
struct filling {
	uint64_t hash; /* of the frame */
	struct smx_span label;
	bool is_far; /* the label is long enough for the rule `two` */
	bool is_pair; /* another label is open, too */
	const struct smx_entry *entry;
};

typedef int visit_filling(void *context, const struct filling *filling);

/* Whether it can matter that a label of this length is edited. */
static bool
matters(const struct smx_entry *entry, size_t len)
{
	return smx_entry_reaches_edits(entry, len) ||
	       smx_entry_reaches(entry, SMX_RULE_BOTH, len) ||
	       smx_entry_reaches(entry, SMX_RULE_TWO, len);
}

/* The frames in which the label at `place` is open, and with it, where two labels
 * may have an edit each, one left of it. */
static int
visit_place(const struct smx_entry *entry, const struct smx_query *name, unsigned place,
	    visit_filling *visit, void *context)
{
	uint64_t hash = name->tails[entry->n_labels] - name->parts[place] + smx_hash_open(place);
	struct filling filling = {
		.hash = hash, .label = smx_query_label(name, place), .entry = entry};
	int rc;

	filling.is_far = smx_entry_reaches(entry, SMX_RULE_TWO, filling.label.len);
	rc = visit(context, &filling);
	if (!filling.is_far)
		return rc;
	filling.is_far = false;
	filling.is_pair = true;
	for (unsigned left = place + 1; left < entry->n_labels && rc == SMX_OK; left++) {
		if (!smx_entry_reaches(entry, SMX_RULE_TWO, smx_query_label(name, left).len))
			continue;
		filling.hash = hash - name->parts[left] + smx_hash_open(left);
		rc = visit(context, &filling);
	}
	return rc;
}

static int
visit_entry(const struct smx_entry *entry, visit_filling *visit, void *context)
{
	struct smx_query name;
	int rc = SMX_OK;

	if (smx_entry_is_suffix(entry))
		return SMX_OK;
	smx_entry_name(entry, &name.name);
	smx_query_hash(&name);
	for (unsigned place = entry->n_suffix_labels; place < entry->n_labels && rc == SMX_OK;
	     place++) {
		if (matters(entry, smx_query_label(&name, place).len))
			rc = visit_place(entry, &name, place, visit, context);
	}
	return rc;
}

static int
visit_entries(struct smx_entry *const *entries, size_t n_entries, visit_filling *visit,
	      void *context)
{
	int rc = SMX_OK;

	for (size_t i = 0; i < n_entries && rc == SMX_OK; i++)
		rc = visit_entry(entries[i], visit, context);
	return rc;
}

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
};

/* How many texts the filter `far` has of a label. */
static size_t
count_far_texts(size_t len)
{
	return 1 + len + len * (len - 1) / 2;
}

/* How many halves these have, about: up to two characters of the half and the two
 * behind it are left out. */
static size_t
count_far_halves(size_t len)
{
	size_t half = len / 2 + 1;

	return 2 * (half * (half + 1) / 2 + half + 2);
}

/* The length of the label if the rule is active for it. */
static uint8_t
shortest(const struct filling *filling, enum smx_rule rule)
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
count_filling(void *context, const struct filling *filling)
{
	struct tallies *tallies = context;
	struct tally *list = smx_grow(tallies->list, tallies->n_tallies, sizeof *list);
	struct tally *tally;

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
take_words(struct smx_frames *frames, size_t n_keys, struct smx_bloom *bloom)
{
	bloom->at = (uint32_t)frames->n_words;
	bloom->n_words = smx_bloom_count_words(n_keys);
	frames->n_words += bloom->n_words;
	return frames->n_words < UINT32_MAX;
}

static bool
take_near_filters(struct smx_frames *frames, const struct tally *tally, struct smx_frame *frame)
{
	return take_words(frames, tally->n_fillings * 4, &frame->near_halves) &&
	       take_words(frames, tally->n_near, &frame->near) &&
	       take_words(frames, tally->n_near, &frame->places);
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
			fits = fits && take_words(frames, tally->n_far_halves,
						  &frame->far_halves) &&
			       take_words(frames, tally->n_far, &frame->far);
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
};

static void
add_near_key(const struct smx_frames *frames, const struct smx_frame *frame, uint64_t hash)
{
	smx_bloom_add(frames->words, frame->near, smx_hash_mix(hash) ^ frame->hash);
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
	smx_bloom_add(frames->words, bloom, key ^ frame->hash);
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
	      const struct filling *filling, const struct smx_label *label)
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
				      smx_hash_mix(hash + (i + 1) * SMX_HASH_PLACE) ^
					      frame->hash);
	}
}

/* A text of `len` characters, whose left half has the hash `left`. */
static void
add_far_text(const struct smx_frames *frames, const struct smx_frame *frame,
	     const struct smx_powers *powers, uint64_t hash, unsigned len, uint64_t left)
{
	uint64_t right = hash - left * powers->of_base[len - smx_half(len)];

	smx_bloom_add(frames->words, frame->far, smx_hash_mix(hash) ^ frame->hash);
	add_half(frames, frame, frame->far_halves, smx_half_key(left, len, false));
	add_half(frames, frame, frame->far_halves, smx_half_key(right, len, true));
}

/* The label without none, one and two of its characters. */
static void
add_far_keys(const struct smx_frames *frames, const struct smx_frame *frame,
	     const struct smx_label *label)
{
	unsigned len = label->len;

	add_far_text(frames, frame, label->powers, smx_label_whole(label), len,
		     label->before[smx_half(len)]);
	for (unsigned i = 0; i < len; i++) {
		add_far_text(frames, frame, label->powers, smx_label_without(label, i), len - 1,
			     smx_label_begin_without(label, smx_half(len - 1), i));
		for (unsigned j = i + 1; j < len; j++)
			add_far_text(frames, frame, label->powers,
				     smx_label_without_two(label, i, j), len - 2,
				     smx_label_begin_without_two(label, smx_half(len - 2), i, j));
	}
}

static int
add_filling(void *context, const struct filling *filling)
{
	const struct filler *filler = context;
	const struct smx_frames *frames = filler->frames;
	const struct smx_frame *frame = smx_frames_find(frames, filling->hash);
	struct smx_label label;

	smx_label_init(&label, filler->powers, filling->label);
	add_near_keys(frames, frame, filling, &label);
	if (filling->is_far)
		add_far_keys(frames, frame, &label);
	return SMX_OK;
}

int
smx_frames_build(struct smx_frames *frames, struct smx_entry *const *entries, size_t n_entries,
		 const struct smx_powers *powers)
{
	struct tallies tallies = {NULL, 0};
	struct filler filler = {frames, powers};
	int rc;

	memset(frames, 0, sizeof *frames);
	rc = visit_entries(entries, n_entries, count_filling, &tallies);
	if (rc == SMX_OK) {
		merge(&tallies);
		rc = make_frames(frames, &tallies);
	}
	if (rc == SMX_OK)
		rc = visit_entries(entries, n_entries, add_filling, &filler);
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
