/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "policy/conf.h"
#include "unit.h"

static void
parse(const char *text, struct smx_messages *messages)
{
	struct smx_place place = {messages, "c", 0};
	struct smx_conf conf;
	int rc;

	smx_messages_init(messages);
	rc = smx_conf_parse(&conf, text, strlen(text), &place);
	ck_assert_int_eq(rc == SMX_OK, messages->n_errors == 0);
	smx_conf_free(&conf);
}

/* Whether the errors are in these lines, in this order. */
static void
check_lines(const char *text, const char *lines)
{
	struct smx_messages messages;
	char found[1024] = "";
	size_t len = 0;

	parse(text, &messages);
	for (size_t i = 0; i < messages.n_messages && len < sizeof found; i++)
		len += (size_t)snprintf(found + len, sizeof found - len, "%s%u",
					i == 0 ? "" : " ", messages.list[i].line);
	ck_assert_msg(strcmp(found, lines) == 0, "%s: %s", text, found);
	smx_messages_free(&messages);
}

START_TEST(all_errors_are_found)
{
	check_lines("enable = yes\nttl = soon\n# comment\nkeyboard = dvorak /* an\nother */\n"
		    "foo = { a,\n b }\nenabled = perhaps\n",
		    "1 2 4 6 8");
	check_lines("zone a {\n colour = red\n mode = on\n}\nttl = -1\nttl = 5\n", "2 3 5 6");
	check_lines("zone a { file = \"x\n mode = on }\nttl = x\n", "1 2 3");
	check_lines("zone a { file = my names.list\n mode = on\n}\nallow = *.list\nttl: 50\n"
		    "ttl 50\nttl = = 4\nttl =\nenabled = maybe\n",
		    "1 2 4 5 6 7 9 9");
	check_lines("types = MX, A\ntypes = { MX A }\ntypes = { MX, A\nsweep-interval = 0\n"
		    "types = { , }\ntypes = { FOO,\n BAR }\n",
		    "1 2 4 4 5 6 7");
}
END_TEST

START_TEST(what_cannot_be_told_is_left_out)
{
	/* A section that is unknown, or of no title or a second one, goes as a whole. */
	check_lines("foo \"bar\" { a = b\n c { d = { e } } }\nttl = x\n", "1 3");
	check_lines("zone { mode = on }\nttl = x\n", "1 2");
	check_lines("zone a { file = x }\nzone a { mode = on }\nttl = x\n", "2 3");
	/* Nothing can be said of what is behind a section or a comment that is open. */
	check_lines("foo { a = b\nttl = x\n", "1");
	check_lines("ttl = x\n/* a\nenabled = x\n", "1 2");
	/* A zone does not lack a file that could not be read. */
	check_lines("zone a { file = = x }\n", "1");
}
END_TEST

START_TEST(a_brace_that_is_missing_is_put_in)
{
	check_lines("zone a { file = x\nzone b { file = y\n mod = enforce }\nttl = x", "2 3 4");
	check_lines("zone a { zone b { file = y\n mod = enforce } }\nttl = x", "1 2 3");
	check_lines("zone a file = x\nmode = on }\nttl = x\n", "1 2 3");
}
END_TEST

START_TEST(a_hundred_errors_are_told)
{
	struct smx_messages messages;
	char text[200 * 8 + 1];

	for (size_t i = 0; i < 200; i++)
		memcpy(text + i * 8, "foo = 1\n", 9);
	parse(text, &messages);
	ck_assert_uint_eq(messages.n_messages, 100);
	ck_assert_uint_eq(messages.list[99].line, 100);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(an_error_has_no_effect_on_the_next_text)
{
	check_lines("state-dir = \"open", "1");
	check_lines("ttl = 5\n", "");
	check_lines("/* open", "1");
	check_lines("ttl = 5\n", "");
	check_lines("state-dir = \"\\400\"", "1");
	check_lines("ttl = 5\n", "");
	check_lines("ttl = 99999999999999999999", "1");
	check_lines("ttl = 5\n", "");
}
END_TEST

START_TEST(what_libconfuse_takes_is_taken)
{
	check_lines("", "");
	check_lines("#\n//\n/**//* * / **/", "");
	check_lines("ttl=5 enabled=ON\tstate-dir='#\\'//'#\r\n", "");
	check_lines("types=MX types+={ A, AAAA, } types+=ANY allow={}", "");
	check_lines("state-dir = \"\\\"${A:-\"b}\\\\\" zone 'a//b' {file=/a//b/c}", "");
	check_lines("state-dir = ${A:-b c} zone ${A:-a} { file = a/b:c|$d }", "");
}
END_TEST

Suite *
suite_confparse(void)
{
	Suite *suite = suite_create("confparse");
	TCase *tcase = tcase_create("confparse");

	tcase_add_test(tcase, all_errors_are_found);
	tcase_add_test(tcase, what_cannot_be_told_is_left_out);
	tcase_add_test(tcase, a_brace_that_is_missing_is_put_in);
	tcase_add_test(tcase, a_hundred_errors_are_told);
	tcase_add_test(tcase, an_error_has_no_effect_on_the_next_text);
	tcase_add_test(tcase, what_libconfuse_takes_is_taken);
	suite_add_tcase(suite, tcase);
	return suite;
}
