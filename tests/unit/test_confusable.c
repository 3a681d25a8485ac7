/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "match/words.h"
#include "unit.h"

/* A protected name with its parameters, a query name, and the rule that has to
 * hold, or NULL for none. */
struct pair_case {
	const char *protected, *params;
	const char *qname;
	const char *rule;
	unsigned distance;
	const char *why;
};

static void
check_cases(const struct pair_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct pair_case *c = &cases[i];
		struct smx_policy *policy;
		struct smx_verdict verdict;
		char records[512];

		snprintf(records, sizeof records, "%s CNAME .\n_straymx.%s TXT %s\n", c->protected,
			 c->protected, c->params);
		policy = unit_policy_warned(records); /* of lengths that are too great */
		verdict = unit_lookup(policy, c->qname);
		if (c->rule == NULL) {
			ck_assert_msg(verdict.reason != SMX_MATCH, "%s, %s (%s): rule %s", c->qname,
				      c->protected, c->why, smx_rule_name(verdict.rule));
		} else {
			ck_assert_msg(verdict.reason == SMX_MATCH, "%s, %s (%s): %s", c->qname,
				      c->protected, c->why, smx_reason_name(verdict.reason));
			ck_assert_msg(strcmp(smx_rule_name(verdict.rule), c->rule) == 0,
				      "%s, %s (%s): rule %s", c->qname, c->protected, c->why,
				      smx_rule_name(verdict.rule));
			ck_assert_msg(verdict.distance == c->distance, "%s, %s (%s): distance %u",
				      c->qname, c->protected, c->why, verdict.distance);
		}
		smx_policy_free(policy);
	}
}

#define BALANCED "\"profile=balanced\""
#define CLOSED "\"profile=closed\""
#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof(cases)[0])

START_TEST(tld_and_cc)
{
	static const struct pair_case cases[] = {
		{"army.mil", CLOSED, "army.ml", "tld", 1, "the mission"},
		{"army.mil", CLOSED, "army.mill", "tld", 1, "an insertion"},
		{"army.mil", CLOSED, "army.mli", "tld", 1, "a swap"},
		{"gmail.com", BALANCED, "gmail.co", "tld", 1, "of three letters, two are left"},
		{"gmail.com", BALANCED, "gmail.cmo", "tld", 1, "a swap"},
		{"gmail.com", BALANCED, "gmail.om", "tld", 1, "two letters, but P's had three"},
		{"arcor.de", BALANCED, "arcor.se", NULL, 0, "another country's registry"},
		{"arcor.de", "\"cc=5\"", "arcor.se", "cc", 1, "cc switched on"},
		{"arcor.de", "\"cc=6\"", "arcor.se", NULL, 0, "cc, but reg is too short"},
		{"arcor.de", BALANCED, "arcor.dx", "tld", 1, "no registry is called dx"},
		{"arcor.de", BALANCED, "arcor.ed", "tld", 1, "nor ed"},
		{"arcor.de", BALANCED, "arcor.d", "tld", 1, "one letter left"},
		{"bbc.co.uk", BALANCED, "bbc.co.uj", "tld", 1, "no registry"},
		{"parliament.gov.uk", BALANCED, "parliament.gov.ua", NULL, 0, "gov.ua is listed"},
		{"parliament.gov.uk", BALANCED, "parliament.gob.uk", "tld", 1, "b for v"},
		{"parliament.gov.uk", BALANCED, "parliament.govuk", "dot", 1, "the dot left out"},
		{"parliament.gov.uk", BALANCED, "parliament.go.vuk", "tld", 1,
		 "dot holds too, tld comes first: a swap over the dot is one edit"},
		{"bbc.co.uk", BALANCED, "bbc.ca.uk", "tld", 1, "ca.uk is not listed"},
		{"bbc.co.uk", BALANCED, "bbc.co.ck", NULL, 0, "listed by the wildcard *.ck"},
		{"af.mil", BALANCED, "af.ml", NULL, 0, "reg is too short"},
		{"ibm.com", BALANCED, "ibm.cm", "tld", 1, "reg of three is enough"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(one_edit_in_a_label)
{
	static const struct pair_case cases[] = {
		{"gmail.com", BALANCED, "gmial.com", "swap", 1, "a swap"},
		{"gmail.com", BALANCED, "ggmail.com", "repeat", 1, "first in the table wins"},
		{"aol.com", BALANCED, "aool.com", "repeat", 1, "three letters"},
		{"aol.com", BALANCED, "aoll.com", "repeat", 1, "three letters"},
		{"aol.com", BALANCED, "alo.com", NULL, 0, "swap needs four"},
		{"gmail.com", BALANCED, "gmall.com", "look", 1, "l for i"},
		{"gmail.com", BALANCED, "gnail.com", "look", 1, "before key"},
		{"gmail.com", BALANCED, "gfmail.com", "slip", 1, "f beside g"},
		{"gmail.com", BALANCED, "gmai.com", "omit", 1, "the last one"},
		{"gmail.com", BALANCED, "gxmail.com", NULL, 0, "extra needs seven"},
		{"hotmail.com", BALANCED, "hotqmail.com", "extra", 1, "seven"},
		{"hotmail.com", BALANCED, "hotmaip.com", "key", 1, "p beside l"},
		{"hotmail.com", BALANCED, "hotmeil.com", "vowel", 1, "e for a"},
		{"hotmail.com", BALANCED, "hotkail.com", "key", 1, "k beside m"},
		{"hotmail.com", BALANCED, "hotxail.com", NULL, 0, "other needs ten"},
		{"protonmail.com", BALANCED, "protonxail.com", "other", 1, "ten"},
		{"mail.army.mil", CLOSED, "mail.amry.mil", "swap", 1, "the middle label"},
		{"mail.army.mil", BALANCED, "mial.army.mil", "swap", 1, "the first label"},
		{"mx.army.mil", BALANCED, "xm.army.mil", NULL, 0, "len is that of mx"},
		{"us.army.mil", CLOSED, "us.amry.ml", "both", 2, "one here and one there"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(dot_host_and_glyph)
{
	static const struct pair_case cases[] = {
		{"us.dell.com", BALANCED, "usdell.com", "dot", 1, "a dot left out"},
		{"us.dell.com", BALANCED, "us-dell.com", "dot", 1, "a hyphen for it"},
		{"us.dell.com", BALANCED, "mail.usdell.com", "dot", 1, "a host below"},
		{"mnf-i.mil", CLOSED, "mnfi.mil", "dot", 1, "a hyphen left out: dot before omit"},
		{"army.mil", CLOSED, "ar.my.mil", "dot", 1, "a dot too many, one label longer"},
		{"army.mil", BALANCED, "a.r.my.mil", NULL, 0, "two labels longer is no candidate"},
		{"army.mil", CLOSED, "armym.il", "dot", 1, "the dot one later; no tld, il is cc"},
		{"gmail.com", BALANCED, "smtpgmail.com", "host", 1, "smtp before it"},
		{"gmail.com", BALANCED, "www-gmail.com", "host", 1, "and a hyphen"},
		{"gmail.com", BALANCED, "autodiscovergmail.com", "host", 1, "the longest host"},
		{"gmail.com", BALANCED, "ftpgmail.com", NULL, 0, "no such host"},
		{"gmail.com", BALANCED, "www--gmail.com", NULL, 0, "two hyphens"},
		{"aol.com", BALANCED, "mailaol.com", NULL, 0, "host needs four"},
		{"mail.army.mil", BALANCED, "webmailmail.army.mil", "host", 1, "P's first label"},
		{"army.mil", CLOSED, "arrny.mil", "glyph", 1, "rn for m"},
		{"microsoft.com", BALANCED, "rnicros0ft.com", "glyph", 1, "two at once"},
		{"clell.com", BALANCED, "dell.com", "glyph", 1, "and back"},
		{"dell.com", BALANCED, "dell.corn", "glyph", 1, "in the suffix"},
		{"microsoft.com", BALANCED, "rnicrosoft.xn--com", NULL, 0, "an A-label in C"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(two_edits)
{
	static const struct pair_case cases[] = {
		{"aarmym.mil", "\"profile=closed\"", "aarmy.ml", "both", 2, "label and suffix"},
		{"comcast.net", BALANCED, "comcst.ne", "both", 2, "six is enough"},
		{"gmail.com", BALANCED, "gmial.co", NULL, 0, "both needs six"},
		{"arcorx.de", BALANCED, "arcorr.se", NULL, 0, "both, but as in cc"},
		{"lockheedmartin.com", BALANCED, "lockhedmrtin.com", "two", 2, "fourteen"},
		{"northropgrum.com", "\"two=13\"", "nothropgrun.com", NULL, 0, "twelve"},
		{"lockheedmartin.com", BALANCED, "lockhedmrtin.co", NULL, 0, "three edits"},
		{"aaaaaaaaaaaaaa.bbbbbbbbbbbbbb.com", BALANCED,
		 "xaaaaaaaaaaaaaa.xbbbbbbbbbbbbbb.com", "two", 2, "one in each of two labels"},
		{"aaaaaaaaaaaaaa.bbb.com", BALANCED, "xaaaaaaaaaaaaaa.xbbb.com", NULL, 0,
		 "the shortest differing label counts"},
		{"aaaaaaaaaaaaaa.bbb.com", BALANCED, "xyaaaaaaaaaaaaaa.bbb.com", "two", 2,
		 "but not one that is equal"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(alabels_pass_but_for_dot)
{
	static const struct pair_case cases[] = {
		{"xn--bcher-kva.com", BALANCED, "xn--bcher-kvaa.com", NULL, 0, "no rule marked ="},
		{"example.com", BALANCED, "xn--example.co", NULL, 0, "nor tld"},
		{"xn--bcher-kva.com", BALANCED, "xnbcherkva.com", "dot", 1, "hyphens left out"},
		{"xn--bcher-kva.com", BALANCED, "mailbcherkva.com", NULL, 0, "no host either"},
		{"xn--p1ai.example", BALANCED, "mailxn--p1ai.example", "host", 1,
		 "an A-label in P alone does not matter"},
		{"gmail.xn--p1ai", BALANCED, "smtpgmail.xn--p1ai", NULL, 0, "no host with one in C"},
		{"gmail.com", BALANCED, "gmail.com.xn--p1ai", NULL, 0, "an A-label as suffix"},
	};

	CHECK(cases);
}
END_TEST

Suite *
suite_confusable(void)
{
	Suite *suite = suite_create("confusable");
	TCase *tcase = tcase_create("confusable");

	tcase_add_test(tcase, tld_and_cc);
	tcase_add_test(tcase, one_edit_in_a_label);
	tcase_add_test(tcase, dot_host_and_glyph);
	tcase_add_test(tcase, two_edits);
	tcase_add_test(tcase, alabels_pass_but_for_dot);
	suite_add_tcase(suite, tcase);
	return suite;
}
