/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the search finds for each rule, on each of its ways.  Which rule holds for two
 * names is the business of test_confusable.c.
 */
#include <stdio.h>
#include <string.h>

#include "unit.h"

struct search_case {
	const char *records, *qname;
	const char *protected; /* NULL: there is no match */
	const char *candidate;
	enum smx_rule rule;
	unsigned distance;
	const char *why;
};

static void
check_match(const struct search_case *c, const struct smx_verdict *verdict)
{
	char protected[SMX_NAME_TEXT_SIZE];

	ck_assert_msg(verdict->reason == SMX_MATCH, "%s (%s): %s", c->qname, c->why,
		      smx_reason_name(verdict->reason));
	smx_entry_name_write(verdict->entry, protected, sizeof protected);
	ck_assert_msg(strcmp(protected, c->protected) == 0, "%s (%s): %s", c->qname, c->why,
		      protected);
	ck_assert_msg(strcmp(c->qname + verdict->candidate_offset, c->candidate) == 0,
		      "%s (%s): candidate %s", c->qname, c->why,
		      c->qname + verdict->candidate_offset);
	ck_assert_msg(verdict->rule == c->rule, "%s (%s): rule %s", c->qname, c->why,
		      smx_rule_name(verdict->rule));
	ck_assert_msg(verdict->distance == c->distance, "%s (%s): distance %u", c->qname, c->why,
		      verdict->distance);
}

static void
check_cases(const struct search_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct smx_policy *policy = unit_policy(cases[i].records);
		struct smx_verdict verdict = unit_lookup(policy, cases[i].qname);

		if (cases[i].protected != NULL)
			check_match(&cases[i], &verdict);
		else
			ck_assert_msg(verdict.reason == SMX_NO_MATCH, "%s (%s): %s, rule %s",
				      cases[i].qname, cases[i].why,
				      smx_reason_name(verdict.reason),
				      smx_rule_name(verdict.rule));
		smx_policy_free(policy);
	}
}

#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof(cases)[0])

#define NO NULL, NULL, SMX_RULE_OTHER, 0
#define CLOSED "@ TXT \"profile=closed\"\n"

START_TEST(dots_and_hyphens)
{
	static const char dell[] = "us.dell.com CNAME .\n", mnf[] = CLOSED "mnf-i.mil CNAME .\n";
	static const struct search_case cases[] = {
		{dell, "usdell.com", "us.dell.com", "usdell.com", SMX_RULE_DOT, 1,
		 "a label fewer"},
		{dell, "us-dell.com", "us.dell.com", "us-dell.com", SMX_RULE_DOT, 1,
		 "a hyphen for it"},
		{dell, "u-s.de-ll.com", "us.dell.com", "u-s.de-ll.com", SMX_RULE_DOT, 1,
		 "hyphens in C alone, as many labels"},
		{dell, "mail.us-dell.com", "us.dell.com", "us-dell.com", SMX_RULE_DOT, 1,
		 "below it"},
		{dell, "us.de.ll.com", "us.dell.com", "us.de.ll.com", SMX_RULE_DOT, 1,
		 "a label more"},
		{dell, "x.us.de.ll.com", "us.dell.com", "us.de.ll.com", SMX_RULE_DOT, 1,
		 "a label more, below it"},
		{dell, "u.s.de.ll.com", NO, "two labels more"},
		{dell, "usdellcom", NO, "one label is no candidate"},
		{dell, "x.usdellcom", NO, "and none at the end"},
		{mnf, "mnfi.mil", "mnf-i.mil", "mnfi.mil", SMX_RULE_DOT, 1, "hyphens in P"},
		{mnf, "mnf.i.mil", "mnf-i.mil", "mnf.i.mil", SMX_RULE_DOT, 1, "a dot for it"},
		{mnf, "m-nfi.mil", "mnf-i.mil", "m-nfi.mil", SMX_RULE_DOT, 1, "elsewhere"},
		/* All candidates with a label of hyphens are equal. */
		{dell, "-.us-dell.com", "us.dell.com", "-.us-dell.com", SMX_RULE_DOT, 1,
		 "a tie: C in byte order"},
		{dell, "-.--usdell.com", "us.dell.com", "--usdell.com", SMX_RULE_DOT, 1,
		 "a hyphen comes before a dot"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(hosts)
{
	static const char gmail[] = "gmail.com CNAME .\n", mail[] = "mail.army.mil CNAME .\n";
	static const struct search_case cases[] = {
		{gmail, "smtpgmail.com", "gmail.com", "smtpgmail.com", SMX_RULE_HOST, 1,
		 "without a hyphen"},
		{gmail, "smtp-gmail.com", "gmail.com", "smtp-gmail.com", SMX_RULE_HOST, 1,
		 "with one"},
		{gmail, "x.smtp-gmail.com", "gmail.com", "smtp-gmail.com", SMX_RULE_HOST, 1,
		 "below it"},
		{gmail, "smtp.xgmail.com", NO, "a host of another name"},
		{mail, "mxmail.army.mil", "mail.army.mil", "mxmail.army.mil", SMX_RULE_HOST, 1,
		 "before P's first label"},
		{mail, "mail.mxarmy.mil", NO, "but no other one"},
		{"abcd.com CNAME .\n", "mail-.com", NO, "nothing behind the hyphen"},
		{"abcd.com CNAME .\n", "mail.com", NO, "nothing behind the host"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(glyphs)
{
	static const struct search_case cases[] = {
		{"microsoft.com CNAME .\n", "rnicr0soft.com", "microsoft.com", "rnicr0soft.com",
		 SMX_RULE_GLYPH, 1, "in C alone"},
		{"clell.com CNAME .\n", "dell.com", "clell.com", "dell.com", SMX_RULE_GLYPH, 1,
		 "in P alone"},
		{"clell.com CNAME .\n", "de11.com", "clell.com", "de11.com", SMX_RULE_GLYPH, 1,
		 "in both"},
		{"us.dell.com CNAME .\n", "x.us.clell.corn", "us.dell.com", "us.clell.corn",
		 SMX_RULE_GLYPH, 1, "in several labels"},
		{"dell.com CNAME .\n", "us.clell.com", "dell.com", "clell.com", SMX_RULE_GLYPH, 1,
		 "in fewer labels than Q has"},
		{"us.dell.com CNAME .\n", "clell.com", NO, "in fewer labels than P has"},
		{"paypal.com CNAME .\n", "x.xn--pypal-4ve.com", "paypal.com", "xn--pypal-4ve.com",
		 SMX_RULE_GLYPH, 1, "an A-label, Cyrillic a for the first a"},
		{"us.paypal.com CNAME .\n", "us.xn--pypal-4ve.com", "us.paypal.com",
		 "us.xn--pypal-4ve.com", SMX_RULE_GLYPH, 1, "one of several labels"},
		{"paypa1.com CNAME .\n", "xn--pypal-4ve.com", "paypa1.com", "xn--pypal-4ve.com",
		 SMX_RULE_GLYPH, 1, "both kinds"},
		{"paypal.com CNAME .\n", "xn--pypal-4ve.corn", "paypal.com", "xn--pypal-4ve.corn",
		 SMX_RULE_GLYPH, 1, "beside plain ones"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(edits_in_labels)
{
	static const char closed[] = CLOSED "us.army.mil CNAME .\n";
	static const struct search_case cases[] = {
		{closed, "us.amry.mil", "us.army.mil", "us.amry.mil", SMX_RULE_SWAP, 1,
		 "the label left of the suffix"},
		{closed, "su.army.mil", "us.army.mil", "su.army.mil", SMX_RULE_SWAP, 1,
		 "the first label"},
		{closed, "u.army.mil", "us.army.mil", "u.army.mil", SMX_RULE_OMIT, 1,
		 "of which little is left"},
		{closed, "xn--a.us.amry.mil", "us.army.mil", "us.amry.mil", SMX_RULE_SWAP, 1,
		 "an A-label outside of C"},
		{closed, "us.arm\xff.mil", "us.army.mil", "us.arm\xff.mil", SMX_RULE_OTHER, 1,
		 "a byte that no protected name has"},
		{closed, "us._army.mil", "us.army.mil", "us._army.mil", SMX_RULE_EXTRA, 1,
		 "and one more"},
		{"lockheedmartin.com CNAME .\n", "us.lockhedmrtin.com", "lockheedmartin.com",
		 "lockhedmrtin.com", SMX_RULE_TWO, 2, "two in one label"},
		{"us.lockheedmartin.com CNAME .\n", "us.lockhedmrtin.com",
		 "us.lockheedmartin.com", "us.lockhedmrtin.com", SMX_RULE_TWO, 2,
		 "of a name of several"},
		{"aaaaaaaaaaaaaa.lockheedmartin.com CNAME .\n",
		 "x.baaaaaaaaaaaaaa.lockheedmartn.com", "aaaaaaaaaaaaaa.lockheedmartin.com",
		 "baaaaaaaaaaaaaa.lockheedmartn.com", SMX_RULE_TWO, 2, "one in each of two labels"},
		{CLOSED "abcd.us.efgh.mil CNAME .\n", "abxd.us.egfh.mil", "abcd.us.efgh.mil",
		 "abxd.us.egfh.mil", SMX_RULE_TWO, 2, "with another one between them"},
		{CLOSED "abcd.efgh.us.gov.uk CNAME .\n", "acbd.eefgh.us.gov.uk",
		 "abcd.efgh.us.gov.uk", "acbd.eefgh.us.gov.uk", SMX_RULE_TWO, 2,
		 "left of a suffix of two labels"},
		{CLOSED "abcd.efgh.ijkl.mil CNAME .\n", "acbd.eefgh.ijk.mil", NO, "three edits"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(other_endings)
{
	static const char army[] = CLOSED "army.mil CNAME .\n";
	static const char uk[] = "parliament.gov.uk CNAME .\n";
	static const char de[] = "@ TXT \"cc=5\"\narcor.de CNAME .\n";
	static const struct search_case cases[] = {
		{army, "army.mi", "army.mil", "army.mi", SMX_RULE_TLD, 1, "that nothing has"},
		{"army.mil CNAME .\nxyz.ml CNAME .\n", "army.ml", "army.mil", "army.ml",
		 SMX_RULE_TLD, 1, "that another entry has"},
		{army, "us.army.xyz", NO, "far from all"},
		{army, "army.mil.company", NO, "longer than all"},
		{CLOSED "a.b.c.mil CNAME .\n", "x.a.b.c.ml", "a.b.c.mil", "a.b.c.ml",
		 SMX_RULE_TLD, 1, "of a name of several labels"},
		{army, "xn--army-x.ml", NO, "no A-labels"},
		{army, "xn--p1ai.army.ml", "army.mil", "army.ml", SMX_RULE_TLD, 1,
		 "but below it"},
		{uk, "x.parliament.gob.uk", "parliament.gov.uk", "parliament.gob.uk",
		 SMX_RULE_TLD, 1, "two labels, that nothing has"},
		{"parliament.gov.uk CNAME .\nbbc.co.uk CNAME .\nx.goov.uk CNAME .\n",
		 "parliament.go.uk", "parliament.gov.uk", "parliament.go.uk", SMX_RULE_TLD, 1,
		 "near several"},
		{"comcast.net CNAME .\n", "comcst.ne", "comcast.net", "comcst.ne", SMX_RULE_BOTH, 2,
		 "and a label, that nothing has"},
		{"comcast.net CNAME .\nxyz.ne CNAME .\n", "x.comcst.ne", "comcast.net",
		 "comcst.ne", SMX_RULE_BOTH, 2, "and a label, that another entry has"},
		{CLOSED "us.army.mil CNAME .\n", "uus.army.ml", NO, "too short a label for both"},
		{CLOSED "mail.army.mil CNAME .\n", "mial.army.ml", "mail.army.mil",
		 "mial.army.ml", SMX_RULE_BOTH, 2, "the first label"},
		{uk, "parliamnt.gob.uk", "parliament.gov.uk", "parliamnt.gob.uk", SMX_RULE_BOTH,
		 2, "two labels"},
		{uk, "parliamnt.gov.ua", NO, "another country's"},
		{uk, "parliament.gov.ua", NO, "another country's"},
		{de, "arcor.se", "arcor.de", "arcor.se", SMX_RULE_CC, 1, "with the rule cc"},
		{"@ TXT \"cc=5\"\narcor.de CNAME .\nvolvo.se CNAME .\n", "arcor.se", "arcor.de",
		 "arcor.se", SMX_RULE_CC, 1, "that another entry has"},
		{"arcor.de CNAME .\nvolvo.se CNAME .\n", "arcor.se", NO, "without the rule"},
		{"arcor.de CNAME .\nvolvo.se CNAME .\nmetzger.de CNAME .\n"
		 "_straymx.metzger.de TXT \"cc=4\"\n",
		 "arcor.se", NO, "the rule is another entry's"},
		{de, "arcr.se", NO, "another country's is none of both"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(zones)
{
	static const char mil[] = "mil CNAME .\n", uk[] = "gov.uk CNAME .\n";
	static const struct search_case cases[] = {
		{mil, "army.ml", "mil", "ml", SMX_RULE_ZONE, 1, "a public suffix as candidate"},
		{mil, "a.b.c.mill", "mil", "mill", SMX_RULE_ZONE, 1, "further below"},
		{mil, "xn--army-x.mli", "mil", "mli", SMX_RULE_ZONE, 1, "below an A-label"},
		{mil, "ml", NO, "nothing below it"},
		{mil, "army.ll", NO, "two edits"},
		{"army.com CNAME .\nmil CNAME .\n", "navy.mi", "mil", "mi", SMX_RULE_ZONE, 1,
		 "beside other endings"},
		{uk, "x.gob.uk", "gov.uk", "gob.uk", SMX_RULE_ZONE, 1, "two labels"},
		{uk, "x.gov.u", "gov.uk", "gov.u", SMX_RULE_ZONE, 1, "the last one"},
		{uk, "x.go.vuk", "gov.uk", "go.vuk", SMX_RULE_ZONE, 1, "a swap over the dot"},
		{uk, "x.gov.uj", "gov.uk", "gov.uj", SMX_RULE_ZONE, 1, "nobody's registry"},
		{uk, "x.gov.ua", NO, "another country's registry"},
		{uk, "gob.uk", NO, "nothing below it"},
		{uk, "x.govuk", NO, "as many labels, but others"},
		{"de CNAME .\n", "arcor.se", NO, "another country"},
		{"de CNAME .\nse CNAME .\n", "arcor.be", NO, "a third one"},
		{"de CNAME .\n", "arcor.dee", "de", "dee", SMX_RULE_ZONE, 1, "no country"},
		{"de CNAME .\n", "arcor.ed", "de", "ed", SMX_RULE_ZONE, 1, "no country's registry"},
		{"mil CNAME .\ngov.uk CNAME .\ncom CNAME .\n", "gov.uj", NO, "none is near"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(public_suffixes_are_no_candidates)
{
	static const struct search_case cases[] = {
		{CLOSED "xco.uk CNAME .\n", "co.uk", NO, "a public suffix itself"},
		{CLOSED "xco.uk CNAME .\n", "bbc.co.uk", NO, "below one"},
		{CLOSED "xco.uk CNAME .\n", "ccco.uk", NO, "two edits"},
		{CLOSED "xco.uk CNAME .\n", "x.cco.uk", "xco.uk", "cco.uk", SMX_RULE_KEY, 1,
		 "but what is none"},
		{CLOSED "u-k.com CNAME .\n", "x.uk.com", NO, "of the private section, too"},
		{CLOSED "u-k.com CNAME .\n", "u.k.com", "u-k.com", "u.k.com", SMX_RULE_DOT, 1,
		 "but what is none"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(who_wins)
{
	static const struct search_case cases[] = {
		{CLOSED "gobv.uk CNAME .\ngov.uk CNAME .\n", "x.goov.uk", "gobv.uk", "goov.uk",
		 SMX_RULE_OTHER, 1, "zone is the last rule"},
		{"mil CNAME .\narmy.milk CNAME .\n", "army.mill", "army.milk", "army.mill",
		 SMX_RULE_TLD, 1, "more labels before it"},
		{"gov.uk CNAME .\nujj CNAME .\n", "x.gov.uj", "gov.uk", "gov.uj", SMX_RULE_ZONE, 1,
		 "more labels of zones"},
		{"mil CNAME .\nmi CNAME .\n", "army.mii", "mi", "mii", SMX_RULE_ZONE, 1,
		 "P in byte order"},
		{CLOSED "aarmy.mil CNAME .\nxarmy.mil CNAME .\narmyx.mil CNAME .\n", "army.mil",
		 "aarmy.mil", "army.mil", SMX_RULE_REPEAT, 1, "the rule before P"},
		{CLOSED "barmy.mil CNAME .\narmyx.mil CNAME .\n", "army.mil", "armyx.mil",
		 "army.mil", SMX_RULE_OMIT, 1, "P in byte order"},
		{CLOSED "arxmy.mil CNAME .\nar-my.mil CNAME .\n", "army.mil", "ar-my.mil",
		 "army.mil", SMX_RULE_DOT, 1, "forms before edits"},
		{"mil CNAME .\nabcdefghijklmno.com CNAME .\n", "abcdefghijkl.mi", "mil", "mi",
		 SMX_RULE_ZONE, 1, "distance 1 before all"},
		{CLOSED "abcd.mil CNAME .\nus.abxx.mil CNAME .\n", "us.abdc.mil", "abcd.mil",
		 "abdc.mil", SMX_RULE_SWAP, 1, "distance before labels"},
		{CLOSED "abcdef.mil CNAME .\nabcdxf.ml CNAME .\n", "abcdyyf.ml", "abcdxf.ml",
		 "abcdyyf.ml", SMX_RULE_TWO, 2, "two alone"},
		{CLOSED "abcdef.mil CNAME .\nabxcdxf.ml CNAME .\n", "abcdf.ml", "abcdef.mil",
		 "abcdf.ml", SMX_RULE_BOTH, 2, "both before two"},
	};

	CHECK(cases);
}
END_TEST

/* One name in two zones: rules, and of equal ones the order in straymx.conf. */
START_TEST(a_name_in_several_zones)
{
	static const struct {
		const char *first, *second;
		const char *zone; /* NULL: no match */
	} cases[] = {
		{"", "", "first"},
		{"profile = strict", "profile = wide", "second"}, /* look needs five, and three */
		{"profile = wide", "profile = strict", "first"},
		{"profile = strict", "profile = strict", NULL},
		{"profile = closed", "profile = wide", "first"},
	};

	unit_write("b.list", "navy.mil\narmy.mil\n");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_policy *policy;
		struct smx_verdict verdict;
		char conf[256];

		snprintf(conf, sizeof conf,
			 "zone \"first\" { file = \"b.list\" %s }\n"
			 "zone \"second\" { file = \"b.list\" %s }\n",
			 cases[i].first, cases[i].second);
		policy = unit_load(conf, &messages);
		ck_assert_ptr_nonnull(policy);
		verdict = unit_lookup(policy, "navy.mil");
		ck_assert_int_eq(verdict.reason, SMX_PROTECTED);
		verdict = unit_lookup(policy, "nauy.mil"); /* look: u and v */
		ck_assert_int_eq(verdict.reason == SMX_MATCH, cases[i].zone != NULL);
		if (cases[i].zone != NULL) {
			ck_assert_int_eq(verdict.rule, SMX_RULE_LOOK);
			ck_assert_str_eq(smx_entry_zone(verdict.entry), cases[i].zone);
		}
		smx_messages_free(&messages);
		smx_policy_free(policy);
	}
}
END_TEST

Suite *
suite_search(void)
{
	Suite *suite = suite_create("search");
	TCase *tcase = tcase_create("search");

	tcase_set_timeout(tcase, 60); /* seconds: a policy for each case */
	tcase_add_test(tcase, dots_and_hyphens);
	tcase_add_test(tcase, hosts);
	tcase_add_test(tcase, glyphs);
	tcase_add_test(tcase, edits_in_labels);
	tcase_add_test(tcase, other_endings);
	tcase_add_test(tcase, zones);
	tcase_add_test(tcase, public_suffixes_are_no_candidates);
	tcase_add_test(tcase, who_wins);
	tcase_add_test(tcase, a_name_in_several_zones);
	suite_add_tcase(suite, tcase);
	return suite;
}
