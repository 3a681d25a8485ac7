/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/journal.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define DRAIN_INTERVAL 50 /* milliseconds */
#define DRAIN_MOST 8192   /* events, before it looks at the clock again */
#define EXPIRE_INTERVAL 500
#define NICENESS 10 /* of the thread: questions go first */

struct smx_journal {
	struct smx_queue *queue;
	struct smx_incidents *incidents;
	struct smx_eventfile file;
	struct smx_journal_hooks hooks;

	size_t n_lanes;

	/* The thread's own: */
	char *state_dir;
	enum smx_log_clients log_clients;
	unsigned long n_told; /* lost questions that the file, or the log, knows of */
	unsigned long n_lost_incidents; /* that it does not know of */

	atomic_ulong n_incidents, n_questions, n_lost_to_disk;
	atomic_size_t n_open;
	atomic_int write_error; /* errno of the last writing; 0: it worked */

	pthread_t thread;
	/* Neither mutex is held for longer than it takes to copy something: others would
	 * wait for a disk, or for as long as there is a flood. */
	pthread_mutex_t cells_mutex;
	struct smx_cells cells;
	pthread_mutex_t mutex; /* for what follows */
	pthread_cond_t condition;
	bool is_over;
	bool is_configured; /* there are new settings: */
	char *new_state_dir;
	enum smx_log_clients new_log_clients;
};

static int64_t
read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static unsigned long
count_lost_to_queue(const struct smx_journal *journal)
{
	unsigned long n = 0;

	for (int fate = 0; fate < SMX_FATE_CONFIRMED; fate++)
		n += smx_queue_count_lost(journal->queue, (enum smx_fate)fate);
	return n;
}

/* ---- writing ------------------------------------------------------------------------------- */

static void
report(struct smx_journal *journal, const char *state_dir, int error, unsigned long n_lost)
{
	if (error == atomic_exchange(&journal->write_error, error))
		return;
	if (journal->hooks.trouble != NULL)
		journal->hooks.trouble(journal->hooks.closure, state_dir, error, n_lost);
}

/* Append a line; NULL stands for one that found no memory.  Returns whether it is there. */
static bool
append(struct smx_journal *journal, const char *state_dir, char *line)
{
	int rc = line != NULL ? smx_eventfile_append(&journal->file, state_dir, line) : SMX_ENOMEM;
	int error = rc == SMX_OK ? 0 : rc == SMX_ENOMEM ? ENOMEM : errno;

	free(line);
	if (error != 0)
		report(journal, state_dir, error, 0);
	return error == 0;
}

/* Tell the file of what is missing in it; whether that worked. */
static bool
append_losses(struct smx_journal *journal, const char *state_dir)
{
	unsigned long n_lost =
		count_lost_to_queue(journal) + atomic_load(&journal->n_lost_to_disk);

	if (n_lost != journal->n_told) {
		if (!append(journal, state_dir,
			    smx_eventfile_lost_line(read_clock(CLOCK_REALTIME),
						    journal->n_lost_incidents,
						    n_lost - journal->n_told)))
			return false;
	}
	report(journal, state_dir, 0, n_lost - journal->n_told);
	journal->n_told = n_lost;
	journal->n_lost_incidents = 0;
	return true;
}

static void
on_incident(void *closure, const struct smx_incident *incident)
{
	struct smx_journal *journal = closure;
	const char *state_dir = journal->state_dir;
	unsigned long n = 0;

	for (int type = 0; type < SMX_N_COUNTED_TYPES; type++)
		n += incident->n[type];
	if (state_dir != NULL && append_losses(journal, state_dir) &&
	    append(journal, state_dir, smx_eventfile_line(incident, journal->log_clients))) {
		atomic_fetch_add(&journal->n_incidents, 1);
		atomic_fetch_add(&journal->n_questions, n);
		return;
	}
	journal->n_lost_incidents++;
	atomic_fetch_add(&journal->n_lost_to_disk, n);
}

static void
on_begin(void *closure, const struct smx_event *event)
{
	struct smx_journal *journal = closure;

	pthread_mutex_lock(&journal->cells_mutex);
	smx_cells_get(&journal->cells, event)->n_incidents++;
	pthread_mutex_unlock(&journal->cells_mutex);
	if (journal->hooks.begun != NULL)
		journal->hooks.begun(journal->hooks.closure, event, journal->log_clients);
}

static void
on_event(void *closure, const struct smx_event *event)
{
	struct smx_journal *journal = closure;

	if (event->fate != SMX_FATE_CONFIRMED) {
		pthread_mutex_lock(&journal->cells_mutex);
		smx_cells_get(&journal->cells, event)->n_answers[event->fate]++;
		pthread_mutex_unlock(&journal->cells_mutex);
	}
	if (smx_incidents_add(journal->incidents, event) != SMX_OK)
		atomic_fetch_add(&journal->n_lost_to_disk, 1);
}

/* ---- the thread ------------------------------------------------------------------------------ */

/* The settings that smx_journal_configure() left. */
static void
take_settings(struct smx_journal *journal)
{
	pthread_mutex_lock(&journal->mutex);
	if (journal->is_configured) {
		free(journal->state_dir);
		journal->state_dir = journal->new_state_dir;
		journal->log_clients = journal->new_log_clients;
		journal->new_state_dir = NULL;
		journal->is_configured = false;
	}
	pthread_mutex_unlock(&journal->mutex);
}

/* Wait for some milliseconds, or until it is over; returns whether it goes on. */
static bool
wait_for(struct smx_journal *journal, long ms)
{
	int64_t until = read_clock(CLOCK_MONOTONIC) + ms;
	struct timespec time = {.tv_sec = (time_t)(until / 1000),
				.tv_nsec = (long)(until % 1000) * 1000000};
	bool goes_on;
	int rc = 0;

	pthread_mutex_lock(&journal->mutex);
	while (!journal->is_over && rc == 0 && ms > 0)
		rc = pthread_cond_timedwait(&journal->condition, &journal->mutex, &time);
	goes_on = !journal->is_over;
	pthread_mutex_unlock(&journal->mutex);
	return goes_on;
}

static void *
run(void *argument)
{
	struct smx_journal *journal = argument;
	int64_t next_expiry = 0;
	bool goes_on = true;

	(void)pthread_setname_np(pthread_self(), "straymx-journal");
	(void)setpriority(PRIO_PROCESS, (id_t)gettid(), NICENESS);
	while (goes_on) {
		int64_t clock = read_clock(CLOCK_MONOTONIC);
		size_t n;

		take_settings(journal);
		n = smx_queue_drain(journal->queue, DRAIN_MOST, on_event, journal);
		if (clock >= next_expiry) {
			smx_incidents_expire(journal->incidents, clock);
			next_expiry = clock + EXPIRE_INTERVAL;
		}
		atomic_store(&journal->n_open, smx_incidents_count(journal->incidents));
		goes_on = wait_for(journal, n == DRAIN_MOST ? 0 : DRAIN_INTERVAL);
	}
	take_settings(journal);
	while (smx_queue_drain(journal->queue, DRAIN_MOST, on_event, journal) > 0)
		continue;
	smx_incidents_flush(journal->incidents);
	if (journal->state_dir != NULL)
		(void)append_losses(journal, journal->state_dir);
	return NULL;
}

/* ---- begin and end --------------------------------------------------------------------------- */

static void
journal_free(struct smx_journal *journal)
{
	pthread_cond_destroy(&journal->condition);
	pthread_mutex_destroy(&journal->mutex);
	pthread_mutex_destroy(&journal->cells_mutex);
	smx_eventfile_close(&journal->file);
	smx_incidents_free(journal->incidents);
	smx_queue_free(journal->queue);
	free(journal->new_state_dir);
	free(journal->state_dir);
	free(journal);
}

/* The thread gets no signals: they are for Unbound's. */
static int
start_thread(struct smx_journal *journal)
{
	sigset_t all, before;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	rc = pthread_create(&journal->thread, NULL, run, journal);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return rc;
}

struct smx_journal *
smx_journal_begin(unsigned n_lanes, const struct smx_journal_hooks *hooks)
{
	struct smx_journal *journal = calloc(1, sizeof *journal);
	pthread_condattr_t attributes;

	if (journal == NULL)
		return NULL;
	smx_eventfile_init(&journal->file);
	if (hooks != NULL)
		journal->hooks = *hooks;
	pthread_mutex_init(&journal->mutex, NULL);
	pthread_mutex_init(&journal->cells_mutex, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&journal->condition, &attributes);
	pthread_condattr_destroy(&attributes);
	journal->n_lanes = n_lanes;
	journal->queue = smx_queue_new(n_lanes, SMX_JOURNAL_SLOTS);
	journal->incidents = smx_incidents_new(on_begin, on_incident, journal);
	if (journal->queue != NULL && journal->incidents != NULL && start_thread(journal) == 0)
		return journal;
	journal_free(journal);
	return NULL;
}

int
smx_journal_configure(struct smx_journal *journal, const char *state_dir,
		      enum smx_log_clients log_clients)
{
	char *copy = state_dir != NULL ? strdup(state_dir) : NULL;

	if (state_dir != NULL && copy == NULL)
		return SMX_ENOMEM;
	pthread_mutex_lock(&journal->mutex);
	free(journal->new_state_dir);
	journal->new_state_dir = copy;
	journal->new_log_clients = log_clients;
	journal->is_configured = true;
	pthread_mutex_unlock(&journal->mutex);
	return SMX_OK;
}

struct smx_event *
smx_journal_take(struct smx_journal *journal, unsigned lane, enum smx_fate fate)
{
	return smx_queue_take(journal->queue, lane, fate);
}

void
smx_journal_put(struct smx_journal *journal, struct smx_event *event)
{
	smx_queue_put(journal->queue, event);
}

void
smx_journal_end(struct smx_journal *journal)
{
	if (journal == NULL)
		return;
	pthread_mutex_lock(&journal->mutex);
	journal->is_over = true;
	pthread_cond_signal(&journal->condition);
	pthread_mutex_unlock(&journal->mutex);
	pthread_join(journal->thread, NULL);
	journal_free(journal);
}

void
smx_journal_read(const struct smx_journal *journal, struct smx_journal_figures *figures)
{
	figures->n_incidents = atomic_load(&journal->n_incidents);
	figures->n_questions = atomic_load(&journal->n_questions);
	figures->n_lost_to_queue = 0;
	for (int fate = 0; fate < SMX_N_FATES; fate++) {
		figures->n_events_lost[fate] =
			smx_queue_count_lost(journal->queue, (enum smx_fate)fate);
		if (fate != SMX_FATE_CONFIRMED)
			figures->n_lost_to_queue += figures->n_events_lost[fate];
	}
	figures->n_lost_to_disk = atomic_load(&journal->n_lost_to_disk);
	figures->write_error = atomic_load(&journal->write_error);
	figures->n_queued = smx_queue_count(journal->queue);
	figures->n_slots = journal->n_lanes * SMX_JOURNAL_SLOTS;
	figures->n_open = atomic_load(&journal->n_open);
	figures->n_bytes = sizeof *journal + figures->n_slots * sizeof(struct smx_event) +
			   figures->n_open * sizeof(struct smx_incident);
}

int
smx_journal_copy_cells(struct smx_journal *journal, struct smx_cell **list, size_t *n_cells)
{
	size_t size;
	int rc = SMX_OK;

	*list = NULL;
	pthread_mutex_lock(&journal->cells_mutex);
	*n_cells = journal->cells.n_cells;
	size = *n_cells * sizeof **list;
	if (size > 0) {
		*list = malloc(size);
		if (*list != NULL)
			memcpy(*list, journal->cells.list, size);
		else
			rc = SMX_ENOMEM;
	}
	pthread_mutex_unlock(&journal->cells_mutex);
	if (rc != SMX_OK)
		*n_cells = 0;
	return rc;
}
