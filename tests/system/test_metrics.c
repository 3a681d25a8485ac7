/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * metrics.prom: what a resolver did is in there, and adds up.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/promtext.h"
#include "holder.h"
#include "query.h"
#include "status.h"
#include "zones.h"

static struct holder holder;
static bool is_holding;
static char *metrics; /* as they were read last */

/* A resolver behind the holder: army.mil and mil are protected, watched.example is watched. */
static void
start(const char *name, const char *head)
{
	char conf[512];

	snprintf(conf, sizeof conf, "%szone \"two\" { file = \"two.zone\" mode = monitor }\n", head);
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, conf, "one"));
	ck_assert(zones_write(system_own.dir, "one", "army.mil mil"));
	ck_assert(zones_write(system_own.dir, "two", "watched.example"));
	ck_assert(holder_start(&holder, 3600));
	is_holding = true;
	ck_assert(resolver_start(&system_own, &holder.server, NULL));
}

static void
teardown(void)
{
	system_teardown();
	if (is_holding)
		holder_stop(&holder);
	is_holding = false;
	free(metrics);
	metrics = NULL;
}

static void
ask(const char *name, ldns_rr_type type, unsigned n)
{
	while (n-- > 0) {
		struct question question = query_make("", name, type, 0);
		struct answer answer;

		system_ask(&system_own, &question, &answer);
		answer_free(&answer);
	}
}

static void
read_metrics(void)
{
	char path[RUN_PATH_SIZE];
	size_t size = 0;
	FILE *file;

	free(metrics);
	metrics = NULL;
	run_path(path, system_own.dir, "state/metrics.prom");
	file = fopen(path, "r");
	if (file == NULL)
		return;
	(void)!getdelim(&metrics, &size, '\0', file);
	fclose(file);
}

static double
get(const char *series)
{
	return promtext_get(metrics, series);
}

/* Wait until a series has at least this number. */
static void
wait_for(const char *series, double number)
{
	long deadline = run_now() + RUN_PATIENCE;

	for (read_metrics(); get(series) < number; read_metrics()) {
		ck_assert_msg(run_now() < deadline, "%s is %f", series, get(series));
		run_pause();
	}
}

/* All series that begin like this together. */
static double
sum(const char *beginning)
{
	size_t len = strlen(beginning);
	double n = 0;

	for (const char *line = metrics; line != NULL && *line != '\0';) {
		const char *end = strchr(line, '\n');

		if (strncmp(line, beginning, len) == 0) {
			const char *at = end;

			while (at[-1] != ' ')
				at--;
			n += strtod(at, NULL);
		}
		line = end + 1;
	}
	return n;
}

static long
status_number(const char *first, const char *second)
{
	json_t *status = status_read(&system_own);
	long n = (long)json_integer_value(json_object_get(json_object_get(status, first), second));

	json_decref(status);
	return n;
}

/* By promtool, where there is one. */
static void
check_by_promtool(void)
{
	const char *promtool = getenv("PROMTOOL");
	char path[RUN_PATH_SIZE], *output;

	if (promtool == NULL || promtool[0] != '/') {
		puts("system: no promtool; metrics.prom is not tried with it");
		return;
	}
	run_path(path, system_own.dir, "state/metrics.prom");
	ck_assert_msg(process_output((const char *const[]){"/bin/sh", "-c",
							   "\"$0\" check metrics <\"$1\"", promtool,
							   path, NULL},
				     &output) == 0 && output[0] == '\0', "%s", output);
	free(output);
}

#define CELL(zone, rule, mode)                                                                     \
	"{zone=\"" zone "\",rule=\"" rule "\",action=\"nxdomain\",mode=\"" mode "\""

START_TEST(what_was_asked_is_told)
{
	const char *wrong;

	start("metrics", "");
	ask("army.ml", LDNS_RR_TYPE_MX, 50);
	ask("harmless.example", LDNS_RR_TYPE_A, 40);
	ask("harmless.example", LDNS_RR_TYPE_SOA, 1);
	ask("watchd.example", LDNS_RR_TYPE_A, 30);
	ask("host.us.ml", LDNS_RR_TYPE_MX, 3);
	ask("nx.us.ml", LDNS_RR_TYPE_MX, 2);
	ask("mail.army.mil", LDNS_RR_TYPE_A, 1);
	wait_for("straymx_decisions_total{decision=\"protected\"}", 1);
	wait_for("straymx_answers_total" CELL("one", "zone", "enforce") ",outcome=\"intercepted\"}", 3);
	ck_assert(status_wait_count(&system_own, "intercepted", 53));
	wrong = promtext_check(metrics);
	ck_assert_msg(wrong == NULL, "%s", wrong);
	check_by_promtool();

	ck_assert_double_eq(get("straymx_acting"), 1);
	ck_assert_double_eq(get("straymx_policy_entries{kind=\"protected\"}"), 3);
	ck_assert_double_eq(get("straymx_decisions_total{decision=\"intercepted\"}"), 53);
	ck_assert_double_eq(get("straymx_decisions_total{decision=\"absent\"}"), 2);
	/* Whether it is up was asked as well, by a type that is not judged. */
	ck_assert_double_ge(get("straymx_decisions_total{decision=\"type\"}"), 2);
	ck_assert_double_ge(get("straymx_decisions_total{decision=\"no-match\"}"), 1);
	ck_assert_double_ge(get("straymx_decisions_total{decision=\"monitored\"}"), 1);
	ck_assert_double_eq(sum("straymx_decisions_total"),
			    get("straymx_questions_total{source=\"module\"}"));
	ck_assert_double_ge(sum("straymx_questions_total"), 128);
	ck_assert_double_ge(get("straymx_questions_total{source=\"cache\"}"), 60);

	ck_assert_double_eq(get("straymx_incidents_total" CELL("one", "tld", "enforce") "}"), 1);
	ck_assert_double_eq(get("straymx_answers_total" CELL("one", "tld", "enforce")
				",outcome=\"intercepted\"}"), 50);
	ck_assert_double_eq(get("straymx_answers_total" CELL("two", "omit", "monitor")
				",outcome=\"monitored\"}"), 30);
	ck_assert_double_eq(sum("straymx_answers_total") +
				    sum("straymx_journal_queue_lost_total") -
				    get("straymx_journal_queue_lost_total{outcome=\"confirmed\"}"),
			    (double)(status_number("questions", "intercepted") +
				     status_number("questions", "monitored")));

	ck_assert_double_eq(get("straymx_verifications_total{outcome=\"exists\"}"), 3);
	ck_assert_double_eq(get("straymx_verifications_total{outcome=\"absent\"}"), 2);
	ck_assert_double_eq(get("straymx_verification_duration_seconds_count"), 5);
	ck_assert_double_gt(get("straymx_verification_duration_seconds_sum"), 0);
	ck_assert_double_ge(get("straymx_lookups_total"), 90);
	ck_assert_double_ge(get("straymx_lookup_duration_seconds_count"), 1);
	ck_assert_double_eq(get("straymx_journal_writable"), 1);
	ck_assert_double_eq(get("straymx_journal_queue_slots"), 4096 * RESOLVER_N_THREADS);
	ck_assert_double_gt(get("straymx_memory_bytes{part=\"policy\"}"), 0);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(they_are_written_again_and_again_and_begin_anew_at_a_reload)
{
	double first;

	start("metrics-reload", "");
	ask("army.ml", LDNS_RR_TYPE_MX, 5);
	wait_for("straymx_decisions_total{decision=\"intercepted\"}", 5);
	first = get("straymx_written_timestamp_seconds");
	wait_for("straymx_written_timestamp_seconds", first + 9);
	ck_assert_double_le(get("straymx_written_timestamp_seconds"), first + 12);
	ck_assert(zones_write_broken(system_own.dir, "one"));
	wait_for("straymx_reload_failures_total", 1);
	ck_assert_double_eq(get("straymx_policy_generation"), 1);
	ck_assert(resolver_control(&system_own, "reload", NULL));
	ck_assert(resolver_wait_log(&system_own, "start of service", 2));
	wait_for("straymx_start_time_seconds", first + 9);
	ck_assert_double_eq(sum("straymx_decisions_total"), 0);
	ck_assert_double_eq(get("straymx_acting"), 1);
	ck_assert_ptr_eq(promtext_check(metrics), NULL);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(the_kill_switch_is_told)
{
	start("metrics-disabled", "enabled = no\n");
	ask("army.ml", LDNS_RR_TYPE_MX, 1);
	ask("harmless.example", LDNS_RR_TYPE_A, 3);
	wait_for("straymx_questions_total{source=\"cache\"}", 2);
	ck_assert_double_eq(get("straymx_acting"), 0);
	ck_assert_double_ge(get("straymx_decisions_total{decision=\"disabled\"}"), 2);
	ck_assert_double_eq(sum("straymx_decisions_total"),
			    get("straymx_decisions_total{decision=\"disabled\"}"));
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(a_file_that_cannot_be_replaced_hurts_nothing)
{
	char path[RUN_PATH_SIZE];

	start("metrics-unwritable", "");
	wait_for("straymx_acting", 1);
	run_path(path, system_own.dir, "state/metrics.prom");
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(mkdir(path, 0755), 0);
	ck_assert(resolver_wait_log(&system_own, "metrics.prom cannot be written: Is a directory", 1));
	ask("army.ml", LDNS_RR_TYPE_MX, 4);
	ck_assert(status_wait_count(&system_own, "intercepted", 4));
	ck_assert_int_eq(rmdir(path), 0);
	ck_assert(resolver_wait_log(&system_own, "can be written again", 1));
	wait_for("straymx_decisions_total{decision=\"intercepted\"}", 4);
	ck_assert_uint_eq(resolver_count_log(&system_own, "cannot be written"), 1);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_metrics(void)
{
	Suite *suite = suite_create("metrics");
	TCase *tcase = tcase_create("metrics");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, what_was_asked_is_told);
	tcase_add_test(tcase, they_are_written_again_and_again_and_begin_anew_at_a_reload);
	tcase_add_test(tcase, the_kill_switch_is_told);
	tcase_add_test(tcase, a_file_that_cannot_be_replaced_hurts_nothing);
	suite_add_tcase(suite, tcase);
	return suite;
}
