/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>

#include "chance.h"
#include "match/bloom.h"
#include "unit.h"

static unsigned
count_bits(uint64_t word)
{
	unsigned n = 0;

	for (; word != 0; word &= word - 1)
		n++;
	return n;
}

START_TEST(words_for_keys)
{
	ck_assert_uint_eq(smx_bloom_count_words(0, SMX_BLOOM_BITS), 0);
	ck_assert_uint_eq(smx_bloom_count_words(1, SMX_BLOOM_BITS), 1);
	ck_assert_uint_ge(smx_bloom_count_words(1000, SMX_BLOOM_BITS), 1000 * 8 / 64);
	/* More than can be counted. */
	ck_assert_uint_eq(smx_bloom_count_words((size_t)1 << 40, SMX_BLOOM_BITS), UINT32_MAX);
}
END_TEST

START_TEST(a_mask_has_two_or_three_bits)
{
	for (uint64_t key = 0; key < 64 * 64; key++) {
		unsigned n = count_bits(smx_bloom_mask(key));

		ck_assert_uint_ge(n, 2); /* the one may fall on one of the two */
		ck_assert_uint_le(n, 3);
	}
	/* The rest of the key is for choosing the word. */
	ck_assert(smx_bloom_mask(5) == smx_bloom_mask(5 | UINT64_MAX << 12));
}
END_TEST

START_TEST(words_are_those_of_the_filter)
{
	struct smx_bloom bloom = {.at = 7, .n_words = 3};

	ck_assert_uint_eq(smx_bloom_word(bloom, 0), 7);
	ck_assert_uint_eq(smx_bloom_word(bloom, UINT32_MAX), 7);
	ck_assert_uint_eq(smx_bloom_word(bloom, UINT64_MAX), 9);
	bloom.at = UINT32_MAX - 1; /* the last word may be beyond 32 bits */
	ck_assert_uint_eq(smx_bloom_word(bloom, UINT64_MAX), (size_t)UINT32_MAX + 1);
}
END_TEST

/* Fill a filter in the middle of an array with `n_keys` keys; how many of 20000 others it
 * seems to have. */
static unsigned
count_false_answers(struct common_random *random, size_t n_keys)
{
	struct smx_bloom bloom = {.at = 2, .n_words = smx_bloom_count_words(n_keys, SMX_BLOOM_BITS)};
	uint64_t *words = calloc(bloom.n_words + 4u, sizeof *words);
	struct common_random again = *random;
	unsigned n_missing = 0, n_false = 0;

	ck_assert_ptr_nonnull(words);
	for (size_t i = 0; i < n_keys; i++)
		smx_bloom_add(words, bloom, common_random(random));
	for (size_t i = 0; i < n_keys; i++)
		n_missing += !smx_bloom_has(words, bloom, common_random(&again));
	for (unsigned i = 0; i < 20000; i++)
		n_false += smx_bloom_has(words, bloom, common_random(random));
	ck_assert_uint_eq(n_missing, 0);
	ck_assert(words[0] == 0 && words[1] == 0);
	ck_assert(words[bloom.n_words + 2] == 0 && words[bloom.n_words + 3] == 0);
	free(words);
	return n_false;
}

START_TEST(what_was_added_is_there_and_little_else)
{
	static const size_t sizes[] = {1, 3, 64, 65, 1000, 20000, 200000};
	struct common_random random = {1};

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		unsigned n_false = count_false_answers(&random, sizes[i]);

		ck_assert_msg(n_false < 20000 * 3 / 100, "%zu keys: %u of 20000", sizes[i],
			      n_false);
	}
}
END_TEST

START_TEST(small_filters_do_as_well_on_average)
{
	struct common_random random = {2};
	unsigned n_false = 0;

	for (unsigned n_keys = 1; n_keys <= 100; n_keys++)
		n_false += count_false_answers(&random, n_keys);
	ck_assert_msg(n_false < 100 * 20000 * 3 / 100, "%u of 2000000", n_false);
}
END_TEST

Suite *
suite_bloom(void)
{
	Suite *suite = suite_create("bloom");
	TCase *tcase = tcase_create("bloom");

	tcase_add_test(tcase, words_for_keys);
	tcase_add_test(tcase, a_mask_has_two_or_three_bits);
	tcase_add_test(tcase, words_are_those_of_the_filter);
	tcase_add_test(tcase, what_was_added_is_there_and_little_else);
	tcase_add_test(tcase, small_filters_do_as_well_on_average);
	suite_add_tcase(suite, tcase);
	return suite;
}
