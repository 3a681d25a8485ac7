/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/psl.h"
#include "unit.h"

START_TEST(suffixes_by_the_icann_section)
{
	static const struct {
		const char *name;
		unsigned n;
		const char *why;
	} cases[] = {
		{"army.mil", 1, "mil"},
		{"mil", 1, "a suffix itself"},
		{"gov.uk", 2, "a suffix of two labels itself"},
		{"www.gov.uk", 2, "below it"},
		{"us.dell.com", 1, "com"},
		{"foo.github.io", 1, "github.io is listed in the private section alone"},
		{"x.unlisted-tld", 1, "the default rule"},
		{"foo.ck", 2, "the wildcard *.ck: a suffix itself"},
		{"bar.foo.ck", 2, "below it"},
		{"www.ck", 1, "the exception !www.ck"},
	};
	struct smx_suffix_list list;

	ck_assert_int_eq(smx_psl_load(&list), SMX_OK);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_name name = unit_name(cases[i].name);

		ck_assert_msg(smx_psl_count_suffix_labels(&list, &name) == cases[i].n, "%s: %s",
			      cases[i].name, cases[i].why);
	}
	ck_assert(list.is_public(list.list, "github.io"));
	ck_assert(!list.is_registry(list.list, "github.io"));
	ck_assert(list.is_registry(list.list, "gov.ua"));
	ck_assert(list.is_registry(list.list, "foo.mm")); /* *.mm */
	ck_assert(!list.is_registry(list.list, "foo.m")); /* what libpsl's compiled list says */
	ck_assert(!list.is_registry(list.list, "unlisted-tld"));
	ck_assert(list.is_public(list.list, "unlisted-tld"));
	list.free(list.list);
}
END_TEST

Suite *
suite_psl(void)
{
	Suite *suite = suite_create("psl");
	TCase *tcase = tcase_create("psl");

	tcase_add_test(tcase, suffixes_by_the_icann_section);
	suite_add_tcase(suite, tcase);
	return suite;
}
