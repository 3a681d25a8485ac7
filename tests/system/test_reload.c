/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * `unbound-control reload`, while clients ask.
 */
#include "system.h"

#include <pthread.h>

#include "expect.h"
#include "flight.h"

#define N_RELOADS 50
#define N_LEAST 100 /* questions, of the clients */
#define RESTARTED "start of service" /* what the log has of a reload */

/* ---- clients that ask all the time -------------------------------------------------- */

static struct flight flight;
static pthread_t flight_thread;
static bool is_flying;

static struct question
ask(size_t i)
{
	unsigned state = (unsigned)i * 2654435761u + 1;
	const char *name;
	char prefix[32];

	if (i % 2 == 0)
		name = fixture_lookalikes[i / 2 % fixture_n_lookalikes].name;
	else
		name = "army.mil";
	snprintf(prefix, sizeof prefix, "q%d.", rand_r(&state));
	return query_make(prefix, name, LDNS_RR_TYPE_A, rand_r(&state) & 64 ? QUERY_EDNS : 0);
}

static const char *
verify(size_t i, const struct question *question, const struct answer *answer)
{
	const struct lookalike *lookalike = &fixture_lookalikes[i / 2 % fixture_n_lookalikes];
	char intended[QUERY_NAME_SIZE];

	if (i % 2 != 0)
		return expect_passed(question, answer, "A 198.51.100.2");
	expect_intended(question, lookalike, intended);
	return expect_made_up(question, answer, lookalike, intended);
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
	flight.n_least = N_LEAST;
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
	ck_assert_uint_eq(flight.n_right, flight.n_asked);
	ck_assert_uint_ge(flight.n_right, N_LEAST);
}

static void
teardown(void)
{
	stop_clients();
	system_teardown();
}

/* ---- reloads ----------------------------------------------------------------------------- */

/*
 * Reload, and wait until the log says that it is done, and the resolver has work
 * done again: a reload drops what is under way, so that one after the other
 * without a pause would leave none of the clients any time.
 */
static void
reload(void)
{
	struct question question = query_make("", "army.mil", LDNS_RR_TYPE_A, 0);
	size_t n = resolver_count_log(&system_own, RESTARTED);
	struct answer answer;

	ck_assert(resolver_control(&system_own, "reload", NULL));
	ck_assert(resolver_wait_log(&system_own, RESTARTED, n + 1));
	system_ask(&system_own, &question, &answer);
	answer_free(&answer);
}

START_TEST(a_broken_zone_changes_nothing)
{
	system_prepare_own("reload");
	ck_assert(fixture_write(system_own.dir, ""));
	system_start_own();
	start_clients();
	system_check_intercepts(&system_own);

	ck_assert(fixture_write_broken_zone(system_own.dir));
	reload();
	ck_assert(resolver_wait_log(&system_own, FIXTURE_BROKEN_LINE, 1));
	ck_assert(resolver_wait_log(&system_own, "the last version in order, of", 1));
	system_check_intercepts(&system_own);

	ck_assert(fixture_write_good_zone(system_own.dir));
	reload();
	system_check_intercepts(&system_own);

	check_clients();
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(many_reloads_in_a_row_under_load)
{
	system_prepare_own("reloads");
	ck_assert(fixture_write(system_own.dir, ""));
	system_start_own();
	start_clients();
	for (int i = 0; i < N_RELOADS; i++) {
		if (i % 5 == 3)
			ck_assert(fixture_write_broken_zone(system_own.dir));
		else
			ck_assert(fixture_write_good_zone(system_own.dir));
		reload();
	}
	system_check_intercepts(&system_own);
	check_clients();
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_reload(void)
{
	Suite *suite = suite_create("reload");
	TCase *tcase = tcase_create("reload");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, a_broken_zone_changes_nothing);
	tcase_add_test(tcase, many_reloads_in_a_row_under_load);
	suite_add_tcase(suite, tcase);
	return suite;
}
