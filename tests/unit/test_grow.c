/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>

#include "alloc.h"
#include "match/grow.h"
#include "unit.h"

START_TEST(elements_stay_where_they_are)
{
	unsigned *array = NULL;

	for (unsigned n = 0; n < 100; n++) {
		unsigned *grown = smx_grow(array, n, sizeof *array);

		ck_assert_ptr_nonnull(grown);
		array = grown;
		array[n] = n;
		for (unsigned i = 0; i <= n; i++)
			ck_assert_uint_eq(array[i], i);
	}
	free(array);
}
END_TEST

START_TEST(without_memory_it_stays_as_it_is)
{
	unsigned *array = smx_grow(NULL, 0, sizeof *array);

	ck_assert_ptr_nonnull(array);
	array[0] = 7;
	alloc_fail_after(0);
	ck_assert_ptr_null(smx_grow(array, 1, sizeof *array));
	alloc_never_fail();
	ck_assert_uint_eq(array[0], 7);
	free(array);
}
END_TEST

Suite *
suite_grow(void)
{
	Suite *suite = suite_create("grow");
	TCase *tcase = tcase_create("grow");

	tcase_add_test(tcase, elements_stay_where_they_are);
	tcase_add_test(tcase, without_memory_it_stays_as_it_is);
	suite_add_tcase(suite, tcase);
	return suite;
}
