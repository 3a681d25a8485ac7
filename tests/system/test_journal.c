/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The journal: what was asked for lookalikes is in events.jsonl, whole and counted.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <jansson.h>

#include "query.h"
#include "status.h"
#include "zones.h"

static void
start(const char *name, const char *head)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, head, "one"));
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	system_start_own();
}

static void
ask_from(const char *source, const char *name, ldns_rr_type type)
{
	struct question question = query_make("", name, type, 0);
	struct answer answer;

	question.source = source;
	system_ask(&system_own, &question, &answer);
	answer_free(&answer);
}

/* What the lines of a file of state-dir say all together. */
struct lines {
	size_t n;
	long questions, lost, mx, confirmed;
	json_t *list; /* an array of them */
};

static struct lines
read_lines(const char *name)
{
	struct lines lines = {.list = json_array()};
	char path[RUN_PATH_SIZE], line[8192];
	FILE *file;

	run_path(path, system_own.dir, name);
	file = fopen(path, "r");
	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		json_t *object = json_loads(line, 0, NULL);

		ck_assert_msg(object != NULL, "%s", line);
		lines.n++;
		lines.questions += json_integer_value(json_object_get(object, "questions"));
		lines.mx += json_integer_value(
			json_object_get(json_object_get(object, "types"), "MX"));
		lines.lost += json_integer_value(
			json_object_get(json_object_get(object, "lost"), "questions"));
		lines.confirmed += json_is_true(json_object_get(object, "confirmed"));
		json_array_append_new(lines.list, object);
	}
	if (file != NULL)
		fclose(file);
	return lines;
}

static const char *
field(const struct lines *lines, size_t i, const char *name)
{
	return json_string_value(json_object_get(json_array_get(lines->list, i), name));
}

START_TEST(a_storm_is_a_handful_of_lines)
{
	struct lines lines;

	start("journal-storm", "");
	for (int i = 0; i < 300; i++) {
		ask_from("127.0.0.1", "army.ml", LDNS_RR_TYPE_MX);
		ask_from("127.0.0.2", "mail.army.ml", LDNS_RR_TYPE_A);
		ask_from("127.0.0.1", "army.mil", LDNS_RR_TYPE_A);
	}
	ck_assert(resolver_wait_log(&system_own, "straymx: army.ml -> army.mil? nxdomain MX "
						 "127.0.0.1 tld one", 1));
	ck_assert(status_wait_count(&system_own, "intercepted", 600));
	ck_assert_int_eq(server_stop(&system_own), 0);
	lines = read_lines("state/events.jsonl");
	ck_assert_int_eq(lines.questions + lines.lost, 600);
	ck_assert_int_eq(lines.lost, 0);
	ck_assert_int_eq(lines.mx, 300);
	ck_assert_uint_ge(lines.n, 2);
	ck_assert_uint_le(lines.n, 20);
	/* 127.0.0.1 asked for army.mil as well. */
	ck_assert_int_ge(lines.confirmed, 1);
	ck_assert_uint_lt((size_t)lines.confirmed, lines.n);
	ck_assert_str_eq(field(&lines, 0, "client"), "127.0.0.1");
	ck_assert_str_eq(field(&lines, 0, "intended"), "army.mil");
	ck_assert_str_eq(field(&lines, 0, "answer"), "nxdomain");
	json_decref(lines.list);
}
END_TEST

/* From the cache as well, and whoever comes first. */
START_TEST(only_the_same_client_confirms)
{
	struct lines lines;

	start("journal-confirmed", "log-clients = prefix\n");
	ask_from("127.0.0.3", "army.mil", LDNS_RR_TYPE_A); /* into the cache */
	ask_from("127.0.0.1", "army.ml", LDNS_RR_TYPE_MX);
	ask_from("127.0.0.2", "army.ml", LDNS_RR_TYPE_MX);
	ask_from("127.0.0.2", "army.mil", LDNS_RR_TYPE_A);
	ck_assert_int_eq(server_stop(&system_own), 0);
	lines = read_lines("state/events.jsonl");
	ck_assert_uint_eq(lines.n, 2);
	ck_assert_int_eq(lines.confirmed, 1);
	for (size_t i = 0; i < 2; i++)
		ck_assert_str_eq(field(&lines, i, "client"), "127.0.0.0");
	ck_assert(json_is_true(json_object_get(json_array_get(lines.list, 1), "confirmed")));
	json_decref(lines.list);
}
END_TEST

START_TEST(a_reload_writes_what_is_open)
{
	char path[RUN_PATH_SIZE], moved[RUN_PATH_SIZE];
	struct lines before, after;
	struct stat status;

	start("journal-reload", "");
	ask_from("127.0.0.1", "army.ml", LDNS_RR_TYPE_MX);
	ck_assert(resolver_control(&system_own, "reload", NULL));
	ck_assert(resolver_wait_log(&system_own, "start of service", 2));
	before = read_lines("state/events.jsonl");
	ck_assert_int_eq(before.questions, 1);
	run_path(path, system_own.dir, "state/events.jsonl");
	run_path(moved, system_own.dir, "state/events.jsonl.1");
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_uint_eq(status.st_mode & 0777, 0640);
	ck_assert_int_eq(rename(path, moved), 0);
	for (int i = 0; i < 10; i++)
		ask_from("127.0.0.1", "army.ml", LDNS_RR_TYPE_MX);
	ck_assert_int_eq(server_stop(&system_own), 0);
	after = read_lines("state/events.jsonl");
	ck_assert_int_eq(after.questions, 10);
	json_decref(before.list);
	json_decref(after.list);
}
END_TEST

Suite *
suite_journal(void)
{
	Suite *suite = suite_create("journal");
	TCase *tcase = tcase_create("journal");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	tcase_add_test(tcase, a_storm_is_a_handful_of_lines);
	tcase_add_test(tcase, only_the_same_client_confirms);
	tcase_add_test(tcase, a_reload_writes_what_is_open);
	suite_add_tcase(suite, tcase);
	return suite;
}
