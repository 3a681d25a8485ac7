/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "unit.h"

START_TEST(plain_list)
{
	struct smx_messages messages;
	struct smx_policy *policy;

	unit_write("a.list", "# names of ours\n"
			     "\n"
			     "Army.MIL\r\n"
			     "  navy.mil.\t# the navy\n"
			     "*.usmc.mil\n"
			     "b\303\274cher.example\n"
			     "! army.ml\n"
			     "last.example");
	policy = unit_load("zone \"a\" { file = \"a.list\" action = nodata }", &messages);
	ck_assert_ptr_nonnull(policy);
	ck_assert_uint_eq(messages.n_messages, 0);
	ck_assert_uint_eq(smx_policy_count_protected(policy), 5);
	ck_assert_int_eq(unit_lookup(policy, "army.ml").reason, SMX_ALLOWED);
	ck_assert_int_eq(unit_lookup(policy, "navy.ml").reason, SMX_MATCH);
	ck_assert_int_eq(unit_lookup(policy, "navy.ml").entry->settings->action, SMX_NODATA);
	ck_assert_int_eq(unit_lookup(policy, "usmc.ml").reason, SMX_MATCH);
	ck_assert_int_eq(unit_lookup(policy, "xn--bcher-kva.example").reason, SMX_PROTECTED);
	ck_assert_int_eq(unit_lookup(policy, "last.example").reason, SMX_PROTECTED);
	smx_policy_free(policy);
}
END_TEST

START_TEST(allow_lists_take_csv)
{
	struct smx_messages messages;
	struct smx_policy *policy;

	unit_write("a.list", "gmail.com\n");
	unit_write("top.csv", "1,gmal.com\n2,Gmial.com\r\n# comment\n!gmil.com\ngmaul.com # x\n"
			      "3,_spf.gmaip.com\n");
	policy = unit_load("allow = { \"top.csv\" }\n"
			   "zone \"a\" { file = \"a.list\" profile = closed }",
			   &messages);
	ck_assert_ptr_nonnull(policy);
	ck_assert_uint_eq(smx_policy_count_exempt(policy), 5);
	ck_assert_int_eq(unit_lookup(policy, "gmal.com").reason, SMX_ALLOWED);
	ck_assert_int_eq(unit_lookup(policy, "mx.gmial.com").reason, SMX_ALLOWED);
	ck_assert_int_eq(unit_lookup(policy, "gmil.com").reason, SMX_ALLOWED);
	ck_assert_int_eq(unit_lookup(policy, "gmaul.com").reason, SMX_ALLOWED);
	ck_assert_int_eq(unit_lookup(policy, "gmaip.com").reason, SMX_MATCH);
	smx_policy_free(policy);
}
END_TEST

START_TEST(what_is_wrong_is_said)
{
	char endless[3001];
	struct smx_messages messages;

	unit_write("a.list", "a..b\n1,army.mil\nfoo bar.com\n\377.com\nxn--a.com\n.\n!\n");
	ck_assert_ptr_null(unit_load("zone \"a\" { file = \"a.list\" }", &messages));
	ck_assert_uint_eq(messages.n_errors, 7);
	ck_assert_str_eq(unit_message(&messages, 0), "a.list:1: 'a..b' is not a domain name");
	ck_assert_str_eq(unit_message(&messages, 1),
			 "a.list:2: '1,army.mil' is not a host name: letters, digits and hyphens, "
			 "no hyphen at the ends of a label");
	for (unsigned i = 0; i < 7; i++)
		ck_assert_uint_eq(messages.list[i].line, i + 1);
	smx_messages_free(&messages);

	memset(endless, 'a', sizeof endless - 1);
	endless[sizeof endless - 1] = '\0';
	unit_write("a.list", endless);
	ck_assert_ptr_null(unit_load("zone \"a\" { file = \"a.list\" }", &messages));
	ck_assert_str_eq(unit_message(&messages, 0),
			 "a.list:1: a line of 3000 bytes; at most 2048 are read");
	smx_messages_free(&messages);

	unit_write_bytes("a.list", "army\0.mil\nnavy.mil\n", 19);
	ck_assert_ptr_null(unit_load("zone \"a\" { file = \"a.list\" }", &messages));
	ck_assert_str_eq(unit_message(&messages, 0),
			 "a.list:1: a NUL byte: this is not a text file");
	ck_assert_uint_eq(messages.n_errors, 1);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(an_empty_list_is_a_list)
{
	struct smx_messages messages;
	struct smx_policy *policy;

	unit_write("a.list", "");
	policy = unit_load("allow = { \"a.list\" } zone \"a\" { file = \"a.list\" }", &messages);
	ck_assert_ptr_nonnull(policy);
	ck_assert_int_eq(unit_lookup(policy, "army.ml").reason, SMX_NO_MATCH);
	smx_policy_free(policy);
}
END_TEST

START_TEST(answers_of_lists_have_an_soa)
{
	struct smx_messages messages;
	struct smx_policy *policy;
	const struct smx_zone *zone;

	unit_write("a.list", "army.mil\n");
	policy = unit_load("ttl = 7 zone \"a\" { file = \"a.list\" }", &messages);
	ck_assert_ptr_nonnull(policy);
	zone = unit_lookup(policy, "army.ml").entry->settings->zone;
	ck_assert_mem_eq(zone->soa_wire + 2, "\011localhost\000\012hostmaster\011localhost", 33);
	ck_assert_uint_eq(zone->soa_len, 2 + 11 + 22 + 20);
	ck_assert_mem_eq(zone->soa_wire + zone->soa_len - 4, "\000\000\000\007", 4);
	smx_policy_free(policy);
}
END_TEST

Suite *
suite_list(void)
{
	Suite *suite = suite_create("list");
	TCase *tcase = tcase_create("list");

	tcase_add_test(tcase, plain_list);
	tcase_add_test(tcase, allow_lists_take_csv);
	tcase_add_test(tcase, what_is_wrong_is_said);
	tcase_add_test(tcase, an_empty_list_is_a_list);
	tcase_add_test(tcase, answers_of_lists_have_an_soa);
	suite_add_tcase(suite, tcase);
	return suite;
}
