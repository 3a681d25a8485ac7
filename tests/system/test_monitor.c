/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Monitor mode: clients see no difference, and each question is counted.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>

#include "cache.h"
#include "query.h"
#include "status.h"
#include "zones.h"

#define WATCHED "zone \"one\" { file = \"one.zone\" mode = monitor }\n"

static void
start(const char *name, const char *names)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, WATCHED, ""));
	ck_assert(zones_write(system_own.dir, "one", names));
	system_start_own();
}

START_TEST(each_question_is_counted)
{
	start("monitor", "army.mil");
	for (int i = 0; i < 30; i++) {
		ck_assert(!zones_intercepts(&system_own, "", "army.ml"));
		ck_assert(!zones_intercepts(&system_own, "mail.", "army.ml"));
		ck_assert(!zones_intercepts(&system_own, "", "dod.ml")); /* is near nothing */
	}
	ck_assert(status_wait_count(&system_own, "monitored", 60));
	/* It is in the cache, and was answered from there. */
	ck_assert_int_gt(cache_count(&system_own, "army.ml"), 0);
	ck_assert(resolver_wait_log(&system_own,
				    "straymx: monitor: army.ml -> army.mil? nxdomain A 127.0.0.1 tld one",
				    1));
	ck_assert(status_wait_count(&system_own, "intercepted", 0));
	/* Enforced: what is in the cache goes, and nothing passes any more. */
	ck_assert(zones_write_conf(system_own.dir, "", "one"));
	zones_wait(&system_own, "army.ml", true);
	ck_assert(cache_wait(&system_own, "army.ml", 0));
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(a_new_policy_watches_other_names)
{
	start("monitor-other", "navy.mil");
	for (int i = 0; i < 5; i++)
		ck_assert(!zones_intercepts(&system_own, "", "army.ml"));
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	ck_assert(status_wait_generation(&system_own, 2));
	for (int i = 0; i < 5; i++)
		ck_assert(!zones_intercepts(&system_own, "", "army.ml"));
	ck_assert(status_wait_count(&system_own, "monitored", 5));
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(so_many_lines_are_logged_in_a_second)
{
	size_t n_lines;
	long begun;

	start("monitor-lines", "army.mil");
	begun = run_now();
	for (int i = 0; i < 300; i++) {
		char prefix[16];

		snprintf(prefix, sizeof prefix, "n%d.", i);
		ck_assert(!zones_intercepts(&system_own, prefix, "army.ml"));
	}
	ck_assert(resolver_wait_log(&system_own, "straymx: monitor: ", 10));
	n_lines = resolver_count_log(&system_own, "straymx: monitor: ");
	ck_assert_uint_ge(n_lines, 10);
	ck_assert_uint_le(n_lines, 10 * (size_t)((run_now() - begun) / 1000 + 2));
	ck_assert(status_wait_count(&system_own, "monitored", 300));
	ck_assert(!zones_intercepts(&system_own, "", "army.ml"));
	ck_assert(resolver_wait_log(&system_own, "more incidents were not logged", 1));
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* The upstream has army.mil, and nothing at or below dod.mil. */
static void
ask_below_ml(int n)
{
	for (int i = 0; i < n; i++) {
		ck_assert(!zones_intercepts(&system_own, "", "army.ml"));
		ck_assert(!zones_intercepts(&system_own, "nobody.", "dod.ml"));
	}
}

START_TEST(what_would_have_passed_is_not_counted)
{
	start("monitor-suffix", "mil");
	ask_below_ml(1);
	ck_assert(status_wait_count(&system_own, "monitored", 1));
	/* By then it is known of both intended names whether they exist. */
	ask_below_ml(9);
	ck_assert(status_wait_count(&system_own, "monitored", 10));
	ck_assert(status_wait_count(&system_own, "unverified", 0));
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_monitor(void)
{
	Suite *suite = suite_create("monitor");
	TCase *tcase = tcase_create("monitor");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	tcase_add_test(tcase, each_question_is_counted);
	tcase_add_test(tcase, a_new_policy_watches_other_names);
	tcase_add_test(tcase, so_many_lines_are_logged_in_a_second);
	tcase_add_test(tcase, what_would_have_passed_is_not_counted);
	suite_add_tcase(suite, tcase);
	return suite;
}
