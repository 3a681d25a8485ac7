/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The module as a file, and as a guest of the daemon.
 */
#include "system.h"

#include "expect.h"
#include "tool.h"

/* One more would be one that could clash with Unbound's or a library's. */
START_TEST(the_module_exports_six_symbols)
{
	static const char *const argv[] = {
		"/bin/sh", "-c", "nm -D --defined-only \"$STRAYMX_SO\" | sed 's/.* //' | LC_ALL=C sort",
		NULL};
	char *output;

	ck_assert_int_eq(process_output(argv, &output), 0);
	ck_assert_str_eq(output, "clear\ndeinit\nget_mem\ninform_super\ninit\noperate\n");
	free(output);
}
END_TEST

START_TEST(sigterm_ends_unbound_well)
{
	system_prepare_own("sigterm");
	ck_assert(fixture_write(system_own.dir, ""));
	system_start_own();
	system_check_intercepts(&system_own);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* By get_mem() of the module; its policy has some entries of more than 100 bytes each. */
START_TEST(the_memory_in_use_is_reported)
{
	static const char key[] = "mem.mod.dynlibmod=";
	const char *found;
	char *stats;

	ck_assert(resolver_control(&system_resolver, "stats_noreset", &stats));
	found = strstr(stats, key);
	ck_assert_ptr_nonnull(found);
	ck_assert_int_gt(strtol(found + strlen(key), NULL, 10), 1000);
	free(stats);
}
END_TEST

START_TEST(the_environment_names_another_configuration)
{
	char dir[RUN_PATH_SIZE], conf_path[RUN_PATH_SIZE];

	system_prepare_own("environment");
	ck_assert(run_make_dir("elsewhere", dir));
	ck_assert(fixture_write(dir, ""));
	run_path(conf_path, dir, "straymx.conf");
	ck_assert(resolver_start(&system_own, &system_upstream, conf_path));
	system_check_intercepts(&system_own);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

static void
write_shipped_conf(void)
{
	static const char *const zones[] = {"mil", "gov", "freemail", "example"};
	const char *folder = tool_path(TOOL_ZONES);
	char text[4096];
	size_t len =
		(size_t)snprintf(text, sizeof text,
				 "state-dir = \"state\"\nallow = { \"%s/allow.list\" }\n", folder);

	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
		len += (size_t)snprintf(text + len, sizeof text - len,
					"zone \"%s\" { file = \"%s/%s.zone\" }\n", zones[i],
					folder, zones[i]);
	ck_assert(run_write_text(system_own.dir, "straymx.conf", text));
}

START_TEST(the_shipped_zones_load_without_a_warning)
{
	struct question question = query_make("", "army.ml", LDNS_RR_TYPE_MX, 0);
	unsigned long n_before = system_count_lookalikes();
	struct answer answer;

	system_prepare_own("shipped");
	write_shipped_conf();
	system_start_own();
	ck_assert_uint_eq(resolver_count_log(&system_own, "straymx: "), 1);
	ck_assert_uint_eq(resolver_count_log(&system_own, " in 4 zones from "), 1);
	system_ask(&system_own, &question, &answer);
	ck_assert_uint_eq(ldns_pkt_ancount(answer.pkt), 0);
	answer_free(&answer);
	ck_assert_uint_eq(system_count_lookalikes(), n_before);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_daemon(void)
{
	Suite *suite = suite_create("daemon");
	TCase *tcase = tcase_create("daemon");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	tcase_add_test(tcase, the_module_exports_six_symbols);
	tcase_add_test(tcase, sigterm_ends_unbound_well);
	tcase_add_test(tcase, the_memory_in_use_is_reported);
	tcase_add_test(tcase, the_environment_names_another_configuration);
	tcase_add_test(tcase, the_shipped_zones_load_without_a_warning);
	suite_add_tcase(suite, tcase);
	return suite;
}
