/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "match/lookup.h"
#include "unit.h"

START_TEST(names_of_a_verdict)
{
	static const uint8_t qname[] = "\004Ma.l\002Us\004ArMy\002mL";
	struct smx_policy *policy = unit_policy("army.mil CNAME .\n");
	struct smx_verdict verdict;
	char text[SMX_NAME_TEXT_SIZE];
	size_t len;

	smx_lookup(policy, qname, sizeof qname, &verdict);
	ck_assert_int_eq(verdict.reason, SMX_MATCH);
	smx_entry_name_write(verdict.entry, text, sizeof text);
	ck_assert_str_eq(text, "army.mil");
	smx_candidate_write(&verdict, qname, sizeof qname, text, sizeof text);
	ck_assert_str_eq(text, "army.ml");
	ck_assert_uint_eq(smx_intended_write(&verdict, qname, sizeof qname, text, sizeof text),
			  strlen("ma\\.l.us.army.mil"));
	ck_assert_str_eq(text, "ma\\.l.us.army.mil");
	ck_assert_mem_eq(smx_candidate_wire(&verdict, qname, sizeof qname, &len), "\004ArMy\002mL",
			 9);
	ck_assert_uint_eq(len, 9);
	ck_assert_uint_eq(smx_intended_write(&verdict, qname, sizeof qname, text, 9), 17);
	ck_assert_str_eq(text, "ma\\.l.us");
	smx_policy_free(policy);
}
END_TEST

START_TEST(what_a_policy_says_of_itself)
{
	struct smx_messages messages;
	struct smx_policy *policy;

	unit_write("a.list", "army.mil\nnavy.mil\n!nic.ml\n");
	policy = unit_load("types = { MX, 65 }\n", &messages);
	ck_assert_ptr_null(policy); /* a bare number is no type */
	smx_messages_free(&messages);
	policy = unit_load("types = { MX, TYPE65, any }\nenabled = no\n"
			   "zone \"a\" { file = \"a.list\" }\n",
			   &messages);
	ck_assert_ptr_nonnull(policy);
	ck_assert(!smx_policy_is_enabled(policy));
	ck_assert(smx_policy_has_type(policy, 15));
	ck_assert(smx_policy_has_type(policy, 65));
	ck_assert(smx_policy_has_type(policy, 255));
	ck_assert(!smx_policy_has_type(policy, 1));
	ck_assert_uint_eq(smx_policy_count_protected(policy), 2);
	ck_assert_uint_eq(smx_policy_count_exempt(policy), 1);
	ck_assert_uint_eq(smx_policy_count_zones(policy), 1);
	ck_assert_uint_gt(smx_policy_size(policy), 2 * sizeof(struct smx_entry));
	smx_messages_free(&messages);
	smx_policy_free(policy);
}
END_TEST

START_TEST(entries_that_do_not_act)
{
	static const struct {
		const char *conf;
		bool acts;
	} cases[] = {
		{"zone \"a\" { file = \"a.list\" }", true},
		{"zone \"a\" { file = \"a.list\" mode = monitor }", false},
		{"zone \"a\" { file = \"a.list\" clients = { \"10.0.0.0/8\" } }", false},
		{"zone \"a\" { file = \"a.list\" exempt-clients = { \"10.0.0.0/8\" } }", false},
	};

	unit_write("a.list", "army.mil\n");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_policy *policy = unit_load(cases[i].conf, &messages);
		struct smx_verdict verdict = unit_lookup(policy, "army.ml");

		ck_assert_int_eq(verdict.reason, SMX_MATCH);
		ck_assert_int_eq(smx_entry_acts(verdict.entry), cases[i].acts);
		/* It never stays unsaid. */
		ck_assert_uint_eq(messages.n_warnings, cases[i].acts ? 0 : 1);
		ck_assert_str_eq(smx_entry_zone(verdict.entry), "a");
		smx_messages_free(&messages);
		smx_policy_free(policy);
	}
}
END_TEST

Suite *
suite_verdict(void)
{
	Suite *suite = suite_create("verdict");
	TCase *tcase = tcase_create("verdict");

	tcase_add_test(tcase, names_of_a_verdict);
	tcase_add_test(tcase, what_a_policy_says_of_itself);
	tcase_add_test(tcase, entries_that_do_not_act);
	suite_add_tcase(suite, tcase);
	return suite;
}
