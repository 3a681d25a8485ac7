/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "alloc.h"
#include "policy/origins.h"
#include "unit.h"

START_TEST(places_are_kept)
{
	static const struct {
		const char *file;
		unsigned line;
	} cases[] = {{"a.list", 1}, {"a.list", 70000}, {"b.list", 0}, {"a.list", 2}};
	struct smx_messages messages;
	struct smx_origins origins;
	char file[16];

	smx_origins_init(&origins);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_place place = {&messages, file, cases[i].line};

		strcpy(file, cases[i].file);
		ck_assert_int_eq(smx_origins_add(&origins, &place), SMX_OK);
	}
	for (uint32_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_place place = smx_origins_place(&origins, i, &messages);

		ck_assert_str_eq(place.file, cases[i].file);
		ck_assert_uint_eq(place.line, cases[i].line);
		ck_assert_ptr_eq(place.messages, &messages);
	}
	ck_assert_uint_eq(origins.n_files, 3);
	smx_origins_free(&origins);
	ck_assert_uint_eq(origins.n_origins, 0);
}
END_TEST

START_TEST(any_allocation_may_fail)
{
	struct smx_place place = {NULL, "a.list", 1};
	struct smx_origins origins;
	size_t n = 0;
	int rc;

	smx_origins_init(&origins);
	do {
		alloc_fail_after(n++);
		rc = smx_origins_add(&origins, &place);
		alloc_never_fail();
		ck_assert_uint_eq(origins.n_origins, rc == SMX_OK ? 1 : 0);
	} while (rc != SMX_OK);
	ck_assert_uint_gt(n, 1);
	smx_origins_free(&origins);
}
END_TEST

START_TEST(what_is_said_of_files_and_entries)
{
	struct smx_place a = {NULL, "a.list", 1}, b = {NULL, "b.list", 2};
	struct smx_origins origins;

	smx_origins_init(&origins);
	smx_origins_doubt(&origins, "a.list"); /* there is none */
	ck_assert_int_eq(smx_origins_add(&origins, &a), SMX_OK);
	smx_origins_doubt(&origins, "a.list");
	ck_assert_int_eq(smx_origins_add(&origins, &b), SMX_OK);
	smx_origins_explain(&origins);
	smx_origins_doubt(&origins, "a.list"); /* not the last one any more */
	ck_assert(smx_origins_is_doubtful(&origins, 0));
	ck_assert(!smx_origins_is_doubtful(&origins, 1));
	ck_assert(!smx_origins_is_explained(&origins, 0));
	ck_assert(smx_origins_is_explained(&origins, 1));
	ck_assert_uint_eq(smx_origins_place(&origins, 1, NULL).line, 2);
	smx_origins_free(&origins);
}
END_TEST

Suite *
suite_origins(void)
{
	Suite *suite = suite_create("origins");
	TCase *tcase = tcase_create("origins");

	tcase_add_test(tcase, places_are_kept);
	tcase_add_test(tcase, any_allocation_may_fail);
	tcase_add_test(tcase, what_is_said_of_files_and_entries);
	suite_add_tcase(suite, tcase);
	return suite;
}
