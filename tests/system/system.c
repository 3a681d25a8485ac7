/* SPDX-License-Identifier: BSD-3-Clause */
#include "system.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "expect.h"
#include "tool.h"

#define TIME_MAX 1200 /* seconds for all tests; a server that hangs shall not hang them */
#define EXIT_SKIP 77 /* says automake */

struct server system_upstream, system_resolver, system_own;

/* ---- what tests share ------------------------------------------------------------- */

void
system_prepare_own(const char *name)
{
	ck_assert(resolver_prepare(&system_own, name));
}

void
system_start_own(void)
{
	ck_assert(resolver_start(&system_own, &system_upstream, NULL));
}

void
system_teardown(void)
{
	if (system_own.process.pid != 0)
		server_stop(&system_own);
}

void
system_ask(const struct server *resolver, const struct question *question, struct answer *answer)
{
	ck_assert_msg(query_ask(resolver->port, question, answer), "%s: no answer",
		      query_text(question));
}

static void
check_passing(const struct server *resolver, const char *prefix, const char *name,
	      const char *record)
{
	struct question question = query_make(prefix, name, expect_type(record), QUERY_EDNS);
	struct answer answer;
	const char *wrong;

	system_ask(resolver, &question, &answer);
	wrong = expect_passed(&question, &answer, record);
	answer_free(&answer);
	ck_assert_msg(wrong == NULL, "%s", wrong);
}

void
system_check_passes_all(const struct server *resolver)
{
	for (size_t i = 0; i < fixture_n_passing; i++)
		check_passing(resolver, "", fixture_passing[i].name, fixture_passing[i].record);
	for (size_t i = 0; i < fixture_n_lookalikes; i++) {
		const char *name = fixture_lookalikes[i].name;

		check_passing(resolver, "", name, fixture_thief(LDNS_RR_TYPE_MX));
		check_passing(resolver, "mail.", name, fixture_thief(LDNS_RR_TYPE_A));
	}
}

void
system_check_intercepts(const struct server *resolver)
{
	for (size_t i = 0; i < fixture_n_passing; i++)
		check_passing(resolver, "", fixture_passing[i].name, fixture_passing[i].record);
	for (size_t i = 0; i < fixture_n_lookalikes; i++) {
		const struct lookalike *lookalike = &fixture_lookalikes[i];
		struct question question =
			query_make("", lookalike->name, LDNS_RR_TYPE_MX, QUERY_EDNS);
		struct answer answer;
		const char *wrong;

		system_ask(resolver, &question, &answer);
		wrong = expect_made_up(&question, &answer, lookalike, lookalike->intended);
		answer_free(&answer);
		ck_assert_msg(wrong == NULL, "%s", wrong);
	}
}

unsigned long
system_count_lookalikes(void)
{
	unsigned long n;

	ck_assert(upstream_count_lookalikes(&system_upstream, &n));
	return n;
}

/* ---- the run ------------------------------------------------------------------------ */

static void
on_alarm(int number)
{
	static const char text[] = "system: the tests take too long; a server hangs?\n";

	(void)number;
	(void)!write(STDERR_FILENO, text, sizeof text - 1);
	_exit(EXIT_FAILURE);
}

static bool
start_servers(void)
{
	return fixture_start_upstream(&system_upstream) &&
	       resolver_prepare(&system_resolver, "resolver") &&
	       fixture_write(system_resolver.dir, "") &&
	       resolver_start(&system_resolver, &system_upstream, NULL);
}

/* Whether all tests passed, and the servers ended well after them. */
static bool
run_suites(void)
{
	static Suite *(*const suites[])(void) = {
		suite_answer, suite_edge,   suite_pass,    suite_many,   suite_broken,
		suite_reload, suite_swap,   suite_restart, suite_sweep,  suite_pending,
		suite_strain, suite_daemon, suite_fleet,   suite_chroot,
		suite_verify, suite_clients, suite_journal, suite_metrics, suite_monitor, suite_ways,
		suite_status, suite_abi,
	};
	SRunner *runner = srunner_create(NULL);
	int n_failed;

	for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++)
		srunner_add_suite(runner, suites[i]());
	srunner_set_fork_status(runner, CK_NOFORK); /* the servers are this process's */
	srunner_run_all(runner, CK_NORMAL);
	n_failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return n_failed == 0;
}

/* Whether the resolver that all tests used ends by itself, and without a word of
 * the sanitizers. */
static bool
stop_servers(void)
{
	int code = server_stop(&system_resolver);

	server_stop(&system_upstream);
	if (code != 0) {
		printf("system: unbound ended with exit code %d\n", code);
		run_show_end(system_resolver.log_path);
	}
	return code == 0;
}

int
main(void)
{
	bool is_passed;

	if (!tool_find_all())
		return getenv("STRAYMX_REQUIRE_TOOLS") != NULL ? EXIT_FAILURE : EXIT_SKIP;
	signal(SIGALRM, on_alarm);
	alarm(TIME_MAX);
	if (!run_begin())
		return EXIT_FAILURE;
	is_passed = start_servers() && run_suites();
	if (system_resolver.process.pid != 0)
		is_passed &= stop_servers();
	run_end(!is_passed);
	return is_passed ? EXIT_SUCCESS : EXIT_FAILURE;
}
