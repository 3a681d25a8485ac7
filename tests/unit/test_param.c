/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "policy/param.h"
#include "unit.h"

START_TEST(every_key)
{
	static const struct {
		const char *string;
		const char *message; /* NULL: fine */
	} cases[] = {
		{"profile=strict", NULL},
		{"profile=loose", "f:1: profile=loose: it takes strict, balanced, wide or closed"},
		{"action=nullmx", NULL},
		{"action=data", "f:1: action=data: it takes nxdomain, nodata or nullmx"},
		{"mode=monitor", NULL},
		{"mode=Enforce", "f:1: mode=Enforce: it takes enforce or monitor"},
		{"verify=none", NULL},
		{"verify=", "f:1: verify=: it takes auto, dns or none"},
		{"omit=6", NULL},
		{"cc=0", NULL},
		{"tld=63", NULL},
		{"tld=64", "f:1: tld=64: it takes the least length of a label, 1 to 63, or 0 to "
			   "turn the rule off"},
		{"tld=-1", "f:1: tld=-1: it takes the least length of a label, 1 to 63, or 0 to "
			   "turn the rule off"},
		{"tld=6x", "f:1: tld=6x: it takes the least length of a label, 1 to 63, or 0 to "
			   "turn the rule off"},
		{"expires=2027-06-30", NULL},
		{"expires=2027-02-29", "f:1: expires=2027-02-29: it takes a day as YYYY-MM-DD, the "
				       "last one (UTC) on which the name is exempt"},
		{"expires= 2027-6-30", "f:1: expires= 2027-6-30: it takes a day as YYYY-MM-DD, the "
				       "last one (UTC) on which the name is exempt"},
		{"expires=2028-02-29", NULL},
		{"expires=27-6-30", "f:1: expires=27-6-30: it takes a day as YYYY-MM-DD, the last "
				    "one (UTC) on which the name is exempt"},
		{"reason=ticket 4711", NULL},
		{"reason=", NULL},
		{"reason", "f:1: 'reason' is no parameter: they are written key=value"},
		{"zone=3", "f:1: no parameter is called 'zone'; there are profile, action, mode, "
			   "verify, expires, reason and the names of the rules"},
		{"=", "f:1: no parameter is called ''; there are profile, action, mode, verify, "
		      "expires, reason and the names of the rules"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_place place = {&messages, "f", 1};
		struct smx_params params;
		int rc;

		smx_messages_init(&messages);
		smx_params_init(&params);
		rc = smx_params_add(&params, cases[i].string, strlen(cases[i].string), &place);
		ck_assert_msg((rc == SMX_OK) == (cases[i].message == NULL), "%s", cases[i].string);
		if (rc != SMX_OK) {
			ck_assert_str_eq(unit_message(&messages, 0), cases[i].message);
			ck_assert(!smx_params_has_protection_keys(&params));
			ck_assert(!smx_params_has_exemption_keys(&params));
		} else {
			ck_assert(smx_params_has_protection_keys(&params) !=
				  smx_params_has_exemption_keys(&params));
			rc = smx_params_add(&params, cases[i].string, strlen(cases[i].string),
					    &place);
			ck_assert_msg(rc == SMX_EVALUE, "%s twice", cases[i].string);
		}
		smx_messages_free(&messages);
	}
}
END_TEST

START_TEST(the_strongest_set_wins_key_by_key)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "f", 1};
	struct smx_params entry_set, conf, apex;
	const struct smx_params *const sets[] = {&entry_set, &conf, &apex};
	struct smx_settings settings;

	smx_messages_init(&messages);
	smx_params_init(&entry_set);
	smx_params_init(&conf);
	smx_params_init(&apex);
	smx_params_apply(sets, 3, &settings);
	ck_assert_uint_eq(settings.least_len[SMX_RULE_OMIT], 5); /* balanced */
	ck_assert_int_eq(settings.action, SMX_NXDOMAIN);
	ck_assert_int_eq(settings.mode, SMX_ENFORCE);
	ck_assert_int_eq(settings.verify, SMX_VERIFY_AUTO);

	ck_assert_int_eq(smx_params_add(&apex, "profile=wide", 12, &place), SMX_OK);
	ck_assert_int_eq(smx_params_add(&apex, "omit=9", 6, &place), SMX_OK);
	ck_assert_int_eq(smx_params_add(&apex, "action=nodata", 13, &place), SMX_OK);
	ck_assert_int_eq(smx_params_add(&apex, "key=8", 5, &place), SMX_OK);
	smx_params_apply(sets, 3, &settings);
	ck_assert_uint_eq(settings.least_len[SMX_RULE_OMIT], 9);
	ck_assert_uint_eq(settings.least_len[SMX_RULE_LOOK], 3); /* wide */
	ck_assert_int_eq(settings.action, SMX_NODATA);

	ck_assert_int_eq(smx_params_add(&conf, "profile=strict", 14, &place), SMX_OK);
	ck_assert_int_eq(smx_params_add(&conf, "action=nullmx", 13, &place), SMX_OK);
	ck_assert_int_eq(smx_params_add(&entry_set, "key=0", 5, &place), SMX_OK);
	smx_params_apply(sets, 3, &settings);
	ck_assert_uint_eq(settings.least_len[SMX_RULE_LOOK], 5); /* strict */
	ck_assert_uint_eq(settings.least_len[SMX_RULE_OMIT], 9); /* the apex' own word */
	ck_assert_uint_eq(settings.least_len[SMX_RULE_KEY], 0);  /* the entry's */
	ck_assert_int_eq(settings.action, SMX_NULLMX);
	ck_assert_uint_eq(messages.n_messages, 0);
}
END_TEST

START_TEST(an_exemption_lasts_its_last_day)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "f", 1};
	struct smx_params params;
	char day[11];

	smx_messages_init(&messages);
	smx_params_init(&params);
	ck_assert_int_eq(smx_params_add(&params, "expires=2026-11-24", 18, &place), SMX_OK);
	ck_assert_int_eq(params.expires, 1795564800); /* 2026-11-25, 00:00 UTC */
	smx_params_expires_write(&params, day);
	ck_assert_str_eq(day, "2026-11-24");
	ck_assert_str_eq(params.reason, "");
	ck_assert_int_eq(smx_params_add(&params, "reason=ticket 4711", 18, &place), SMX_OK);
	ck_assert_str_eq(params.reason, "ticket 4711");
}
END_TEST

START_TEST(binary_strings_are_refused)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "f", 1};
	struct smx_params params;

	smx_messages_init(&messages);
	smx_params_init(&params);
	ck_assert_int_eq(smx_params_add(&params, "omit\0=6", 7, &place), SMX_EVALUE);
	ck_assert_int_eq(smx_params_add(&params, "", 0, &place), SMX_EVALUE);
	smx_messages_free(&messages);
}
END_TEST

Suite *
suite_param(void)
{
	Suite *suite = suite_create("param");
	TCase *tcase = tcase_create("param");

	tcase_add_test(tcase, every_key);
	tcase_add_test(tcase, the_strongest_set_wins_key_by_key);
	tcase_add_test(tcase, an_exemption_lasts_its_last_day);
	tcase_add_test(tcase, binary_strings_are_refused);
	suite_add_tcase(suite, tcase);
	return suite;
}
