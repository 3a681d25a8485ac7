/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "match/hostprefix.h"
#include "unit.h"

/* straymx-zone(5), the rule `host`. */
static const char *const hosts[] = {"mail", "smtp", "mx",  "webmail", "email",    "imap",
				    "pop",  "www",  "owa", "exchange", "autodiscover"};

START_TEST(every_host_with_and_without_hyphen)
{
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		char text[64];
		struct smx_span rests[2];

		snprintf(text, sizeof text, "%s-army", hosts[i]);
		ck_assert(smx_hostprefix_may_begin(unit_span(text)));
		ck_assert_uint_eq(smx_hostprefix_rests(unit_span(text), rests), 2);
		ck_assert(smx_span_equals(rests[0], unit_span("-army")));
		ck_assert(smx_span_equals(rests[1], unit_span("army")));
		ck_assert_msg(smx_hostprefix_holds(unit_span(text), unit_span("army")), "%s",
			      text);
		snprintf(text, sizeof text, "%sarmy", hosts[i]);
		ck_assert(smx_hostprefix_may_begin(unit_span(text)));
		ck_assert_uint_eq(smx_hostprefix_rests(unit_span(text), rests), 1);
		ck_assert(smx_span_equals(rests[0], unit_span("army")));
		ck_assert_msg(smx_hostprefix_holds(unit_span(text), unit_span("army")), "%s",
			      text);
		/* Nothing behind it is nothing. */
		ck_assert_uint_eq(smx_hostprefix_rests(unit_span(hosts[i]), rests), 0);
		for (size_t len = 1; len < strlen(hosts[i]); len++) {
			snprintf(text, sizeof text, "%.*sarmy", (int)len, hosts[i]);
			ck_assert_msg(!smx_hostprefix_holds(unit_span(text), unit_span("army")),
				      "%s", text);
		}
	}
}
END_TEST

START_TEST(odd_labels)
{
	static const struct {
		const char *label, *rest;
		bool holds;
		const char *why;
	} cases[] = {
		{"mail--army", "army", false, "two hyphens"},
		{"mail--army", "-army", true, "the second one is the rest's"},
		{"mail-", "-", true, "a hyphen alone is the rest itself"},
		{"mail-", "", false, "nothing behind the hyphen"},
		{"mail", "", false, "nothing at all"},
		{"mailarmy", "rmy", false, "a character too few"},
		{"mailarmy", "xarmy", false, "another rest"},
		{"mailmail", "mail", true, "a host named as a host"},
		{"webmailarmy", "mailarmy", false, "web is no host"},
		{"webmailarmy", "army", true, "but webmail is"},
		{"emailarmy", "army", true, "email"},
		{"emailarmy", "mailarmy", false, "e is no host"},
		{"mxmail", "mail", true, "the shortest one"},
		{"wwwww", "ww", true, "as early as can be"},
		{"xmailarmy", "army", false, "not at the beginning"},
		{"armymail", "army", false, "at the end"},
		{"ftparmy", "army", false, "no such host"},
		{"-army", "army", false, "a hyphen for itself"},
		{"\377mail", "mail", false, "no letter"},
		{"0", "", false, "below the letters"},
		{"m", "", false, "a single letter that one begins with"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_msg(smx_hostprefix_holds(unit_span(cases[i].label),
						   unit_span(cases[i].rest)) == cases[i].holds,
			      "%s: %s", cases[i].label, cases[i].why);
}
END_TEST

START_TEST(the_first_letter_tells_most_apart)
{
	for (unsigned c = 0; c < 256; c++) {
		uint8_t byte = (uint8_t)c;
		struct smx_span label = {&byte, 1};
		bool begins = false;

		for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
			begins |= (uint8_t)hosts[i][0] == byte;
		ck_assert_msg(smx_hostprefix_may_begin(label) == begins, "%u", c);
	}
}
END_TEST

Suite *
suite_hostprefix(void)
{
	Suite *suite = suite_create("hostprefix");
	TCase *tcase = tcase_create("hostprefix");

	tcase_add_test(tcase, every_host_with_and_without_hyphen);
	tcase_add_test(tcase, odd_labels);
	tcase_add_test(tcase, the_first_letter_tells_most_apart);
	suite_add_tcase(suite, tcase);
	return suite;
}
