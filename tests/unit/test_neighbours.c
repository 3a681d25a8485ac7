/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>

#include "chance.h"
#include "entries.h"
#include "match/neighbours.h"
#include "match/osa.h"
#include "unit.h"

#define LABELS_MAX 1000

/* Labels that fill the frame "_.mil", and what is proposed for another one. */
struct trial {
	struct entries entries;
	struct smx_powers powers;
	struct smx_frames frames;
	const struct smx_frame *frame;
	uint64_t hashes[LABELS_MAX]; /* of the labels, in order */
	bool is_proposed[LABELS_MAX];
	unsigned n_proposed;
	unsigned n_near, n_far; /* labels that have to be proposed */
	unsigned n_missing;
};

static void
trial_add(struct trial *trial, struct smx_span label)
{
	char text[SMX_LABEL_MAX + 5];

	snprintf(text, sizeof text, "%.*s.mil", (int)label.len, label.ptr);
	ck_assert_uint_lt(trial->entries.n_entries, LABELS_MAX);
	entries_add(&trial->entries, text, 1);
}

/* The label of entry `i`. */
static struct smx_span
label_of(const struct trial *trial, size_t i)
{
	struct smx_span label = smx_entry_text(trial->entries.list[i]);

	label.len -= strlen(".mil");
	return label;
}

static int
compare(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

static void
trial_build(struct trial *trial)
{
	uint64_t mil = smx_hash_part(smx_hash_label(unit_span("mil")), 0);

	smx_powers_init(&trial->powers);
	entries_order(&trial->entries);
	ck_assert_int_eq(smx_frames_build(&trial->frames, trial->entries.list,
					  trial->entries.n_entries, &trial->powers, NULL),
			 SMX_OK);
	trial->frame = smx_frames_find(&trial->frames, mil + smx_hash_open(1));
	ck_assert_ptr_nonnull(trial->frame);
	for (size_t i = 0; i < trial->entries.n_entries; i++)
		trial->hashes[i] = smx_hash_label(label_of(trial, i));
	qsort(trial->hashes, trial->entries.n_entries, sizeof trial->hashes[0], compare);
}

static void
trial_free(struct trial *trial)
{
	smx_frames_free(&trial->frames);
	entries_free(&trial->entries);
}

static uint64_t *
find(struct trial *trial, uint64_t hash)
{
	return bsearch(&hash, trial->hashes, trial->entries.n_entries, sizeof hash, compare);
}

static void
take(void *context, uint64_t label_hash)
{
	struct trial *trial = context;
	const uint64_t *found = find(trial, label_hash);

	trial->n_proposed++;
	if (found != NULL)
		trial->is_proposed[found - trial->hashes] = true;
}

static void
propose(struct trial *trial, struct smx_span label, bool is_far)
{
	struct smx_probe probe;

	trial->n_proposed = 0;
	memset(trial->is_proposed, 0, sizeof trial->is_proposed);
	smx_probe_init(&probe, &trial->powers, label);
	if (is_far)
		smx_neighbours_far(&trial->frames, trial->frame, &probe, take, trial);
	else
		smx_neighbours_near(&trial->frames, trial->frame, NULL, &probe, take, trial);
}

static bool
is_proposed(struct trial *trial, struct smx_span label)
{
	const uint64_t *found = find(trial, smx_hash_label(label));

	return found != NULL && trial->is_proposed[found - trial->hashes];
}

/* Hold what is proposed for a label against the distances of all labels in the frame. */
static void
check(struct trial *trial, struct smx_span label)
{
	for (unsigned distance = 1; distance <= 2; distance++) {
		propose(trial, label, distance == 2);
		for (size_t i = 0; i < trial->entries.n_entries; i++) {
			struct smx_span filling = label_of(trial, i);

			if (smx_osa(filling, label, 2) != distance ||
			    (distance == 2 && !smx_entry_reaches(trial->entries.list[i],
								 SMX_RULE_TWO, filling.len)))
				continue;
			trial->n_near += distance == 1;
			trial->n_far += distance == 2;
			if (is_proposed(trial, filling) || trial->n_missing++ > 0)
				continue;
			printf("distance %u: %.*s is not proposed for %.*s\n", distance,
			       (int)filling.len, (const char *)filling.ptr, (int)label.len,
			       (const char *)label.ptr);
		}
	}
}

/* Short labels of few characters, in which edits can be told in many ways. */
START_TEST(all_short_ones_are_proposed)
{
	static const char *const alphabets[] = {"ab", "ab", "abc", "a0-", "az09-"};
	static struct trial trial;
	struct common_random random = {13};

	for (unsigned round = 0; round < 60; round++) {
		const char *alphabet = alphabets[round % 5];
		unsigned most = 2 + round % 9;
		uint8_t text[SMX_LABEL_MAX];

		entries_init(&trial.entries, 1);
		trial.entries.settings.least_len[SMX_RULE_TWO] = (uint8_t)(1 + round % 7);
		for (unsigned i = 0; i <= round % 12; i++)
			trial_add(&trial, chance_text(&random, alphabet,
						      1 + common_below(&random, most), text));
		trial_build(&trial);
		for (unsigned i = 0; i < 80; i++)
			check(&trial, chance_text(&random, alphabet,
						  1 + common_below(&random, most + 2), text));
		trial_free(&trial);
	}
	ck_assert_uint_gt(trial.n_near, 1000);
	ck_assert_uint_gt(trial.n_far, 1000);
	ck_assert_uint_eq(trial.n_missing, 0);
}
END_TEST

/* Labels up to the longest there are, and one or two edits in them. */
START_TEST(all_long_ones_are_proposed)
{
	static struct trial trial;
	struct common_random random = {14};

	for (unsigned round = 0; round < 40; round++) {
		/* With few characters, there is so much to look at that it takes long. */
		const char *alphabet = round % 4 == 0 ? "ab" : "abcdefghijklmnopqrstuvwxyz-09";
		uint8_t text[SMX_LABEL_MAX + 2];
		size_t len = round % 2 == 0 ? 10 + common_below(&random, 20)
					    : SMX_LABEL_MAX - common_below(&random, 4);
		struct smx_span label = chance_text(&random, alphabet, len, text);

		entries_init(&trial.entries, 4);
		trial_add(&trial, label);
		trial_build(&trial);
		for (unsigned i = 0; i < 60; i++) {
			uint8_t edited[SMX_LABEL_MAX + 3];
			struct smx_span span = {edited, len};

			memcpy(edited, text, len);
			for (unsigned n = 0; n <= i % 2; n++)
				span.len = chance_edit(&random, alphabet, edited, span.len);
			if (span.len <= SMX_LABEL_MAX)
				check(&trial, span);
		}
		trial_free(&trial);
	}
	ck_assert_uint_gt(trial.n_near, 500);
	ck_assert_uint_gt(trial.n_far, 500);
	ck_assert_uint_eq(trial.n_missing, 0);
}
END_TEST

/* Bytes that no protected name has may stand in a query name. */
START_TEST(odd_bytes_are_edits_like_others)
{
	static const struct {
		const char *label;
		unsigned distance;
	} cases[] = {
		{"a_my", 1},      {"arm\xff", 1},  {"army\x01", 1}, {"_army", 1},
		{"ar.my", 1},     {"\xff\xfemy", 2}, {"_army_", 2},   {".rmy.", 2},
		{"_rm\x80", 2},
	};
	static struct trial trial;

	entries_init(&trial.entries, 1);
	trial_add(&trial, unit_span("army"));
	trial_build(&trial);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		propose(&trial, unit_span(cases[i].label), cases[i].distance == 2);
		ck_assert_msg(is_proposed(&trial, unit_span("army")), "case %zu", i);
	}
	trial_free(&trial);
}
END_TEST

START_TEST(harmless_labels_have_none_proposed)
{
	static struct trial trial;
	unsigned n_near = 0, n_far = 0;
	struct common_random random = {15};
	uint8_t text[SMX_LABEL_MAX];

	entries_init(&trial.entries, 5);
	for (unsigned i = 0; i < LABELS_MAX; i++)
		trial_add(&trial, chance_text(&random, "abcdefghijklmnopqrstuvwxyz",
					      8 + common_below(&random, 12), text));
	trial_build(&trial);
	for (unsigned i = 0; i < 2000; i++) {
		struct smx_span label = chance_text(&random, "abcdefghijklmnopqrstuvwxyz",
						    8 + common_below(&random, 12), text);

		propose(&trial, label, false);
		n_near += trial.n_proposed > 0;
		propose(&trial, label, true);
		n_far += trial.n_proposed > 0;
	}
	/* Each has about 13 keys to look for, and so many chances of a false answer. */
	ck_assert_msg(n_near < 2000 / 4, "%u of 2000", n_near);
	ck_assert_msg(n_far < 2000 / 4, "%u of 2000", n_far);
	trial_free(&trial);
}
END_TEST

START_TEST(lengths_tell_most_apart)
{
	static struct trial trial;

	entries_init(&trial.entries, 1);
	trial_add(&trial, unit_span("protection"));
	trial_build(&trial);
	ck_assert_uint_eq(trial.frame->far_shortest, 10);
	propose(&trial, unit_span("protect"), true);
	ck_assert_uint_eq(trial.n_proposed, 0);
	propose(&trial, unit_span("protectionist"), true);
	ck_assert_uint_eq(trial.n_proposed, 0);
	propose(&trial, unit_span("protecti"), true);
	ck_assert(is_proposed(&trial, unit_span("protection")));
	propose(&trial, unit_span("protections1"), true);
	ck_assert(is_proposed(&trial, unit_span("protection")));
	trial_free(&trial);
}
END_TEST

Suite *
suite_neighbours(void)
{
	Suite *suite = suite_create("neighbours");
	TCase *tcase = tcase_create("neighbours");

	tcase_set_timeout(tcase, 60); /* of seconds, under sanitizers and valgrind */
	tcase_add_test(tcase, all_short_ones_are_proposed);
	tcase_add_test(tcase, all_long_ones_are_proposed);
	tcase_add_test(tcase, odd_bytes_are_edits_like_others);
	tcase_add_test(tcase, harmless_labels_have_none_proposed);
	tcase_add_test(tcase, lengths_tell_most_apart);
	suite_add_tcase(suite, tcase);
	return suite;
}
