/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "policy/list.h"
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
	ck_assert_uint_eq(messages.n_messages, 1);
	ck_assert_ptr_nonnull(strstr(messages.list[0].text, "the last line has no end"));
	smx_messages_free(&messages);
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
	ck_assert_str_eq(unit_message(&messages, 0), "a.list:1: 'a..b' is not a domain name: labels of 1 to 63 bytes, joined by "
			 "dots, 253 bytes at most");
	ck_assert_str_eq(unit_message(&messages, 1),
			 "a.list:2: '1,army.mil' has a comma in it: write the name alone (lines "
			 "rank,name are for the files of `allow`)");
	for (unsigned i = 0; i < 7; i++)
		ck_assert_uint_eq(messages.list[i].line, i + 1);
	smx_messages_free(&messages);

	memset(endless, 'a', sizeof endless - 1);
	endless[sizeof endless - 1] = '\0';
	unit_write("a.list", endless);
	ck_assert_ptr_null(unit_load("zone \"a\" { file = \"a.list\" }", &messages));
	ck_assert_str_eq(unit_message(&messages, 0),
			 "a.list:1: a line of 3000 bytes; at most 2048 are read: write one name "
			 "a line");
	smx_messages_free(&messages);

	unit_write("a.list", "; ours\narmy.mil navy.mil\nusmc.mil\n@ SOA a. b. 1 2 3 4 5\n..\n");
	ck_assert_ptr_null(unit_load("zone \"a\" { file = \"a.list\" }", &messages));
	ck_assert_uint_eq(messages.n_errors, 3);
	ck_assert_str_eq(unit_message(&messages, 0),
			 "a.list:1: a comment begins with # in a list, not with ;");
	ck_assert_str_eq(unit_message(&messages, 1),
			 "a.list:2: 'army.mil navy.mil' has a blank in it: write one name a line");
	ck_assert_str_eq(unit_message(&messages, 2),
			 "a.list:4: this is a line of a zone file, whose name must not end in "
			 ".list; the rest is not read");
	smx_messages_free(&messages);

	unit_write_bytes("a.list", "army\0.mil\nnavy.mil\n", 19);
	ck_assert_ptr_null(unit_load("zone \"a\" { file = \"a.list\" }", &messages));
	ck_assert_str_eq(unit_message(&messages, 0),
			 "a.list:1: a NUL byte: this is not a text file, or one in UTF-16: save it as "
			 "UTF-8");
	ck_assert_uint_eq(messages.n_errors, 1);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(no_more_names_than_there_may_be)
{
	struct smx_messages messages;
	static const char list[] = "# a\nb.mil\n!c.mil\n\nd.mil\n..\n";
	struct smx_place place = {&messages, "a.list", 0};
	struct smx_text text;
	struct smx_clients clients = {NULL, 0};
	struct smx_builder builder;
	struct smx_params none;
	struct smx_zone *zone;

	smx_messages_init(&messages);
	smx_params_init(&none);
	ck_assert_int_eq(smx_builder_init(&builder, UNIT_NOW, &place), SMX_OK);
	ck_assert_uint_eq(builder.names_max, SMX_NAMES_MAX);
	builder.names_max = 2;
	zone = smx_builder_add_zone(&builder, "z", &clients);
	ck_assert_int_eq(smx_text_copy(&text, list, sizeof list - 1), SMX_OK);
	ck_assert_int_eq(smx_list_load(&builder, zone, &none, &text, &place), SMX_ELIMIT);
	ck_assert_int_eq(smx_list_load_allow(&builder, &text, &place), SMX_ELIMIT);
	smx_text_free(&text);
	ck_assert_uint_eq(messages.n_errors, 2); /* that of line 6 is not read */
	for (size_t i = 0; i < 2; i++)
		ck_assert_str_eq(unit_message(&messages, i),
				 "a.list:5: more than 2 names: split the list, the rest is not read");
	smx_builder_abandon(&builder);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(an_empty_list_is_a_list)
{
	struct smx_messages messages;
	struct smx_policy *policy;

	unit_write("a.list", "");
	unit_write("b.list", "# none yet\n");
	policy = unit_load("allow = { \"b.list\" } zone \"a\" { file = \"a.list\" }", &messages);
	ck_assert_ptr_nonnull(policy);
	ck_assert_uint_eq(messages.n_messages, 1);
	ck_assert_str_eq(unit_message(&messages, 0),
			 "a.list: no names in it, neither protected nor exempt ones: add some, or "
			 "remove its section from straymx.conf");
	smx_messages_free(&messages);
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
	tcase_add_test(tcase, no_more_names_than_there_may_be);
	tcase_add_test(tcase, an_empty_list_is_a_list);
	tcase_add_test(tcase, answers_of_lists_have_an_soa);
	suite_add_tcase(suite, tcase);
	return suite;
}
