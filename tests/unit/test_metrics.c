/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/promtext.h"
#include "journal/exposition.h"
#include "journal/meters.h"
#include "journal/metrics.h"
#include "policy/keeper.h"
#include "unit.h"

static struct smx_counts counts;
static struct smx_meters meters;

/* ---- histograms ------------------------------------------------------------------------------ */

START_TEST(times_are_put_into_buckets)
{
	static const struct smx_bucket buckets[] = {{10, "1e-08"}, {20, "2e-08"}};
	static const struct smx_scale scale = {buckets, 2};
	struct smx_histogram histograms[2] = {{.nanoseconds = 0}};
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	smx_histogram_add(&histograms[0], &scale, 10);
	smx_histogram_add(&histograms[1], &scale, 11);
	smx_histogram_add(&histograms[1], &scale, 3000000021);
	smx_exposition_histogram(stream, "x", &scale, histograms, 2, sizeof histograms[0]);
	fclose(stream);
	ck_assert_str_eq(text, "x_bucket{le=\"1e-08\"} 1\nx_bucket{le=\"2e-08\"} 2\n"
			       "x_bucket{le=\"+Inf\"} 3\nx_sum 3.000000042\nx_count 3\n");
	free(text);
}
END_TEST

static void
check_scale(const struct smx_scale *scale)
{
	for (size_t i = 0; i < scale->n_buckets; i++) {
		double seconds = strtod(scale->buckets[i].seconds, NULL);

		ck_assert_double_eq_tol(seconds * 1e9, (double)scale->buckets[i].nanoseconds, 1e-3);
		ck_assert(i == 0 || scale->buckets[i - 1].nanoseconds < scale->buckets[i].nanoseconds);
	}
}

START_TEST(bounds_are_the_same_in_text)
{
	check_scale(&smx_scale_lookups);
	check_scale(&smx_scale_verifications);
}
END_TEST

START_TEST(one_lookup_of_many_is_timed)
{
	struct smx_meter meter = {.n_seen = 0};
	unsigned n_timed = 0;

	for (unsigned i = 0; i < 10 * SMX_LOOKUP_SAMPLE; i++) {
		uint64_t began = smx_meter_begin_lookup(&meter);

		n_timed += began != 0;
		smx_meter_end_lookup(&meter, began);
	}
	ck_assert_uint_eq(n_timed, 10);
	ck_assert_uint_eq(meter.n_lookups, 10 * SMX_LOOKUP_SAMPLE);
}
END_TEST

/* ---- the whole of it ----------------------------------------------------------------------------- */

#define CONF "zone \"z\" { file = \"z\xff\\\"q\\\\.zone\" }\n"

/* What there is to be told, with each number another one. */
static char *
write_metrics(const char *zone)
{
	struct smx_cell cells[] = {
		{"a\\b\"c", SMX_RULE_TLD, SMX_NXDOMAIN, SMX_ENFORCE, 21, {22, 23}},
		{"mil", SMX_RULE_ZONE, SMX_DATA, SMX_MONITOR, 24, {0, 0, 25, 26}},
	};
	struct smx_status status = {.unbound_version = "1.17.1",
				    .started_at = UNIT_NOW,
				    .now = UNIT_NOW + 5,
				    .in_force_since = UNIT_NOW + 1,
				    .counts = &counts,
				    .meters = &meters,
				    .has_journal = true,
				    .journal = {.n_incidents = 31, .n_questions = 32,
						.n_lost_to_disk = 33, .n_queued = 34, .n_slots = 35,
						.n_open = 36, .n_bytes = 37,
						.n_events_lost = {41, 42, 43, 44, 45}},
				    .cells = cells,
				    .n_cells = 2,
				    .n_failures = 51,
				    .swept_at = UNIT_NOW + 2,
				    .n_sweeps = 52,
				    .n_removed = 53};
	struct smx_keeper *keeper;
	struct smx_policy *policy;
	char path[512], *text;

	unit_write("z\xff\"q\\.zone", zone);
	strcpy(path, unit_write("straymx.conf", CONF));
	keeper = smx_keeper_new(path);
	smx_keeper_look(keeper, UNIT_NOW, true, &policy);
	status.keeper = keeper;
	status.policy = policy;
	status.generation = keeper->n_policies;
	text = smx_metrics_write(&status);
	ck_assert_ptr_nonnull(text);
	smx_keeper_free(keeper);
	smx_policy_free(policy);
	return text;
}

#define ZONE UNIT_ZONE_HEAD "army.mil CNAME .\nnavy.mil CNAME .\nnic.ml CNAME rpz-passthru.\n"

START_TEST(all_numbers_are_where_they_belong)
{
	static const struct {
		const char *series;
		double number;
	} expected[] = {
		{"straymx_build_info{version=\"" STRAYMX_VERSION "\",unbound_version=\"1.17.1\"}", 1},
		{"straymx_start_time_seconds", 1795521600},
		{"straymx_written_timestamp_seconds", 1795521605},
		{"straymx_acting", 1},
		{"straymx_policy_generation", 1},
		{"straymx_policy_in_force_timestamp_seconds", 1795521601},
		{"straymx_policy_zones", 1},
		{"straymx_policy_entries{kind=\"protected\"}", 2},
		{"straymx_policy_entries{kind=\"exempt\"}", 1},
		{"straymx_reload_failures_total", 51},
		{"straymx_questions_total{source=\"module\"}", 3},
		{"straymx_questions_total{source=\"cache\"}", 7},
		{"straymx_decisions_total{decision=\"no-match\"}", 100 + SMX_DECIDED_NO_MATCH},
		{"straymx_decisions_total{decision=\"failed\"}", 100 + SMX_DECIDED_FAILED},
		{"straymx_lookups_total", 64},
		{"straymx_lookup_duration_seconds_count", 1},
		{"straymx_lookup_duration_seconds_bucket{le=\"2.5e-06\"}", 1},
		{"straymx_verifications_total{outcome=\"refused\"}", 10 + SMX_COUNT_REFUSED},
		{"straymx_verification_duration_seconds_sum", 1.5},
		{"straymx_verification_duration_seconds_bucket{le=\"1\"}", 0},
		{"straymx_incidents_total{zone=\"a\\\\b\\\"c\",rule=\"tld\",action=\"nxdomain\","
		 "mode=\"enforce\"}", 21},
		{"straymx_answers_total{zone=\"a\\\\b\\\"c\",rule=\"tld\",action=\"nxdomain\","
		 "mode=\"enforce\",outcome=\"deferred\"}", 23},
		{"straymx_answers_total{zone=\"mil\",rule=\"zone\",action=\"data\",mode=\"monitor\","
		 "outcome=\"unverified\"}", 26},
		{"straymx_journal_writable", 1},
		{"straymx_journal_incidents_total", 31},
		{"straymx_journal_questions_total", 32},
		{"straymx_journal_disk_lost_total", 33},
		{"straymx_journal_queue_events", 34},
		{"straymx_journal_queue_slots", 35},
		{"straymx_journal_open_incidents", 36},
		{"straymx_journal_queue_lost_total{outcome=\"intercepted\"}", 41},
		{"straymx_journal_queue_lost_total{outcome=\"confirmed\"}", 45},
		{"straymx_sweeps_total", 52},
		{"straymx_swept_entries_total", 53},
		{"straymx_swept_timestamp_seconds", 1795521602},
		{"straymx_memory_bytes{part=\"journal\"}", 37},
	};
	char *text;

	for (int i = 0; i < SMX_N_COUNTS; i++)
		smx_counts_add(&counts, (enum smx_count)i, 10ul + (unsigned long)i);
	for (unsigned thread = 0; thread < 3; thread++) /* each in its own meter */
		smx_meter_add(&smx_meters_get(&meters, thread)->n_seen, 1);
	smx_meter_add(&smx_meters_get(&meters, 40)->n_cached, 7);
	for (size_t i = 0; i < SMX_N_DECISIONS; i++)
		smx_meter_add(&meters.list[i % 2].decisions[i], 100 + i);
	smx_meter_add(&meters.list[1].n_lookups, 64);
	smx_histogram_add(&meters.list[31].lookups, &smx_scale_lookups, 2000);
	smx_histogram_add(&meters.verifications, &smx_scale_verifications, 1500000000);
	text = write_metrics(ZONE);
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
		ck_assert_msg(promtext_get(text, expected[i].series) == expected[i].number,
			      "%s is %f in\n%s", expected[i].series,
			      promtext_get(text, expected[i].series), text);
	ck_assert_double_gt(promtext_get(text, "straymx_memory_bytes{part=\"policy\"}"), 0);
	ck_assert_ptr_eq(promtext_check(text), NULL);
	free(text);
}
END_TEST

/* The sample whose labels contain this; -1: there is none. */
static double
sample_of(const char *text, const char *name, const char *label)
{
	const char *at = text;

	while ((at = strstr(at, name)) != NULL) {
		size_t len = strcspn(at, "\n");
		const char *found = strstr(at, label);

		if (at[strlen(name)] == '{' && found != NULL && found < at + len) {
			while (at[len - 1] != ' ')
				len--;
			return strtod(at + len, NULL);
		}
		at += len;
	}
	return -1;
}

START_TEST(files_are_told_of)
{
	char *text = write_metrics(ZONE);
	const char *wrong = promtext_check(text);

	ck_assert_msg(wrong == NULL, "%s", wrong);
	ck_assert_double_eq(sample_of(text, "straymx_file_entries", "/z?\\\"q\\\\.zone\",kind=\"zone\""),
			    3);
	ck_assert_double_eq(sample_of(text, "straymx_file_errors", "kind=\"zone\""), 0);
	ck_assert_double_eq(sample_of(text, "straymx_file_entries", "kind=\"configuration\""), -1);
	ck_assert_double_eq(sample_of(text, "straymx_file_loaded_timestamp_seconds",
				      "kind=\"configuration\""), (double)UNIT_NOW);
	ck_assert_double_ge(sample_of(text, "straymx_file_age_seconds", "kind=\"zone\""), 0);
	free(text);
}
END_TEST

START_TEST(without_a_policy)
{
	char *text = write_metrics("nonsense\n");

	ck_assert_ptr_eq(promtext_check(text), NULL);
	ck_assert_double_eq(promtext_get(text, "straymx_acting"), 0);
	ck_assert_double_eq(promtext_get(text, "straymx_policy_generation"), 0);
	ck_assert_double_eq(promtext_get(text, "straymx_policy_entries{kind=\"protected\"}"), 0);
	ck_assert_double_gt(sample_of(text, "straymx_file_errors", "kind=\"zone\""), 0);
	ck_assert_double_eq(sample_of(text, "straymx_file_age_seconds", "kind=\"zone\""), -1);
	free(text);
}
END_TEST

START_TEST(it_is_replaced_as_a_whole)
{
	struct smx_status status = {.unbound_version = "1", .counts = &counts, .meters = &meters};
	struct smx_keeper *keeper = smx_keeper_new("/nonexistent/straymx.conf");
	char path[512];
	struct stat file;

	status.keeper = keeper;
	snprintf(path, sizeof path, "%s/metrics.prom", unit_dir);
	ck_assert_int_eq(smx_metrics_save(&status, unit_dir), SMX_OK);
	ck_assert_int_eq(stat(path, &file), 0);
	ck_assert_uint_eq(file.st_mode & 0777, 0640);
	snprintf(path, sizeof path, "%s/metrics.prom.new", unit_dir);
	ck_assert_int_eq(stat(path, &file), -1);
	ck_assert_int_eq(smx_metrics_save(&status, "/nonexistent"), SMX_EWRITE);
	ck_assert_int_eq(errno, ENOENT);
	smx_keeper_free(keeper);
}
END_TEST

Suite *
suite_metrics(void)
{
	Suite *suite = suite_create("metrics");
	TCase *tcase = tcase_create("metrics");

	tcase_add_test(tcase, times_are_put_into_buckets);
	tcase_add_test(tcase, bounds_are_the_same_in_text);
	tcase_add_test(tcase, one_lookup_of_many_is_timed);
	tcase_add_test(tcase, all_numbers_are_where_they_belong);
	tcase_add_test(tcase, files_are_told_of);
	tcase_add_test(tcase, without_a_policy);
	tcase_add_test(tcase, it_is_replaced_as_a_whole);
	suite_add_tcase(suite, tcase);
	return suite;
}
