/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "alloc.h"
#include "match/arena.h"
#include "unit.h"

static bool
is_all(const uint8_t *bytes, size_t len, uint8_t value)
{
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] != value)
			return false;
	}
	return true;
}

/* Larger ones than a block among them, and sizes that are no multiple of a pointer's. */
static const size_t sizes[] = {1, 7, 8, 9, 63, 1000, 65535, 65536, 1, 300000, 24, 65512, 3};

#define N_SIZES (sizeof sizes / sizeof sizes[0])

START_TEST(memory_is_zeroed_aligned_and_apart)
{
	struct smx_arena arena;
	uint8_t *memory[20 * N_SIZES];
	size_t n = sizeof memory / sizeof memory[0], taken = 0;

	smx_arena_init(&arena);
	ck_assert_uint_eq(arena.size, 0);
	for (size_t i = 0; i < n; i++) {
		size_t size = sizes[i % N_SIZES];

		memory[i] = smx_arena_alloc(&arena, size);
		ck_assert_ptr_nonnull(memory[i]);
		ck_assert_uint_eq((uintptr_t)memory[i] % sizeof(void *), 0);
		ck_assert(is_all(memory[i], size, 0));
		memset(memory[i], (int)(i + 1), size);
		taken += size;
	}
	for (size_t i = 0; i < n; i++)
		ck_assert(is_all(memory[i], sizes[i % N_SIZES], (uint8_t)(i + 1)));
	ck_assert_uint_ge(arena.size, taken);
	smx_arena_free(&arena);
	ck_assert_uint_eq(arena.size, 0);
}
END_TEST

START_TEST(small_things_share_memory)
{
	struct smx_arena arena;
	size_t size;

	smx_arena_init(&arena);
	ck_assert_ptr_nonnull(smx_arena_alloc(&arena, 1));
	size = arena.size;
	for (int i = 0; i < 1000; i++)
		ck_assert_ptr_nonnull(smx_arena_alloc(&arena, 24));
	ck_assert_uint_eq(arena.size, size);
	smx_arena_free(&arena);
}
END_TEST

START_TEST(it_can_be_used_again)
{
	struct smx_arena arena;

	smx_arena_init(&arena);
	for (int i = 0; i < 3; i++) {
		ck_assert_ptr_nonnull(smx_arena_alloc(&arena, 100));
		smx_arena_free(&arena);
		smx_arena_free(&arena); /* an empty one */
	}
}
END_TEST

START_TEST(without_memory_it_stays_as_it_is)
{
	struct smx_arena arena;
	uint8_t *before;
	size_t size;

	smx_arena_init(&arena);
	alloc_fail_after(0);
	ck_assert_ptr_null(smx_arena_alloc(&arena, 1));
	ck_assert_uint_eq(arena.size, 0);
	alloc_never_fail();
	before = smx_arena_alloc(&arena, 8);
	ck_assert_ptr_nonnull(before);
	memcpy(before, "straymx", 8);
	size = arena.size;
	alloc_fail_after(0);
	ck_assert_ptr_null(smx_arena_alloc(&arena, 100000));
	/* What needs no new block is there all the same. */
	ck_assert_ptr_nonnull(smx_arena_alloc(&arena, 8));
	alloc_never_fail();
	ck_assert_uint_eq(arena.size, size);
	ck_assert_str_eq((char *)before, "straymx");
	smx_arena_free(&arena);
}
END_TEST

Suite *
suite_arena(void)
{
	Suite *suite = suite_create("arena");
	TCase *tcase = tcase_create("arena");

	tcase_add_test(tcase, memory_is_zeroed_aligned_and_apart);
	tcase_add_test(tcase, small_things_share_memory);
	tcase_add_test(tcase, it_can_be_used_again);
	tcase_add_test(tcase, without_memory_it_stays_as_it_is);
	suite_add_tcase(suite, tcase);
	return suite;
}
