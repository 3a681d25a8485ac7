/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>
#include <strings.h>
#include <uchar.h>

#include "match/punycode.h"
#include "unit.h"

/* RFC 3492, 7.1, by its letters. */
static const struct {
	const char32_t *text;
	const char *punycode;
} samples[] = {
	{U"\u0644\u064a\u0647\u0645\u0627\u0628\u062a\u0643\u0644\u0645\u0648\u0634\u0639\u0631"
	 U"\u0628\u064a\u061f",
	 "egbpdaj6bu4bxfgehfvwxn"}, /* A */
	{U"\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587",
	 "ihqwcrb4cv8a8dqg056pqjye"}, /* B */
	{U"\u4ed6\u5011\u7232\u4ec0\u9ebd\u4e0d\u8aaa\u4e2d\u6587",
	 "ihqwctvzc91f659drss3x8bo0yb"}, /* C */
	{U"Pro\u010dprost\u011bnemluv\u00ed\u010desky", "Proprostnemluvesky-uyb24dma41a"}, /* D */
	{U"\u05dc\u05de\u05d4\u05d4\u05dd\u05e4\u05e9\u05d5\u05d8\u05dc\u05d0\u05de\u05d3\u05d1"
	 U"\u05e8\u05d9\u05dd\u05e2\u05d1\u05e8\u05d9\u05ea",
	 "4dbcagdahymbxekheh6e0a7fei0b"}, /* E */
	{U"\u092f\u0939\u0932\u094b\u0917\u0939\u093f\u0928\u094d\u0926\u0940\u0915\u094d\u092f"
	 U"\u094b\u0902\u0928\u0939\u0940\u0902\u092c\u094b\u0932\u0938\u0915\u0924\u0947\u0939"
	 U"\u0948\u0902",
	 "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd"}, /* F */
	{U"\u306a\u305c\u307f\u3093\u306a\u65e5\u672c\u8a9e\u3092\u8a71\u3057\u3066\u304f\u308c"
	 U"\u306a\u3044\u306e\u304b",
	 "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"}, /* G */
	{U"\u043f\u043e\u0447\u0435\u043c\u0443\u0436\u0435\u043e\u043d\u0438\u043d\u0435\u0433"
	 U"\u043e\u0432\u043e\u0440\u044f\u0442\u043f\u043e\u0440\u0443\u0441\u0441\u043a\u0438",
	 "b1abfaaepdrnnbgefbaDotcwatmq2g4l"}, /* I: with a digit in upper case */
	{U"Porqu\u00e9nopuedensimplementehablarenEspa\u00f1ol",
	 "PorqunopuedensimplementehablarenEspaol-fmd56a"}, /* J */
	{U"T\u1ea1isaoh\u1ecdkh\u00f4ngth\u1ec3ch\u1ec9n\u00f3iti\u1ebfngVi\u1ec7t",
	 "TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g"}, /* K */
	{U"3\u5e74B\u7d44\u91d1\u516b\u5148\u751f", "3B-ww4c5e180e575a65lsy2b"}, /* L */
	{U"\u5b89\u5ba4\u5948\u7f8e\u6075-with-SUPER-MONKEYS",
	 "-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n"}, /* M */
	{U"Hello-Another-Way-\u305d\u308c\u305e\u308c\u306e\u5834\u6240",
	 "Hello-Another-Way--fc4qua05auwb3674vfr0b"}, /* N */
	{U"\u3072\u3068\u3064\u5c4b\u6839\u306e\u4e0b2", "2-u9tlzr9756bt3uc0v"}, /* O */
	{U"Maji\u3067Koi\u3059\u308b5\u79d2\u524d", "MajiKoi5-783gue6qz075azm5e"}, /* P */
	{U"\u30d1\u30d5\u30a3\u30fcde\u30eb\u30f3\u30d0", "de-jg4avhby1noc0d"}, /* Q */
	{U"\u305d\u306e\u30b9\u30d4\u30fc\u30c9\u3067", "d9juau41awczczp"}, /* R */
	{U"-> $1.00 <-", "-> $1.00 <--"}, /* S: no digits at all */
};

START_TEST(samples_of_the_rfc)
{
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		const char *punycode = samples[i].punycode;
		uint32_t cps[SMX_LABEL_MAX];
		uint8_t bytes[SMX_LABEL_MAX];
		size_t n = unit_count(samples[i].text), len;

		ck_assert_int_eq(smx_punycode_encode(samples[i].text, n, bytes, &len), SMX_OK);
		ck_assert_msg(len == strlen(punycode) &&
				      strncasecmp((const char *)bytes, punycode, len) == 0,
			      "%s: %.*s", punycode, (int)len, (const char *)bytes);
		ck_assert_int_eq(smx_punycode_decode(unit_span(punycode), cps, &len), SMX_OK);
		ck_assert_msg(len == n && memcmp(cps, samples[i].text, n * sizeof *cps) == 0,
			      "%s", punycode);
	}
}
END_TEST

/* Sample H of the RFC, the one that fits in no label. */
START_TEST(more_than_a_label)
{
	static const char korean[] =
		"989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm6fea98c";
	uint32_t cps[SMX_LABEL_MAX];
	uint8_t bytes[SMX_LABEL_MAX];
	size_t n, len;

	ck_assert_int_eq(smx_punycode_decode(unit_span(korean), cps, &n), SMX_OK);
	ck_assert_uint_eq(n, 24);
	ck_assert_uint_eq(cps[0], 0xc138);
	ck_assert_uint_eq(cps[23], 0xae4c);
	ck_assert_int_eq(smx_punycode_encode(cps, n, bytes, &len), SMX_ENAME);
}
END_TEST

START_TEST(what_does_not_decode)
{
	static const struct {
		const char *punycode;
		const char *why;
	} cases[] = {
		{"-", "a delimiter with nothing before it is no digit"},
		{"-abc", "nor is the first byte"},
		{"a-b_c", "no digit"},
		{"a-\303\251", "no digit either"},
		{"\303\251-a", "a basic code point is ASCII"},
		{"bcher-kv", "cut off within an integer"},
		{"b", "likewise: b is a digit that others follow"},
		{"bcher-99999999", "a sum beyond all code points"},
		{"99999999999999999999999999999999", "a weight beyond 64 bits, were it computed"},
		{"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "the same"},
		{"en32g", "U+110000"},
		{"ib9b", "U+D800, the first surrogate"},
		{"zy0c", "U+DFFF, the last one"},
		{"a-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		 "more code points than a label has bytes"},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-",
		 "more basic ones"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint32_t cps[SMX_LABEL_MAX];
		size_t n;

		ck_assert_msg(smx_punycode_decode(unit_span(cases[i].punycode), cps, &n) ==
				      SMX_ENAME,
			      "%s: %s", cases[i].punycode, cases[i].why);
	}
}
END_TEST

START_TEST(the_ends_of_what_decodes)
{
	static const struct {
		const char *punycode;
		const char32_t *text;
		const char *why;
	} cases[] = {
		{"", U"", "nothing"},
		{"abc-", U"abc", "no integer"},
		{"--", U"-", "the last delimiter is the one"},
		{"a", U"\x80", "the least of all"},
		{"dn32g", U"\U0010ffff", "the last of all"},
		{"hb9b", U"\ud7ff", "the last before the surrogates"},
		{"0y0c", U"\ue000", "the first behind them"},
		{"BCHER-KVA", U"B\u00fcCHER", "digits in upper case; basic ones as they are"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint32_t cps[SMX_LABEL_MAX];
		size_t n, expected_n = unit_count(cases[i].text);

		ck_assert_msg(smx_punycode_decode(unit_span(cases[i].punycode), cps, &n) == SMX_OK,
			      "%s: %s", cases[i].punycode, cases[i].why);
		ck_assert_msg(n == expected_n &&
				      memcmp(cps, cases[i].text, n * sizeof *cps) == 0,
			      "%s: %s", cases[i].punycode, cases[i].why);
	}
}
END_TEST

START_TEST(what_cannot_be_encoded)
{
	static const uint32_t high[] = {'a', 0xd800}, low[] = {0xdfff}, beyond[] = {0x110000};
	static const uint32_t far[] = {0xffffffff};
	uint32_t many[SMX_LABEL_MAX + 1];
	uint8_t bytes[SMX_LABEL_MAX];
	size_t len;

	ck_assert_int_eq(smx_punycode_encode(high, 2, bytes, &len), SMX_ENAME);
	ck_assert_int_eq(smx_punycode_encode(low, 1, bytes, &len), SMX_ENAME);
	ck_assert_int_eq(smx_punycode_encode(beyond, 1, bytes, &len), SMX_ENAME);
	ck_assert_int_eq(smx_punycode_encode(far, 1, bytes, &len), SMX_ENAME);
	for (size_t i = 0; i < SMX_LABEL_MAX + 1; i++)
		many[i] = 'a';
	ck_assert_int_eq(smx_punycode_encode(many, SMX_LABEL_MAX + 1, bytes, &len), SMX_ENAME);
	/* There has to be room for the delimiter. */
	ck_assert_int_eq(smx_punycode_encode(many, SMX_LABEL_MAX, bytes, &len), SMX_ENAME);
	ck_assert_int_eq(smx_punycode_encode(many, SMX_LABEL_MAX - 1, bytes, &len), SMX_OK);
	ck_assert_uint_eq(len, SMX_LABEL_MAX);
	/* And for the digits: one does it for this, but not for that. */
	many[0] = 0x80;
	ck_assert_int_eq(smx_punycode_encode(many, SMX_LABEL_MAX - 1, bytes, &len), SMX_OK);
	ck_assert_uint_eq(len, SMX_LABEL_MAX);
	many[0] = 0xffff;
	ck_assert_int_eq(smx_punycode_encode(many, SMX_LABEL_MAX - 1, bytes, &len), SMX_ENAME);
}
END_TEST

/* Code points of all lengths; each there is has its turn in tests/unicode. */
START_TEST(there_and_back_again)
{
	for (uint32_t cp = 0x80; cp < 0x110000; cp += 61) {
		uint32_t text[] = {'x', cp, 'y', cp}, again[SMX_LABEL_MAX];
		uint8_t bytes[SMX_LABEL_MAX];
		struct smx_span span = {bytes, 0};
		size_t n;

		if (cp >= 0xd800 && cp <= 0xdfff)
			continue;
		if (smx_punycode_encode(text, 4, bytes, &span.len) != SMX_OK ||
		    smx_punycode_decode(span, again, &n) != SMX_OK || n != 4 ||
		    memcmp(text, again, sizeof text) != 0)
			ck_abort_msg("U+%04X", (unsigned)cp);
	}
}
END_TEST

Suite *
suite_punycode(void)
{
	Suite *suite = suite_create("punycode");
	TCase *tcase = tcase_create("punycode");

	tcase_add_test(tcase, samples_of_the_rfc);
	tcase_add_test(tcase, more_than_a_label);
	tcase_add_test(tcase, what_does_not_decode);
	tcase_add_test(tcase, the_ends_of_what_decodes);
	tcase_add_test(tcase, what_cannot_be_encoded);
	tcase_add_test(tcase, there_and_back_again);
	suite_add_tcase(suite, tcase);
	return suite;
}
