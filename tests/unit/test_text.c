/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy/text.h"
#include "unit.h"

#define MARK "\357\273\277"

/* Check a text of these bytes; the message, "" for none. */
static const char *
check(const void *bytes, size_t len, size_t line_max, bool *ends_open)
{
	static char message[2048];
	struct smx_messages messages;
	struct smx_place place = {&messages, "f", 0};
	struct smx_text text;
	int rc;

	smx_messages_init(&messages);
	ck_assert_int_eq(smx_text_copy(&text, bytes, len), SMX_OK);
	rc = smx_text_check(&text, line_max, &place);
	*ends_open = smx_text_ends_open(&text);
	ck_assert_uint_eq(messages.n_errors, rc != SMX_OK);
	strcpy(message, rc != SMX_OK ? unit_message(&messages, 0) : "");
	smx_messages_free(&messages);
	smx_text_free(&text);
	return message;
}

START_TEST(what_is_no_text)
{
	static const char nul[] = "a NUL byte: this is not a text file, or one in UTF-16: save it as "
				  "UTF-8";
	static const char mark[] = "the file begins with a byte order mark: save it as UTF-8 without "
				   "one";
	static const char line[] = "a line of more than 10 bytes: break it into several, in "
				   "parentheses those of one record";
	static const struct {
		const char *bytes;
		size_t len;
		unsigned line;
		const char *message; /* NULL: none */
	} cases[] = {
		{"", 0, 0, NULL},
		{"a\n", 2, 0, NULL},
		{"\r\n0123456789\n0123456789", 23, 0, NULL},
		{"0123456789\n0123456789\r\n", 23, 2, line},
		{"a\n0123456789a", 13, 2, line},
		{"a\n\0\nb\0", 7, 2, nul},
		{"a\n\0", 3, 2, nul},
		{"\0", 1, 1, nul},
		{MARK, 3, 1, mark},
		{MARK "\n", 4, 1, mark},
		{"\n" MARK, 4, 0, NULL},
		{"\377\376a\0", 4, 1, nul},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char expected[256] = "";
		bool ends_open;

		if (cases[i].message != NULL)
			snprintf(expected, sizeof expected, "f:%u: %s", cases[i].line,
				 cases[i].message);
		ck_assert_str_eq(check(cases[i].bytes, cases[i].len, 10, &ends_open), expected);
	}
}
END_TEST

START_TEST(how_it_ends)
{
	bool ends_open;

	ck_assert_str_eq(check("", 0, 0, &ends_open), "");
	ck_assert(!ends_open);
	ck_assert_str_eq(check("a\nb", 3, 0, &ends_open), "");
	ck_assert(ends_open);
	ck_assert_str_eq(check("a\nb\n", 4, 0, &ends_open), "");
	ck_assert(!ends_open);
}
END_TEST

START_TEST(lines_are_quoted)
{
	static const struct {
		const char *text;
		size_t at;
		const char *quote;
	} cases[] = {
		{"army.mil\nnavy.mil\n", 0, "army.mil"},
		{"army.mil\nnavy.mil", 9, "navy.mil"},
		{"\n ; x\n\r\n \tarmy.mil \r\n", 0, "army.mil"},
		{"; x", 0, ""},
		{"", 0, ""},
		{"012345678901234567890123456789012345678901234567890123456789\nx\n", 0,
		 "012345678901234567890123456789012345678901234567890123456789"},
		{"0123456789012345678901234567890123456789012345678901234567891\n", 0,
		 "012345678901234567890123456789012345678901234567890123456789..."},
		{"01234567890123456789012345678901234567890123456789012345678\303\274\n", 0,
		 "01234567890123456789012345678901234567890123456789012345678..."},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_text text;
		char quote[SMX_QUOTE_SIZE];

		ck_assert_int_eq(smx_text_copy(&text, cases[i].text, strlen(cases[i].text)),
				 SMX_OK);
		smx_text_quote(&text, cases[i].at, ';', quote);
		ck_assert_str_eq(quote, cases[i].quote);
		smx_text_free(&text);
	}
}
END_TEST

START_TEST(a_byte_order_mark_is_measured)
{
	struct smx_text text;

	ck_assert_int_eq(smx_text_copy(&text, "\xef\xbb\xbfx", 4), SMX_OK);
	ck_assert_uint_eq(smx_text_mark_len(&text), 3);
	smx_text_free(&text);
	ck_assert_int_eq(smx_text_copy(&text, "\xef\xbb", 2), SMX_OK);
	ck_assert_uint_eq(smx_text_mark_len(&text), 0);
	smx_text_free(&text);
}
END_TEST

Suite *
suite_text(void)
{
	Suite *suite = suite_create("text");
	TCase *tcase = tcase_create("text");

	tcase_add_test(tcase, what_is_no_text);
	tcase_add_test(tcase, how_it_ends);
	tcase_add_test(tcase, lines_are_quoted);
	tcase_add_test(tcase, a_byte_order_mark_is_measured);
	suite_add_tcase(suite, tcase);
	return suite;
}
