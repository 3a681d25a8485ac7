/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>

#include "chance.h"
#include "match/diff.h"
#include "match/osa.h"
#include "unit.h"

typedef size_t write_diff(struct smx_text from, struct smx_text to, char *buf, size_t size);

struct characters {
	uint32_t list[SMX_DIFF_MAX];
	size_t n;
};

/* Each byte is a character. */
static struct smx_text
text_of(struct characters *characters, struct smx_span span)
{
	for (characters->n = 0; characters->n < span.len; characters->n++)
		characters->list[characters->n] = span.ptr[characters->n];
	return (struct smx_text){characters->list, characters->n, true};
}

struct text_case {
	const char *from, *to, *words;
	const char *why;
};

static void
check_cases(const struct text_case *cases, size_t n, write_diff *write)
{
	for (size_t i = 0; i < n; i++) {
		struct characters from, to;
		char words[256];
		size_t len = write(text_of(&from, unit_span(cases[i].from)),
				   text_of(&to, unit_span(cases[i].to)), words, sizeof words);

		ck_assert_msg(strcmp(words, cases[i].words) == 0, "%s, %s (%s): %s", cases[i].from,
			      cases[i].to, cases[i].why, words);
		ck_assert_uint_eq(len, strlen(words));
	}
}

#define CHECK(cases, write) check_cases(cases, sizeof(cases) / sizeof(cases)[0], write)

START_TEST(edits_in_words)
{
	static const struct text_case cases[] = {
		{"army.mil", "army.mil", "", "nothing"},
		{"", "", "", "nothing of nothing"},
		{"army.mil", "army.ml", "omitted 'i' at 7", "an omission"},
		{"army.mil", "army.mill", "inserted 'l' at 9", "an insertion at the end"},
		{"army.mil", "aarmy.mil", "inserted 'a' at 2", "as far right as can be"},
		{"gmail.com", "gmial.com", "swapped 'a' and 'i' at 3", "a swap"},
		{"gmail.com", "gmall.com", "replaced 'i' by 'l' at 4", "a substitution"},
		{"army.mil", "mailarmy.mil", "inserted 'mail' at 1", "told as one"},
		{"us.dell.com", "us-dell.com", "replaced '.' by '-' at 3", "a dot"},
		{"us.dell.com", "usdell.com", "omitted '.' at 3", "a dot left out"},
		{"abcdef", "af", "omitted 'bcde' at 2", "told as one"},
		{"ab", "ba", "swapped 'a' and 'b' at 1", "nothing else"},
		{"abcd", "badc", "swapped 'a' and 'b' at 1, swapped 'c' and 'd' at 3", "two"},
		{"aab", "ab", "omitted 'a' at 2", "the last of equal ones"},
		{"lockheedmartin", "lockhedmrtin", "omitted 'e' at 7, omitted 'a' at 10",
		 "places are those before"},
		{"abc", "xaybzc", "inserted 'x' at 1, inserted 'y' at 3, inserted 'z' at 5",
		 "but after for insertions"},
		{"abc", "xac", "replaced 'a' by 'x' at 1, replaced 'b' by 'a' at 2",
		 "of two ways from the same place on, substitutions"},
		{"", "ab", "inserted 'ab' at 1", "all of it"},
		{"ab", "", "omitted 'ab' at 1", "all of it"},
		{"a'b", "ab", "omitted '\\039' at 2", "a quote"},
		{"ab", "a\\b", "inserted '\\092' at 2", "a backslash"},
		{"ab", "a b", "inserted '\\032' at 2", "a space"},
		{"ab", "a\x7f\x01\xff"
		       "b",
		 "inserted '\\127\\001\\255' at 2", "bytes that do not print"},
	};

	CHECK(cases, smx_diff_write);
}
END_TEST

START_TEST(replacements_in_words)
{
	static const struct text_case cases[] = {
		{"army.mil", "army.mil", "", "nothing"},
		{"army.mil", "arrny.mil", "replaced 'm' by 'rn' at 3", "between equal ends"},
		{"arrny.mil", "army.mil", "replaced 'rn' by 'm' at 3", "and back"},
		{"microsoft.com", "micr0s0ft.com",
		 "replaced 'o' by '0' at 5, replaced 'o' by '0' at 7", "each one, of one length"},
		{"microsoft.com", "rnicr0soft.com", "replaced 'micro' by 'rnicr0' at 1",
		 "of two lengths: all in between"},
		{"ab", "ba", "replaced 'a' by 'b' at 1, replaced 'b' by 'a' at 2", "no swaps"},
		{"vv", "w", "replaced 'vv' by 'w' at 1", "nothing is equal"},
	};

	CHECK(cases, smx_diff_replaced_write);
}
END_TEST

START_TEST(code_points_are_written_as_such)
{
	static const uint32_t paypal[] = {'p', 'a', 'y'}, cyrillic[] = {'p', 0x430, 'y'};
	static const uint32_t mixed[] = {'p', 'x', 0x430, 0x1d41a, 'z', 0x3bf, 'y'};
	struct smx_text from = {paypal, 3, false}, to = {cyrillic, 3, false};
	struct smx_text long_to = {mixed, 7, false};
	char words[128];

	smx_diff_replaced_write(from, to, words, sizeof words);
	ck_assert_str_eq(words, "replaced 'a' by U+0430 at 2");
	smx_diff_write(to, from, words, sizeof words);
	ck_assert_str_eq(words, "replaced U+0430 by 'a' at 2");
	smx_diff_replaced_write(from, long_to, words, sizeof words);
	ck_assert_str_eq(words, "replaced 'a' by 'x' U+0430 U+1D41A 'z' U+03BF at 2");
	smx_diff_replaced_write(long_to, from, words, sizeof words);
	ck_assert_str_eq(words, "replaced 'x' U+0430 U+1D41A 'z' U+03BF by 'a' at 2");
}
END_TEST

/* Whatever the room, what fits is written and nothing behind it. */
START_TEST(words_are_cut_and_terminated)
{
	static write_diff *const writers[] = {smx_diff_write, smx_diff_replaced_write};
	struct characters from, to;
	struct smx_text from_text = text_of(&from, unit_span("us.dell.com"));
	struct smx_text to_text = text_of(&to, unit_span("us-dlel.c\x01m"));

	for (size_t w = 0; w < 2; w++) {
		char whole[256];
		size_t len = writers[w](from_text, to_text, whole, sizeof whole);

		ck_assert_uint_gt(len, 50);
		ck_assert_uint_eq(writers[w](from_text, to_text, NULL, 0), len);
		for (size_t size = 1; size <= len + 1; size++) {
			char words[256];

			memset(words, '!', sizeof words);
			ck_assert_uint_eq(writers[w](from_text, to_text, words, size), len);
			ck_assert_uint_eq(strlen(words), size - 1);
			ck_assert_mem_eq(words, whole, size - 1);
			ck_assert_int_eq(words[size], '!');
		}
	}
}
END_TEST

START_TEST(the_longest_texts)
{
	static const char rule[] = ", replaced '\\000' by '\\000' at 255";
	static char words[SMX_DIFF_MAX * sizeof rule];
	uint8_t bytes[SMX_DIFF_MAX];
	struct characters from, to, none;
	struct smx_span span = {bytes, sizeof bytes};
	struct smx_text from_text, to_text, no_text = text_of(&none, unit_span(""));

	memset(bytes, 1, sizeof bytes);
	from_text = text_of(&from, span);
	memset(bytes, 2, sizeof bytes);
	to_text = text_of(&to, span);
	ck_assert_uint_gt(smx_diff_write(from_text, to_text, words, sizeof words), 8000);
	ck_assert_ptr_nonnull(strstr(words, ", replaced '\\001' by '\\002' at 255"));
	ck_assert_uint_gt(smx_diff_replaced_write(from_text, to_text, words, sizeof words), 8000);
	smx_diff_write(no_text, to_text, words, sizeof words);
	ck_assert_uint_eq(strlen(words), strlen("inserted '' at 1") + SMX_DIFF_MAX * 4);
	smx_diff_write(to_text, no_text, words, sizeof words);
	ck_assert_uint_eq(strlen(words), strlen("omitted '' at 1") + SMX_DIFF_MAX * 4);
}
END_TEST

/* How many edits are told: characters inserted or omitted, substitutions, swaps. */
static unsigned
count_edits(const char *words)
{
	unsigned n = 0;

	while (words != NULL && *words != '\0') {
		const char *quote = strchr(words, '\'');

		if (*words == 'i' || *words == 'o')
			n += (unsigned)(strchr(quote + 1, '\'') - quote - 1);
		else
			n++;
		words = strstr(words, ", ");
		words = words != NULL ? words + 2 : NULL;
	}
	return n;
}

START_TEST(as_many_edits_as_the_distance)
{
	unsigned n_wrong = 0;
	struct common_random random = {18};

	for (unsigned i = 0; i < 3000; i++) {
		const char *alphabet = i % 2 == 0 ? "ab" : "abcd";
		uint8_t a[12], b[12];
		struct smx_span from = chance_text(&random, alphabet, common_below(&random, 12), a);
		struct smx_span to = chance_text(&random, alphabet, common_below(&random, 12), b);
		struct characters from_characters, to_characters;
		char words[1024];

		smx_diff_write(text_of(&from_characters, from), text_of(&to_characters, to), words,
			       sizeof words);
		n_wrong += count_edits(words) != smx_osa(from, to, 100);
	}
	ck_assert_uint_eq(n_wrong, 0);
}
END_TEST

Suite *
suite_diff(void)
{
	Suite *suite = suite_create("diff");
	TCase *tcase = tcase_create("diff");

	tcase_add_test(tcase, edits_in_words);
	tcase_add_test(tcase, replacements_in_words);
	tcase_add_test(tcase, code_points_are_written_as_such);
	tcase_add_test(tcase, words_are_cut_and_terminated);
	tcase_add_test(tcase, the_longest_texts);
	tcase_add_test(tcase, as_many_edits_as_the_distance);
	suite_add_tcase(suite, tcase);
	return suite;
}
