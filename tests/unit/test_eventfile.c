/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <errno.h>
#include <jansson.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "events.h"
#include "journal/eventfile.h"
#include "unit.h"

/* ---- lines ---------------------------------------------------------------------------------- */

START_TEST(a_line)
{
	struct smx_incident incident = {.event = events_make(7, "us.army.ml", 15, 0),
					.n = {2, 1},
					.n_fates = {[SMX_FATE_INTERCEPTED] = 3}};
	char *line;

	incident.last = incident.event.wall + 1500;
	line = smx_eventfile_line(&incident, SMX_CLIENTS_FULL);
	ck_assert_str_eq(
		line,
		"{\"first\":\"2026-11-24T12:00:00.123Z\",\"last\":\"2026-11-24T12:00:01.623Z\","
		"\"client\":\"192.0.2.7\",\"name\":\"us.army.ml\",\"intended\":\"us.army.mil\","
		"\"protected\":\"army.mil\",\"candidate\":\"army.ml\",\"rule\":\"tld\",\"distance\":1,"
		"\"zone\":\"mil\",\"action\":\"nxdomain\",\"mode\":\"enforce\",\"answer\":\"nxdomain\","
		"\"questions\":3,\"types\":{\"MX\":2,\"A\":1,\"AAAA\":0,\"ANY\":0,\"other\":0},"
		"\"unverified\":0,\"confirmed\":false}\n");
	free(line);
}
END_TEST

static void
assert_client(const struct smx_event *event, enum smx_log_clients log_clients, const char *expected)
{
	struct smx_incident incident = {.event = *event, .n = {1}};
	char *line = smx_eventfile_line(&incident, log_clients);
	json_t *object = json_loads(line, 0, NULL);
	const char *client = json_string_value(json_object_get(object, "client"));

	ck_assert_ptr_nonnull(object);
	if (expected == NULL)
		ck_assert(json_is_null(json_object_get(object, "client")));
	else
		ck_assert_str_eq(client, expected);
	json_decref(object);
	free(line);
}

START_TEST(how_much_of_clients_is_told)
{
	struct smx_event four = events_make(200, "army.ml", 15, 0), six = four, none = four;

	six.family = AF_INET6;
	ck_assert_int_eq(inet_pton(AF_INET6, "2001:db8:1:2:3:4:5:6", six.client), 1);
	none.family = 0;
	assert_client(&four, SMX_CLIENTS_FULL, "192.0.2.200");
	assert_client(&four, SMX_CLIENTS_PREFIX, "192.0.2.0");
	assert_client(&four, SMX_CLIENTS_NONE, NULL);
	assert_client(&six, SMX_CLIENTS_FULL, "2001:db8:1:2:3:4:5:6");
	assert_client(&six, SMX_CLIENTS_PREFIX, "2001:db8:1::");
	assert_client(&six, SMX_CLIENTS_NONE, NULL);
	assert_client(&none, SMX_CLIENTS_FULL, NULL);
}
END_TEST

START_TEST(hostile_names_and_titles)
{
	struct smx_incident incident = {.event = events_make(1, "army.ml", 15, 0), .n = {1}};
	char *line;
	json_t *object;

	memcpy(incident.event.qname, "\x04\x1b\"\n\xff\x02ml", 9);
	strcpy(incident.event.zone, "o\xef<urs>");
	line = smx_eventfile_line(&incident, SMX_CLIENTS_FULL);
	object = json_loads(line, 0, NULL);
	ck_assert_ptr_nonnull(object);
	ck_assert_ptr_eq(strchr(line, '\n'), line + strlen(line) - 1);
	ck_assert_str_eq(json_string_value(json_object_get(object, "name")), "\\027\\\"\\010\\255.ml");
	ck_assert_str_eq(json_string_value(json_object_get(object, "zone")), "o?<urs>");
	json_decref(object);
	free(line);
}
END_TEST

/* ---- the file --------------------------------------------------------------------------------- */

static size_t
count_lines(const char *path)
{
	FILE *file = fopen(path, "r");
	size_t n = 0;
	int c;

	while (file != NULL && (c = getc(file)) != EOF)
		n += c == '\n';
	if (file != NULL)
		fclose(file);
	return n;
}

static long
file_size(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 ? (long)status.st_size : -1;
}

START_TEST(rotation_and_a_vanished_directory)
{
	struct smx_eventfile file;
	char state[512], moved[512];
	struct stat status;

	snprintf(state, sizeof state, "%s", events_path("rotated"));
	snprintf(moved, sizeof moved, "%s", events_path("rotated/events.jsonl.1"));
	ck_assert_int_eq(mkdir(state, 0750), 0);
	smx_eventfile_init(&file);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":1}\n"), SMX_OK);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":2}\n"), SMX_OK);
	ck_assert_int_eq(stat(events_path("rotated/events.jsonl"), &status), 0);
	ck_assert_uint_eq(status.st_mode & 0777, 0640);
	ck_assert_int_eq(rename(events_path("rotated/events.jsonl"), moved), 0);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":3}\n"), SMX_OK);
	ck_assert_uint_eq(count_lines(moved), 2);
	ck_assert_uint_eq(count_lines(events_path("rotated/events.jsonl")), 1);
	ck_assert_int_eq(unlink(moved), 0);
	ck_assert_int_eq(unlink(events_path("rotated/events.jsonl")), 0);
	ck_assert_int_eq(rmdir(state), 0);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":4}\n"), SMX_EWRITE);
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_int_eq(mkdir(state, 0750), 0);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":5}\n"), SMX_OK);
	ck_assert_uint_eq(count_lines(events_path("rotated/events.jsonl")), 1);
	smx_eventfile_close(&file);
}
END_TEST

/* A disk of 64 KiB, for this test's process alone; false where that takes more rights. */
static bool
mount_small(const char *path)
{
	return mkdir(path, 0750) == 0 && unshare(CLONE_NEWNS) == 0 &&
	       mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) == 0 &&
	       mount("tmpfs", path, "tmpfs", 0, "size=64k") == 0;
}

START_TEST(a_full_disk_leaves_whole_lines)
{
	struct smx_eventfile file;
	char state[512], line[1001];
	size_t n = 0;

	snprintf(state, sizeof state, "%s", events_path("full"));
	if (!mount_small(state)) {
		fprintf(stderr, "SKIP: a full disk: no right to mount one\n");
		return;
	}
	memset(line, 'x', sizeof line);
	strcpy(line + sizeof line - 2, "\n");
	smx_eventfile_init(&file);
	while (n < 1000 && smx_eventfile_append(&file, state, line) == SMX_OK)
		n++;
	ck_assert_int_eq(errno, ENOSPC);
	ck_assert_uint_gt(n, 10);
	ck_assert_uint_lt(n, 70);
	/* Whatever was left of the disk, no part of a line has been written to it. */
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(smx_eventfile_append(&file, state, line), SMX_EWRITE);
	ck_assert_uint_eq(count_lines(events_path("full/events.jsonl")), n);
	ck_assert_int_eq(file_size(events_path("full/events.jsonl")), (long)(n * (sizeof line - 1)));
	ck_assert_int_eq(truncate(events_path("full/events.jsonl"), 0), 0);
	ck_assert_int_eq(smx_eventfile_append(&file, state, line), SMX_OK);
	ck_assert_uint_eq(count_lines(events_path("full/events.jsonl")), 1);
	smx_eventfile_close(&file);
	ck_assert_int_eq(umount(state), 0);
}
END_TEST

Suite *
suite_eventfile(void)
{
	Suite *suite = suite_create("eventfile");
	TCase *tcase = tcase_create("eventfile");

	tcase_add_test(tcase, a_line);
	tcase_add_test(tcase, how_much_of_clients_is_told);
	tcase_add_test(tcase, hostile_names_and_titles);
	tcase_add_test(tcase, rotation_and_a_vanished_directory);
	tcase_add_test(tcase, a_full_disk_leaves_whole_lines);
	suite_add_tcase(suite, tcase);
	return suite;
}
