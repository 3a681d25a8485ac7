/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>

#include "chance.h"
#include "match/prefixes.h"
#include "unit.h"

#define STRINGS_MAX 300

/* Strings, and what is made of them. */
struct trial {
	uint8_t bytes[STRINGS_MAX][256]; /* each behind its length */
	size_t n_strings;
	const uint8_t *sorted[STRINGS_MAX];
	size_t n_sorted, n_different;
	void *memory;
	struct smx_prefixes prefixes;
};

static void
trial_add(struct trial *trial, const void *string, size_t len)
{
	uint8_t *to = trial->bytes[trial->n_strings++];

	ck_assert_uint_le(trial->n_strings, STRINGS_MAX);
	ck_assert_uint_le(len, 255);
	to[0] = (uint8_t)len;
	memcpy(to + 1, string, len);
}

static void
trial_build(struct trial *trial)
{
	size_t size;

	for (size_t i = 0; i < trial->n_strings; i++)
		trial->sorted[i] = trial->bytes[i];
	trial->n_sorted = smx_prefixes_sort(trial->sorted, trial->n_strings, &trial->n_different);
	size = smx_prefixes_measure(trial->sorted, trial->n_sorted);
	/* No more than that: sanitizers and valgrind see what is written behind it. */
	trial->memory = malloc(size);
	ck_assert_ptr_nonnull(trial->memory);
	smx_prefixes_write(&trial->prefixes, trial->sorted, trial->n_sorted, trial->memory);
}

static bool
covers(const struct trial *trial, const char *string)
{
	return smx_prefixes_cover(&trial->prefixes, (const uint8_t *)string, strlen(string));
}

START_TEST(none_cover_nothing)
{
	struct smx_prefixes zeroed = {NULL, NULL, NULL, 0};
	struct trial trial = {.n_strings = 0};

	ck_assert(!smx_prefixes_cover(&zeroed, (const uint8_t *)"a", 1));
	ck_assert(!smx_prefixes_cover(&zeroed, (const uint8_t *)"", 0));
	trial_build(&trial);
	ck_assert_uint_eq(trial.n_different, 0);
	ck_assert_uint_eq(trial.n_sorted, 0);
	ck_assert(!covers(&trial, "a"));
	ck_assert(!covers(&trial, ""));
	free(trial.memory);
}
END_TEST

START_TEST(what_begins_with_another_one_is_dropped)
{
	static const char *const strings[] = {"abc", "b", "ab", "ac", "ab", "abb", "bcd", "b"};
	static const char *const left[] = {"ab", "ac", "b"};
	struct trial trial = {.n_strings = 0};

	for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++)
		trial_add(&trial, strings[i], strlen(strings[i]));
	trial_build(&trial);
	ck_assert_uint_eq(trial.n_different, 6);
	ck_assert_uint_eq(trial.n_sorted, 3);
	for (size_t i = 0; i < 3; i++) {
		ck_assert_uint_eq(trial.sorted[i][0], strlen(left[i]));
		ck_assert_mem_eq(trial.sorted[i] + 1, left[i], strlen(left[i]));
	}
	ck_assert(covers(&trial, "abc"));
	ck_assert(covers(&trial, "ab"));
	ck_assert(covers(&trial, "bz"));
	ck_assert(!covers(&trial, "a"));
	ck_assert(!covers(&trial, "aa"));
	ck_assert(!covers(&trial, "ad"));
	ck_assert(!covers(&trial, "c"));
	ck_assert(!covers(&trial, ""));
	free(trial.memory);
}
END_TEST

START_TEST(an_empty_one_covers_all)
{
	struct trial trial = {.n_strings = 0};

	trial_add(&trial, "a", 1);
	trial_add(&trial, "", 0);
	trial_build(&trial);
	ck_assert_uint_eq(trial.n_sorted, 1);
	ck_assert(covers(&trial, "b"));
	ck_assert(covers(&trial, ""));
	free(trial.memory);
}
END_TEST

/* A string that is likely to be close to others: a part of one of them, and some more. */
static size_t
make_string(const struct trial *trial, struct common_random *random, uint8_t *string)
{
	/* Bytes at both ends of their range, and what stands for lengths of their own. */
	static const uint8_t alphabet[] = {0, 1, 14, 15, 16, 'a', 0xfe, 0xff};
	size_t longest = common_below(random, 4) == 0 ? 255 : 20, len = 0, more;

	if (trial->n_strings > 0 && common_below(random, 4) > 0) {
		const uint8_t *other = trial->bytes[common_below(random, trial->n_strings)];

		len = common_below(random, other[0] + 1u);
		memcpy(string, other + 1, len);
	}
	more = len < longest ? common_below(random, longest - len + 1) : 0;
	for (size_t i = 0; i < more; i++)
		string[len++] = alphabet[common_below(random, sizeof alphabet)];
	return len;
}

/* The same, plainly. */
static bool
has_prefix_of(const struct trial *trial, const uint8_t *string, size_t len)
{
	for (size_t i = 0; i < trial->n_strings; i++) {
		const uint8_t *other = trial->bytes[i];

		if (other[0] <= len && memcmp(other + 1, string, other[0]) == 0)
			return true;
	}
	return false;
}

/* Fill it so that `n` strings are left. */
static void
fill(struct trial *trial, struct common_random *random, size_t n)
{
	trial->n_strings = 0;
	while (trial->n_strings < n) {
		uint8_t string[255];
		size_t len = make_string(trial, random, string);

		/* Short ones would cover all that is to come. */
		if (len > 4 && !has_prefix_of(trial, string, len))
			trial_add(trial, string, len);
	}
}

START_TEST(they_cover_what_begins_with_them)
{
	/* With blocks that are full, one short of it and one over. */
	static const size_t sizes[] = {1, 2, 15, 16, 17, 31, 32, 33, 48, 100, 256, 257};
	struct common_random random = {31};
	struct trial trial = {.n_strings = 0};
	unsigned n_wrong = 0, n_covered = 0;

	for (size_t turn = 0; turn < 20 * sizeof sizes / sizeof sizes[0]; turn++) {
		fill(&trial, &random, sizes[turn / 20]);
		trial_build(&trial);
		for (size_t i = 0; i < trial.n_strings; i++)
			n_wrong += !smx_prefixes_cover(&trial.prefixes, trial.bytes[i] + 1,
						       trial.bytes[i][0]);
		for (size_t i = 0; i < 500; i++) {
			uint8_t string[255];
			size_t len = make_string(&trial, &random, string);
			bool is_covered = has_prefix_of(&trial, string, len);

			n_covered += is_covered;
			n_wrong += smx_prefixes_cover(&trial.prefixes, string, len) != is_covered;
		}
		free(trial.memory);
	}
	ck_assert_uint_eq(n_wrong, 0);
	ck_assert_uint_gt(n_covered, 1000);
}
END_TEST

START_TEST(blocks_do_not_share)
{
	struct trial trial = {.n_strings = 0};
	char string[16];

	for (int i = 0; i < 32; i++) {
		memcpy(string, "abcdefghijklmn", 14);
		string[14] = (char)('A' + i);
		trial_add(&trial, string, 15);
	}
	trial_build(&trial);
	ck_assert_uint_eq(trial.prefixes.n_blocks, 2);
	/* The first one with its length; then two bytes each. */
	ck_assert_uint_eq(trial.prefixes.blocks[1], 16 + 15 * 2);
	ck_assert_uint_eq(trial.prefixes.blocks[2], 2 * (16 + 15 * 2));
	free(trial.memory);
}
END_TEST

START_TEST(their_places_have_to_fit_32_bits)
{
	/* 257 bytes each, but 256 for the first one of a block: 46 bytes short of 4 GiB. */
	enum { N_FIT = 16716000 };
	static const uint8_t a[256] = {255, 'a'}, b[256] = {255, 'b'};
	const uint8_t **strings = calloc(N_FIT + 1, sizeof *strings);

	ck_assert_ptr_nonnull(strings);
	for (size_t i = 0; i < N_FIT + 1; i++)
		strings[i] = i % 2 == 0 ? a : b;
	ck_assert_uint_ge(smx_prefixes_measure(strings, N_FIT), (size_t)UINT32_MAX - 45);
	ck_assert(smx_prefixes_measure(strings, N_FIT) != SIZE_MAX);
	ck_assert(smx_prefixes_measure(strings, N_FIT + 1) == SIZE_MAX);
	free(strings);
}
END_TEST

Suite *
suite_prefixes(void)
{
	Suite *suite = suite_create("prefixes");
	TCase *tcase = tcase_create("prefixes");

	tcase_set_timeout(tcase, 120); /* valgrind */
	tcase_add_test(tcase, none_cover_nothing);
	tcase_add_test(tcase, what_begins_with_another_one_is_dropped);
	tcase_add_test(tcase, an_empty_one_covers_all);
	tcase_add_test(tcase, they_cover_what_begins_with_them);
	tcase_add_test(tcase, blocks_do_not_share);
	tcase_add_test(tcase, their_places_have_to_fit_32_bits);
	suite_add_tcase(suite, tcase);
	return suite;
}
