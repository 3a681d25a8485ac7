/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>
#include <uchar.h>

#include "match/ulabel.h"
#include "unit.h"

struct ulabel_case {
	const char32_t *text;
	bool is_valid;
	const char *why;
};

static void
check_ulabels(const struct ulabel_case *cases, size_t n_cases)
{
	for (size_t i = 0; i < n_cases; i++) {
		size_t n = unit_count(cases[i].text);

		ck_assert_msg(smx_ulabel_is_valid(cases[i].text, n) == cases[i].is_valid,
			      "%zu: %s", i, cases[i].why);
	}
}

#define CHECK(cases) check_ulabels(cases, sizeof(cases) / sizeof(cases)[0])

START_TEST(characters)
{
	static const struct ulabel_case cases[] = {
		{U"b\u00fccher", true, "a letter"},
		{U"\u0431\u0430\u043d\u043a", true, "another script"},
		{U"p\u0430ypal", true, "scripts may be mixed"},
		{U"fa\u00df", true, "sharp s (RFC 5892, 2.6)"},
		{U"", false, "nothing"},
		{U"abc", false, "ASCII alone"},
		{U"B\u00fccher", false, "an upper-case letter is disallowed"},
		{U"b\u00dccher", false, "of another script too"},
		{U"a_\u00fc", false, "an underscore"},
		{U"a.\u00fc", false, "a dot"},
		{U"a \u00fc", false, "a space"},
		{U"\u2603", false, "a symbol"},
		{U"\ufb01", false, "a ligature: compatibility characters are disallowed"},
		{U"\ufdfa", false, "the longest of them"},
		{U"\u1100\u1161", false, "Hangul that is not composed"},
		{U"\ud55c", true, "and composed"},
		{U"\U000e0001a", false, "a tag"},
		{U"\U0010fffd", false, "private use"},
		{U"\u0378", false, "not assigned"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(places)
{
	static const struct ulabel_case cases[] = {
		{U"ab--\u00fc", false, "hyphens in the third and fourth place"},
		{U"\u00fcb--", false, "at the end too"},
		{U"abc--\u00fc", true, "in the fourth and fifth"},
		{U"ab-\u00fc", true, "one"},
		{U"-\u00fc-", true, "the ends are for those who register to check"},
		{U"\u0301a", false, "a mark in the first place"},
		{U"\u0903a", false, "a mark that takes room"},
		{U"x\u0301", true, "a mark behind a letter that it does not compose with"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(normalization)
{
	static const struct ulabel_case cases[] = {
		{U"\u00e1", true, "composed"},
		{U"a\u0301", false, "not composed"},
		{U"\u1eb7", true, "a with breve and a dot below"},
		{U"a\u0323\u0306", false, "in pieces"},
		{U"\u1ea1\u0306", false, "with a breve to come"},
		{U"\u0103\u0323", false, "the dot goes before the breve"},
		{U"\u00e1\u0323", false, "there is no composite of all three; still"},
		{U"\u00e1\u0301", true, "one acute too many"},
		{U"a\u0316\u0301", false, "what stands between is of a lower class"},
		{U"a\u030d\u0301", true, "of the same class: they do not meet"},
		{U"x\u0301\u0323", false, "the order of marks"},
		{U"x\u0323\u0301", true, "and the right one"},
		{U"\u09c7\u09be", false, "letters of class 0 compose as well"},
		{U"\u0995\u09cb", true, "composed"},
		{U"\u0915\u093c", true, "composites that are not made (Composition_Exclusion)"},
		{U"\u0958", false, "so they never stand"},
		{U"\u212b", false, "nor does what is another character"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(joiners)
{
	static const struct ulabel_case cases[] = {
		{U"\u0915\u094d\u200d\u0937", true, "ZWJ behind a virama"},
		{U"\u0915\u094d\u200c\u0937", true, "ZWNJ too"},
		{U"\u0915\u200d\u0937", false, "behind a letter"},
		{U"\u200d\u0915", false, "at the beginning"},
		{U"\u0628\u200c\u0628", true, "ZWNJ between letters that would join"},
		{U"\u0628\u200d\u0628", false, "ZWJ there"},
		{U"\u0628\u064b\u200c\u064b\u0628", true, "with marks on them"},
		{U"\u0627\u200c\u0628", false, "alef does not join what follows"},
		{U"\u0628\u200c\u0627", true, "but what comes before"},
		{U"\u0628\u200c", false, "at the end"},
		{U"\u0628\u200c\u064b", false, "nothing but marks behind"},
		{U"\u064b\u200c\u0628", false, "nothing but marks before"},
		{U"a\u200c\u00fc", false, "letters that do not join"},
		{U"\u0628\u200c\u200c\u0628", false, "two of them"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(other_contexts)
{
	static const struct ulabel_case cases[] = {
		{U"l\u00b7l", true, "a middle dot between ls"},
		{U"a\u00b7b", true, "and elsewhere: lookup does not apply CONTEXTO rules"},
		{U"\u0375a", true, "keraia before no Greek letter"},
		{U"\u30fb", true, "a Katakana dot alone"},
		{U"\u0627\u0660\u06f0", true, "digits of two kinds"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(directions)
{
	static const struct ulabel_case cases[] = {
		{U"\u05d0\u05d1", true, "Hebrew"},
		{U"\u05d01", true, "a digit at the end"},
		{U"1\u05d0", false, "at the beginning"},
		{U"a\u05d0", false, "Latin before Hebrew"},
		{U"\u05d0a", false, "and behind"},
		{U"\u05d0-\u05d1", true, "a hyphen inside"},
		{U"\u05d0-", false, "at the end"},
		{U"\u05d0\u05b7", true, "a mark at the end"},
		{U"\u05d0-\u05b7", true, "behind a hyphen: condition 3, not as libidn2 has it"},
		{U"\u0627\u0661", true, "an Arabic digit"},
		{U"\u0661\u0627", false, "at the beginning"},
		{U"\u06271\u0661", true, "both kinds: condition 4, not as libidn2 has it"},
		{U"\u00fc1-", true, "a label without right-to-left characters need not obey"},
		{U"1\u00fc", true, "likewise"},
	};

	CHECK(cases);
}
END_TEST

START_TEST(long_labels)
{
	uint32_t text[SMX_LABEL_MAX + 1];

	for (size_t i = 0; i < SMX_LABEL_MAX + 1; i++)
		text[i] = 0xfc;
	ck_assert(smx_ulabel_is_valid(text, SMX_LABEL_MAX));
	ck_assert(!smx_ulabel_is_valid(text, SMX_LABEL_MAX + 1));
	text[0] = 0x110000;
	ck_assert_msg(!smx_ulabel_is_valid(text, 1), "no code point");
	text[0] = UINT32_MAX;
	ck_assert_msg(!smx_ulabel_is_valid(text, 1), "nor this one");
}
END_TEST

START_TEST(alabels)
{
	static const struct {
		const char *alabel;
		const char32_t *ulabel; /* NULL: it is none */
		const char *why;
	} cases[] = {
		{"xn--bcher-kva", U"b\u00fccher", "one"},
		{"xn--80ak6aa92e", U"\u0430\u0440\u0440\u04cf\u0435", "Cyrillic"},
		{"bcher-kva", NULL, "no prefix"},
		{"xn-", NULL, "too short for one"},
		{"xn--", NULL, "nothing behind it"},
		{"xn--abc-", NULL, "ASCII"},
		{"xn--abc", NULL, "three deltas, but controls"},
		{"xn--bcher-99999999", NULL, "no Punycode"},
		{"xn--bcher-KVA", NULL, "not in lower case: not what its U-label gives"},
		{"xn--a-ecp.ru", NULL, "not one label"},
		{"xn--xn---epa", NULL, "a U-label that looks like an A-label"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char32_t *expected = cases[i].ulabel;
		uint32_t ulabel[SMX_LABEL_MAX];
		size_t n;
		bool is_alabel = smx_alabel_decodes(unit_span(cases[i].alabel), ulabel, &n);

		ck_assert_msg(is_alabel == (expected != NULL), "%s: %s", cases[i].alabel,
			      cases[i].why);
		ck_assert(!is_alabel || (memcmp(ulabel, expected, n * sizeof *ulabel) == 0 &&
					 expected[n] == 0));
	}
}
END_TEST

Suite *
suite_ulabel(void)
{
	Suite *suite = suite_create("ulabel");
	TCase *tcase = tcase_create("ulabel");

	tcase_add_test(tcase, characters);
	tcase_add_test(tcase, places);
	tcase_add_test(tcase, normalization);
	tcase_add_test(tcase, joiners);
	tcase_add_test(tcase, other_contexts);
	tcase_add_test(tcase, directions);
	tcase_add_test(tcase, long_labels);
	tcase_add_test(tcase, alabels);
	suite_add_tcase(suite, tcase);
	return suite;
}
