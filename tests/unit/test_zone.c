/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "unit.h"

/* Load a zone of these records below the usual head, with more in its section. */
static struct smx_policy *
load(const char *records, const char *section, struct smx_messages *messages)
{
	char text[4096];

	snprintf(text, sizeof text, "%s%s", UNIT_ZONE_HEAD, records);
	unit_write("z", text);
	snprintf(text, sizeof text, "zone \"z\" { file = \"z\" %s }\n", section);
	return unit_load(text, messages);
}

START_TEST(contradictions_are_errors)
{
	static const struct {
		const char *records, *message;
	} cases[] = {
		{"a.mil CNAME .\na.mil CNAME *.\n",
		 "z:6: 'a.mil' has CNAME *., and in line 5 CNAME .: only one of them can hold"},
		{"a.mil CNAME .\n*.a.mil CNAME rpz-passthru.\n",
		 "z:6: 'a.mil' has CNAME rpz-passthru., and in line 5 CNAME .: only one of them "
		 "can hold"},
		{"a.mil MX 10 x.example.\nb.mil CNAME .\na.mil CNAME .\n",
		 "z:7: 'a.mil' has CNAME ., and in line 5 MX, A or AAAA records: only one of them "
		 "can hold"},
		{"a.mil TXT \"\"\n  A 192.0.2.1\n",
		 "z:6: 'a.mil' has MX, A or AAAA records, and in line 5 TXT \"\": only one of them "
		 "can hold"},
		{"a.mil MX 0 .\n  MX 10 x.example.\n",
		 "z:6: a null MX of 'a.mil' beside another MX: remove one of them (RFC 7505)"},
		{"a.mil MX 10 .\n", "z:5: a null MX is written MX 0 ."},
		{"_straymx.a.mil TXT \"omit=3\"\n",
		 "z:5: parameters of 'a.mil', which is neither protected nor exempt here: remove them, or "
		 "add TXT \"\" of that name"},
		{"a.mil CNAME rpz-passthru.\n_straymx.a.mil TXT \"omit=3\"\n",
		 "z:6: 'a.mil' is exempt: it takes expires and reason alone"},
		{"a.mil CNAME .\n_straymx.a.mil TXT \"expires=2030-01-01\"\n",
		 "z:6: 'a.mil' is protected: expires and reason go with exempt names"},
		{"a.mil CNAME .\n_straymx.a.mil TXT \"action=nodata\"\n",
		 "z:6: 'a.mil' has CNAME ., which says the action: 'action' goes with TXT \"\""},
		{"a.mil CNAME .\n_straymx.a.mil TXT \"omit=3\"\n_straymx.a.mil TXT \"omit=4\"\n",
		 "z:7: 'omit' is given twice: remove one of them"},
		{"@ TXT \"reason=x\"\n",
		 "z:5: expires and reason at the apex: they go with one exempt name each"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;

		ck_assert_msg(load(cases[i].records, "", &messages) == NULL, "%s",
			      cases[i].records);
		ck_assert_str_eq(unit_message(&messages, 0), cases[i].message);
		smx_messages_free(&messages);
	}
}
END_TEST

START_TEST(a_record_that_is_lost_brings_no_further_error)
{
	struct smx_messages messages;

	ck_assert_ptr_null(load("a.mil CNAME rpz-drop.\n_straymx.a.mil TXT \"omit=3\"\n"
				"b.mil CNAME .\nb.mil CNAME *.\n",
				"", &messages));
	ck_assert_uint_eq(messages.n_errors, 2);
	ck_assert_uint_eq(messages.list[0].line, 5);
	ck_assert_uint_eq(messages.list[1].line, 8);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(actions_come_from_the_data)
{
	static const struct {
		const char *records;
		enum smx_action action;
		size_t n_data;
	} cases[] = {
		{"army.mil CNAME .\n", SMX_NXDOMAIN, 0},
		{"army.mil CNAME *.\n", SMX_NODATA, 0},
		{"army.mil MX 0 .\n", SMX_NULLMX, 0},
		{"army.mil TXT \"\"\n", SMX_NXDOMAIN, 0},
		{"army.mil TXT \"\"\n_straymx.army.mil TXT \"action=nullmx\"\n", SMX_NULLMX, 0},
		{"@ TXT \"action=nodata\"\narmy.mil TXT \"\"\n", SMX_NODATA, 0},
		{"@ TXT \"action=nodata\"\narmy.mil CNAME .\n", SMX_NXDOMAIN, 0},
		{"army.mil A 192.0.2.1\n", SMX_DATA, 1},
		{"army.mil MX 10 a.example.\n MX 20 b.example.\n AAAA ::1\n", SMX_DATA, 3},
		{"army.mil A 192.0.2.1\n*.army.mil A 192.0.2.1\n", SMX_DATA, 1},
		{"army.mil CNAME .\n*.army.mil CNAME .\n", SMX_NXDOMAIN, 0},
		{"army.mil MX 0 .\n A 192.0.2.1\n", SMX_DATA, 2},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_policy *policy = unit_policy(cases[i].records);
		struct smx_verdict verdict = unit_lookup(policy, "army.ml");

		ck_assert_int_eq(verdict.reason, SMX_MATCH);
		ck_assert_uint_eq(smx_policy_count_protected(policy), 1);
		ck_assert_msg(verdict.entry->settings->action == cases[i].action, "%s", cases[i].records);
		ck_assert_msg(verdict.entry->n_data == cases[i].n_data, "%s", cases[i].records);
		smx_policy_free(policy);
	}
}
END_TEST

START_TEST(entry_over_conf_over_apex)
{
	static const struct {
		const char *records, *section;
		enum smx_action action;
		unsigned omit;
	} cases[] = {
		{"army.mil TXT \"\"\n", "", SMX_NXDOMAIN, 5},
		{"@ TXT \"profile=wide\" \"action=nodata\"\n@ TXT \"omit=4\"\narmy.mil TXT \"\"\n",
		 "", SMX_NODATA, 4},
		{"@ TXT \"profile=wide\" \"action=nodata\"\narmy.mil TXT \"\"\n",
		 "profile = strict action = nullmx", SMX_NULLMX, 7},
		{"@ TXT \"profile=wide\" \"action=nodata\"\narmy.mil TXT \"\"\n"
		 "_straymx.army.mil TXT \"profile=closed\" \"action=nxdomain\"\n",
		 "profile = strict action = nullmx", SMX_NXDOMAIN, 1},
		{"_straymx TXT \"profile=closed\"\narmy.mil TXT \"\"\n", "", SMX_NXDOMAIN, 1},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_policy *policy = load(cases[i].records, cases[i].section, &messages);
		struct smx_verdict verdict;

		ck_assert_uint_eq(messages.n_messages, 0);
		verdict = unit_lookup(policy, "army.ml");
		ck_assert_int_eq(verdict.reason, SMX_MATCH);
		ck_assert_int_eq(verdict.entry->settings->action, cases[i].action);
		ck_assert_uint_eq(verdict.entry->settings->least_len[SMX_RULE_OMIT], cases[i].omit);
		smx_policy_free(policy);
	}
}
END_TEST

START_TEST(exemptions_end)
{
	static const struct {
		const char *day, *reason;
		bool is_exempt;
		const char *warning;
	} cases[] = {
		{"2026-11-23", "ticket 4711", false,
		 "z:6: the exemption has expired on 2026-11-23 (ticket 4711): renew it or remove "
		 "it; the name is not exempt"},
		{"2026-11-24", "ticket 4711", true,
		 "z:6: the exemption expires on 2026-11-24 (ticket 4711): renew it or remove it"},
		{"2026-12-07", "", true,
		 "z:6: the exemption expires on 2026-12-07: renew it or remove it"},
		{"2026-12-08", "", true, NULL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_policy *policy;
		char records[256];

		snprintf(records, sizeof records,
			 "army.mil CNAME .\narmy.ml CNAME rpz-passthru.\n"
			 "_straymx.army.ml TXT \"expires=%s\" \"reason=%s\"\n",
			 cases[i].day, cases[i].reason);
		policy = load(records, "", &messages);
		ck_assert_ptr_nonnull(policy);
		ck_assert_int_eq(unit_lookup(policy, "army.ml").reason,
				 cases[i].is_exempt ? SMX_ALLOWED : SMX_MATCH);
		ck_assert_uint_eq(messages.n_warnings, cases[i].warning != NULL ? 1 : 0);
		if (cases[i].warning != NULL)
			ck_assert_str_eq(unit_message(&messages, 0), cases[i].warning);
		smx_messages_free(&messages);
		smx_policy_free(policy);
	}
}
END_TEST

Suite *
suite_zone(void)
{
	Suite *suite = suite_create("zone");
	TCase *tcase = tcase_create("zone");

	tcase_add_test(tcase, contradictions_are_errors);
	tcase_add_test(tcase, a_record_that_is_lost_brings_no_further_error);
	tcase_add_test(tcase, actions_come_from_the_data);
	tcase_add_test(tcase, entry_over_conf_over_apex);
	tcase_add_test(tcase, exemptions_end);
	suite_add_tcase(suite, tcase);
	return suite;
}
