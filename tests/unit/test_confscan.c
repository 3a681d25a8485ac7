/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "policy/confscan.h"
#include "unit.h"

START_TEST(the_first_value_that_can_be_understood)
{
	static const struct {
		const char *text, *value;
	} cases[] = {
		{"state-dir = \"a\" state-dir = b", "a"},
		{"state-dir = \"\"\nstate-dir = b", "b"},
		{"# state-dir = a\n{ } } state-dir = b", "b"},
		{"state-dir += a", NULL},
		{"state-dir = { a }", NULL},
		{"state-dir", NULL},
		{"", NULL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *value;

		ck_assert_int_eq(smx_confscan_find(cases[i].text, strlen(cases[i].text), "state-dir",
						   &value),
				 SMX_OK);
		ck_assert_pstr_eq(value, cases[i].value);
		free(value);
	}
}
END_TEST

static int
append(void *context, const char *value)
{
	char *all = context;

	snprintf(all + strlen(all), 64 - strlen(all), "%s ", value);
	return strcmp(value, "stop") == 0 ? SMX_EVALUE : SMX_OK;
}

START_TEST(each_value_of_all_settings)
{
	static const struct {
		const char *text, *all;
		int rc;
	} cases[] = {
		{"allow = { \"a b\", c }", "a b c ", SMX_OK},
		{"allow = a\nallow += { b }", "a b ", SMX_OK},
		{"zone { allow = a", "a ", SMX_OK},
		{"allow = { a b\nttl = 5\nzone \"z\" { }", "a b ", SMX_OK}, /* not closed, no comma */
		{"allow = { }\n/* allow = a */", "", SMX_OK},
		{"allow = ", "", SMX_OK},
		{"allow = {", "", SMX_OK},
		{"allow = { a, stop, b }", "a stop ", SMX_EVALUE},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char all[64] = "";

		ck_assert_int_eq(smx_confscan_each(cases[i].text, strlen(cases[i].text), "allow",
						   append, all),
				 cases[i].rc);
		ck_assert_msg(strcmp(all, cases[i].all) == 0, "%s: %s", cases[i].text, all);
	}
}
END_TEST

START_TEST(any_allocation_may_fail)
{
	static const char text[] = "allow = { a, b }";
	size_t n = 0;
	int rc;

	do {
		char all[64] = "";

		alloc_fail_after(n++);
		rc = smx_confscan_each(text, strlen(text), "allow", append, all);
		alloc_never_fail();
		ck_assert(rc == SMX_OK || rc == SMX_ENOMEM);
	} while (rc != SMX_OK);
	ck_assert_uint_gt(n, 2);
}
END_TEST

Suite *
suite_confscan(void)
{
	Suite *suite = suite_create("confscan");
	TCase *tcase = tcase_create("confscan");

	tcase_add_test(tcase, the_first_value_that_can_be_understood);
	tcase_add_test(tcase, each_value_of_all_settings);
	tcase_add_test(tcase, any_allocation_may_fail);
	suite_add_tcase(suite, tcase);
	return suite;
}
