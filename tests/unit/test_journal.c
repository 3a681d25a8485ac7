/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal/journal.h"
#include "unit.h"

/* A question of 192.0.2.`client` for a lookalike of army.mil, `at` milliseconds from the
 * beginning. */
static struct smx_event
make_event(uint8_t client, const char *name, uint16_t qtype, int64_t at)
{
	struct smx_name parsed = unit_name(name);
	struct smx_event event = {.wall = INT64_C(1795521600123) + at,
				  .monotonic = at,
				  .fate = SMX_FATE_INTERCEPTED,
				  .qtype = qtype,
				  .family = AF_INET,
				  .client = {192, 0, 2, client},
				  .rule = SMX_RULE_TLD,
				  .distance = 1,
				  .action = SMX_NXDOMAIN,
				  .mode = SMX_ENFORCE,
				  .protected_len = 8,
				  .protected = "army.mil",
				  .zone = "mil"};

	for (unsigned i = 0; i < parsed.n_labels; i++) {
		size_t len = (size_t)(parsed.start[i + 1] - 1 - parsed.start[i]);

		if (i + 2 == parsed.n_labels)
			event.candidate_offset = event.qname_len;
		event.qname[event.qname_len++] = (uint8_t)len;
		memcpy(event.qname + event.qname_len, parsed.text + parsed.start[i], len);
		event.qname_len = (uint8_t)(event.qname_len + len);
	}
	event.qname[event.qname_len++] = 0;
	return event;
}

/* ---- incidents ------------------------------------------------------------------------------ */

struct told {
	struct smx_incident list[32];
	size_t n, n_begun;
};

static void
on_begin(void *closure, const struct smx_event *event)
{
	struct told *told = closure;

	(void)event;
	told->n_begun++;
}

static void
on_incident(void *closure, const struct smx_incident *incident)
{
	struct told *told = closure;

	if (told->n < 32)
		told->list[told->n] = *incident;
	told->n++;
}

START_TEST(a_burst_is_one_incident)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(on_begin, on_incident, &told);
	static const uint16_t types[] = {15, 1, 28, 255, 16, 15};

	for (size_t i = 0; i < 6; i++) {
		struct smx_event event = make_event(1, "us.army.ml", types[i], (int64_t)i * 2000);

		ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	}
	ck_assert_uint_eq(smx_incidents_count(incidents), 1);
	smx_incidents_expire(incidents, 69999);
	ck_assert_uint_eq(told.n, 0);
	smx_incidents_expire(incidents, 70001);
	ck_assert_uint_eq(told.n, 1);
	ck_assert_uint_eq(told.n_begun, 1);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_MX], 2);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_A], 1);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_AAAA], 1);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_ANY], 1);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_OTHER], 1);
	ck_assert_int_eq(told.list[0].last - told.list[0].event.wall, 10000);
	ck_assert(!told.list[0].is_confirmed);
	smx_incidents_free(incidents);
}
END_TEST

START_TEST(what_differs_is_apart)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(on_begin, on_incident, &told);
	struct smx_event events[] = {
		make_event(1, "army.ml", 15, 0),     make_event(2, "army.ml", 15, 0),
		make_event(1, "us.army.ml", 15, 0),  make_event(1, "army.ml", 15, 0),
		make_event(1, "army.ml", 15, 0),     make_event(1, "army.ml", 15, 10001),
	};

	events[3].mode = SMX_MONITOR;
	strcpy(events[4].zone, "other");
	for (size_t i = 0; i < 6; i++)
		ck_assert_int_eq(smx_incidents_add(incidents, &events[i]), SMX_OK);
	ck_assert_uint_eq(told.n_begun, 6);
	smx_incidents_flush(incidents);
	ck_assert_uint_eq(told.n, 6);
	ck_assert_uint_eq(smx_incidents_count(incidents), 0);
	smx_incidents_free(incidents);
}
END_TEST

/* `at` after the last question for us.army.ml, the client asks for a name. */
static bool
is_confirmed_by(uint8_t client, const char *name, int64_t at)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);
	struct smx_event event = make_event(1, "us.army.ml", 15, 0);
	struct smx_event confirming = make_event(client, name, 15, at);

	ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	confirming.fate = SMX_FATE_CONFIRMED;
	ck_assert_int_eq(smx_incidents_add(incidents, &confirming), SMX_OK);
	smx_incidents_flush(incidents);
	smx_incidents_free(incidents);
	ck_assert_uint_eq(told.n, 1);
	return told.list[0].is_confirmed;
}

START_TEST(who_asks_for_the_intended_name_has_noticed)
{
	ck_assert(is_confirmed_by(1, "us.army.mil", 0));
	ck_assert(is_confirmed_by(1, "us.army.mil", 60000));
	ck_assert(!is_confirmed_by(1, "us.army.mil", 60001));
	ck_assert(!is_confirmed_by(2, "us.army.mil", 1));
	ck_assert(!is_confirmed_by(1, "army.mil", 1));
	ck_assert(!is_confirmed_by(1, "xs.army.mil", 1));
	ck_assert(!is_confirmed_by(1, "us.army.mix", 1));
	ck_assert(!is_confirmed_by(1, "us.armyxmil", 1));
}
END_TEST

START_TEST(a_confirmed_one_is_told_when_its_burst_is_over)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);
	struct smx_event event = make_event(1, "army.ml", 15, 0);
	struct smx_event confirming = make_event(1, "army.mil", 15, 500);

	confirming.fate = SMX_FATE_CONFIRMED;
	ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	ck_assert_int_eq(smx_incidents_add(incidents, &confirming), SMX_OK);
	smx_incidents_expire(incidents, 10000);
	ck_assert_uint_eq(told.n, 0);
	smx_incidents_expire(incidents, 10001);
	ck_assert_uint_eq(told.n, 1);
	ck_assert(told.list[0].is_confirmed);
	smx_incidents_free(incidents);
}
END_TEST

/* A second burst does not take the confirmation of the first. */
START_TEST(a_storm_is_an_incident_each_ten_seconds)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);
	struct smx_event confirming = make_event(1, "army.mil", 15, 31000);

	for (int64_t at = 0; at <= 30000; at += 10) {
		struct smx_event event = make_event(1, "army.ml", 15, at);

		ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	}
	confirming.fate = SMX_FATE_CONFIRMED;
	ck_assert_int_eq(smx_incidents_add(incidents, &confirming), SMX_OK);
	smx_incidents_flush(incidents);
	ck_assert_uint_eq(told.n, 3);
	for (size_t i = 0; i < 3; i++) {
		ck_assert(told.list[i].is_confirmed);
		ck_assert_uint_le(told.list[i].n[SMX_COUNTED_MX], 1001);
	}
	smx_incidents_free(incidents);
}
END_TEST

START_TEST(too_many_push_out_the_oldest)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);

	for (unsigned i = 0; i < SMX_INCIDENTS_MAX + 3; i++) {
		char name[32];
		struct smx_event event;

		snprintf(name, sizeof name, "h%u.army.ml", i);
		event = make_event(1, name, 15, i);
		ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	}
	ck_assert_uint_eq(smx_incidents_count(incidents), SMX_INCIDENTS_MAX);
	ck_assert_uint_eq(told.n, 3);
	ck_assert_int_eq(told.list[0].event.monotonic, 0);
	smx_incidents_free(incidents);
}
END_TEST

START_TEST(a_clock_that_goes_back_leaves_first_before_last)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);
	struct smx_event events[] = {make_event(1, "army.ml", 15, 0), make_event(1, "army.ml", 1, 5)};

	events[1].wall -= 3600000;
	for (size_t i = 0; i < 2; i++)
		ck_assert_int_eq(smx_incidents_add(incidents, &events[i]), SMX_OK);
	smx_incidents_flush(incidents);
	ck_assert_uint_eq(told.n, 1);
	ck_assert_int_eq(told.list[0].last, told.list[0].event.wall);
	smx_incidents_free(incidents);
}
END_TEST

/* ---- lines ---------------------------------------------------------------------------------- */

START_TEST(a_line)
{
	struct smx_incident incident = {.event = make_event(7, "us.army.ml", 15, 0),
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
	struct smx_event four = make_event(200, "army.ml", 15, 0), six = four, none = four;

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
	struct smx_incident incident = {.event = make_event(1, "army.ml", 15, 0), .n = {1}};
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

static const char *
path_of(const char *name)
{
	static char path[512];

	snprintf(path, sizeof path, "%s/%s", unit_dir, name);
	return path;
}

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

	snprintf(state, sizeof state, "%s", path_of("rotated"));
	snprintf(moved, sizeof moved, "%s", path_of("rotated/events.jsonl.1"));
	ck_assert_int_eq(mkdir(state, 0750), 0);
	smx_eventfile_init(&file);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":1}\n"), SMX_OK);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":2}\n"), SMX_OK);
	ck_assert_int_eq(stat(path_of("rotated/events.jsonl"), &status), 0);
	ck_assert_uint_eq(status.st_mode & 0777, 0640);
	ck_assert_int_eq(rename(path_of("rotated/events.jsonl"), moved), 0);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":3}\n"), SMX_OK);
	ck_assert_uint_eq(count_lines(moved), 2);
	ck_assert_uint_eq(count_lines(path_of("rotated/events.jsonl")), 1);
	ck_assert_int_eq(unlink(moved), 0);
	ck_assert_int_eq(unlink(path_of("rotated/events.jsonl")), 0);
	ck_assert_int_eq(rmdir(state), 0);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":4}\n"), SMX_EWRITE);
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_int_eq(mkdir(state, 0750), 0);
	ck_assert_int_eq(smx_eventfile_append(&file, state, "{\"a\":5}\n"), SMX_OK);
	ck_assert_uint_eq(count_lines(path_of("rotated/events.jsonl")), 1);
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

	snprintf(state, sizeof state, "%s", path_of("full"));
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
	ck_assert_uint_eq(count_lines(path_of("full/events.jsonl")), n);
	ck_assert_int_eq(file_size(path_of("full/events.jsonl")), (long)(n * (sizeof line - 1)));
	ck_assert_int_eq(truncate(path_of("full/events.jsonl"), 0), 0);
	ck_assert_int_eq(smx_eventfile_append(&file, state, line), SMX_OK);
	ck_assert_uint_eq(count_lines(path_of("full/events.jsonl")), 1);
	smx_eventfile_close(&file);
	ck_assert_int_eq(umount(state), 0);
}
END_TEST

/* ---- all of it ---------------------------------------------------------------------------------- */

#define N_THREADS 4
#define N_EVENTS 50000

struct sender {
	struct smx_journal *journal;
	unsigned lane;
	struct smx_event events[2]; /* made beforehand, since Check is not for threads */
};

static void *
send_events(void *argument)
{
	const struct sender *sender = argument;

	for (unsigned i = 0; i < N_EVENTS; i++) {
		struct smx_event *event =
			smx_journal_take(sender->journal, sender->lane, SMX_FATE_INTERCEPTED);

		if (event == NULL)
			continue;
		*event = sender->events[i % 2];
		event->client[3] = (uint8_t)(i % 7);
		event->monotonic = i;
		smx_journal_put(sender->journal, event);
	}
	return NULL;
}

static unsigned long
sum_questions(const char *path, unsigned long *n_lost)
{
	FILE *file = fopen(path, "r");
	unsigned long n = 0;
	char line[4096];

	*n_lost = 0;
	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		json_t *object = json_loads(line, 0, NULL);

		ck_assert_msg(object != NULL, "%s", line);
		n += (unsigned long)json_integer_value(json_object_get(object, "questions"));
		*n_lost += (unsigned long)json_integer_value(
			json_object_get(json_object_get(object, "lost"), "questions"));
		json_decref(object);
	}
	if (file != NULL)
		fclose(file);
	return n;
}

static void
send_from_threads(struct smx_journal *journal)
{
	pthread_t threads[N_THREADS];
	struct sender senders[N_THREADS];

	for (unsigned i = 0; i < N_THREADS; i++) {
		senders[i] = (struct sender){
			journal, i,
			{make_event(0, "army.ml", 15, 0), make_event(0, "us.army.ml", 15, 0)}};
		ck_assert_int_eq(pthread_create(&threads[i], NULL, send_events, &senders[i]), 0);
	}
	for (unsigned i = 0; i < N_THREADS; i++)
		pthread_join(threads[i], NULL);
}

START_TEST(each_question_is_written_or_counted_as_lost)
{
	struct smx_journal *journal = smx_journal_begin(N_THREADS, NULL);
	char state[512];
	unsigned long n_written, n_lost;

	ck_assert_ptr_nonnull(journal);
	snprintf(state, sizeof state, "%s", path_of("exact"));
	ck_assert_int_eq(mkdir(state, 0750), 0);
	ck_assert_int_eq(smx_journal_configure(journal, state, SMX_CLIENTS_FULL), SMX_OK);
	send_from_threads(journal);
	smx_journal_end(journal);
	n_written = sum_questions(path_of("exact/events.jsonl"), &n_lost);
	ck_assert_uint_eq(n_written + n_lost, (unsigned long)N_THREADS * N_EVENTS);
	ck_assert_uint_gt(n_written, 0);
}
END_TEST

struct troubles {
	int last_error;
	unsigned n;
	unsigned long n_lost;
};

static void
on_trouble(void *closure, const char *state_dir, int error, unsigned long n_lost)
{
	struct troubles *troubles = closure;

	(void)state_dir;
	troubles->last_error = error;
	troubles->n++;
	troubles->n_lost = n_lost;
}

START_TEST(what_could_not_be_written_is_told_later)
{
	struct troubles troubles = {.n = 0};
	const struct smx_journal_hooks hooks = {.trouble = on_trouble, .closure = &troubles};
	struct smx_journal *journal = smx_journal_begin(N_THREADS, &hooks);
	struct smx_journal_figures figures;
	char state[512];
	unsigned long n_written, n_lost;

	ck_assert_ptr_nonnull(journal);
	snprintf(state, sizeof state, "%s", path_of("absent"));
	ck_assert_int_eq(smx_journal_configure(journal, state, SMX_CLIENTS_FULL), SMX_OK);
	send_from_threads(journal);
	/* With times as they are, all but the newest is over at once: it is tried, and lost. */
	do
		smx_journal_read(journal, &figures);
	while (figures.n_queued > 0 || figures.n_lost_to_disk == 0);
	ck_assert_uint_eq(figures.n_incidents, 0);
	ck_assert_int_eq(mkdir(state, 0750), 0);
	smx_journal_end(journal);
	ck_assert_uint_ge(troubles.n, 2);
	ck_assert_int_eq(troubles.last_error, 0);
	n_written = sum_questions(path_of("absent/events.jsonl"), &n_lost);
	ck_assert_uint_gt(n_lost, 0);
	ck_assert_uint_eq(n_written + n_lost, (unsigned long)N_THREADS * N_EVENTS);
}
END_TEST

/* Whether they can be written or not. */
START_TEST(each_question_is_in_a_cell_or_counted_as_lost)
{
	struct smx_journal *journal = smx_journal_begin(N_THREADS, NULL);
	struct smx_journal_figures figures;
	struct smx_cell *cells;
	size_t n_cells;

	ck_assert_int_eq(smx_journal_copy_cells(journal, &cells, &n_cells), SMX_OK);
	ck_assert_uint_eq(n_cells, 0);
	ck_assert_ptr_null(cells);
	send_from_threads(journal);
	do
		smx_journal_read(journal, &figures);
	while (figures.n_queued > 0);
	ck_assert_int_eq(smx_journal_copy_cells(journal, &cells, &n_cells), SMX_OK);
	ck_assert_uint_eq(n_cells, 1);
	ck_assert_str_eq(cells[0].zone, "mil");
	ck_assert_uint_eq(cells[0].n_answers[SMX_FATE_INTERCEPTED] +
				  figures.n_events_lost[SMX_FATE_INTERCEPTED],
			  (unsigned long)N_THREADS * N_EVENTS);
	ck_assert_uint_gt(cells[0].n_incidents, 0);
	ck_assert_uint_gt(figures.n_bytes, 0);
	free(cells);
	smx_journal_end(journal);
}
END_TEST

Suite *
suite_journal(void)
{
	Suite *suite = suite_create("journal");
	TCase *tcase = tcase_create("journal");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, a_burst_is_one_incident);
	tcase_add_test(tcase, what_differs_is_apart);
	tcase_add_test(tcase, who_asks_for_the_intended_name_has_noticed);
	tcase_add_test(tcase, a_confirmed_one_is_told_when_its_burst_is_over);
	tcase_add_test(tcase, a_storm_is_an_incident_each_ten_seconds);
	tcase_add_test(tcase, too_many_push_out_the_oldest);
	tcase_add_test(tcase, a_clock_that_goes_back_leaves_first_before_last);
	tcase_add_test(tcase, a_line);
	tcase_add_test(tcase, how_much_of_clients_is_told);
	tcase_add_test(tcase, hostile_names_and_titles);
	tcase_add_test(tcase, rotation_and_a_vanished_directory);
	tcase_add_test(tcase, a_full_disk_leaves_whole_lines);
	tcase_add_test(tcase, each_question_is_written_or_counted_as_lost);
	tcase_add_test(tcase, what_could_not_be_written_is_told_later);
	tcase_add_test(tcase, each_question_is_in_a_cell_or_counted_as_lost);
	suite_add_tcase(suite, tcase);
	return suite;
}
