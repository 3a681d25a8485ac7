/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/edit.h"
#include "unit.h"

#define SWAP SMX_RULE_BIT(SMX_RULE_SWAP)
#define REPEAT SMX_RULE_BIT(SMX_RULE_REPEAT)
#define LOOK SMX_RULE_BIT(SMX_RULE_LOOK)
#define SLIP SMX_RULE_BIT(SMX_RULE_SLIP)
#define OMIT SMX_RULE_BIT(SMX_RULE_OMIT)
#define KEY SMX_RULE_BIT(SMX_RULE_KEY)
#define VOWEL SMX_RULE_BIT(SMX_RULE_VOWEL)
#define EXTRA SMX_RULE_BIT(SMX_RULE_EXTRA)
#define OTHER SMX_RULE_BIT(SMX_RULE_OTHER)

START_TEST(every_fitting_rule_is_in_the_set)
{
	static const struct {
		const char *from, *to;
		unsigned rules;
		const char *why;
	} cases[] = {
		{"gmail", "gmial", SWAP, "neighbours swapped"},
		{"gmail", "mgail", SWAP, "at the start"},
		{"gmail", "gmali", SWAP, "at the end"},
		{"gmail", "ggmail", REPEAT | EXTRA, "doubled at the start"},
		{"gmail", "gmaill", REPEAT | EXTRA, "doubled at the end"},
		{"yahoo", "yaho", REPEAT | OMIT, "one of two alike left out"},
		{"yahoo", "yahooo", REPEAT | EXTRA, "a third one"},
		{"gmail", "gmil", OMIT, "left out"},
		{"gmail", "gmal", OMIT, "left out, i and l do not repeat"},
		{"gmail", "fgmail", SLIP | EXTRA, "the key left of g, before it"},
		{"gmail", "gfmail", SLIP | EXTRA, "and behind it"},
		{"gmail", "gxmail", EXTRA, "x touches neither g nor m"},
		{"gmail", "gmaik", KEY | OTHER, "the key beside l"},
		{"gmail", "gnail", LOOK | KEY | OTHER, "n looks like m and lies beside it"},
		{"gmail", "gmaii", LOOK | OTHER, "i looks like l"},
		{"gmail", "gmeil", VOWEL | OTHER, "a vowel for a vowel"},
		{"gmail", "gmoil", VOWEL | OTHER, "o for a: no keys beside each other"},
		{"boat", "boit", VOWEL | OTHER, "vowels"},
		{"boat", "bost", KEY | OTHER, "s beside a"},
		{"bout", "boit", KEY | VOWEL | OTHER, "u and i: vowels beside each other"},
		{"go0gle", "google", LOOK | KEY | OTHER, "0 and o lie beside each other too"},
		{"5un", "sun", LOOK | OTHER, "5 for s"},
		{"ab", "ba", SWAP, "the whole label"},
		{"a", "b", OTHER, "one character"},
		{"a", "aa", REPEAT | EXTRA, "one character doubled"},
		{"aa", "a", REPEAT | OMIT, "and back"},
		{"abc", "abcde", 0, "two edits"},
		{"abc", "acb", SWAP, "bc"},
		{"abcd", "badc", 0, "two swaps"},
		{"abc", "xbz", 0, "two substitutions"},
		{"abc", "abc", 0, "no edit"},
		{"abc", "xyzw", 0, "an insertion would not do"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		unsigned got = smx_edit_rules(unit_span(cases[i].from), unit_span(cases[i].to),
					      SMX_QWERTY);

		ck_assert_msg(got == cases[i].rules, "%s -> %s (%s): %x, not %x", cases[i].from,
			      cases[i].to, cases[i].why, got, cases[i].rules);
	}
}
END_TEST

START_TEST(any_of_several_edits_counts)
{
	/* The l of "ll" may have been put before or behind the other one; k touches l
	 * but only one of the places puts it beside one. */
	ck_assert_uint_eq(smx_edit_rules(unit_span("ol"), unit_span("oll"), SMX_QWERTY),
			  REPEAT | EXTRA | SLIP);
	/* "ppl" from "pl": the inserted p stands beside l, which its key touches. */
	ck_assert_uint_eq(smx_edit_rules(unit_span("apl"), unit_span("appl"), SMX_QWERTY),
			  REPEAT | EXTRA | SLIP);
}
END_TEST

START_TEST(look_alikes_are_those_of_the_design)
{
	static const char pairs[] = "0o1l1iil5suvnmvwgqijce3e2z8b6b9g";
	bool expected[256][256] = {{false}};

	for (size_t i = 0; i + 1 < sizeof pairs; i += 2) {
		expected[(uint8_t)pairs[i]][(uint8_t)pairs[i + 1]] = true;
		expected[(uint8_t)pairs[i + 1]][(uint8_t)pairs[i]] = true;
	}
	for (unsigned a = 0; a < 256; a++) {
		for (unsigned b = 0; b < 256; b++) {
			uint8_t from = (uint8_t)a, to = (uint8_t)b;
			struct smx_span left = {&from, 1}, right = {&to, 1};
			unsigned rules = smx_edit_rules(left, right, SMX_QWERTY);

			ck_assert_msg(((rules & LOOK) != 0) == expected[a][b], "%u %u", a, b);
		}
	}
}
END_TEST

START_TEST(the_keyboard_decides)
{
	struct smx_span from = unit_span("zeit"), to = unit_span("teit");

	ck_assert_uint_eq(smx_edit_rules(from, to, SMX_QWERTY), OTHER);
	ck_assert_uint_eq(smx_edit_rules(from, to, SMX_QWERTZ), KEY | OTHER);
}
END_TEST

Suite *
suite_edit(void)
{
	Suite *suite = suite_create("edit");
	TCase *tcase = tcase_create("edit");

	tcase_add_test(tcase, every_fitting_rule_is_in_the_set);
	tcase_add_test(tcase, any_of_several_edits_counts);
	tcase_add_test(tcase, look_alikes_are_those_of_the_design);
	tcase_add_test(tcase, the_keyboard_decides);
	suite_add_tcase(suite, tcase);
	return suite;
}
