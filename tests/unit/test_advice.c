/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "unit.h"

/*
 * What is advised about a zone of `records` and a list `allow`: the lines of the warnings, in
 * the order in which they are given, and all of their texts.
 */
static const char *
advise(const char *records, const char *allow, char texts[8192])
{
	static char lines[1024];
	struct smx_messages messages;
	char zone[4096];

	snprintf(zone, sizeof zone, "%s%s", UNIT_ZONE_HEAD, records);
	unit_write("z.zone", zone);
	unit_write("a.list", allow);
	unit_review("allow = { \"a.list\" }\nzone \"z\" { file = \"z.zone\" }\n", &messages);
	lines[0] = texts[0] = '\0';
	ck_assert_uint_eq(messages.n_errors, 0);
	for (size_t i = 0; i < messages.n_messages; i++) {
		const struct smx_message *message = &messages.list[i];
		size_t at = strlen(lines);

		snprintf(lines + at, sizeof lines - at, "%c%u ",
			 strrchr(message->file, '/')[1], message->line);
		strncat(texts, message->text, 8192 - strlen(texts) - 2);
		strcat(texts, "\n");
	}
	smx_messages_free(&messages);
	return lines;
}

/* The records begin at line 5. */
START_TEST(warnings_and_what_is_fine)
{
	static const struct {
		const char *what, *records, *allow, *lines, *text;
	} cases[] = {
		{"dead", "qq.com CNAME .\n", "", "z5 ", "'qq.com' is too short for all rules"},
		{"dead, once", "qq.com CNAME .\n_straymx.qq.com TXT \"profile=strict\"\n", "", "z5 ",
		 "'qq.com' is too short for all rules"},
		{"alive", "qqq.com CNAME .\n", "", "", ""},
		{"alive by its profile", "qq.com CNAME .\n_straymx.qq.com TXT \"profile=closed\"\n",
		 "", "", ""},
		{"dead, and meant", "qq.com CNAME . ; reason=passes\n", "", "", ""},
		{"off", "a.army.mil CNAME .\n_straymx.a.army.mil TXT \"tld=0\" \"dot=0\" \"swap=0\" "
			"\"repeat=0\" \"look=0\" \"slip=0\" \"omit=0\" \"key=0\" \"vowel=0\" "
			"\"extra=0\" \"other=0\" \"host=0\" \"glyph=0\" \"both=0\" \"two=0\"\n",
		 "", "z5 ", "all rules are off for 'a.army.mil'"},
		{"shut in", "mil CNAME .\narmy.mil CNAME .\n_straymx.army.mil TXT \"tld=5\" \"dot=0\" "
			    "\"glyph=0\" \"both=0\" \"two=0\"\n",
		 "", "z7 z6 ", "all that its rules would take for 'army.mil' is below 'mil'"},
		{"not shut in", "mil CNAME .\narmy.mil CNAME .\n", "", "", ""},
		{"for special use", "nas.local CNAME .\n_straymx.nas.local TXT \"tld=0\" \"dot=0\" "
				    "\"both=0\"\n",
		 "", "z5 ", "all that its rules would take for 'nas.local' is for special use"},

		{"a pair", "gmail.com CNAME .\ngmai.com CNAME .\n", "", "z6 ",
		 "'gmai.com' can be taken for 'gmail.com' by the rule omit, and both are protected "
		 "(gmail.com at"},
		{"a pair, the other way round", "gmai.com CNAME .\ngmail.com CNAME .\n", "", "z6 ",
		 "'gmai.com' can be taken for 'gmail.com'"},
		{"three", "gmail.com CNAME .\ngmaii.com CNAME .\ngmai1.com CNAME .\n", "", "z7 z7 z6 ",
		 "'gmai1.com' can be taken for 'gmaii.com' by the rule look"},
		{"no pair by these rules", "army.mil CNAME .\nnavy.mil CNAME .\n", "", "", ""},
		{"a pair that is meant", "gmail.com CNAME .\ngmai.com CNAME . ; reason=ours\n", "", "",
		 ""},
		{"two suffixes", "mil CNAME .\nml CNAME .\n", "", "z6 ",
		 "'ml' can be taken for 'mil' by the rule zone"},
		{"below a suffix like another one", "mil CNAME .\nacme.il CNAME .\n", "", "", ""},
		{"below a protected name", "mil CNAME .\nafrica.mil CNAME .\naffrica.mil CNAME .\n", "",
		 "", ""},
		{"below a lookalike", "gmail.com CNAME .\nmail.gmai.com CNAME .\n", "", "", ""},

		{"a squat", "gmail.com CNAME .\n", "\ngmai.com\n", "a2 ",
		 "'gmai.com' is exempt, but one slip away from 'gmail.com' by the rule omit"},
		{"a squat in a zone", "gmail.com CNAME .\ngmai.com CNAME rpz-passthru.\n", "", "z6 ",
		 "'gmai.com' is exempt, but one slip away from 'gmail.com' by the rule omit"},
		{"explained there", "gmail.com CNAME .\ngmai.com CNAME rpz-passthru.\n"
				    "_straymx.gmai.com TXT \"reason=ours\"\n",
		 "", "", ""},
		{"explained", "gmail.com CNAME .\n", "gmai.com # reason=honest\n", "", ""},
		{"not explained by any comment", "gmail.com CNAME .\n", "gmai.com # honest\n", "a1 ",
		 ""},
		{"below a squat", "gmail.com CNAME .\n", "mail.gmai.com\n", "", ""},
		{"two slips away", "lockheedmartin.com CNAME .\n", "lockheedmarti.co\n", "", ""},
		{"below a suffix like another one", "mil CNAME .\n", "gov.il\n", "", ""},
		{"protected as well", "gmail.com CNAME .\n", "www.gmail.com\n", "", ""},

		{"loops", "army.mil A 127.0.0.1\n", "", "z5 ",
		 "A 127.0.0.1 leads each mail server to itself"},
		{"others in 127/8", "army.mil A 192.0.2.1\narmy.mil A 127.255.255.255\n", "", "z6 ", ""},
		{"0/8", "army.mil A 0.0.0.0\n", "", "z5 ", ""},
		{"::1", "army.mil AAAA ::1\n", "", "z5 ", "AAAA ::1 leads"},
		{"::", "army.mil AAAA ::\n", "", "z5 ", ""},
		{"mapped", "army.mil AAAA ::ffff:127.0.0.1\n", "", "z5 ", "AAAA ::ffff:127.0.0.1 leads"},
		{"no loops", "army.mil A 128.0.0.1\narmy.mil A 126.255.255.255\narmy.mil AAAA ::2\n"
			     "army.mil AAAA ::ffff:192.0.2.1\narmy.mil AAAA 2001:db8::1\n",
		 "", "", ""},
		{"localhost", "army.mil MX 10 localhost.\n", "", "z5 ", "MX 10 localhost. leads"},

		{"a host that is a lookalike", "gmail.com CNAME .\narmy.mil A 192.0.2.1\n"
					       "army.mil MX 10 mx.gmai.com.\n",
		 "", "z7 ",
		 "the MX names 'mx.gmai.com', which is itself taken for 'gmail.com' by the rule omit"},
		{"a host that is none", "gmail.com CNAME .\narmy.mil MX 10 stray.example.\n", "", "", ""},
		{"one that is exempt", "gmail.com CNAME .\narmy.mil MX 10 gmai.com.\n",
		 "gmai.com # reason=ours\n", "", ""},
		{"one that is only watched", "gmail.com CNAME .\n_straymx.gmail.com TXT \"mode=monitor\"\n"
					     "army.mil MX 10 gmai.com.\n",
		 "", "", ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char texts[8192];
		const char *lines = advise(cases[i].records, cases[i].allow, texts);

		ck_assert_msg(strcmp(lines, cases[i].lines) == 0, "%s: %s not %s\n%s", cases[i].what,
			      lines, cases[i].lines, texts);
		ck_assert_msg(strstr(texts, cases[i].text) != NULL, "%s: %s", cases[i].what, texts);
	}
}
END_TEST

START_TEST(many_exempt_names_are_counted)
{
	char allow[4096] = "", texts[8192];
	const char *lines;

	for (char c = 'a'; c <= 'z'; c++) {
		if (c != 'i')
			sprintf(allow + strlen(allow), "lockheedmart%cn.com\n", c);
	}
	lines = advise("lockheedmartin.com CNAME .\n", allow, texts);
	ck_assert_str_eq(lines, "a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14 a15 a16 a17 a18 a19 "
				"a20 ");
	ck_assert_ptr_nonnull(strstr(texts, "(and so are 5 more exempt names of this file"));
}
END_TEST

START_TEST(what_is_in_doubt_is_not_called_dead)
{
	struct smx_messages messages;

	/* Of the profile nobody knows what it should be. */
	unit_write("a.list", "qq.com\n");
	unit_review("zone \"a\" { file = \"a.list\" profile = open }\n", &messages);
	ck_assert_uint_eq(messages.n_warnings, 0);
	smx_messages_free(&messages);
	unit_write("z.zone", UNIT_ZONE_HEAD "@ TXT \"profile=open\"\nqq.com CNAME .\n");
	unit_review("zone \"a\" { file = \"z.zone\" }\n", &messages);
	ck_assert_uint_eq(messages.n_warnings, 0);
	smx_messages_free(&messages);
	/* In other files it is known, and a list has no parameters. */
	unit_write("a.list", "qq.com\na..b\n");
	unit_review("zone \"z\" { file = \"z.zone\" }\nzone \"a\" { file = \"a.list\" }\n",
		    &messages);
	ck_assert_uint_eq(messages.n_errors, 2);
	ck_assert_uint_eq(messages.n_warnings, 1);
	smx_messages_free(&messages);
	/* So it is where the records could be read. */
	unit_write("z.zone", UNIT_ZONE_HEAD "_straymx.a.mil TXT \"profile=closed\"\nqq.com CNAME .\n");
	unit_review("zone \"z\" { file = \"z.zone\" }\n", &messages);
	ck_assert_uint_eq(messages.n_errors, 1);
	ck_assert_uint_eq(messages.n_warnings, 1);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(the_module_gets_no_advice)
{
	struct smx_messages messages;

	unit_write("a.list", "qq.com\ngmail.com\ngmai.com\n!gmial.com\n");
	smx_policy_free(unit_load("zone \"a\" { file = \"a.list\" }\n", &messages));
	ck_assert_uint_eq(messages.n_messages, 0);
	smx_messages_free(&messages);
	unit_review("zone \"a\" { file = \"a.list\" }\n", &messages);
	ck_assert_uint_eq(messages.n_warnings, 3);
	smx_messages_free(&messages);
}
END_TEST

Suite *
suite_advice(void)
{
	Suite *suite = suite_create("advice");
	TCase *tcase = tcase_create("advice");

	tcase_set_timeout(tcase, 300); /* valgrind */
	tcase_add_test(tcase, warnings_and_what_is_fine);
	tcase_add_test(tcase, many_exempt_names_are_counted);
	tcase_add_test(tcase, what_is_in_doubt_is_not_called_dead);
	tcase_add_test(tcase, the_module_gets_no_advice);
	suite_add_tcase(suite, tcase);
	return suite;
}
