/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * `straymx status` with the status.json of a real resolver.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query.h"
#include "status.h"
#include "zones.h"

/* Run it; fails unless it ends with this code, and says `needle`. */
static void
check_status(int code, const char *needle)
{
	const char *command = getenv("STRAYMX");
	char conf[RUN_PATH_SIZE], *said;
	int got;

	ck_assert(command != NULL && access(command, X_OK) == 0);
	run_path(conf, system_own.dir, "straymx.conf");
	got = process_output((const char *const[]){command, "-c", conf, "status", NULL}, &said);
	ck_assert_msg(got == code && strstr(said, needle) != NULL, "%d: %s", got, said);
	free(said);
}

/* The same, once what has changed is in the file. */
static void
wait_for_status(int code, const char *needle, const char *file, const char *version, long line)
{
	ck_assert(status_wait(&system_own, file, version, line));
	check_status(code, needle);
}

static void
start(const char *name)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, "", "one"));
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	system_start_own();
}

static void
ask(unsigned n)
{
	while (n-- > 0) {
		struct question question = query_make("", "army.ml", LDNS_RR_TYPE_MX, 0);
		struct answer answer;

		system_ask(&system_own, &question, &answer);
		answer_free(&answer);
	}
}

START_TEST(status_says_what_a_resolver_does)
{
	start("status");
	ask(7);
	ck_assert(status_wait_count(&system_own, "intercepted", 7));
	check_status(0, "nothing is wrong\n");
	check_status(0, ": acting\n");
	check_status(0, "today:    7 intercepted, 0 deferred, 0 monitored, 0 unverified, since ");
	check_status(0, "1 protected and 0 exempt names in 1 zones\n");
	ck_assert(zones_write_broken(system_own.dir, "one"));
	wait_for_status(1, "one.zone:6: ", "one.zone", "last-good", ZONES_BROKEN_LINE);
	check_status(1, "the last version in order stays in use, of 2");
	ck_assert(zones_write(system_own.dir, "one", "navy.mil"));
	wait_for_status(0, "nothing is wrong\n", "one.zone", "current", 0);
	ck_assert(zones_write_conf(system_own.dir, "enabled = no\n", "one"));
	ck_assert(status_wait_generation(&system_own, 3));
	check_status(1, "straymx.conf says enabled = no: all questions pass\n");
	ck_assert_int_eq(server_stop(&system_own), 0);
	check_status(1, "does not run any more");
}
END_TEST

START_TEST(status_says_that_a_resolver_was_killed)
{
	char path[RUN_PATH_SIZE];

	start("status-killed");
	ask(1);
	ck_assert(status_wait_count(&system_own, "intercepted", 1));
	process_kill(&system_own.process);
	check_status(1, ": not running\n");
	run_path(path, system_own.dir, "state/status.json");
	ck_assert_int_eq(unlink(path), 0);
	check_status(2, "is the module loaded");
}
END_TEST

Suite *
suite_status(void)
{
	Suite *suite = suite_create("status");
	TCase *tcase = tcase_create("status");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	tcase_add_test(tcase, status_says_what_a_resolver_does);
	tcase_add_test(tcase, status_says_that_a_resolver_was_killed);
	suite_add_tcase(suite, tcase);
	return suite;
}
