/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>

#include "alloc.h"
#include "match/nameset.h"
#include "unit.h"

static bool
covers(const struct smx_nameset *set, const char *text)
{
	struct smx_query query = {.name = unit_name(text)};

	smx_query_hash(&query);
	return smx_nameset_covers(set, &query);
}

START_TEST(names_and_all_below_them)
{
	static const char *const names[] = {"nic.ml", "a.b.c", "mil", "nic.ml", "a-b.c"};
	struct smx_nameset set;

	smx_nameset_init(&set);
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	ck_assert(!covers(&set, "nic.ml"));
	smx_nameset_free(&set);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct smx_name name = unit_name(names[i]);

		ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
	}
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	ck_assert_uint_eq(set.n_names, 4); /* nic.ml once */
	ck_assert(covers(&set, "nic.ml"));
	ck_assert(covers(&set, "www.NIC.ml"));
	ck_assert(covers(&set, "x.a-b.c"));
	ck_assert(covers(&set, "x.y.z.mil"));
	ck_assert(!covers(&set, "xnic.ml"));
	ck_assert(!covers(&set, "ml"));
	ck_assert(!covers(&set, "b.c"));
	ck_assert(!covers(&set, "mil.com"));
	ck_assert_uint_gt(smx_nameset_size(&set), 0);
	smx_nameset_free(&set);
}
END_TEST

START_TEST(a_label_with_a_dot_is_another_name)
{
	static const uint8_t wire[] = "\006nic.ml"; /* one label */
	struct smx_name name = unit_name("nic.ml");
	struct smx_query odd;
	struct smx_nameset set;

	smx_nameset_init(&set);
	ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	ck_assert_int_eq(smx_query_init(&odd, wire, sizeof wire), SMX_OK);
	ck_assert(!smx_nameset_covers(&set, &odd));
	smx_nameset_free(&set);
}
END_TEST

START_TEST(many_names)
{
	struct smx_nameset set;
	char text[32];

	smx_nameset_init(&set);
	for (int i = 0; i < 1000; i++) {
		struct smx_name name;

		snprintf(text, sizeof text, "n%d.example", i * 7919 % 1000);
		name = unit_name(text);
		ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
	}
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	for (int i = 0; i < 1000; i++) {
		snprintf(text, sizeof text, "n%d.example", i);
		ck_assert_msg(covers(&set, text), "%s", text);
		snprintf(text, sizeof text, "m%d.example", i);
		ck_assert_msg(!covers(&set, text), "%s", text);
	}
	smx_nameset_free(&set);
}
END_TEST

START_TEST(without_memory_it_can_be_freed)
{
	struct smx_nameset set;
	size_t n;

	for (n = 0;; n++) {
		int rc;

		smx_nameset_init(&set);
		for (int i = 0; i < 100; i++) {
			char text[32];
			struct smx_name name;

			snprintf(text, sizeof text, "n%d.example", i);
			name = unit_name(text);
			ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
		}
		alloc_fail_after(n);
		rc = smx_nameset_freeze(&set);
		if (rc == SMX_OK)
			break;
		ck_assert_int_eq(rc, SMX_ENOMEM);
		smx_nameset_free(&set);
	}
	ck_assert_uint_eq(alloc_never_fail(), n);
	ck_assert_uint_eq(n, 3); /* the filter, and two for the map */
	ck_assert(covers(&set, "x.n99.example"));
	smx_nameset_free(&set);
}
END_TEST

START_TEST(without_memory_it_stays_as_it_is)
{
	struct smx_name first = unit_name("first.example"), other = unit_name("other.example");
	struct smx_nameset set;
	size_t n;

	smx_nameset_init(&set);
	ck_assert_int_eq(smx_nameset_add(&set, &first), SMX_OK);
	for (n = 0;; n++) {
		alloc_fail_after(n);
		if (smx_nameset_add(&set, &other) == SMX_OK)
			break;
		ck_assert_uint_eq(set.added.n_pairs, 1);
	}
	alloc_never_fail();
	ck_assert_uint_gt(n, 0);
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	ck_assert_uint_eq(set.n_names, 2);
	ck_assert(covers(&set, "first.example"));
	ck_assert(covers(&set, "other.example"));
	smx_nameset_free(&set);
}
END_TEST

Suite *
suite_nameset(void)
{
	Suite *suite = suite_create("nameset");
	TCase *tcase = tcase_create("nameset");

	tcase_add_test(tcase, names_and_all_below_them);
	tcase_add_test(tcase, a_label_with_a_dot_is_another_name);
	tcase_add_test(tcase, many_names);
	tcase_add_test(tcase, without_memory_it_can_be_freed);
	tcase_add_test(tcase, without_memory_it_stays_as_it_is);
	suite_add_tcase(suite, tcase);
	return suite;
}
