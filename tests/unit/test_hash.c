/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>

#include "chance.h"
#include "match/hash.h"
#include "unit.h"

static int
compare(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

static size_t
count_different(uint64_t *list, size_t n)
{
	size_t n_different = n > 0;

	qsort(list, n, sizeof *list, compare);
	for (size_t i = 1; i < n; i++)
		n_different += list[i] != list[i - 1];
	return n_different;
}

static uint64_t
hash_of(const char *text)
{
	struct smx_name name = unit_name(text);
	struct smx_tail all = {&name, 0};

	return smx_hash_tail(&all);
}

START_TEST(a_label_is_extended_character_by_character)
{
	static const uint8_t zeros[2] = {0, 0};
	struct smx_span one = {zeros, 1}, two = {zeros, 2};
	uint64_t hash = 0;

	ck_assert(smx_hash_label(unit_span("")) == 0);
	for (const char *at = "army"; *at != '\0'; at++)
		hash = smx_hash_extend(hash, (uint8_t)*at);
	ck_assert(smx_hash_label(unit_span("army")) == hash);
	/* A byte of 0 is a character, too. */
	ck_assert(smx_hash_label(one) != 0);
	ck_assert(smx_hash_label(two) != smx_hash_label(one));
	ck_assert(smx_hash_label(unit_span("amry")) != hash);
}
END_TEST

START_TEST(mixing_is_one_to_one)
{
	enum { N = 20000 };
	static uint64_t list[N];
	struct common_random random = {4};

	/* Small numbers, large ones, and any. */
	for (size_t i = 0; i < N / 4; i++) {
		list[4 * i] = smx_hash_mix(i);
		list[4 * i + 1] = smx_hash_mix(~(uint64_t)i);
		list[4 * i + 2] = smx_hash_mix((uint64_t)(i + 1) << 40);
		list[4 * i + 3] = smx_hash_mix(common_random(&random));
	}
	ck_assert_uint_eq(count_different(list, N), N);
}
END_TEST

/* A filter takes its word by the upper half, and its bits by the lowest twelve. */
START_TEST(mixed_hashes_of_labels_are_spread)
{
	unsigned by_upper[64] = {0}, by_lower[64] = {0}, by_middle[64] = {0};
	enum { N = 64 * 1000 };
	struct common_random random = {5};

	for (unsigned i = 0; i < N; i++) {
		uint8_t text[8];
		struct smx_span label =
			chance_text(&random, "abcdefghijklmnopqrstuvwxyz0123456789-", 8, text);
		uint64_t mixed = smx_hash_mix(smx_hash_label(label));

		by_upper[mixed >> 58]++;
		by_middle[mixed >> 6 & 63]++;
		by_lower[mixed & 63]++;
	}
	for (unsigned i = 0; i < 64; i++) {
		/* Five standard deviations. */
		ck_assert_uint_lt(abs((int)by_upper[i] - 1000), 160);
		ck_assert_uint_lt(abs((int)by_middle[i] - 1000), 160);
		ck_assert_uint_lt(abs((int)by_lower[i] - 1000), 160);
	}
}
END_TEST

START_TEST(a_name_is_the_sum_of_its_parts)
{
	struct smx_name name = unit_name("us.army.mil");
	struct smx_tail tail = smx_name_tail(&name, 2), none = smx_name_tail(&name, 0);
	uint64_t army = smx_hash_label(unit_span("army")), mil = smx_hash_label(unit_span("mil"));

	ck_assert(smx_hash_tail(&tail) == smx_hash_part(army, 1) + smx_hash_part(mil, 0));
	ck_assert(smx_hash_tail(&tail) == hash_of("army.mil"));
	ck_assert(smx_hash_tail(&none) == 0);
	/* One label exchanged. */
	ck_assert(hash_of("us.navy.mil") ==
		  hash_of("us.army.mil") - smx_hash_part(army, 1) +
			  smx_hash_part(smx_hash_label(unit_span("navy")), 1));
	ck_assert(smx_hash_open(1) == smx_hash_part(SMX_HASH_OPEN, 1));
}
END_TEST

START_TEST(places_matter)
{
	uint64_t parts[SMX_LABELS_MAX];
	uint64_t hash = smx_hash_label(unit_span("a"));

	for (unsigned place = 0; place < SMX_LABELS_MAX; place++)
		parts[place] = smx_hash_part(hash, place);
	ck_assert_uint_eq(count_different(parts, SMX_LABELS_MAX), SMX_LABELS_MAX);
	ck_assert(hash_of("a.b") != hash_of("b.a"));
	ck_assert(hash_of("a.a") != hash_of("a"));
	ck_assert(hash_of("ab.c") != hash_of("a.bc"));
}
END_TEST

START_TEST(a_dot_in_a_label_is_no_separator)
{
	static const uint8_t wire[] = "\010army.mil";
	struct smx_name name;
	struct smx_tail all = {&name, 0};

	ck_assert_int_eq(smx_name_from_wire(&name, wire, sizeof wire), SMX_OK);
	ck_assert(smx_hash_tail(&all) != hash_of("army.mil"));
}
END_TEST

/* Nothing relies on it, but each collision would cost time. */
START_TEST(names_that_are_alike_do_not_collide)
{
	static const char alphabet[] = "ab.";
	enum { MAX = 9 };
	static uint64_t list[3 * 19683];
	size_t n = 0;

	for (unsigned number = 0; number < 19683; number++) {
		char text[MAX + 1] = {0};
		unsigned rest = number;
		struct smx_name name;
		struct smx_tail all = {&name, 0};

		for (unsigned i = 0; i < MAX; i++, rest /= 3)
			text[i] = alphabet[rest % 3];
		for (size_t len = MAX - 2; len <= MAX; len++) {
			if (text[len - 1] != '.' &&
			    smx_name_from_text(&name, text, len) == SMX_OK &&
			    (len == MAX || number < (len == 8 ? 6561 : 2187)))
				list[n++] = smx_hash_tail(&all);
		}
	}
	ck_assert_uint_gt(n, 5000);
	ck_assert_uint_eq(count_different(list, n), n);
}
END_TEST

Suite *
suite_hash(void)
{
	Suite *suite = suite_create("hash");
	TCase *tcase = tcase_create("hash");

	tcase_add_test(tcase, a_label_is_extended_character_by_character);
	tcase_add_test(tcase, mixing_is_one_to_one);
	tcase_add_test(tcase, mixed_hashes_of_labels_are_spread);
	tcase_add_test(tcase, a_name_is_the_sum_of_its_parts);
	tcase_add_test(tcase, places_matter);
	tcase_add_test(tcase, a_dot_in_a_label_is_no_separator);
	tcase_add_test(tcase, names_that_are_alike_do_not_collide);
	suite_add_tcase(suite, tcase);
	return suite;
}
