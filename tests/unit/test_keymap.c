/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>

#include "alloc.h"
#include "chance.h"
#include "match/keymap.h"
#include "unit.h"

static void
add(struct smx_pairs *pairs, uint64_t key, uint32_t value)
{
	ck_assert_int_eq(smx_pairs_add(pairs, key, value), SMX_OK);
}

/* How many items have the key's tag; `values` gets the first `room` of them. */
static size_t
find(const struct smx_keymap *map, uint64_t key, uint32_t *values, size_t room)
{
	const struct smx_item *item, *end;
	uint32_t tag = smx_keymap_find(map, key, &item, &end);
	size_t n = 0;

	for (; item < end; item++) {
		if (item->tag != tag)
			continue;
		if (n < room)
			values[n] = item->value;
		n++;
	}
	return n;
}

START_TEST(an_empty_map_has_nothing)
{
	struct smx_pairs pairs = {NULL, 0};
	struct smx_keymap zeroed = {NULL, NULL, 0, 0}, built;
	const struct smx_item *item, *end;

	ck_assert_int_eq(smx_keymap_build(&built, &pairs), SMX_OK);
	(void)smx_keymap_find(&built, 0, &item, &end);
	ck_assert(item == end);
	ck_assert_uint_eq(find(&zeroed, UINT64_MAX, NULL, 0), 0);
	ck_assert_uint_eq(smx_keymap_size(&zeroed), 0);
	ck_assert_uint_eq(smx_keymap_size(&built), 0);
	smx_keymap_free(&zeroed);
	smx_keymap_free(&built);
	smx_pairs_free(&pairs);
}
END_TEST

START_TEST(every_key_is_found)
{
	static const unsigned sizes[] = {1, 2, 3, 4, 5, 100, 5000};

	for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
		struct smx_pairs pairs = {NULL, 0};
		struct smx_keymap map;
		struct common_random random = {s}, again = {s};
		unsigned n_right = 0, n_false = 0;

		for (unsigned i = 0; i < sizes[s]; i++)
			add(&pairs, common_random(&random), i);
		ck_assert_int_eq(smx_keymap_build(&map, &pairs), SMX_OK);
		ck_assert_uint_eq(pairs.n_pairs, sizes[s]); /* they stay as they are */
		smx_pairs_free(&pairs);
		for (unsigned i = 0; i < sizes[s]; i++) {
			uint32_t value;

			n_right += find(&map, common_random(&again), &value, 1) == 1 && value == i;
		}
		for (unsigned i = 0; i < 5000; i++)
			n_false += find(&map, common_random(&random), NULL, 0) > 0;
		ck_assert_uint_eq(n_right, sizes[s]);
		ck_assert_uint_eq(n_false, 0); /* half of the key is compared */
		ck_assert_uint_ge(smx_keymap_size(&map), sizes[s] * sizeof(struct smx_item));
		smx_keymap_free(&map);
		ck_assert_uint_eq(map.n_items, 0);
	}
}
END_TEST

START_TEST(values_of_one_key_keep_their_order)
{
	/* The first two share a bucket, the others a tag. */
	static const uint64_t keys[] = {0x8000000000000001, 0x8000000000000002,
					0x0000000000000003, 0xffffffff00000003, 0, UINT64_MAX};
	enum { N_KEYS = sizeof keys / sizeof keys[0], N_VALUES = 300 };
	struct smx_pairs pairs = {NULL, 0};
	struct smx_keymap map;

	for (unsigned i = 0; i < N_KEYS * N_VALUES; i++)
		add(&pairs, keys[i % N_KEYS], i);
	ck_assert_int_eq(smx_keymap_build(&map, &pairs), SMX_OK);
	for (unsigned k = 0; k < N_KEYS; k++) {
		uint32_t values[N_VALUES];
		unsigned n_right = 0;

		ck_assert_uint_eq(find(&map, keys[k], values, N_VALUES), N_VALUES);
		for (unsigned i = 0; i < N_VALUES; i++)
			n_right += values[i] == i * N_KEYS + k;
		ck_assert_uint_eq(n_right, N_VALUES);
	}
	smx_pairs_free(&pairs);
	smx_keymap_free(&map);
}
END_TEST

START_TEST(the_items_are_all_in_buckets)
{
	struct smx_pairs pairs = {NULL, 0};
	struct smx_keymap map;

	for (unsigned i = 0; i < 1000; i++) /* the last bucket, and that alone */
		add(&pairs, UINT64_MAX - i, i);
	ck_assert_int_eq(smx_keymap_build(&map, &pairs), SMX_OK);
	ck_assert_uint_eq(map.first[0], 0);
	ck_assert_uint_eq(map.first[map.n_buckets - 1], 0);
	ck_assert_uint_eq(map.first[map.n_buckets], 1000);
	smx_pairs_free(&pairs);
	smx_keymap_free(&map);
}
END_TEST

/* Enough for large pages, too. */
#define MANY 600000

START_TEST(without_memory_the_map_is_empty)
{
	static const unsigned sizes[] = {1, 1000, MANY};

	for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
		struct smx_pairs pairs = {NULL, 0};
		struct smx_keymap map;
		struct common_random random = {3};
		size_t n = 0;

		/* Not by add(), as each check takes its time. */
		for (unsigned i = 0; i < sizes[s] && n == i; i++)
			n += smx_pairs_add(&pairs, common_random(&random), i) == SMX_OK;
		ck_assert_uint_eq(n, sizes[s]);
		for (n = 0;; n++) {
			alloc_fail_after(n);
			if (smx_keymap_build(&map, &pairs) == SMX_OK)
				break;
			ck_assert_uint_eq(map.n_items, 0);
			ck_assert_ptr_null(map.first);
			ck_assert_ptr_null(map.items);
			ck_assert_uint_eq(find(&map, pairs.list[0].key, NULL, 0), 0);
		}
		ck_assert_uint_eq(alloc_never_fail(), n);
		ck_assert_uint_eq(n, 2);
		ck_assert_uint_eq(find(&map, pairs.list[sizes[s] - 1].key, NULL, 0), 1);
		smx_keymap_free(&map);
		smx_pairs_free(&pairs);
		ck_assert_uint_eq(pairs.n_pairs, 0);
	}
}
END_TEST

START_TEST(without_memory_pairs_stay_as_they_are)
{
	struct smx_pairs pairs = {NULL, 0};

	alloc_fail_after(0);
	ck_assert_int_eq(smx_pairs_add(&pairs, 1, 2), SMX_ENOMEM);
	ck_assert_uint_eq(pairs.n_pairs, 0);
	alloc_never_fail();
	add(&pairs, 1, 2);
	alloc_fail_after(0);
	ck_assert_int_eq(smx_pairs_add(&pairs, 3, 4), SMX_ENOMEM);
	alloc_never_fail();
	ck_assert_uint_eq(pairs.n_pairs, 1);
	ck_assert_uint_eq(pairs.list[0].value, 2);
	smx_pairs_free(&pairs);
}
END_TEST

Suite *
suite_keymap(void)
{
	Suite *suite = suite_create("keymap");
	TCase *tcase = tcase_create("keymap");

	tcase_add_test(tcase, an_empty_map_has_nothing);
	tcase_add_test(tcase, every_key_is_found);
	tcase_add_test(tcase, values_of_one_key_keep_their_order);
	tcase_add_test(tcase, the_items_are_all_in_buckets);
	tcase_add_test(tcase, without_memory_the_map_is_empty);
	tcase_add_test(tcase, without_memory_pairs_stay_as_they_are);
	suite_add_tcase(suite, tcase);
	return suite;
}
