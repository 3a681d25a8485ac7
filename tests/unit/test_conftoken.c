/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include "policy/conftoken.h"
#include "unit.h"

static struct smx_conftokens
read_tokens(const char *text)
{
	struct smx_conftokens tokens;

	ck_assert_int_eq(smx_conftokens_read(&tokens, text, strlen(text)), SMX_OK);
	return tokens;
}

START_TEST(one_token_a_line)
{
	static const struct {
		const char *text, *lines;
	} cases[] = {
		{"", "\n"},
		{"a=b#c\nd+={e,f}", "a\n=\nb\nd\n+=\n{\ne\n,\nf\n}\n"},
		{"a = '\\'' b = \"\\\"\"", "a\n=\n'\\''\nb\n=\n\"\\\"\"\n"},
		{"a = /b//c /*d*/ e = //f", "a\n=\n/b//c\ne\n=\n"},
		{"a = \"${b:-\"}\"", "a\n=\n\"${b:-\"}\"\n"},
		{"a = ${b c}d", "a\n=\n${b c}\nd\n"},
		{"a = \"b", "a\n=\n(\n"},
		{"'a' = b", "(\n=\nb\n"},
		{"zone 'a' { 'b'", "zone\n'a'\n{\n(\n"},
		{"a + = (*)", "a\n(\n=\n(\n(\n(\n"},
		{"a /* b\nc", "a\n(\nc\n"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_conftokens tokens = read_tokens(cases[i].text);
		char *lines = smx_conftokens_write(&tokens);

		ck_assert_str_eq(lines, cases[i].lines);
		free(lines);
		smx_conftokens_free(&tokens);
	}
}
END_TEST

START_TEST(lines_are_counted)
{
	struct smx_conftokens tokens = read_tokens("a # b\n/* c\n\n*/ d // e\r\n\n'f' \"g\nh");

	ck_assert_uint_eq(tokens.n, 5);
	ck_assert_uint_eq(tokens.list[0].line, 1);
	ck_assert_uint_eq(tokens.list[1].line, 4);
	ck_assert_uint_eq(tokens.list[2].line, 6);
	ck_assert_uint_eq(tokens.list[3].line, 6);
	ck_assert_int_eq(tokens.list[3].kind, SMX_CONFTOKEN_BAD);
	ck_assert_uint_eq(tokens.list[4].line, 7);
	smx_conftokens_free(&tokens);
}
END_TEST

START_TEST(statements_are_found)
{
	struct smx_conftokens tokens = read_tokens("a = b c += { d , e } f g { h = i }");
	static const size_t ends[] = {3, 10, 13, 16, 17};
	size_t i = 0;

	for (size_t n = 0; n < sizeof ends / sizeof ends[0]; n++) {
		i = smx_conftokens_next(&tokens, i);
		ck_assert_uint_eq(i, ends[n]);
	}
	smx_conftokens_free(&tokens);
}
END_TEST

START_TEST(errors_are_skipped)
{
	static const struct {
		const char *text;
		size_t at, end;
		const char *why;
	} cases[] = {
		{"a = b c = d", 0, 3, "a setting"},
		{"a = b c d = e", 0, 4, "and what seems to belong to it"},
		{"a = b\nc", 0, 3, "which is on its line"},
		{"a =\nb\nc", 0, 3, "unless its value is not"},
		{"a = }", 2, 2, "the brace is the section's"},
		{"a = { b c , d } e", 3, 9, "a list"},
		{"a = { b c = d", 4, 4, "a list without end"},
		{"a b { c = { d } e { } } f = g", 0, 12, "a section"},
		{"a { b", 0, SIZE_MAX, "a section without end"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_conftokens tokens = read_tokens(cases[i].text);
		size_t end = smx_conftokens_skip(&tokens, 0, cases[i].at);

		ck_assert_msg(end == cases[i].end, "%s: %zu", cases[i].why, end);
		smx_conftokens_free(&tokens);
	}
}
END_TEST

START_TEST(tokens_are_taken_out_and_put_in)
{
	struct smx_conftokens tokens = read_tokens("a b\nc d");
	char *lines;

	smx_conftokens_cut(&tokens, 1, 2);
	ck_assert(tokens.list[0].is_changed_behind);
	ck_assert_int_eq(smx_conftokens_insert(&tokens, 2, SMX_CONFTOKEN_CLOSE), SMX_OK);
	ck_assert(tokens.list[1].is_changed_behind);
	ck_assert_uint_eq(tokens.list[2].line, 2);
	lines = smx_conftokens_write(&tokens);
	ck_assert_str_eq(lines, "a\nc\n}\nd\n");
	free(lines);
	smx_conftokens_free(&tokens);
}
END_TEST

Suite *
suite_conftoken(void)
{
	Suite *suite = suite_create("conftoken");
	TCase *tcase = tcase_create("conftoken");

	tcase_add_test(tcase, one_token_a_line);
	tcase_add_test(tcase, lines_are_counted);
	tcase_add_test(tcase, statements_are_found);
	tcase_add_test(tcase, errors_are_skipped);
	tcase_add_test(tcase, tokens_are_taken_out_and_put_in);
	suite_add_tcase(suite, tcase);
	return suite;
}
