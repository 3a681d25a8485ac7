/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>
#include <uchar.h>

#include "match/glyph.h"
#include "match/punycode.h"
#include "unit.h"

/* The label with this text: as it is, or as the A-label it would be. */
static struct smx_span
label_of(const char32_t *text, uint8_t bytes[4 + SMX_LABEL_MAX])
{
	struct smx_span label = {bytes, 0};
	size_t n = unit_count(text);
	bool is_ascii = true;

	for (size_t i = 0; i < n; i++)
		is_ascii &= text[i] < 0x80;
	if (!is_ascii) {
		memcpy(bytes, "xn--", 4);
		ck_assert_int_eq(smx_punycode_encode(text, n, bytes + 4, &label.len), SMX_OK);
		label.len += 4;
		return label;
	}
	for (; label.len < n; label.len++)
		bytes[label.len] = (uint8_t)text[label.len];
	return label;
}

START_TEST(skeletons)
{
	static const struct {
		const char32_t *text, *skeleton;
		const char *why;
	} cases[] = {
		{U"paypal", U"paypal", "nothing to do"},
		{U"p\u0430ypal", U"paypal", "a Cyrillic a"},
		{U"\u0440\u0430\u0443\u0440\u0430", U"paypa", "Cyrillic alone"},
		{U"\u03c1aypal", U"paypal", "a Greek rho"},
		{U"paypa1", U"paypal", "1 is l by UTS #39 already"},
		{U"g00gle", U"google", "0 is O, and then folded"},
		{U"microsoft", U"microsoft", "m is rn by UTS #39, and m again"},
		{U"rnicrosoft", U"microsoft", "so this is the same"},
		{U"vvhitehouse", U"whitehouse", "vv becomes w"},
		{U"clell", U"dell", "cl becomes d"},
		{U"c1ub", U"dub", "1 is l before cl is looked for; skeleton.h differs here"},
		{U"rrnn", U"rmn", "left to right"},
		{U"vvv", U"wv", "likewise"},
		{U"\u0433n", U"m", "a Cyrillic ge is an r, and r and n are an m"},
		{U"c\u04cf", U"ci", "a palochka is an i"},
		{U"\u212ag", U"kg", "the Kelvin sign: decomposed, and then folded"},
		{U"\u13a0e", U"de", "a Cherokee letter: D, and then folded"},
		{U"\u00df", U"ss", "folded to two letters"},
		{U"b\u00fccher", U"bu\u0308cher", "decomposed"},
		{U"a\u0323\u0306", U"a\u0323\u0306", "in canonical order"},
		{U"\u0103\u0323", U"a\u0323\u0306", "put into it"},
		{U"\u1eb7", U"a\u0323\u0306", "the same composed"},
		{U"\uad6d", U"\u1100\u116e\u1100", "a syllable of Hangul with a final letter"},
		{U"\u0141", U"l\u0338", "a stroke through an L, folded"},
		{U"xn--", U"", "no text behind the prefix"},
		{U"xn--abc-", U"abc", "decodes, but is no A-label"},
		{U"", U"", "nothing"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint8_t bytes[4 + SMX_LABEL_MAX];
		uint32_t got[SMX_GLYPH_MAX];
		size_t n, expected_n = unit_count(cases[i].skeleton);

		ck_assert_msg(smx_glyph_label(label_of(cases[i].text, bytes), got, &n), "%zu: %s",
			      i, cases[i].why);
		ck_assert_msg(n == expected_n &&
				      memcmp(got, cases[i].skeleton, n * sizeof *got) == 0,
			      "%zu: %s", i, cases[i].why);
	}
}
END_TEST

START_TEST(labels_without_one)
{
	static const struct {
		const char *label;
		const char *why;
	} cases[] = {
		{"xn--bcher-99999999", "no Punycode"},
		{"xn---", "likewise"},
		{"xn--a_b-c_d", "no digit"},
		{"b\303\274cher", "bytes of UTF-8 are no A-label"},
		{"xn--b\303\274cher-kva", "nor behind xn--"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint32_t got[SMX_GLYPH_MAX];
		size_t n;

		ck_assert_msg(!smx_glyph_label(unit_span(cases[i].label), got, &n), "%s: %s",
			      cases[i].label, cases[i].why);
	}
}
END_TEST

START_TEST(the_longest_ones)
{
	uint32_t text[SMX_LABEL_MAX], got[SMX_GLYPH_MAX];
	size_t n;

	/* U+FDFA becomes 18. */
	for (size_t i = 0; i < SMX_LABEL_MAX; i++)
		text[i] = 0xfdfa;
	ck_assert(smx_glyph_fold(text, SMX_GLYPH_MAX / 18, got, &n));
	ck_assert_uint_eq(n, SMX_GLYPH_MAX / 18 * 18);
	ck_assert(!smx_glyph_fold(text, SMX_GLYPH_MAX / 18 + 1, got, &n));
	ck_assert(!smx_glyph_fold(text, SMX_LABEL_MAX, got, &n));
	/* What decomposes to most, 4, and a syllable that becomes 7. */
	for (size_t i = 0; i < SMX_LABEL_MAX; i++)
		text[i] = 0x1f82;
	ck_assert(smx_glyph_fold(text, SMX_LABEL_MAX, got, &n));
	ck_assert_uint_eq(n, 4 * SMX_LABEL_MAX);
	for (size_t i = 0; i < SMX_LABEL_MAX; i++)
		text[i] = 0xaf66;
	ck_assert(smx_glyph_fold(text, SMX_LABEL_MAX, got, &n));
	ck_assert_uint_le(n, SMX_GLYPH_MAX);
	/* Marks that stand against their order, as many as there can be. */
	for (size_t i = 0; i < SMX_LABEL_MAX; i++)
		text[i] = i < SMX_LABEL_MAX / 2 ? 0x344 : 0xf73;
	ck_assert(smx_glyph_fold(text, SMX_LABEL_MAX, got, &n));
}
END_TEST

Suite *
suite_glyph(void)
{
	Suite *suite = suite_create("glyph");
	TCase *tcase = tcase_create("glyph");

	tcase_add_test(tcase, skeletons);
	tcase_add_test(tcase, labels_without_one);
	tcase_add_test(tcase, the_longest_ones);
	suite_add_tcase(suite, tcase);
	return suite;
}
