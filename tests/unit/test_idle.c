/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "unit.h"

/* Load two lists, and an allow list; the last message, "" for none. */
static const char *
load_lists(const char *a_section, const char *b_section, const char *allow)
{
	static char last[2048];
	struct smx_messages messages;
	struct smx_policy *policy;
	char conf[512];

	unit_write("a.list", "navy.mil\narmy.mil\n");
	unit_write("b.list", "\narmy.mil\n");
	unit_write("allow.list", allow);
	snprintf(conf, sizeof conf,
		 "allow = { \"allow.list\" }\n"
		 "zone \"a\" { file = \"a.list\" %s }\nzone \"b\" { file = \"b.list\" %s }\n",
		 a_section, b_section);
	policy = unit_load(conf, &messages);
	ck_assert_ptr_nonnull(policy);
	ck_assert_uint_eq(messages.n_errors, 0);
	last[0] = '\0';
	if (messages.n_messages > 0) {
		const char *text = messages.list[messages.n_messages - 1].text;
		const char *folder = strstr(text, unit_dir);

		/* Without the test's folder. */
		snprintf(last, sizeof last, "%u: %.*s%s",
			 messages.list[messages.n_messages - 1].line,
			 (int)(folder != NULL ? folder - text : 0), text,
			 folder != NULL ? folder + strlen(unit_dir) + 1 : text);
	}
	smx_messages_free(&messages);
	smx_policy_free(policy);
	return last;
}

START_TEST(a_name_that_loses_to_another_zone_is_said)
{
	static const struct {
		const char *a_section, *b_section, *allow, *message;
	} cases[] = {
		{"", "", "", ""},
		{"", "action = nodata", "",
		 "2: 'army.mil' is protected already, at a.list:2, with action nxdomain; this one, "
		 "with action nodata, never acts: remove one of them"},
		{"action = nodata", "profile = strict", "",
		 "2: 'army.mil' is protected already, at a.list:2, with action nodata; this one, "
		 "with action nxdomain, never acts: remove one of them"},
		{"profile = strict action = nodata", "mode = enforce", "", ""}, /* wider */
		{"profile = closed", "profile = strict", "", ""}, /* the same is done */
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_str_eq(
			load_lists(cases[i].a_section, cases[i].b_section, cases[i].allow),
			cases[i].message);
	ck_assert_str_eq(load_lists("mode = monitor", "", ""),
			 "2: 'army.mil' is protected already, at a.list:2, with mode monitor; this "
			 "one, with mode enforce, never acts: remove one of them");
	/* For other clients it does act. */
	ck_assert_str_eq(load_lists("clients = { \"10.0.0.0/8\" }", "action = nodata", ""), "");
}
END_TEST

START_TEST(a_protected_name_that_is_exempt_is_said)
{
	ck_assert_str_eq(load_lists("", "", "nic.ml\nnavy.mil\n"),
			 "1: 'navy.mil' is both protected and exempt; the exemption changes "
			 "nothing, its lookalikes match all the same: remove one of them");
	ck_assert_str_eq(load_lists("", "", "navy.mil\narmy.mil\n"),
			 "2: 'army.mil' is both protected and exempt (one of 2 such names); the "
			 "exemption changes nothing, its lookalikes match all the same: remove one "
			 "of them");
	ck_assert_str_eq(load_lists("", "", "nic.ml\nmil\n"),
			 "1: 'navy.mil' is protected but 'mil' is exempt, so that its lookalikes "
			 "below 'mil' never match, only those elsewhere: remove one of them");
	ck_assert_str_eq(load_lists("", "", "us.navy.mil\nnavy.ml\n"), "");
}
END_TEST

Suite *
suite_idle(void)
{
	Suite *suite = suite_create("idle");
	TCase *tcase = tcase_create("idle");

	tcase_add_test(tcase, a_name_that_loses_to_another_zone_is_said);
	tcase_add_test(tcase, a_protected_name_that_is_exempt_is_said);
	suite_add_tcase(suite, tcase);
	return suite;
}
