/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "match/pages.h"
#include "unit.h"

#define LARGE ((size_t)2 * 1024 * 1024) /* bytes of a large page */

START_TEST(memory_is_zeroed)
{
	static const struct {
		size_t n, size;
	} cases[] = {
		{1, 1},         {7, 3},         {1000, 8},          {LARGE - 1, 1},
		{LARGE, 1},     {LARGE + 1, 1}, {LARGE / 8 + 1, 8}, {3, LARGE},
		{1, LARGE - 1}, {1, LARGE},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t len = cases[i].n * cases[i].size;

		for (int again = 0; again < 2; again++) {
			uint8_t *memory = smx_pages_alloc(cases[i].n, cases[i].size);

			ck_assert_ptr_nonnull(memory);
			ck_assert_uint_eq((uintptr_t)memory % (len < LARGE ? 8 : LARGE), 0);
			ck_assert_uint_eq(memory[0], 0);
			ck_assert(memcmp(memory, memory + 1, len - 1) == 0);
			memset(memory, 0xa5, len); /* for the one that may get it next */
			free(memory);
		}
	}
}
END_TEST

START_TEST(nothing_can_be_had_and_freed)
{
	free(smx_pages_alloc(0, 8));
	free(smx_pages_alloc(8, 0));
}
END_TEST

START_TEST(without_memory_there_is_none)
{
	ck_assert_ptr_null(smx_pages_alloc(SIZE_MAX, 1));
	ck_assert_ptr_null(smx_pages_alloc(SIZE_MAX / 2 + 2, 2)); /* 2 in 64 bits */
	ck_assert_ptr_null(smx_pages_alloc(1, SIZE_MAX));
	alloc_fail_after(0);
	ck_assert_ptr_null(smx_pages_alloc(1, 1));
	alloc_fail_after(0);
	ck_assert_ptr_null(smx_pages_alloc(1, LARGE));
	alloc_never_fail();
}
END_TEST

Suite *
suite_pages(void)
{
	Suite *suite = suite_create("pages");
	TCase *tcase = tcase_create("pages");

	tcase_add_test(tcase, memory_is_zeroed);
	tcase_add_test(tcase, nothing_can_be_had_and_freed);
	tcase_add_test(tcase, without_memory_there_is_none);
	suite_add_tcase(suite, tcase);
	return suite;
}
