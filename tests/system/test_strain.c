/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Policies that change while much else is going on.
 */
#include "system.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "expect.h"
#include "flight.h"
#include "status.h"
#include "task.h"
#include "tool.h"
#include "zones.h"

#define RESTARTED "start of service"

/* ---- clients that ask all the time --------------------------------------------------------- */

static struct flight flight;
static pthread_t flight_thread;
static bool is_flying;

/* army.mil is protected by all versions of the policy, navy.mil by some, and names
 * below army.mil exist. */
static struct question
ask(size_t i)
{
	static const char *const names[] = {"army.ml", "navvy.mil", "army.mil"};
	unsigned state = (unsigned)i * 2654435761u + 1;
	char prefix[32];

	snprintf(prefix, sizeof prefix, "q%d.", rand_r(&state) % 1000);
	return query_make(prefix, names[i % 3], LDNS_RR_TYPE_A, QUERY_EDNS);
}

static const char *
verify(size_t i, const struct question *question, const struct answer *answer)
{
	bool is_intercepted;
	const char *wrong;

	if (i % 3 == 2)
		return expect_passed(question, answer, "A 198.51.100.2");
	wrong = zones_judge(question, answer, &is_intercepted);
	if (wrong == NULL && i % 3 == 0 && !is_intercepted)
		return "army.ml was let pass";
	return wrong;
}

static void *
fly(void *unused)
{
	flight_run(&flight);
	return unused;
}

static void
start_clients(void)
{
	memset(&flight, 0, sizeof flight);
	flight.port = system_own.port;
	flight.ask = ask;
	flight.verify = verify;
	flight.n_least = 1000;
	ck_assert_int_eq(pthread_create(&flight_thread, NULL, fly, NULL), 0);
	is_flying = true;
}

static void
stop_clients(void)
{
	if (is_flying) {
		flight.is_over = true;
		pthread_join(flight_thread, NULL);
	}
	is_flying = false;
}

static void
check_clients(void)
{
	stop_clients();
	ck_assert_msg(flight.n_lost + flight.n_wrong == 0,
		      "of %zu questions %zu were lost and %zu got a wrong answer, first %s",
		      flight.n_asked, flight.n_lost, flight.n_wrong, flight.first_wrong);
	ck_assert_uint_ge(flight.n_right, 1000);
}

static void
teardown(void)
{
	stop_clients();
	system_teardown();
}

/* ---- many files ------------------------------------------------------------------------------ */

#define TITLES "z0 z1 z2 z3 z4 z5 z6 z7 z8 z9"
#define N_ZONES 10

/* All zones in a version of their own; each third zone of an odd version is broken. */
static void
write_zones(unsigned version)
{
	for (unsigned i = 0; i < N_ZONES; i++) {
		char title[8];

		snprintf(title, sizeof title, "z%u", i);
		if (version % 2 != 0 && i % 3 == 1)
			ck_assert(zones_write_broken(system_own.dir, title));
		else
			ck_assert(zones_write_big(system_own.dir, title,
						  i == 0             ? "army.mil"
						  : version % 3 == 0 ? "navy.mil"
								     : "",
						  version * 500 + i * 50, 200));
	}
}

START_TEST(many_files_change_under_load_and_no_answer_is_wrong)
{
	long end;

	system_prepare_own("many-files");
	ck_assert(zones_write_conf(system_own.dir, "sweep-interval = 1\n", TITLES));
	write_zones(0);
	system_start_own();
	start_clients();
	for (unsigned version = 1; version <= 4; version++) {
		size_t n = resolver_count_log(&system_own, " exempt names in ");

		/* Not settled for a while, and then for as long as it takes. */
		end = run_now() + 500;
		while (run_now() < end)
			write_zones(version);
		ck_assert(resolver_wait_log(&system_own, " exempt names in ", n + 1));
	}
	check_clients();
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* ---- a list that takes long ------------------------------------------------------------ */

#define N_LONG 300000

START_TEST(sigterm_ends_unbound_while_a_long_list_is_loaded)
{
	long begin;

	system_prepare_own("long");
	ck_assert(zones_write_conf(system_own.dir, "", "one"));
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	system_start_own();
	ck_assert(status_wait_generation(&system_own, 1));
	ck_assert(zones_write_big(system_own.dir, "one", "army.mil", 0, N_LONG));
	ck_assert(task_wait_work(&system_own, 200));
	ck_assert(zones_intercepts(&system_own, "", "army.ml"));
	begin = run_now();
	ck_assert_int_eq(server_stop(&system_own), 0);
	ck_assert_int_lt(run_now() - begin, RUN_PATIENCE / 4);
	/* It did not wait until that was done. */
	ck_assert_uint_eq(resolver_count_log(&system_own, "straymx: 300001 protected"), 0);
}
END_TEST

/* ---- caches that are freed ------------------------------------------------------------ */

#define N_CACHED 5000 /* more take Unbound long to load */
#define N_ROUNDS 5

static void
write_sizes(unsigned round)
{
	char text[128];

	snprintf(text, sizeof text, "server:\n\tmsg-cache-size: %s\n\trrset-cache-size: %s\n",
		 round % 2 != 0 ? "64m" : "32m", round % 3 != 0 ? "128m" : "64m");
	ck_assert(run_write_text(system_own.dir, "extra.conf", text));
}

/* Write what `load_cache` can read: cI.example, N_CACHED of them.  The last number of a
 * message, of an extended error, is one that only newer Unbounds read. */
static void
write_dump(const char *path)
{
	FILE *stream = fopen(path, "we");

	ck_assert_ptr_nonnull(stream);
	fputs("START_RRSET_CACHE\n", stream);
	for (int i = 0; i < N_CACHED; i++)
		fprintf(stream,
			";rrset 3600 1 0 8 0\nc%d.example.\t3600\tIN\tA\t198.18.0.1\n", i);
	fputs("END_RRSET_CACHE\nSTART_MSG_CACHE\n", stream);
	for (int i = 0; i < N_CACHED; i++)
		fprintf(stream,
			"msg c%d.example. IN A 33152 1 3600 0 1 0 0 -1\n"
			"c%d.example. IN A 0\n",
			i, i);
	fputs("END_MSG_CACHE\nEOF\n", stream);
	ck_assert_int_eq(fclose(stream), 0);
}

START_TEST(caches_that_a_reload_frees_are_swept_no_more)
{
	char path[RUN_PATH_SIZE];

	system_prepare_own("sizes");
	ck_assert(zones_write_conf(system_own.dir, "sweep-interval = 1\n", "one two"));
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	ck_assert(zones_write(system_own.dir, "two", ""));
	write_sizes(0);
	run_path(path, system_own.dir, "dump");
	write_dump(path);
	system_start_own();
	start_clients();
	for (unsigned round = 1; round <= N_ROUNDS; round++) {
		ck_assert(resolver_load_cache(&system_own, path));
		write_sizes(round);
		/* In the middle of a sweep: there is nothing else to take so long. */
		ck_assert(task_wait_work(&system_own, 10));
		ck_assert_int_eq(kill(system_own.process.pid, SIGHUP), 0);
		ck_assert(resolver_wait_log(&system_own, RESTARTED, round + 1));
	}
	check_clients();
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* ---- what grows ------------------------------------------------------------ */

#define N_NAMES 5000
#define N_FIRST 10
#define N_SWAPS 50

/* By reloads, which need not wait for two looks; the sanitizers look for what
 * policies leave behind that the thread replaces. */
static void
swap_by_reload(unsigned version)
{
	ck_assert(zones_write_big(system_own.dir, "one", "army.mil", version, N_NAMES));
	ck_assert(zones_age(system_own.dir, "one"));
	ck_assert_int_eq(kill(system_own.process.pid, SIGHUP), 0);
	ck_assert(resolver_wait_log(&system_own, " protected and ", version + 1));
	ck_assert(resolver_wait_log(&system_own, RESTARTED, version + 1));
}

START_TEST(neither_threads_nor_memory_grow_with_each_policy)
{
	size_t n_threads;
	long memory = 0;

	system_prepare_own("growth");
	ck_assert(zones_write_conf(system_own.dir, "reload-interval = 3600\n", "one"));
	ck_assert(zones_write_big(system_own.dir, "one", "army.mil", 0, N_NAMES));
	system_start_own();
	n_threads = task_count(&system_own);
	for (unsigned version = 1; version <= N_FIRST + N_SWAPS; version++) {
		swap_by_reload(version);
		if (version == N_FIRST)
			memory = task_memory(&system_own);
	}
	ck_assert(zones_intercepts(&system_own, "", "army.ml"));
	ck_assert_uint_eq(task_count(&system_own), n_threads);
	/* The sanitizers keep for a while what is freed. */
	if (tool_preload() == NULL)
		ck_assert_int_lt(task_memory(&system_own), memory + memory * 3 / 10);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_strain(void)
{
	Suite *suite = suite_create("strain");
	TCase *tcase = tcase_create("strain");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, many_files_change_under_load_and_no_answer_is_wrong);
	tcase_add_test(tcase, sigterm_ends_unbound_while_a_long_list_is_loaded);
	tcase_add_test(tcase, caches_that_a_reload_frees_are_swept_no_more);
	tcase_add_test(tcase, neither_threads_nor_memory_grow_with_each_policy);
	suite_add_tcase(suite, tcase);
	return suite;
}
