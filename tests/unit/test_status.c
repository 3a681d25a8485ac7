/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "journal/counts.h"
#include "journal/status.h"
#include "policy/keeper.h"
#include "unit.h"

static struct smx_counts counts;

/* The status of a keeper that has loaded these files, as JSON. */
static json_t *
status_of(const char *conf, const char *zone, const char *later_zone)
{
	struct smx_status status = {.unbound_version = "1.17.1",
				    .started_at = UNIT_NOW,
				    .now = UNIT_NOW + 5,
				    .in_force_since = UNIT_NOW + 1,
				    .counts = &counts,
				    .swept_at = UNIT_NOW + 2,
				    .n_sweeps = 3,
				    .n_removed = 4};
	struct smx_keeper *keeper;
	struct smx_policy *policy, *later;
	char path[512], *text;
	json_t *json;

	unit_write("z.zone", zone);
	strcpy(path, unit_write("straymx.conf", conf));
	keeper = smx_keeper_new(path);
	smx_keeper_look(keeper, UNIT_NOW, true, &policy);
	if (later_zone != NULL) {
		unit_write("z.zone", later_zone);
		smx_keeper_look(keeper, UNIT_NOW + 60, false, &later);
		smx_keeper_look(keeper, UNIT_NOW + 60, false, &later);
		ck_assert_ptr_null(later);
	}
	status.keeper = keeper;
	status.policy = policy;
	status.generation = keeper->n_policies;
	text = smx_status_write(&status);
	ck_assert_ptr_nonnull(text);
	json = json_loads(text, 0, NULL);
	ck_assert_msg(json != NULL, "%s", text);
	free(text);
	smx_keeper_free(keeper);
	smx_policy_free(policy);
	return json;
}

static const json_t *
get(const json_t *json, const char *first, const char *second)
{
	json = json_object_get(json, first);
	ck_assert_msg(json != NULL, "no %s", first);
	if (second == NULL)
		return json;
	json = json_object_get(json, second);
	ck_assert_msg(json != NULL, "no %s in %s", second, first);
	return json;
}

#define CONF "zone \"z\" { file = \"z.zone\" }\n"
#define ZONE UNIT_ZONE_HEAD "army.mil CNAME .\nnic.ml CNAME rpz-passthru.\n"

START_TEST(what_is_in_force)
{
	json_t *json = status_of(CONF, ZONE, NULL);
	const json_t *file;

	ck_assert_str_eq(json_string_value(get(json, "version", NULL)), STRAYMX_VERSION);
	ck_assert_str_eq(json_string_value(get(json, "unbound_version", NULL)), "1.17.1");
	ck_assert_str_eq(json_string_value(get(json, "started_at", NULL)), "2026-11-24T12:00:00Z");
	ck_assert(json_is_true(get(json, "acting", NULL)));
	ck_assert_int_eq(json_integer_value(get(json, "policy", "generation")), 1);
	ck_assert_int_eq(json_integer_value(get(json, "policy", "protected")), 1);
	ck_assert_int_eq(json_integer_value(get(json, "policy", "exempt")), 1);
	ck_assert_str_eq(json_string_value(get(json, "policy", "since")), "2026-11-24T12:00:01Z");
	ck_assert_int_eq(json_integer_value(get(json, "sweep", "removed")), 4);

	ck_assert_uint_eq(json_array_size(get(json, "files", NULL)), 2);
	file = json_array_get(get(json, "files", NULL), 0);
	ck_assert_str_eq(json_string_value(get(file, "kind", NULL)), "configuration");
	ck_assert(json_is_null(get(file, "serial", NULL)));
	ck_assert_uint_eq(json_string_length(get(file, "hash", NULL)), 64);
	file = json_array_get(get(json, "files", NULL), 1);
	ck_assert_ptr_nonnull(strstr(json_string_value(get(file, "file", NULL)), "/z.zone"));
	ck_assert_str_eq(json_string_value(get(file, "version", NULL)), "current");
	ck_assert_int_eq(json_integer_value(get(file, "serial", NULL)), 2026112301);
	ck_assert_int_eq(json_integer_value(get(file, "entries", NULL)), 2);
	ck_assert_str_eq(json_string_value(get(file, "loaded_at", NULL)), "2026-11-24T12:00:00Z");
	ck_assert(json_is_null(get(file, "last_error", NULL)));
	ck_assert_uint_eq(json_array_size(get(file, "warnings", NULL)), 0);
	json_decref(json);
}
END_TEST

START_TEST(errors_and_warnings_have_file_and_line)
{
	json_t *json = status_of(CONF, ZONE "_straymx.nic.ml TXT expires=2026-11-30\n",
				 UNIT_ZONE_HEAD "army.mil NS x.\nnavy.mil NS y.\n");
	const json_t *file = json_array_get(get(json, "files", NULL), 1);
	const json_t *warning = json_array_get(get(file, "warnings", NULL), 0);

	ck_assert(json_is_true(get(json, "acting", NULL)));
	ck_assert_str_eq(json_string_value(get(file, "version", NULL)), "last-good");
	ck_assert_ptr_nonnull(strstr(json_string_value(get(file, "last_error", "file")), "/z.zone"));
	ck_assert_int_eq(json_integer_value(get(file, "last_error", "line")), 5);
	ck_assert_ptr_nonnull(
		strstr(json_string_value(get(file, "last_error", "message")), "NS records say"));
	ck_assert_uint_eq(json_array_size(get(file, "errors", NULL)), 2);
	ck_assert_int_eq(json_integer_value(get(file, "n_errors", NULL)), 2);
	ck_assert_int_eq(json_integer_value(get(warning, "line", NULL)), 6);
	ck_assert_int_eq(json_integer_value(get(file, "entries", NULL)), 2);
	json_decref(json);
}
END_TEST

START_TEST(questions_are_counted)
{
	static const struct {
		const char *first, *second;
	} names[SMX_N_COUNTS] = {
		[SMX_COUNT_INTERCEPTED] = {"intercepted", NULL},
		[SMX_COUNT_DEFERRED] = {"deferred", NULL},
		[SMX_COUNT_MONITORED] = {"monitored", NULL},
		[SMX_COUNT_UNVERIFIED] = {"unverified", NULL},
		[SMX_COUNT_EXISTS] = {"verifications", "exists"},
		[SMX_COUNT_ABSENT] = {"verifications", "absent"},
		[SMX_COUNT_FAILED] = {"verifications", "failed"},
		[SMX_COUNT_REFUSED] = {"verifications", "refused"},
	};
	const json_t *questions;
	json_t *json;

	for (int i = 0; i < SMX_N_COUNTS; i++)
		smx_counts_add(&counts, (enum smx_count)i, 10ul + (unsigned long)i);
	json = status_of(CONF, ZONE, NULL);
	questions = get(json, "questions", NULL);
	for (int i = 0; i < SMX_N_COUNTS; i++)
		ck_assert_int_eq(json_integer_value(get(questions, names[i].first, names[i].second)),
				 10 + i);
	json_decref(json);
}
END_TEST

/* What `today` says at that time: since when, and how many. */
static void
check_today(struct smx_status *status, time_t now, const char *since, long n_intercepted,
	    long n_lost)
{
	json_t *json;
	char *text;

	status->now = now;
	smx_status_turn_day(status);
	text = smx_status_write(status);
	json = json_loads(text, 0, NULL);
	ck_assert_str_eq(json_string_value(get(json, "today", "since")), since);
	ck_assert_int_eq(json_integer_value(get(get(json, "today", "questions"), "intercepted", NULL)),
			 n_intercepted);
	ck_assert_int_eq(json_integer_value(get(json, "today", "lost")), n_lost);
	json_decref(json);
	free(text);
}

START_TEST(a_day_begins_at_midnight)
{
	struct smx_counts own = {.n = {0}};
	struct smx_status status = {.unbound_version = "1",
				    .started_at = UNIT_NOW,
				    .counts = &own,
				    .has_journal = true};
	time_t midnight = UNIT_NOW + (time_t)12 * 60 * 60;
	struct smx_keeper *keeper = smx_keeper_new("/nonexistent/straymx.conf");

	status.keeper = keeper;
	smx_counts_add(&own, SMX_COUNT_INTERCEPTED, 5);
	status.journal.n_lost_to_disk = 1;
	check_today(&status, UNIT_NOW + 1, "2026-11-24T12:00:00Z", 5, 1);
	smx_counts_add(&own, SMX_COUNT_INTERCEPTED, 2);
	check_today(&status, midnight - 1, "2026-11-24T12:00:00Z", 7, 1);
	check_today(&status, midnight, "2026-11-25T00:00:00Z", 0, 0);
	smx_counts_add(&own, SMX_COUNT_INTERCEPTED, 3);
	status.journal.n_lost_to_queue = 4;
	check_today(&status, midnight + 60, "2026-11-25T00:00:00Z", 3, 4);
	smx_keeper_free(keeper);
}
END_TEST

START_TEST(how_the_journal_does)
{
	struct smx_status status = {.unbound_version = "1", .counts = &counts};
	struct smx_keeper *keeper = smx_keeper_new("/nonexistent/straymx.conf");
	const json_t *journal;
	json_t *json;
	char *text;

	status.keeper = keeper;
	text = smx_status_write(&status);
	json = json_loads(text, 0, NULL);
	ck_assert(json_is_null(get(json, "journal", NULL)));
	json_decref(json);
	free(text);
	status.has_journal = true;
	status.n_failures = 8;
	status.journal = (struct smx_journal_figures){.n_incidents = 1, .n_questions = 2,
						      .n_lost_to_queue = 3, .n_lost_to_disk = 4,
						      .n_queued = 5, .n_open = 6,
						      .write_error = ENOSPC};
	text = smx_status_write(&status);
	json = json_loads(text, 0, NULL);
	journal = get(json, "journal", NULL);
	ck_assert_int_eq(json_integer_value(get(journal, "written", "incidents")), 1);
	ck_assert_int_eq(json_integer_value(get(journal, "written", "questions")), 2);
	ck_assert_int_eq(json_integer_value(get(journal, "lost", "queue")), 3);
	ck_assert_int_eq(json_integer_value(get(journal, "lost", "disk")), 4);
	ck_assert_int_eq(json_integer_value(get(journal, "queued", NULL)), 5);
	ck_assert_int_eq(json_integer_value(get(journal, "open", NULL)), 6);
	ck_assert_str_eq(json_string_value(get(journal, "error", NULL)), strerror(ENOSPC));
	ck_assert_int_eq(json_integer_value(get(json, "failures", NULL)), 8);
	json_decref(json);
	free(text);
	smx_keeper_free(keeper);
}
END_TEST

START_TEST(without_a_policy)
{
	json_t *json = status_of("ttl = x\n", ZONE, NULL);
	const json_t *file = json_array_get(get(json, "files", NULL), 0);

	ck_assert(json_is_false(get(json, "acting", NULL)));
	ck_assert(json_is_null(get(json, "policy", NULL)));
	ck_assert_str_eq(json_string_value(get(file, "version", NULL)), "none");
	ck_assert_int_eq(json_integer_value(get(file, "last_error", "line")), 1);
	ck_assert(json_is_null(get(file, "loaded_at", NULL)));
	json_decref(json);
}
END_TEST

START_TEST(the_kill_switch_shows)
{
	json_t *json = status_of("enabled = no\n" CONF, ZONE, NULL);

	ck_assert(json_is_false(get(json, "acting", NULL)));
	ck_assert(json_is_false(get(json, "policy", "enabled")));
	json_decref(json);
}
END_TEST

START_TEST(quoted_bytes_that_are_no_text_do_no_harm)
{
	json_t *json = status_of("zone \"z\" { file = \"z\xff.zone\" }\n", ZONE, NULL);

	ck_assert_uint_eq(json_array_size(get(json, "files", NULL)), 2);
	json_decref(json);
}
END_TEST

START_TEST(it_is_written_into_state_dir)
{
	struct smx_status status = {.unbound_version = "1", .counts = &counts};
	char path[512];
	json_t *json;

	status.keeper = smx_keeper_new("/nonexistent/straymx.conf");
	ck_assert_int_eq(smx_status_save(&status, unit_dir), SMX_OK);
	snprintf(path, sizeof path, "%s/status.json", unit_dir);
	json = json_load_file(path, 0, NULL);
	ck_assert_ptr_nonnull(json);
	json_decref(json);
	ck_assert_int_eq(smx_status_save(&status, "/nonexistent"), SMX_EWRITE);
	ck_assert_int_eq(errno, ENOENT);
	smx_keeper_free((struct smx_keeper *)(uintptr_t)status.keeper);
}
END_TEST

Suite *
suite_status(void)
{
	Suite *suite = suite_create("status");
	TCase *tcase = tcase_create("status");

	tcase_add_test(tcase, what_is_in_force);
	tcase_add_test(tcase, errors_and_warnings_have_file_and_line);
	tcase_add_test(tcase, questions_are_counted);
	tcase_add_test(tcase, a_day_begins_at_midnight);
	tcase_add_test(tcase, how_the_journal_does);
	tcase_add_test(tcase, without_a_policy);
	tcase_add_test(tcase, the_kill_switch_shows);
	tcase_add_test(tcase, quoted_bytes_that_are_no_text_do_no_harm);
	tcase_add_test(tcase, it_is_written_into_state_dir);
	suite_add_tcase(suite, tcase);
	return suite;
}
