/* SPDX-License-Identifier: BSD-3-Clause */
/* What is settled before matching, which of several entries wins, and names as wire formats. */
#include <string.h>

#include "test.h"

static void
check_reasons(void)
{
	static const struct {
		const char *q;
		enum smx_reason reason;
	} rows[] = {
		{"army.mil", SMX_PROTECTED},	  {"a.b.ARMY.mil", SMX_PROTECTED},
		{"mil", SMX_PROTECTED},		  {"navy.mil", SMX_PROTECTED}, /* below mil */
		{"aarmy.gov.uk", SMX_MATCH},	  {"nic.ml", SMX_ALLOWED},
		{"x.nic.ML", SMX_ALLOWED},	  {"xnic.ml", SMX_MATCH},
		{"open.army.mil", SMX_ALLOWED},	  {"x.open.army.mil", SMX_ALLOWED},
		{"army.ml", SMX_MATCH},		  {"example.com", SMX_NO_MATCH},
		{"a.arpa", SMX_SPECIAL_USE},	  {"localhost", SMX_SPECIAL_USE},
		{"army.local", SMX_SPECIAL_USE},  {"armi.LOCAL", SMX_PROTECTED},
		{"x.onion", SMX_SPECIAL_USE},	  {"army.invalid", SMX_SPECIAL_USE},
		{"army.internal", SMX_SPECIAL_USE}, {"navy.locall", SMX_NO_MATCH},
		{"", SMX_NO_MATCH},
	};
	static const char *const exempt[] = {"nic.ml", "open.army.mil"};
	const struct reference_entry entries[] = {test_entry("army.mil", 1), test_entry("mil", 1),
						  test_entry("army.gov.uk", 1),
						  test_entry("armi.local", 1)};
	struct reference *reference = reference_new(entries, 4, exempt, 2, 0);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		test_check(test_lookup(reference, rows[i].q).reason == rows[i].reason, "reason: %s",
			   rows[i].q);
	reference_free(reference);
	reference = reference_new(NULL, 0, NULL, 0, 0);
	test_check(test_lookup(reference, "army.ml").reason == SMX_NO_MATCH, "nothing protected");
	reference_free(reference);
	reference_free(NULL);
}

/* ---- "Which entry wins" ---------------------------------------------------------- */

static const struct {
	const char *why, *entries[4], *q;
	size_t winner;
	enum smx_rule rule;
	unsigned distance;
	size_t offset;
} orders[] = {
	{"least distance", {"army.mil", "armyy.mil"}, "armyyy.mil", 1, SMX_RULE_REPEAT, 1, 0},
	{"least distance, though the other has more labels",
	 {"us.army.mil", "armyy.mil"}, "uss.armyx.mil", 1, SMX_RULE_OTHER, 1, 4},
	{"more labels", {"army.mil", "us.army.mil"}, "us.armyy.mil", 1, SMX_RULE_REPEAT, 1, 0},
	{"more labels, though its rule is later",
	 {"army.ml", "us.army.mil"}, "up.army.mil.army.mll", 0, SMX_RULE_TLD, 1, 12},
	{"more labels, of P and not of C",
	 {"mailarmy.mil", "mail.army.mill"}, "mail.army.mil", 1, SMX_RULE_TLD, 1, 0},
	{"the first rule", {"arpyy.mil", "armyyy.mil"}, "armyy.mil", 1, SMX_RULE_REPEAT, 1, 0},
	{"the first rule, though P is later",
	 {"armya.mil", "armyy.mil"}, "armyyy.mil", 1, SMX_RULE_REPEAT, 1, 0},
	{"zone last", {"gov.uk", "go.uk"}, "x.gow.uk", 1, SMX_RULE_EXTRA, 1, 2},
	{"zone has its labels, too", {"gov.uk", "gow.ul"}, "gov.ul", 1, SMX_RULE_LOOK, 1, 0},
	{"zone of more labels", {"aup", "com.au"}, "x.co.au", 1, SMX_RULE_ZONE, 1, 2},
	{"zone by P", {"com", "cem", "acm"}, "x.cm", 2, SMX_RULE_ZONE, 1, 2},
	{"the first P", {"armyd.mil", "armyb.mil", "armye.mil"}, "armyp.mil", 1, SMX_RULE_OTHER,
	 1, 0},
	{"the first P: one that ends is first",
	 {"cdqy", "cdq"}, "x.cdqx", 1, SMX_RULE_ZONE, 1, 2},
	{"the first C", {"army.mil", "a.b.c.d"}, "-.ar.my.mil", 0, SMX_RULE_DOT, 1, 0},
	{"the first C, the shorter name",
	 {"+army.mil", "a.b.c.d"}, "-.+ar.my.mil", 0, SMX_RULE_DOT, 1, 2},
	{"the first given", {"navy.mil", "army.mil", "army.mil"}, "arny.mil", 1, SMX_RULE_LOOK, 1,
	 0},
};

static void
check_orders(void)
{
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		struct reference_entry entries[4];
		struct reference_verdict verdict;
		struct reference *reference;
		size_t n = 0;

		for (; n < 4 && orders[i].entries[n] != NULL; n++)
			entries[n] = test_entry(orders[i].entries[n], 1);
		reference = reference_new(entries, n, NULL, 0, 0);
		verdict = test_lookup(reference, orders[i].q);
		test_check(verdict.reason == SMX_MATCH && verdict.entry == orders[i].winner &&
				   verdict.rule == orders[i].rule &&
				   verdict.distance == orders[i].distance &&
				   verdict.candidate_offset == orders[i].offset,
			   "%s: entry %zu, rule %s, offset %zu", orders[i].why, verdict.entry,
			   test_rule(verdict.rule), verdict.candidate_offset);
		reference_free(reference);
	}
}

static void
check_equal_names(void)
{
	struct reference_entry entries[] = {test_entry("army.mil", 0), test_entry("army.mil", 0),
					    test_entry("army.mil", 0)};
	struct reference_verdict verdict;
	struct reference *reference;

	entries[0].least_len[SMX_RULE_OTHER] = 5; /* not reached */
	entries[1].least_len[SMX_RULE_OTHER] = 4;
	entries[2].least_len[SMX_RULE_OTHER] = 1;
	reference = reference_new(entries, 3, NULL, 0, 0);
	verdict = test_lookup(reference, "aemy.mil");
	test_check(verdict.entry == 1 && verdict.rule == SMX_RULE_OTHER, "equal names");
	reference_free(reference);
	entries[2].least_len[SMX_RULE_KEY] = 4;
	reference = reference_new(entries, 3, NULL, 0, 0);
	verdict = test_lookup(reference, "aemy.mil");
	test_check(verdict.entry == 2 && verdict.rule == SMX_RULE_KEY, "equal names, rules first");
	reference_free(reference);
}

/* ---- wire format ------------------------------------------------------------------ */

#define WIRE(text) text, sizeof text /* with the NUL: the root */

static const struct {
	const char *wire;
	size_t len;
	enum smx_reason reason;
} wires[] = {
	{WIRE("\4army\2ml"), SMX_MATCH},
	{WIRE("\4army\3mil"), SMX_PROTECTED},
	{WIRE("\4army\2ml\0"), SMX_NO_MATCH},	/* bytes after the root */
	{"\4army\2ml", 8, SMX_NO_MATCH},	/* no root */
	{"\4army\2ml", 7, SMX_NO_MATCH},
	{WIRE("\4army\4ml"), SMX_NO_MATCH},	/* a label longer than what is there */
	{WIRE("\4army\3ml"), SMX_NO_MATCH},	/* no root after a label that ends in 0 */
	{WIRE(""), SMX_NO_MATCH},
	{"", 0, SMX_NO_MATCH},
	{WIRE("\4army\300\4"), SMX_NO_MATCH},	/* compression */
	{WIRE("\4a\0my\3mil"), SMX_MATCH},	/* NUL is a byte as others: `other` */
	{WIRE("\4a.my\3mil"), SMX_MATCH},	/* so is a dot */
	{WIRE("\5ar.my\3mil"), SMX_MATCH},	/* `extra`, not `dot` */
	{WIRE("\10army.mil"), SMX_NO_MATCH},	/* and separates no labels */
	{WIRE("\1a\10army.mil"), SMX_NO_MATCH},
	{WIRE("\4army\4m\0il"), SMX_MATCH},
	{WIRE("\4army\4m.il"), SMX_MATCH},
	{WIRE("\5xn--\200\4army\3mik"), SMX_MATCH},
	{WIRE("\16xn--pple-43d\0x\3com"), SMX_NO_MATCH}, /* not what is before the NUL */
	{WIRE("\6k12.ma\2us"), SMX_MATCH},	/* no public suffix: it has two labels */
	{WIRE("\2co\4uk\0x"), SMX_MATCH},	/* neither */
};

static void
check_wires(void)
{
	const struct reference_entry entries[] = {
		test_entry("army.mil", 1), test_entry("apple.com", 1), test_entry("k12-ma.us", 1),
		test_entry("co.uk-x", 1)};
	struct reference *reference = reference_new(entries, 4, NULL, 0, 0);
	struct reference_verdict verdict;
	uint8_t longest[256] = {0};

	for (size_t i = 0; i < sizeof wires / sizeof *wires; i++) {
		reference_lookup(reference, (const uint8_t *)wires[i].wire, wires[i].len, &verdict);
		test_check(verdict.reason == wires[i].reason, "wire format %zu", i);
	}
	reference_lookup(reference, (const uint8_t *)"\5ar.my\3mil", 11, &verdict);
	test_check(verdict.rule == SMX_RULE_EXTRA, "a dot in a label: %s", test_rule(verdict.rule));
	/* 123 labels of "a" before army.ml are 255 bytes, one more is too much. */
	for (size_t i = 0; i < 247; i += 2) {
		longest[i] = 1;
		longest[i + 1] = 'a';
	}
	memcpy(longest + 246, "\4army\2ml", 9);
	reference_lookup(reference, longest, 255, &verdict);
	test_check(verdict.reason == SMX_MATCH && verdict.candidate_offset == 246, "255 bytes");
	memcpy(longest + 246, "\5armyy\2ml", 10);
	reference_lookup(reference, longest, 256, &verdict);
	test_check(verdict.reason == SMX_NO_MATCH, "256 bytes");
	reference_free(reference);
}

void
test_order(void)
{
	check_reasons();
	check_orders();
	check_equal_names();
	check_wires();
}
