/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "policy/conf.h"
#include "unit.h"

static int
read_conf(const char *text, struct smx_conf *conf, struct smx_messages *messages)
{
	struct smx_place place = {messages, "folder/c", 0};
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
	ck_assert_uint_eq(conf.reload_interval, 5);
	ck_assert_uint_eq(conf.sweep_interval, 300);
	ck_assert_str_eq(conf.state_dir, "/var/lib/unbound/straymx");
	ck_assert_int_eq(conf.keyboard, SMX_QWERTY);
	ck_assert_int_eq(conf.log_clients, SMX_CLIENTS_FULL);
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

	ck_assert_int_eq(
		read_conf("enabled         = yes        # no: pass everything\n"
			  "state-dir       = state\n"
			  "reload-interval = 7          # seconds between looks at the files\n"
			  "sweep-interval  = 0x100\n"
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
			  "    verify-failure = pass\n"
			  "}\n",
			  &conf, &messages),
		SMX_OK);
	ck_assert_uint_eq(conf.n_allow, 1);
	ck_assert_uint_eq(conf.n_zones, 1);
	ck_assert_str_eq(conf.zones[0].title, "mil");
	ck_assert_str_eq(conf.zones[0].file, "folder/zones/mil.zone");
	ck_assert_str_eq(conf.allow[0], "folder/allow.list");
	ck_assert_str_eq(conf.state_dir, "folder/state");
	ck_assert_uint_eq(conf.reload_interval, 7);
	ck_assert_uint_eq(conf.sweep_interval, 256);
	ck_assert_int_eq(conf.zones[0].verify_failure, SMX_FAILURE_PASS);
	ck_assert_uint_eq(conf.zones[0].clients.n_networks, 2);
	ck_assert_int_eq(conf.zones[0].params.values[SMX_PARAM_PROFILE], SMX_BALANCED);
	ck_assert_int_eq(conf.zones[0].params.values[SMX_PARAM_ACTION], SMX_NXDOMAIN);
	ck_assert_int_eq(conf.zones[0].params.values[SMX_PARAM_MODE], SMX_ENFORCE);
	ck_assert_int_eq(conf.zones[0].params.values[SMX_PARAM_VERIFY], SMX_PARAM_UNSET);
	smx_conf_free(&conf);
}
END_TEST

START_TEST(what_is_no_text_is_refused)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "c", 0};
	char *text = malloc(SMX_CONF_MAX);
	struct smx_conf conf;

	ck_assert_ptr_nonnull(text);
	memset(text, '\n', SMX_CONF_MAX);
	smx_messages_init(&messages);
	ck_assert_int_eq(smx_conf_parse(&conf, text, SMX_CONF_MAX, &place), SMX_ELIMIT);
	ck_assert_str_eq(unit_message(&messages, 0), "c: 1048576 bytes or more; less are read");
	smx_conf_free(&conf);
	ck_assert_int_eq(smx_conf_parse(&conf, text, SMX_CONF_MAX - 1, &place), SMX_OK);
	smx_conf_free(&conf);
	text[5] = '\0';
	ck_assert_int_eq(smx_conf_parse(&conf, text, 10, &place), SMX_ESYNTAX);
	ck_assert_str_eq(unit_message(&messages, 1),
			 "c: a NUL byte: this is not a text file");
	smx_conf_free(&conf);
	ck_assert_int_eq(smx_conf_parse(&conf, NULL, 0, &place), SMX_OK);
	smx_conf_free(&conf);
	smx_messages_free(&messages);
	free(text);
}
END_TEST

START_TEST(the_state_directory_is_found_in_what_is_broken)
{
	static const struct {
		const char *text, *path, *why;
	} cases[] = {
		{"", "/var/lib/unbound/straymx", "the default"},
		{"ttl = 5\nstate-dir = \"/a b\"\n", "/a b", "a whole file"},
		{"state-dir = s", "folder/s", "a relative path"},
		{"state-dir = 's' zone", "folder/s", "the end is missing"},
		{"zone { {{ \"\n} ) state-dir = s\n", "folder/s", "broken before it"},
		{"# state-dir = x\n// state-dir = x\n/* state-dir = x */ state-dir = s",
		 "folder/s", "comments do not count"},
		{"/* not closed\nstate-dir = s\n", "folder/s", "no more than what cannot be one"},
		{"allow = 'state-dir = x\nstate-dir = s", "folder/s", "a quote that is open"},
		{"allow = 'state-dir = x'\n", "/var/lib/unbound/straymx", "in quotes"},
		{"state-dir = \"open\n", "/var/lib/unbound/straymx", "itself broken"},
		{"state-dir = \"\"\nstate-dir = { a }\nstate-dir = s\n", "folder/s",
		 "the first that can be understood"},
		{"xstate-dir = x\nstate-dirx = x\nstate-dir x\n", "/var/lib/unbound/straymx",
		 "something else"},
		{"state-dir = \"\\x41${UNSET:-b}\"\n", "folder/Ab", "as libConfuse reads it"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_place place = {NULL, "folder/c", 0};
		char *path;

		path = smx_conf_find_state_dir(cases[i].text, strlen(cases[i].text), &place);
		ck_assert_ptr_nonnull(path);
		ck_assert_msg(strcmp(path, cases[i].path) == 0, "%s: %s", cases[i].why, path);
		free(path);
	}
}
END_TEST

START_TEST(the_state_directory_is_found_in_what_is_no_text)
{
	static const char text[] = "\0 state-dir = a\0b\n\"\0\" state-dir = s\n";
	struct smx_place place = {NULL, "c", 0};
	char *path;

	path = smx_conf_find_state_dir(NULL, 0, &place);
	ck_assert_str_eq(path, "/var/lib/unbound/straymx");
	free(path);
	path = smx_conf_find_state_dir(text, sizeof text - 1, &place);
	ck_assert_str_eq(path, "a");
	free(path);
}
END_TEST

START_TEST(memory_may_run_out)
{
	static const char *const texts[] = {
		"state-dir = s\nallow = { a, b }\nzone a { file = x clients = ::1 }\n",
		"state-dir = s\ntyp = A\nzone a { file = x\nzone b { file = y }\n",
	};
	struct smx_messages messages;
	struct smx_place place = {&messages, "c", 0};
	struct smx_conf conf;

	for (size_t n = 0; n < 200; n++) {
		const char *text = texts[n % 2];
		char *path;
		int rc;

		smx_messages_init(&messages);
		alloc_fail_after(n / 2);
		rc = smx_conf_parse(&conf, text, strlen(text), &place);
		alloc_never_fail();
		ck_assert_int_eq(rc == SMX_OK, messages.n_errors == 0);
		if (rc == SMX_OK)
			ck_assert_str_eq(conf.state_dir, "s");
		smx_conf_free(&conf);
		alloc_fail_after(n / 2);
		path = smx_conf_find_state_dir(text, strlen(text), &place);
		alloc_never_fail();
		ck_assert(path == NULL || strcmp(path, "s") == 0);
		free(path);
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
	tcase_add_test(tcase, what_is_no_text_is_refused);
	tcase_add_test(tcase, the_state_directory_is_found_in_what_is_broken);
	tcase_add_test(tcase, the_state_directory_is_found_in_what_is_no_text);
	tcase_add_test(tcase, memory_may_run_out);
	suite_add_tcase(suite, tcase);
	return suite;
}
