/* SPDX-License-Identifier: BSD-3-Clause */
#include "survey_asking.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "match/grow.h"
#include "survey_inquiry.h"

#define TICK 200   /* milliseconds */
#define PATIENCE 2 /* seconds for what is under way, once it is to end */

struct task {
	struct inquiry inquiry;
	struct run *run;
	TAILQ_ENTRY(task) link;
};

TAILQ_HEAD(tasks, task);

/* A pulse is a question that has been answered before, below another random name: whoever
 * has lost the network is not to have all the rest down as failed. */
enum phase { PHASE_PLACES, PHASE_PULSE, PHASE_NAMES, PHASE_PULSE_AGAIN, PHASE_AGAIN, PHASE_OVER };

struct run {
	const struct survey_asking *asking;
	struct tasks wanting, waiting; /* with questions to be asked, and without */
	enum phase phase;
	size_t next; /* in the list of the phase */
	struct survey_name **again;
	size_t n_again;
	struct survey_place pulse; /* an ending that is known otherwise */
	size_t n_left;             /* names that are not done, at the beginning */
	size_t n_places_asked, n_places_known;
	enum survey_end end; /* while it is SURVEY_COMPLETE it goes on */
};

static void
fail(struct run *run, const char *what)
{
	if (run->end != SURVEY_BROKEN && what != NULL)
		fprintf(stderr, "straymx: %s\n", what);
	run->end = SURVEY_BROKEN;
}

static bool
add_task(struct run *run, struct survey_name *name, struct survey_place *place)
{
	struct task *task = calloc(1, sizeof *task);

	if (task != NULL && inquiry_init(&task->inquiry, name, place)) {
		task->run = run;
		TAILQ_INSERT_TAIL(&run->wanting, task, link);
		return true;
	}
	if (task != NULL)
		inquiry_free(&task->inquiry);
	free(task);
	fail(run, "out of memory");
	return false;
}

static void
free_task(struct tasks *list, struct task *task)
{
	TAILQ_REMOVE(list, task, link);
	inquiry_free(&task->inquiry);
	free(task);
}

/* ---- answers ---------------------------------------------------------------------------- */

static void
conclude_place(struct run *run, const struct survey_place *place)
{
	if (!place->is_known || place == &run->pulse)
		return;
	run->n_places_known++;
	if (!run->asking->know(run->asking->closure, place))
		fail(run, NULL);
}

/* All about a name was asked: say what was found, or ask once more at the end. */
static void
conclude_name(struct run *run, const struct inquiry *inquiry)
{
	struct survey_name **grown;
	json_t *finding;

	if (inquiry->has_failed && run->phase == PHASE_NAMES) {
		grown = smx_grow(run->again, run->n_again, sizeof *grown);
		if (grown == NULL) {
			fail(run, "out of memory");
			return;
		}
		run->again = grown;
		grown[run->n_again++] = inquiry->name;
		return;
	}
	finding = inquiry_finding(inquiry, run->asking->names);
	if (finding == NULL)
		fail(run, "out of memory");
	else if (!run->asking->find(run->asking->closure, inquiry->name, finding))
		fail(run, NULL);
}

static void
take_answer(void *closure, uint16_t type, const struct asker_answer *answer)
{
	struct task *task = closure;
	struct run *run = task->run;
	struct inquiry *inquiry = &task->inquiry;
	bool was_wanting = inquiry->wanted != 0;

	if (!inquiry_answer(inquiry, type, answer))
		fail(run, "out of memory");
	if (inquiry->wanted != 0 && !was_wanting) {
		/* What was begun is finished first. */
		TAILQ_REMOVE(&run->waiting, task, link);
		TAILQ_INSERT_HEAD(&run->wanting, task, link);
	}
	if (!inquiry_is_over(inquiry))
		return;
	if (inquiry->place != NULL)
		conclude_place(run, inquiry->place);
	else
		conclude_name(run, inquiry);
	free_task(&run->waiting, task);
}

/* ---- questions -------------------------------------------------------------------------- */

/* Whether there is a pulse to be taken: not where it has just been seen that there are
 * answers, or where nothing is left to be asked. */
static bool
take_pulse(struct run *run)
{
	const struct survey_names *names = run->asking->names;
	bool is_wanted = run->phase == PHASE_PULSE ? run->n_places_asked == 0 && run->n_left > 0
						   : run->n_again > 0;

	for (size_t i = 0; is_wanted && run->next == 0 && i < names->n_places; i++) {
		if (names->places[i].is_home || !names->places[i].is_known)
			continue;
		run->pulse = (struct survey_place){.text = names->places[i].text};
		run->next = 1;
		return true;
	}
	return false;
}

/* The next one of the phase becomes a task; false if there is none. */
static bool
add_next(struct run *run)
{
	struct survey_names *names = run->asking->names;

	while (run->phase == PHASE_PLACES && run->next < names->n_places) {
		struct survey_place *place = &names->places[run->next++];

		if (!place->is_known) {
			run->n_places_asked++;
			return add_task(run, NULL, place);
		}
	}
	if ((run->phase == PHASE_PULSE || run->phase == PHASE_PULSE_AGAIN) && take_pulse(run))
		return add_task(run, NULL, &run->pulse);
	while (run->phase == PHASE_NAMES && run->next < names->n_names) {
		struct survey_name *name = &names->list[run->next++];

		if (!name->is_done)
			return add_task(run, name, NULL);
	}
	if (run->phase == PHASE_AGAIN && run->next < run->n_again)
		return add_task(run, run->again[run->next++], NULL);
	return false;
}

/* A phase begins when all of the one before has been answered. */
static void
next_phase(struct run *run)
{
	bool had_pulse = run->pulse.text == NULL || run->pulse.is_known;

	if ((run->n_places_asked > 0 && run->n_places_known == 0) || !had_pulse)
		run->end = SURVEY_UNREACHABLE;
	run->pulse = (struct survey_place){.text = NULL};
	run->next = 0;
	run->phase++;
}

static bool
begin_question(struct run *run, struct task *task)
{
	uint16_t type;
	const char *name = inquiry_next(&task->inquiry, &type);

	if (task->inquiry.wanted == 0) {
		TAILQ_REMOVE(&run->wanting, task, link);
		TAILQ_INSERT_TAIL(&run->waiting, task, link);
	}
	if (asker_begin(run->asking->asker, name, type, take_answer, task))
		return true;
	fail(run, NULL);
	return false;
}

/* Begin what may begin now. */
static void
begin(struct run *run)
{
	while (run->phase != PHASE_OVER && asker_may_begin(run->asking->asker)) {
		if (TAILQ_EMPTY(&run->wanting) && !add_next(run)) {
			if (run->end != SURVEY_COMPLETE || !TAILQ_EMPTY(&run->waiting))
				return;
			next_phase(run);
			if (run->end != SURVEY_COMPLETE)
				return;
			continue;
		}
		if (!begin_question(run, TAILQ_FIRST(&run->wanting)))
			return;
	}
}

/* ---- all of it -------------------------------------------------------------------------- */

static bool
take_signal(const struct survey_asking *asking, int *number)
{
	struct signalfd_siginfo info;

	if (read(asking->signal_fd, &info, sizeof info) != (ssize_t)sizeof info)
		return false;
	*number = (int)info.ssi_signo;
	return true;
}

/* Wait for what is under way, unless one more signal comes. */
static void
drain(struct run *run)
{
	const struct survey_asking *asking = run->asking;
	time_t end = time(NULL) + PATIENCE;
	int number;

	while (asker_count_under_way(asking->asker) > 0 && time(NULL) <= end &&
	       run->end == SURVEY_STOPPED && !take_signal(asking, &number)) {
		if (!asker_wait(asking->asker, asking->signal_fd, TICK))
			fail(run, NULL);
	}
}

enum survey_end
survey_ask(const struct survey_asking *asking, int *signal_number)
{
	struct run run = {.asking = asking};

	TAILQ_INIT(&run.wanting);
	TAILQ_INIT(&run.waiting);
	for (size_t i = 0; i < asking->names->n_names; i++)
		run.n_left += !asking->names->list[i].is_done;
	while (run.phase != PHASE_OVER && run.end == SURVEY_COMPLETE) {
		begin(&run);
		if (run.phase == PHASE_OVER || run.end != SURVEY_COMPLETE)
			break;
		if (!asker_wait(asking->asker, asking->signal_fd, TICK) ||
		    !asking->tick(asking->closure))
			fail(&run, NULL);
		else if (take_signal(asking, signal_number) && run.end == SURVEY_COMPLETE)
			run.end = SURVEY_STOPPED;
	}
	if (run.end == SURVEY_STOPPED)
		drain(&run);
	while (!TAILQ_EMPTY(&run.wanting))
		free_task(&run.wanting, TAILQ_FIRST(&run.wanting));
	while (!TAILQ_EMPTY(&run.waiting))
		free_task(&run.waiting, TAILQ_FIRST(&run.waiting));
	free(run.again);
	return run.end;
}
