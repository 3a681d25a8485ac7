/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "policy/conf.h"
#include "unit.h"

#define ZONE "zone a { file = x "
#define TOP                                                                                        \
	"enabled, state-dir, reload-interval, sweep-interval, ttl, types, keyboard, log-clients, "     \
	"allow and zone"
#define IN_ZONE "file, mode, profile, action, clients, exempt-clients and verify-failure"

/* Each of these has one error, and one message alone. */
static const struct {
	const char *text, *message;
} cases[] = {
	/* Names. */
	{"\nenable = yes\n", "c:2: no such option 'enable'; did you mean 'enabled'?"},
	{"reload-intervall = 5\n",
	 "c:1: no such option 'reload-intervall'; did you mean 'reload-interval'?"},
	{"TTL = 5\n", "c:1: no such option 'TTL'; did you mean 'ttl'?"},
	{"ttl: 5\n", "c:1: no such option 'ttl:'; did you mean 'ttl'?"},
	{"colour = red\n", "c:1: no such option 'colour'; there are " TOP},
	{ZONE "colour = red }\n", "c:1: no such option 'colour' in a zone; there are " IN_ZONE},
	{ZONE "ttl = 5 }\n",
	 "c:1: no such option 'ttl' in a zone: it belongs outside, before or after"},
	{"mode = monitor\n", "c:1: no such option 'mode' outside of a zone: it belongs between the "
			     "braces of one"},
	{"state-dir = my folder\n", "c:1: no such option 'folder'; it has no = behind it either: a "
				    "value with blanks needs quotes around it"},
	{"\"ttl\" = 5\n",
	 "c:1: 'ttl' in quotes where an option should begin: names of options have none"},
	{"\"\" = 5\n",
	 "c:1: '' in quotes where an option should begin: names of options have none"},
	{"zone|file = x\n", "c:1: no such option 'zone|file'; there are " TOP},
	{"end-of-file = yes\n", "c:1: no such option 'end-of-file'; there are " TOP},
	{"\001\002\n", "c:1: no such option '?\?'; there are " TOP},
	/* Values. */
	{"enabled = perhaps\n", "c:1: enabled = perhaps: it takes yes or no"},
	{"ttl = soon\n", "c:1: ttl = soon: it takes 0 to 604800 seconds"},
	{"ttl = 5;\n", "c:1: ttl = 5;: it takes 0 to 604800 seconds"},
	{"ttl = 99999999999999999999\n",
	 "c:1: ttl = 99999999999999999999: it takes 0 to 604800 seconds"},
	{"ttl = -1\n", "c:1: ttl = -1: it takes 0 to 604800 seconds"},
	{"\n\nttl = 604801\n", "c:3: ttl = 604801: it takes 0 to 604800 seconds"},
	{"reload-interval = 0\n", "c:1: reload-interval = 0: it takes 1 to 604800 seconds"},
	{"sweep-interval = 0\n", "c:1: sweep-interval = 0: it takes 1 to 604800 seconds"},
	{"keyboard = dvorak\n", "c:1: keyboard = dvorak: it takes qwerty, qwertz or azerty"},
	{"state-dir = ''\n", "c:1: state-dir = : it takes the path of a folder"},
	{"types = { MX, AXFR }\n", "c:1: types: 'AXFR' is no type of record"},
	{"types = { FOO }\n", "c:1: types: 'FOO' is no type of record"},
	{"\ntypes = { }\n", "c:2: types is empty: to turn straymx off, write enabled = no"},
	{"zone \"a\" { }\n", "c:1: zone \"a\" names no file: write file = \"path\" in it"},
	{ZONE "\nprofile = loose\n}\n",
	 "c:2: profile = loose: it takes strict, balanced, wide or closed"},
	{ZONE "action = data }\n", "c:1: action = data: it takes nxdomain, nodata or nullmx"},
	{ZONE "mode = on }\n", "c:1: mode = on: it takes enforce or monitor"},
	{ZONE "verify-failure = maybe }\n",
	 "c:1: verify-failure = maybe: it takes defer, pass or intercept"},
	{ZONE "clients = { \"10.0.0.0/33\" } }\n",
	 "c:1: clients: '10.0.0.0/33' is no address or network (10.0.0.0/8, 2001:db8::/32)"},
	{ZONE "exempt-clients = { ::1/128, nonsense } }\n",
	 "c:1: exempt-clients: 'nonsense' is no address or network (10.0.0.0/8, 2001:db8::/32)"},
	/* Settings. */
	{"ttl 5\n", "c:1: a = is missing between 'ttl' and '5'"},
	{"ttl += 5\n", "c:1: 'ttl' is no list: write ttl = value"},
	{"ttl = = 5\n", "c:1: ttl: its value is missing before '='; it takes 0 to 604800 seconds"},
	{"ttl =\nenabled = no\n",
	 "c:2: ttl: its value is missing before 'enabled'; it takes 0 to 604800 seconds"},
	{"ttl =\n", "c:1: the end of the file in the middle of 'ttl'"},
	{"keyboard = { qwerty }\n", "c:1: keyboard is no list: it takes qwerty, qwertz or azerty"},
	{"types = MX, A\n", "c:1: a comma outside of a list: several values need braces, { a, b }, "
			    "and settings no comma between them"},
	{"types = { MX A }\n", "c:1: types: a comma or a } is missing before 'A'"},
	{"types = { MX, A\nttl = 5\n", "c:2: types: a comma or a } is missing before 'ttl'"},
	{"types = { , MX }\n", "c:1: types: ',' in its list: write { a, b }"},
	{"= 5\n", "c:1: '=' where an option should begin"},
	/* Zones. */
	{ZONE "}\nzone \"a\" { file = y }\n",
	 "c:2: the title \"a\" is given twice: each zone needs its own"},
	{"zone { file = x }\n", "c:1: a zone without title: write zone \"title\" { ... }"},
	{"zone a\nfile = x\n}\n", "c:2: a { is missing behind the title \"a\""},
	{ZONE "\nzone b { file = y }\n", "c:2: a zone in the zone \"a\": a } is missing before it"},
	{"ttl = 60\nzone \"a\" {\n file = x\n", "c:2: a zone that is not closed: a } is missing"},
	{ZONE "}\n}\n", "c:2: a } that closes nothing"},
	/* Quotes and comments. */
	{"ttl = 60\n/* open\nttl = 70\n", "c:2: a comment that is not closed: a */ is missing"},
	{"state-dir = \"open\n", "c:1: a quote is not closed on its line: \"open"},
	{"state-dir = 'open\nttl = 5\n", "c:1: a quote is not closed on its line: 'open"},
	{"state-dir = \"${HOME\"\n", "c:1: a ${ is not closed on its line: \"${HOME\""},
	{"state-dir = ${HOME\n", "c:1: a ${ is not closed on its line: ${HOME"},
	{"state-dir = \"\\9\"\n", "c:1: a backslash before a digit; write \\\\ or \\xHH: \"\\9\""},
	{"allow = *.list\n", "c:1: this needs quotes around it: *"},
};

START_TEST(what_is_wrong_is_said_once)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "c", 0};
	struct smx_conf conf;

	smx_messages_init(&messages);
	ck_assert_int_ne(
		smx_conf_parse(&conf, cases[_i].text, strlen(cases[_i].text), &place), SMX_OK);
	ck_assert_str_eq(unit_message(&messages, 0), cases[_i].message);
	if (messages.n_messages > 1)
		ck_abort_msg("%s: then %s", cases[_i].text, unit_message(&messages, 1));
	smx_conf_free(&conf);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(the_last_of_two_holds_with_a_warning)
{
	static const char text[] = "ttl = 1\nenabled = yes\n" ZONE "}\nzone b { file = x\nfile = y }\n"
				   "enabled = no\nttl = 2\n";
	static const char *const warnings[] = {
		"c:5: 'file' is given twice, and the last one holds: remove the other",
		"c:6: 'enabled' is given twice, and the last one holds: remove the other",
		"c:7: 'ttl' is given twice, and the last one holds: remove the other",
	};
	struct smx_messages messages;
	struct smx_place place = {&messages, "c", 0};
	struct smx_conf conf;

	smx_messages_init(&messages);
	ck_assert_int_eq(smx_conf_parse(&conf, text, strlen(text), &place), SMX_OK);
	ck_assert(!conf.is_enabled);
	ck_assert_uint_eq(conf.ttl, 2);
	ck_assert_str_eq(conf.zones[1].file, "y");
	ck_assert_uint_eq(messages.n_messages, sizeof warnings / sizeof warnings[0]);
	for (size_t i = 0; i < messages.n_messages; i++)
		ck_assert_str_eq(unit_message(&messages, i), warnings[i]);
	smx_conf_free(&conf);
	smx_messages_free(&messages);
}
END_TEST

Suite *
suite_confexplain(void)
{
	Suite *suite = suite_create("confexplain");
	TCase *tcase = tcase_create("confexplain");

	tcase_add_loop_test(tcase, what_is_wrong_is_said_once, 0,
			    sizeof cases / sizeof cases[0]);
	tcase_add_test(tcase, the_last_of_two_holds_with_a_warning);
	suite_add_tcase(suite, tcase);
	return suite;
}
