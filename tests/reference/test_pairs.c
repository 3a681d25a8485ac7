/* SPDX-License-Identifier: BSD-3-Clause */
/* One protected name, one query name: each rule alone, at its length and beyond; all at once. */
#include <stdio.h>

#include "test.h"

enum { ANY_LENGTH = 255, NONE = -1, QWERTY = 0, QWERTZ = 1, AZERTY = 2 };

static const struct holding {
	enum smx_rule rule;
	unsigned char length;
	const char *p, *q;
	int winner; /* with all rules on; the rule itself where 0 is written (no other is `tld`) */
	size_t offset;
} holding[] = {
	{SMX_RULE_TLD, 4, "army.mil", "army.ml", 0, 0},
	{SMX_RULE_TLD, 4, "army.mil", "ARMY.ML", 0, 0},
	{SMX_RULE_TLD, 4, "army.mil", "army.mil-", 0, 0},
	{SMX_RULE_TLD, 4, "army.com", "army.co", 0, 0}, /* three letters to two are not cc */
	{SMX_RULE_TLD, 4, "army.de", "army.dq", 0, 0},	/* no country */
	{SMX_RULE_TLD, 4, "army.de", "army.del", 0, 0},
	{SMX_RULE_TLD, 4, "army.mil", "mx1.army.ml", 0, 4},
	{SMX_RULE_TLD, 3, "bbc.co.uk", "bbc.cu.uk", 0, 0},
	{SMX_RULE_TLD, 3, "bbc.co.uk", "bbc.co.uj", 0, 0},
	{SMX_RULE_TLD, 3, "bbc.co.uk", "bbc.c.ouk", 0, 0}, /* the dot is one of the string */
	{SMX_RULE_TLD, 4, "us.army.mil", "us.army.mi", 0, 0}, /* reg is the length of army */
	{SMX_RULE_TLD, 5, "x.bbcww.co.uk", "x.bbcww.com.uk", 0, 0},
	{SMX_RULE_TLD, 6, "foo.github.io", "foo.github.ioo", 0, 0}, /* s = 1: the ICANN section */
	{SMX_RULE_TLD, 4, "abcd.k12.ma.us", "abcd.k12.ma.vs", 0, 0}, /* s = 3, not that of ma.us */

	{SMX_RULE_DOT, 4, "army.mil", "ar.my.mil", 0, 0},
	{SMX_RULE_DOT, 4, "army.mil", "x.ar.my.mil", 0, 2},
	{SMX_RULE_DOT, 4, "army.mil", "ar-my.mil", 0, 0},
	{SMX_RULE_DOT, 4, "army.mil", "-a-r-m-y.mi-l", 0, 0},
	{SMX_RULE_DOT, 4, "us.army.mil", "usarmy.mil", 0, 0},
	{SMX_RULE_DOT, 4, "us.army.mil", "us-army.mil", 0, 0},
	{SMX_RULE_DOT, 4, "us.army.mil", "u.sarmy.mil", 0, 0},
	{SMX_RULE_DOT, 4, "army.mil", "arm.ymil", 0, 0},
	{SMX_RULE_DOT, 9, "ab-cd-efg.com", "abcdefg.com", 0, 0},
	{SMX_RULE_DOT, 17, "xn--mnchen-n3-zya.de", "xnmnchen-n3-zya.de", 0, 0},
	{SMX_RULE_DOT, 6, "xnarmy.mil", "xn--army.mil", 0, 0}, /* not marked =: A-labels do */

	{SMX_RULE_SWAP, 4, "navy.mil", "nvay.mil", 0, 0},
	{SMX_RULE_SWAP, 4, "navy.mil", "anvy.mil", 0, 0},
	{SMX_RULE_SWAP, 4, "navy.mil", "nayv.mil", 0, 0},
	{SMX_RULE_SWAP, 2, "us.army.mil", "su.army.mil", 0, 0},
	{SMX_RULE_SWAP, 4, "us.army.mil", "us.amry.mil", 0, 0},

	{SMX_RULE_REPEAT, 4, "army.mil", "armyy.mil", 0, 0},
	{SMX_RULE_REPEAT, 4, "army.mil", "aarmy.mil", 0, 0},
	{SMX_RULE_REPEAT, 6, "google.com", "gogle.com", 0, 0},
	{SMX_RULE_REPEAT, 6, "google.com", "gooogle.com", 0, 0},
	{SMX_RULE_REPEAT, 4, "a--b.com", "a-b.com", SMX_RULE_DOT, 0},

	{SMX_RULE_LOOK, 6, "google.com", "g0ogle.com", 0, 0},
	{SMX_RULE_LOOK, 6, "g0ogle.com", "google.com", 0, 0},
	{SMX_RULE_LOOK, 4, "nato.int", "mato.int", 0, 0},
	{SMX_RULE_LOOK, 4, "a2bi.int", "azbi.int", 0, 0},
	{SMX_RULE_LOOK, 4, "a6bi.int", "abbi.int", 0, 0},
	{SMX_RULE_LOOK, 4, "navy.mil", "nawy.mil", 0, 0},

	{SMX_RULE_SLIP, 4, "army.mil", "armuy.mil", 0, 0},
	{SMX_RULE_SLIP, 4, "army.mil", "armyt.mil", 0, 0},
	{SMX_RULE_SLIP, 4, "army.mil", "qarmy.mil", 0, 0},
	{SMX_RULE_SLIP, 4, "army.mil", "army7.mil", 0, 0},
	/* a of "aa" can be the one before s, the other one cannot */
	{SMX_RULE_SLIP, 4, "gasp.int", "gaasp.int", SMX_RULE_REPEAT, 0},

	{SMX_RULE_OMIT, 6, "google.com", "goole.com", 0, 0},
	{SMX_RULE_OMIT, 6, "google.com", "oogle.com", 0, 0},
	{SMX_RULE_OMIT, 6, "google.com", "gogle.com", SMX_RULE_REPEAT, 0},
	{SMX_RULE_OMIT, 6, "github.io", "gihub.io", 0, 0}, /* a suffix in the private section alone */
	{SMX_RULE_OMIT, 4, "a-my.mil", "amy.mil", SMX_RULE_DOT, 0},
	{SMX_RULE_OMIT, 7, "xn--p1a.com", "xn-p1a.com", SMX_RULE_DOT, 0}, /* A-labels in P do */

	{SMX_RULE_KEY, 4, "army.mil", "aemy.mil", 0, 0},
	{SMX_RULE_KEY, 4, "army.mil", "a4my.mil", 0, 0},
	{SMX_RULE_KEY, 4, "nato.int", "bato.int", 0, 0},
	{SMX_RULE_KEY, 4, "niil.int", "nijl.int", SMX_RULE_LOOK, 0},

	{SMX_RULE_VOWEL, 4, "army.mil", "ormy.mil", 0, 0},
	{SMX_RULE_VOWEL, 4, "army.mil", "arma.mil", 0, 0},
	{SMX_RULE_VOWEL, 4, "nuto.int", "nito.int", SMX_RULE_KEY, 0},

	{SMX_RULE_EXTRA, 4, "army.mil", "armxy.mil", 0, 0},
	{SMX_RULE_EXTRA, 4, "army.mil", "armyy.mil", SMX_RULE_REPEAT, 0},
	{SMX_RULE_EXTRA, 4, "army.mil", "armuy.mil", SMX_RULE_SLIP, 0},
	{SMX_RULE_EXTRA, 4, "army.mil", "army\xff.mil", 0, 0},

	{SMX_RULE_OTHER, 4, "army.mil", "arpy.mil", 0, 0},
	{SMX_RULE_OTHER, 4, "army.mil", "ormy.mil", SMX_RULE_VOWEL, 0},
	{SMX_RULE_OTHER, 4, "army.mil", "aemy.mil", SMX_RULE_KEY, 0},
	{SMX_RULE_OTHER, 4, "navy.mil", "nawy.mil", SMX_RULE_LOOK, 0},
	{SMX_RULE_OTHER, 1, "x.army.mil", "k.army.mil", 0, 0},

	{SMX_RULE_HOST, 4, "army.mil", "mailarmy.mil", 0, 0},
	{SMX_RULE_HOST, 4, "army.mil", "mail-army.mil", 0, 0},
	{SMX_RULE_HOST, 4, "army.mil", "emailarmy.mil", 0, 0},
	{SMX_RULE_HOST, 4, "army.mil", "autodiscover-army.mil", 0, 0},
	{SMX_RULE_HOST, 4, "army.mil", "x.www-army.mil", 0, 2},
	{SMX_RULE_HOST, 2, "us.army.mil", "mxus.army.mil", 0, 0}, /* not `two`, farther away */
	{SMX_RULE_HOST, 5, "-army.mil", "owa-army.mil", 0, 0},

	{SMX_RULE_GLYPH, 4, "army.mil", "arrny.mil", 0, 0},
	{SMX_RULE_GLYPH, 4, "army.com", "army.corn", 0, 0},
	{SMX_RULE_GLYPH, 6, "modern.com", "modem.com", 0, 0},
	{SMX_RULE_GLYPH, 5, "cloud.com", "doud.com", 0, 0},
	{SMX_RULE_GLYPH, 4, "wave.com", "vvave.com", 0, 0},
	{SMX_RULE_GLYPH, 6, "google.com", "g00g1e.com", 0, 0},
	{SMX_RULE_GLYPH, 6, "google.com", "g0ogle.com", SMX_RULE_LOOK, 0},
	/* U+0430 for a */
	{SMX_RULE_GLYPH, ANY_LENGTH, "apple.com", "xn--pple-43d.com", 0, 0},
	{SMX_RULE_GLYPH, ANY_LENGTH, "apple.com", "XN--pple-43D.com", 0, 0},
	{SMX_RULE_GLYPH, ANY_LENGTH, "apple.com", "x.xn--pple-43d.com", 0, 2},
	/* the same, m for rn */
	{SMX_RULE_GLYPH, ANY_LENGTH, "barn1.com", "xn--bm1-6cd.com", 0, 0},
	{SMX_RULE_GLYPH, ANY_LENGTH, "poapple.com", "xn--p0pple-4nf.com", 0, 0}, /* 0 maps to O */
	/* both with A-labels: u with diaeresis, and Cyrillic e beside it in C */
	{SMX_RULE_GLYPH, ANY_LENGTH, "xn--bcher-kva.com", "xn--bchr-0ra660c.com", 0, 0},

	{SMX_RULE_BOTH, 4, "army.mil", "armyy.ml", 0, 0},
	{SMX_RULE_BOTH, 2, "us.army.mil", "ux.army.mi", 0, 0},
	{SMX_RULE_BOTH, 4, "army.de", "armyy.dq", 0, 0},

	{SMX_RULE_TWO, 4, "army.mil", "aarmyy.mil", 0, 0},
	{SMX_RULE_TWO, 2, "us.army.mil", "ust.armyt.mil", 0, 0},
	{SMX_RULE_TWO, 2, "usaf.af.mil", "uxsaf.axf.mil", 0, 0},
	{SMX_RULE_TWO, 4, "usaf.af.mil", "yxsaf.af.mil", 0, 0},

	{SMX_RULE_CC, 4, "army.de", "army.se", 0, 0},
	{SMX_RULE_CC, 4, "army.ac", "army.ca", 0, 0},
	{SMX_RULE_CC, 4, "army.gov.uk", "army.gov.ua", 0, 0},
	{SMX_RULE_CC, 4, "army.co.jp", "army.go.jp", 0, 0},
};

/* No rule at all with least length 1, or not the one rule. */
static const struct failing {
	int rule; /* NONE: all are on */
	const char *p, *q;
} failing[] = {
	{NONE, "army.mil", "navy.mil"},
	{NONE, "army.mil", "com"},
	{NONE, "army.mil", "mil"},
	{NONE, "army.mil", "y.mil"},
	{NONE, "army.de", "armyy.se"},		/* not `both`: the suffixes as in cc */
	{NONE, "army.mil", "armyyyy.mil"},
	{NONE, "army.mil", "armyyy.mi"},
	{NONE, "army.mil", "armyy.m"},
	{NONE, "go.uk", "x.co.uk"},		/* C is a public suffix */
	{NONE, "githob.io", "x.github.io"},	/* of the private section */
	{NONE, "x.gr.com", "gr.com"},		/* the same */
	{NONE, "army.mil", "xn--army.mil.de"},
	{NONE, "xn-army.mil", "xn--rmy.mil"},	/* an A-label in C */
	{NONE, "aarmy.xn--p1ai", "army.xn--p1ai"},
	{NONE, "army.mil", "webarmy.mil"},
	{NONE, "army.mil", "mail-armyy.mil"},
	{NONE, "xn--bcher-kva.com", "bucher.com"},
	{NONE, "xn--pple-43d.com", "apple.com"},
	{NONE, "apple.com", "xn--pple-43d.org"},
	{NONE, "apple.com", "xn--pple-43d.com\xff"},
	{NONE, "apple.com", "xn--pple.com"},	/* does not decode */
	{NONE, "apple.com", "xn--apple-.com"},
	{NONE, "abcdefgh.mil", "a.b.c.defgh.mil"}, /* longer than any candidate */
	{SMX_RULE_TLD, "army.de", "army.se"},
	{SMX_RULE_TLD, "army.mil", "army.xl"},
	{SMX_RULE_TLD, "army.mil", "armyy.ml"},
	{SMX_RULE_DOT, "army.mil", "armyy.mil"},
	{SMX_RULE_SWAP, "navy.mil", "vany.mil"},
	{SMX_RULE_SWAP, "navy.mil", "ravy.mil"},
	{SMX_RULE_REPEAT, "army.mil", "armuy.mil"},
	{SMX_RULE_REPEAT, "google.com", "goole.com"},
	{SMX_RULE_REPEAT, "army.mil", "ammy.mil"},
	{SMX_RULE_LOOK, "ovni.com", "ovnl1.com"},
	{SMX_RULE_LOOK, "abbi.int", "abqi.int"},
	{SMX_RULE_SLIP, "army.mil", "armxy.mil"},
	{SMX_RULE_SLIP, "armuy.mil", "army.mil"}, /* an omission */
	{SMX_RULE_SLIP, "army.mil", "armyy.mil"}, /* no key touches itself */
	{SMX_RULE_OMIT, "army.mil", "armyx.mil"},
	{SMX_RULE_KEY, "army.mil", "arpy.mil"},
	{SMX_RULE_VOWEL, "army.mil", "armx.mil"},
	{SMX_RULE_VOWEL, "army.mil", "brmy.mil"},
	{SMX_RULE_EXTRA, "army.mil", "arm.mil"},
	{SMX_RULE_OTHER, "army.mil", "amry.mil"},
	{SMX_RULE_HOST, "us.army.mil", "us.mailarmy.mil"}, /* the first label alone */
	{SMX_RULE_HOST, "us.army.mil", "mailus.armyy.mil"},
	{SMX_RULE_HOST, "army.mil", "mail--army.mil"},
	{SMX_RULE_GLYPH, "army.mil", "ar.rny.mil"},
	{SMX_RULE_GLYPH, "dou.com", "c1ou.com"}, /* 1 becomes l after cl has become d */
	{SMX_RULE_BOTH, "army.mil", "army.ml"},
	{SMX_RULE_BOTH, "army.mil", "armyyy.ml"},
	{SMX_RULE_TWO, "army.mil", "armyy.mil"},
	{SMX_RULE_TWO, "army.mil", "armyy.ml"},
	{SMX_RULE_CC, "army.mil", "army.ml"},
	{SMX_RULE_CC, "army.de", "army.dq"},
	{SMX_RULE_CC, "army.gov.uk", "army.gov.ux"},
};

static const struct zone {
	const char *p, *q;
	int offset; /* NONE: no match */
} zones[] = {
	{"mil", "army.ml", 5},
	{"mil", "us.army.mi", 8},
	{"mil", "ml", NONE}, /* Q has no more labels than P */
	{"mil", "army.com", NONE},
	{"mil", "army.xn--mil", NONE},
	{"com", "army.co", 5}, /* three letters */
	{"com", "a.b.c.d.e.f.co", 12},
	{"de", "army.se", NONE}, /* as in cc */
	{"de", "army.dq", 5},
	{"de", "army.d", 5},
	{"gov.uk", "x.gov.ua", NONE},
	{"gov.uk", "x.gov.uq", 2},
	{"gov.uk", "x.go.uk", 2},
	{"gov.uk", "gov.uq", NONE},
	{"co.uk", "bbc.com.uk", 4},
	{"gov.uk", "x.go.vuk", 2}, /* a dot that changes places */
	{"gov.uk", "x.govuk", NONE}, /* an omitted one leaves last labels that are others */
	{"xn--p1ai", "x.xn--p1ao", 2}, /* A-labels do */
};

static const struct on_keyboard {
	int keyboard;
	bool holds;
	const char *p, *q; /* rule `key` */
} on_keyboards[] = {
	{QWERTY, true, "naty.int", "natg.int"},	 {QWERTZ, false, "naty.int", "natg.int"},
	{QWERTZ, true, "natz.int", "natg.int"},	 {QWERTZ, true, "naty.int", "natx.int"},
	{QWERTZ, true, "natz.int", "nat7.int"},	 {AZERTY, true, "natp.int", "natm.int"},
	{QWERTY, false, "natp.int", "natm.int"}, {AZERTY, true, "nata.int", "nat1.int"},
	{AZERTY, true, "natq.int", "nata.int"},	 {AZERTY, true, "natq.int", "natw.int"},
	{AZERTY, false, "natq.int", "natp.int"}, {AZERTY, true, "natx.int", "natd.int"},
};

static struct reference_verdict
judge(const struct reference_entry *entry, int keyboard, const char *q)
{
	struct reference *reference = reference_new(entry, 1, NULL, 0, keyboard);
	struct reference_verdict verdict = test_lookup(reference, q);

	reference_free(reference);
	return verdict;
}

static void
check_holding(const struct holding *row)
{
	const unsigned distance =
		row->rule == SMX_RULE_BOTH || row->rule == SMX_RULE_TWO ? 2 : 1;
	struct reference_entry entry = test_entry(row->p, 0);
	struct reference_verdict verdict;

	verdict = judge(&entry, QWERTY, row->q);
	test_check(verdict.reason == SMX_NO_MATCH, "%s %s: off", row->p, row->q);
	entry.least_len[row->rule] = row->length;
	verdict = judge(&entry, QWERTY, row->q);
	test_check(verdict.reason == SMX_MATCH && verdict.rule == row->rule && verdict.entry == 0 &&
			   verdict.distance == distance && verdict.candidate_offset == row->offset,
		   "%s %s: %s at %d", row->p, row->q, test_rule(row->rule), row->length);
	if (row->length != ANY_LENGTH) {
		entry.least_len[row->rule]++;
		verdict = judge(&entry, QWERTY, row->q);
		test_check(verdict.reason == SMX_NO_MATCH, "%s %s: %s beyond %d", row->p, row->q,
			   test_rule(row->rule), row->length);
	}
	entry = test_entry(row->p, 1);
	verdict = judge(&entry, QWERTY, row->q);
	test_check(verdict.reason == SMX_MATCH &&
			   verdict.rule == (row->winner == 0 ? row->rule : (unsigned)row->winner),
		   "%s %s: all rules: %s", row->p, row->q, test_rule(verdict.rule));
}

static void
check_hosts(void)
{
	static const char *const hosts[] = {"mail", "smtp", "mx",  "webmail", "email",	 "imap",
					    "pop",  "www",  "owa", "exchange", "autodiscover"};
	struct reference_entry entry = test_entry("army.mil", 0);
	char q[64];

	entry.least_len[SMX_RULE_HOST] = 1;
	for (size_t i = 0; i < 2 * sizeof hosts / sizeof *hosts; i++) {
		snprintf(q, sizeof q, "%s%sarmy.mil", hosts[i / 2], i % 2 == 0 ? "" : "-");
		test_check(judge(&entry, QWERTY, q).reason == SMX_MATCH, "host: %s", q);
	}
}

void
test_pairs(void)
{
	struct reference_entry entry;
	struct reference_verdict verdict;

	check_hosts();
	for (size_t i = 0; i < sizeof holding / sizeof *holding; i++)
		check_holding(&holding[i]);
	for (size_t i = 0; i < sizeof failing / sizeof *failing; i++) {
		const struct failing *row = &failing[i];

		entry = test_entry(row->p, row->rule == NONE);
		if (row->rule != NONE)
			entry.least_len[row->rule] = 1;
		verdict = judge(&entry, QWERTY, row->q);
		test_check(verdict.reason == SMX_NO_MATCH, "%s %s: %s", row->p, row->q,
			   test_rule(verdict.rule));
	}
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		const struct zone *row = &zones[i];

		entry = test_entry(row->p, 0); /* zone has no least length */
		verdict = judge(&entry, QWERTY, row->q);
		test_check(row->offset == NONE
				   ? verdict.reason == SMX_NO_MATCH
				   : verdict.reason == SMX_MATCH &&
					     verdict.rule == SMX_RULE_ZONE &&
					     verdict.distance == 1 &&
					     verdict.candidate_offset == (size_t)row->offset,
			   "%s %s: zone", row->p, row->q);
	}
	for (size_t i = 0; i < sizeof on_keyboards / sizeof *on_keyboards; i++) {
		const struct on_keyboard *row = &on_keyboards[i];

		entry = test_entry(row->p, 0);
		entry.least_len[SMX_RULE_KEY] = 1;
		verdict = judge(&entry, row->keyboard, row->q);
		test_check((verdict.reason == SMX_MATCH) == row->holds, "%s %s: keyboard %d",
			   row->p, row->q, row->keyboard);
	}
}
