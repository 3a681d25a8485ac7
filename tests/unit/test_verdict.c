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

START_TEST(entries_that_ask_first)
{
	static const struct {
		const char *records, *qname;
		bool asks;
	} cases[] = {
		{"army.mil CNAME .\n", "army.ml", false},
		{"mil CNAME .\n", "army.ml", true},
		{"mil CNAME .\n_straymx.mil TXT \"verify=none\"\n", "army.ml", false},
		{"mil CNAME .\n_straymx.mil TXT \"verify=dns\"\n", "army.ml", true},
		{"army.mil CNAME .\n_straymx.army.mil TXT \"verify=dns\"\n", "army.ml", true},
		{"army.mil CNAME .\n_straymx.army.mil TXT \"verify=none\"\n", "army.ml", false},
		/* For the whole zone, and for one entry again. */
		{"@ TXT \"verify=none\"\nmil CNAME .\n", "army.ml", false},
		{"@ TXT \"verify=none\"\nmil CNAME .\n_straymx.mil TXT \"verify=auto\"\n",
		 "army.ml", true},
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
		ck_assert_uint_eq(messages.n_warnings, 0);
		verdict = unit_lookup(policy, cases[i].qname);
		ck_assert_int_eq(verdict.reason, SMX_MATCH);
		ck_assert_msg(smx_entry_asks(verdict.entry) == cases[i].asks, "%s",
			      cases[i].records);
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

START_TEST(a_client_sees_the_entries_of_its_zones)
{
	static const struct {
		const char *address;
		const char *zone; /* NULL: no entry is for it */
	} cases[] = {
		{"10.1.1.1", "mta"},
		{"10.9.1.1", "staff"},
		{"2001:db8::1", "staff"},
		{"192.0.2.1", NULL},
	};
	static const uint8_t army_ml[] = "\004army\002ml";
	struct smx_messages messages;
	struct smx_policy *policy;
	struct smx_verdict verdict;

	unit_write("army.list", "army.mil\n");
	policy = unit_load("zone \"mta\" { file = \"army.list\" mode = monitor"
			   " clients = { \"10.0.0.0/8\" } exempt-clients = { \"10.9.0.0/16\" } }\n"
			   "zone \"staff\" { file = \"army.list\" action = nullmx"
			   " clients = { \"10.9.0.0/16\", \"2001:db8::/32\" } }\n",
			   &messages);
	ck_assert_ptr_nonnull(policy);
	ck_assert_uint_eq(messages.n_messages, 0);
	ck_assert(policy->has_monitored && policy->has_scopes);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int family = strchr(cases[i].address, ':') != NULL ? AF_INET6 : AF_INET;
		uint8_t address[16];

		ck_assert_int_eq(inet_pton(family, cases[i].address, address), 1);
		smx_lookup_for_client(policy, army_ml, sizeof army_ml, family, address, &verdict);
		ck_assert_int_eq(verdict.reason,
				 cases[i].zone != NULL ? SMX_MATCH : SMX_NO_MATCH);
		if (cases[i].zone != NULL)
			ck_assert_str_eq(smx_entry_zone(verdict.entry), cases[i].zone);
	}
	/* Of all clients: the first zone wins, unless those that watch do not count. */
	ck_assert_str_eq(smx_entry_zone(unit_lookup(policy, "army.ml").entry), "mta");
	smx_lookup_filtered(policy, &(struct smx_filter){.is_enforced = true}, army_ml,
			    sizeof army_ml, &verdict);
	ck_assert_str_eq(smx_entry_zone(verdict.entry), "staff");
	/* None of them is for all clients. */
	smx_lookup_filtered(policy, &(struct smx_filter){.is_for_all = true}, army_ml,
			    sizeof army_ml, &verdict);
	ck_assert_int_eq(verdict.reason, SMX_NO_MATCH);
	smx_messages_free(&messages);
	smx_policy_free(policy);
}
END_TEST

/* A name below ml, whose labels before that have `head_len` bytes; its length. */
static size_t
write_long_name(uint8_t *wire, size_t head_len)
{
	size_t len = 0;

	while (len < head_len) {
		size_t label_len = head_len - len > 64 ? 62 : head_len - len - 1;

		wire[len] = (uint8_t)label_len;
		memset(wire + len + 1, 'x', label_len);
		len += 1 + label_len;
	}
	memcpy(wire + len, "\002ml", 4);
	return len + 4;
}

START_TEST(intended_names_in_wire_format)
{
	struct smx_policy *policy = unit_policy("army.mil CNAME .\nmil CNAME .\n");
	uint8_t wire[SMX_WIRE_MAX], qname[SMX_WIRE_MAX];
	struct smx_verdict verdict;
	size_t len;

	smx_lookup(policy, (const uint8_t *)"\002Us\004aRmy\002mL", 12, &verdict);
	ck_assert_uint_eq(smx_intended_wire(&verdict, (const uint8_t *)"\002Us\004aRmy\002mL", wire),
			  13);
	ck_assert_mem_eq(wire, "\002Us\004army\003mil", 13);
	/* One byte more than the lookalike has, which has 254 at most then. */
	len = write_long_name(qname, 250);
	smx_lookup(policy, qname, len, &verdict);
	ck_assert_int_eq(verdict.reason, SMX_MATCH);
	ck_assert_uint_eq(smx_intended_wire(&verdict, qname, wire), 255);
	ck_assert_mem_eq(wire + 250, "\003mil", 5);
	len = write_long_name(qname, 251);
	smx_lookup(policy, qname, len, &verdict);
	ck_assert_int_eq(verdict.reason, SMX_MATCH);
	ck_assert_uint_eq(smx_intended_wire(&verdict, qname, wire), 0);
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
	tcase_add_test(tcase, entries_that_ask_first);
	tcase_add_test(tcase, entries_are_for_the_clients_of_their_zone);
	tcase_add_test(tcase, a_client_sees_the_entries_of_its_zones);
	tcase_add_test(tcase, intended_names_in_wire_format);
	tcase_add_test(tcase, names_are_written);
	suite_add_tcase(suite, tcase);
	return suite;
}
