/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "events.h"
#include "journal/journal.h"
#include "unit.h"

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
			{events_make(0, "army.ml", 15, 0), events_make(0, "us.army.ml", 15, 0)}};
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
	snprintf(state, sizeof state, "%s", events_path("exact"));
	ck_assert_int_eq(mkdir(state, 0750), 0);
	ck_assert_int_eq(smx_journal_configure(journal, state, SMX_CLIENTS_FULL), SMX_OK);
	send_from_threads(journal);
	smx_journal_end(journal);
	n_written = sum_questions(events_path("exact/events.jsonl"), &n_lost);
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
	snprintf(state, sizeof state, "%s", events_path("absent"));
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
	n_written = sum_questions(events_path("absent/events.jsonl"), &n_lost);
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
	tcase_add_test(tcase, each_question_is_written_or_counted_as_lost);
	tcase_add_test(tcase, what_could_not_be_written_is_told_later);
	tcase_add_test(tcase, each_question_is_in_a_cell_or_counted_as_lost);
	suite_add_tcase(suite, tcase);
	return suite;
}
