/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "policy/conf.h"
#include "unit.h"

static int
read_conf(const char *text, struct smx_conf *conf, struct smx_messages *messages)
{
	struct smx_place place = {messages, unit_write("c", text), 0};
	int rc;

	smx_messages_init(messages);
	rc = smx_conf_parse(conf, text, strlen(text), &place);
	ck_assert_int_eq(rc == SMX_OK, messages->n_errors == 0);
	return rc;
}

START_TEST(defaults)
{
	struct smx_messages messages;
	struct smx_conf conf;

	ck_assert_int_eq(read_conf("", &conf, &messages), SMX_OK);
	ck_assert(conf.is_enabled);
	ck_assert_uint_eq(conf.ttl, 60);
	ck_assert_int_eq(conf.keyboard, SMX_QWERTY);
	ck_assert_uint_eq(conf.n_types, 4);
	ck_assert_uint_eq(conf.types[0], 15);
	ck_assert_uint_eq(conf.types[1], 1);
	ck_assert_uint_eq(conf.types[2], 28);
	ck_assert_uint_eq(conf.types[3], 255);
	ck_assert_uint_eq(conf.n_zones, 0);
	smx_conf_free(&conf);
}
END_TEST

START_TEST(the_file_of_the_design_is_read)
{
	struct smx_messages messages;
	struct smx_conf conf;
	char path[512];

	ck_assert_int_eq(
		read_conf("enabled         = yes        # no: pass everything\n"
			  "state-dir       = \"/var/lib/unbound/straymx\"\n"
			  "reload-interval = 5          # seconds between looks at the files\n"
			  "sweep-interval  = 300\n"
			  "ttl             = 60\n"
			  "types           = { MX, A, AAAA, ANY }\n"
			  "keyboard        = qwerty     # qwerty | qwertz | azerty\n"
			  "allow           = { \"allow.list\" }\n"
			  "zone \"mil\" {\n"
			  "    file           = \"zones/mil.zone\"\n"
			  "    mode           = enforce\n"
			  "    profile        = balanced\n"
			  "    action         = nxdomain\n"
			  "    clients        = { \"10.0.0.0/8\" }\n"
			  "    exempt-clients = { \"10.9.0.0/16\" }\n"
			  "    verify-failure = defer\n"
			  "}\n",
			  &conf, &messages),
		SMX_OK);
	ck_assert_uint_eq(conf.n_allow, 1);
	ck_assert_uint_eq(conf.n_zones, 1);
	ck_assert_str_eq(conf.zones[0].title, "mil");
	snprintf(path, sizeof path, "%s/zones/mil.zone", unit_dir);
	ck_assert_str_eq(conf.zones[0].file, path);
	ck_assert_uint_eq(conf.zones[0].clients.n_networks, 2);
	ck_assert_int_eq(conf.zones[0].params.values[SMX_PARAM_PROFILE], SMX_BALANCED);
	ck_assert_int_eq(conf.zones[0].params.values[SMX_PARAM_ACTION], SMX_NXDOMAIN);
	ck_assert_int_eq(conf.zones[0].params.values[SMX_PARAM_MODE], SMX_ENFORCE);
	ck_assert_int_eq(conf.zones[0].params.values[SMX_PARAM_VERIFY], SMX_PARAM_UNSET);
	smx_conf_free(&conf);
}
END_TEST

START_TEST(what_is_wrong_is_said)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{"\nenable = yes\n", "c:2: no such option 'enable'"},
		{"enabled = perhaps\n", "c:1: invalid boolean value for option 'enabled'"},
		{"ttl = soon\n", "c:1: invalid integer value for option 'ttl'"},
		{"ttl = -1\n", "c:1: ttl = -1: it takes 0 to 604800 seconds"},
		{"\n\nttl = 604801\n", "c:3: ttl = 604801: it takes 0 to 604800 seconds"},
		{"reload-interval = 0\n", "c:1: reload-interval = 0: it takes 1 to 604800 seconds"},
		{"sweep-interval = 0\n", "c:1: sweep-interval = 0: it takes 1 to 604800 seconds"},
		{"keyboard = dvorak\n", "c:1: keyboard = dvorak: it takes qwerty, qwertz or azerty"},
		{"types = { MX, AXFR }\n", "c:1: types: 'AXFR' is no type of record"},
		{"types = { FOO }\n", "c:1: types: 'FOO' is no type of record"},
		{"types = { }\n", "c: types is empty: to turn straymx off, write enabled = no"},
		{"zone \"a\" { }\n", "c:1: zone \"a\" names no file"},
		{"zone \"a\" {\n file = x\n profile = loose\n}\n",
		 "c:3: profile = loose: it takes strict, balanced, wide or closed"},
		{"zone \"a\" {\n file = x\n action = data\n}\n",
		 "c:3: action = data: it takes nxdomain, nodata or nullmx"},
		{"zone \"a\" {\n file = x\n mode = on\n}\n",
		 "c:3: mode = on: it takes enforce or monitor"},
		{"zone \"a\" {\n file = x\n verify-failure = maybe\n}\n",
		 "c:3: verify-failure = maybe: it takes defer, pass or intercept"},
		{"zone \"a\" {\n file = x\n clients = { \"10.0.0.0/33\" }\n}\n",
		 "c:3: clients: '10.0.0.0/33' is no address or network (10.0.0.0/8, "
		 "2001:db8::/32)"},
		{"zone \"a\" {\n file = x\n exempt-clients = { \"::1/128\", \"nonsense\" }\n}\n",
		 "c:3: exempt-clients: 'nonsense' is no address or network (10.0.0.0/8, "
		 "2001:db8::/32)"},
		{"zone \"a\" {\n file = x\n colour = red\n}\n", "c:3: no such option 'colour'"},
		{"zone \"a\" { file = x }\nzone \"a\" { file = y }\n",
		 "c:2: found duplicate title 'a'"},
		{"zone { file = x }\n", "c:1: missing title for section 'zone'"},
		{"ttl = 60\nzone \"a\" {\n file = x\n", "c:3: the end of the file in a section: a } is missing"},
		{"end-of-file = yes\nttl = 60 /* open\n", "c:1: no such option 'end-of-file'"},
		{"ttl = 60 /* open\n", "c: the end of the file in a comment"},
		{"state-dir = \"open\n", "c:1: premature end of file"},
		{"\001\002\n", "c:1: no such option '?\?'"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_conf conf;

		ck_assert_msg(read_conf(cases[i].text, &conf, &messages) != SMX_OK, "%s",
			      cases[i].text);
		ck_assert_str_eq(unit_message(&messages, 0), cases[i].message);
		smx_conf_free(&conf);
		smx_messages_free(&messages);
	}
}
END_TEST

Suite *
suite_conf(void)
{
	Suite *suite = suite_create("conf");
	TCase *tcase = tcase_create("conf");

	tcase_add_test(tcase, defaults);
	tcase_add_test(tcase, the_file_of_the_design_is_read);
	tcase_add_test(tcase, what_is_wrong_is_said);
	suite_add_tcase(suite, tcase);
	return suite;
}
