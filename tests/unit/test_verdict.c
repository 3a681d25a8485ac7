/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
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

START_TEST(entries_that_ask_first)
{
	static const struct {
		const char *records, *qname;
		bool asks;
		size_t n_warnings;
	} cases[] = {
		{"army.mil CNAME .\n", "army.ml", false, 0},
		{"mil CNAME .\n", "army.ml", true, 0},
		{"mil CNAME .\n_straymx.mil TXT \"verify=none\"\n", "army.ml", false, 0},
		{"mil CNAME .\n_straymx.mil TXT \"verify=dns\"\n", "army.ml", true, 0},
		{"army.mil CNAME .\n_straymx.army.mil TXT \"verify=dns\"\n", "army.ml", true, 1},
		{"army.mil CNAME .\n_straymx.army.mil TXT \"verify=none\"\n", "army.ml", false, 0},
		/* For the whole zone, and for one entry again. */
		{"@ TXT \"verify=none\"\nmil CNAME .\n", "army.ml", false, 0},
		{"@ TXT \"verify=none\"\nmil CNAME .\n_straymx.mil TXT \"verify=auto\"\n",
		 "army.ml", true, 0},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_policy *policy;
		struct smx_verdict verdict;
		char zone[1024];

		strcpy(zone, UNIT_ZONE_HEAD);
		strcat(zone, cases[i].records);
		unit_write("asks.zone", zone);
		policy = unit_load("zone \"a\" { file = \"asks.zone\" }\n", &messages);
		ck_assert_ptr_nonnull(policy);
		ck_assert_uint_eq(messages.n_warnings, cases[i].n_warnings);
		verdict = unit_lookup(policy, cases[i].qname);
		ck_assert_int_eq(verdict.reason, SMX_MATCH);
		ck_assert_msg(smx_entry_asks(verdict.entry) == cases[i].asks, "%s",
			      cases[i].records);
		ck_assert(smx_entry_acts(verdict.entry) == !cases[i].asks);
		smx_messages_free(&messages);
		smx_policy_free(policy);
	}
}
END_TEST

START_TEST(entries_are_for_the_clients_of_their_zone)
{
	static const struct {
		const char *address, *qname; /* army: 10/8 but 10.9/16, and db8::/32; navy: all */
		bool covers;
	} cases[] = {
		{"10.1.1.1", "army.ml", true},	    {"10.9.1.1", "army.ml", false},
		{"192.0.2.1", "army.ml", false},    {"2001:db8::1", "army.ml", true},
		{"2001:db9::1", "army.ml", false},  {"10.9.1.1", "navy.ml", true},
		{"2001:db9::1", "navy.ml", true},
	};
	struct smx_messages messages;
	struct smx_policy *policy;

	unit_write("army.list", "army.mil\n");
	unit_write("navy.list", "navy.mil\n");
	policy = unit_load("zone \"army\" { file = \"army.list\""
			   " clients = { \"10.0.0.0/8\", \"2001:db8::/32\" }"
			   " exempt-clients = { \"10.9.0.0/16\" } }\n"
			   "zone \"navy\" { file = \"navy.list\" }\n",
			   &messages);
	ck_assert_ptr_nonnull(policy);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int family = strchr(cases[i].address, ':') != NULL ? AF_INET6 : AF_INET;
		struct smx_verdict verdict = unit_lookup(policy, cases[i].qname);
		uint8_t address[16];

		ck_assert_int_eq(inet_pton(family, cases[i].address, address), 1);
		ck_assert_int_eq(verdict.reason, SMX_MATCH);
		ck_assert_msg(smx_entry_covers_client(verdict.entry, family, address) ==
				      cases[i].covers,
			      "%s, %s", cases[i].qname, cases[i].address);
	}
	smx_messages_free(&messages);
	smx_policy_free(policy);
}
END_TEST

START_TEST(names_are_written)
{
	static const struct {
		const char *wire;
		size_t len;
		const char *text;
		const char *why;
	} cases[] = {
		{"\004ArMy\003MIL", 10, "army.mil", "lower-case, no final dot"},
		{"", 1, "", "the root"},
		{"\004army\003mil", 9, "", "no root label"},
		{"\004army", 3, "", "cut off"},
		{"", 0, "", "nothing"},
		{"\300\014", 2, "", "a compression pointer"},
		{"\003a.b\002\\\"", 8, "a\\.b.\\\\\\\"", "what has a meaning is escaped"},
		{"\005a\377 \177\001", 7, "a\\255\\032\\127\\001", "what does not print is too"},
	};
	char text[SMX_NAME_TEXT_SIZE];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const uint8_t *wire = (const uint8_t *)cases[i].wire;

		memset(text, '!', sizeof text);
		ck_assert_msg(smx_name_write(wire, cases[i].len, text, sizeof text) ==
				      strlen(cases[i].text),
			      "%s", cases[i].why);
		ck_assert_msg(strcmp(text, cases[i].text) == 0, "%s: %s", cases[i].why, text);
	}
	memset(text, '!', sizeof text);
	ck_assert_uint_eq(smx_name_write((const uint8_t *)"\004army\003mil", 10, text, 6), 8);
	ck_assert_str_eq(text, "army.");
	ck_assert_int_eq(text[6], '!');
	ck_assert_uint_eq(smx_name_write((const uint8_t *)"\004army\003mil", 10, NULL, 0), 8);
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
	tcase_add_test(tcase, entries_that_ask_first);
	tcase_add_test(tcase, entries_are_for_the_clients_of_their_zone);
	tcase_add_test(tcase, names_are_written);
	suite_add_tcase(suite, tcase);
	return suite;
}
