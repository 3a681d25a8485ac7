/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The module in programs that it was not built for: an Unbound with other options and with
 * members of its structs elsewhere (other-unbound); and copies of the right one with
 * another build-id.
 */
#include "system.h"

#include <unistd.h>

#include "buildid.h"
#include "expect.h"
#include "flight.h"
#include "task.h"
#include "tool.h"

#define N_QUESTIONS 1000
#define FOREIGN ", but loaded into "
#define ASIDE "; standing aside, all questions pass"
#define SKIPPED "STRAYMX_ABI=skip: acting in "

/* ---- with other options --------------------------------------------------------------- */

static void
start_other(const char *name, const char *extra)
{
	system_prepare_own(name);
	ck_assert(fixture_write(system_own.dir, ""));
	ck_assert(run_write_text(system_own.dir, "extra.conf", extra));
	ck_assert(resolver_start_program(&system_own, &system_upstream, NULL,
					 tool_path(TOOL_OTHER_UNBOUND), NULL));
}

/* Said `n` times: what it was built for, what it is in, and what to do. */
static void
check_said(size_t n)
{
	static const char *const texts[] = {
		"error: straymx: built for Unbound ", FOREIGN, ASIDE,
		"error: straymx: build it anew for this program: ./configure ",
		"--with-unbound-src=DIR --with-unbound=PROGRAM", "./bootstrap", "STRAYMX_ABI=skip"};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		ck_assert_msg(resolver_count_log(&system_own, texts[i]) == n,
			      "'%s' is not %zu times in the log", texts[i], n);
	ck_assert_uint_eq(resolver_count_log(&system_own, " protected and "), 0);
	ck_assert_uint_eq(resolver_count_log(&system_own, tool_path(TOOL_OTHER_UNBOUND)), n);
}

/* No thread, and no files. */
static void
check_nothing_is_done(void)
{
	char path[RUN_PATH_SIZE];

	if (tool_preload() == NULL) /* ThreadSanitizer has a thread of its own */
		ck_assert_uint_eq(task_count(&system_own), RESOLVER_N_THREADS);
	run_path(path, system_own.dir, "state");
	ck_assert_int_ne(access(path, F_OK), 0);
}

START_TEST(in_an_unbound_with_other_options_all_questions_pass)
{
	char *stats;

	start_other("other", "");
	check_said(1);
	system_check_passes_all(&system_own);
	check_nothing_is_done();
	ck_assert(resolver_control(&system_own, "stats_noreset", &stats));
	ck_assert_ptr_nonnull(strstr(stats, "mem.mod.dynlibmod="));
	free(stats);
	ck_assert(resolver_control(&system_own, "reload", NULL));
	ck_assert(resolver_wait_log(&system_own, ASIDE, 2));
	system_check_passes_all(&system_own);
	check_said(2);
	check_nothing_is_done();
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

static struct question
ask(size_t i)
{
	char name[64], prefix[32];

	if (i % 2 == 0) {
		snprintf(name, sizeof name, FIXTURE_HARMLESS, i);
		return query_make("", name, LDNS_RR_TYPE_A, QUERY_EDNS);
	}
	snprintf(prefix, sizeof prefix, "q%zu.", i);
	return query_make(prefix, fixture_lookalikes[i / 2 % fixture_n_lookalikes].name,
			  i % 3 == 0   ? LDNS_RR_TYPE_MX
			  : i % 3 == 1 ? LDNS_RR_TYPE_A
				       : LDNS_RR_TYPE_AAAA,
			  i % 5 == 0 ? QUERY_TCP : QUERY_EDNS);
}

static const char *
verify(size_t i, const struct question *question, const struct answer *answer)
{
	char record[64];

	if (i % 2 == 1)
		return expect_passed(question, answer, fixture_thief(question->type));
	snprintf(record, sizeof record, "A 198.18.%zu.%zu", i / 256, i % 256);
	return expect_passed(question, answer, record);
}

START_TEST(many_at_once_pass_with_other_options)
{
	struct flight flight = {.n_questions = N_QUESTIONS, .ask = ask, .verify = verify};

	start_other("other-many", "");
	flight.port = system_own.port;
	flight_run(&flight);
	ck_assert_msg(flight.n_right == N_QUESTIONS,
		      "of %d questions %zu were lost and %zu got a wrong answer, first %s",
		      N_QUESTIONS, flight.n_lost, flight.n_wrong, flight.first_wrong);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* The module has Unbound's module respip do what it cannot; what that one does of its own
 * must not be done twice. */
START_TEST(addresses_are_rewritten_once)
{
	struct question question = query_make("", "h9.harmless.example", LDNS_RR_TYPE_A, 0);
	struct answer answer;
	const char *wrong;

	start_other("other-respip",
		    "server:\n"
		    "\tmodule-config: \"dynlib respip validator iterator\"\n"
		    "\tresponse-ip: 198.18.0.0/24 redirect\n"
		    "\tresponse-ip-data: 198.18.0.0/24 \"A 192.0.2.1\"\n"
		    "\tresponse-ip: 192.0.2.1/32 redirect\n"
		    "\tresponse-ip-data: 192.0.2.1/32 \"A 192.0.2.2\"\n");
	system_ask(&system_own, &question, &answer);
	wrong = expect_passed(&question, &answer, "A 192.0.2.1");
	answer_free(&answer);
	ck_assert_msg(wrong == NULL, "%s", wrong);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* By the validator: the zone has no keys. */
START_TEST(failures_pass_with_other_options)
{
	struct question question = query_make("", "army.ml", LDNS_RR_TYPE_MX, 0);
	struct answer answer;

	start_other("other-bogus",
		    "server:\n\ttrust-anchor: \"army.ml. DS 1 8 2 "
		    "0000000000000000000000000000000000000000000000000000000000000000\"\n");
	system_ask(&system_own, &question, &answer);
	ck_assert_int_eq(ldns_pkt_get_rcode(answer.pkt), LDNS_RCODE_SERVFAIL);
	answer_free(&answer);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* ---- with another build-id ------------------------------------------------------------ */

static void
start_copy(const char *name, enum buildid_change change, const char *abi)
{
	char program[RUN_PATH_SIZE];

	system_prepare_own(name);
	ck_assert(fixture_write(system_own.dir, ""));
	run_path(program, system_own.dir, "unbound");
	ck_assert(buildid_copy(tool_path(TOOL_UNBOUND), program, change));
	ck_assert(resolver_start_program(&system_own, &system_upstream, NULL, program, abi));
}

static const struct {
	const char *name;
	enum buildid_change change;
	const char *abi;
	const char *id; /* what the log says of it */
} copies[] = {
	{"copy", BUILDID_OTHER, NULL, "/unbound (build-id "},
	{"copy-empty", BUILDID_OTHER, "", "/unbound (build-id "},
	{"copy-wish", BUILDID_OTHER, "skipped", "/unbound (build-id "},
	{"copy-none", BUILDID_NONE, NULL, "/unbound (without a build-id)"},
};

START_TEST(a_program_with_another_build_id_is_foreign)
{
	start_copy(copies[_i].name, copies[_i].change, copies[_i].abi);
	ck_assert_uint_eq(resolver_count_log(&system_own, ASIDE), 1);
	ck_assert_uint_eq(resolver_count_log(&system_own, copies[_i].id), 1);
	system_check_passes_all(&system_own);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(skip_makes_it_act_and_is_logged)
{
	start_copy(_i == 0 ? "skip" : "skip-none", _i == 0 ? BUILDID_OTHER : BUILDID_NONE, "skip");
	ck_assert_uint_eq(resolver_count_log(&system_own, SKIPPED), 1);
	ck_assert_uint_eq(resolver_count_log(&system_own, "standing aside"), 0);
	ck_assert_uint_eq(resolver_count_log(&system_own, " protected and "), 1);
	system_check_intercepts(&system_own);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(skip_is_nothing_where_the_program_is_the_right_one)
{
	system_prepare_own("skip-right");
	ck_assert(fixture_write(system_own.dir, ""));
	ck_assert(resolver_start_program(&system_own, &system_upstream, NULL,
					 tool_path(TOOL_UNBOUND), "skip"));
	ck_assert_uint_eq(resolver_count_log(&system_own, "STRAYMX_ABI"), 0);
	system_check_intercepts(&system_own);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* ---- suite ---------------------------------------------------------------------------- */

START_TEST(there_is_an_unbound_with_other_options)
{
	ck_assert_msg(false, "set STRAYMX_OTHER_UNBOUND, as ./bootstrap check does");
}
END_TEST

Suite *
suite_abi(void)
{
	Suite *suite = suite_create("abi");
	TCase *tcase = tcase_create("abi");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	if (tool_find(TOOL_OTHER_UNBOUND)) {
		tcase_add_test(tcase, in_an_unbound_with_other_options_all_questions_pass);
		tcase_add_test(tcase, many_at_once_pass_with_other_options);
		tcase_add_test(tcase, addresses_are_rewritten_once);
		tcase_add_test(tcase, failures_pass_with_other_options);
	} else if (getenv("STRAYMX_REQUIRE_TOOLS") != NULL) {
		tcase_add_test(tcase, there_is_an_unbound_with_other_options);
	}
	tcase_add_loop_test(tcase, a_program_with_another_build_id_is_foreign, 0,
			    sizeof copies / sizeof copies[0]);
	tcase_add_loop_test(tcase, skip_makes_it_act_and_is_logged, 0, 2);
	tcase_add_test(tcase, skip_is_nothing_where_the_program_is_the_right_one);
	suite_add_tcase(suite, tcase);
	return suite;
}
