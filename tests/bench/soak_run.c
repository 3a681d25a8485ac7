/* SPDX-License-Identifier: BSD-3-Clause */
#include "soak.h"

#include <string.h>

#include "names.h"
#include "system/resolver.h"

/* Milliseconds: */
#define TURN 1500  /* from one changed file to the next */
#define BURST 5000 /* so long, and */
#define LULL 15000 /* so long not */

#define BURST_UNDER_WAY 200

const char *const soak_errors[SOAK_N_ERRORS] = {" error: ", " fatal"};

/* What is asked all the time, and how often in a second. */
static const struct {
	enum flood_kind kind;
	struct flood_manner manner;
} loads[SOAK_BURST] = {
	[SOAK_CACHED] = {FLOOD_CACHED, {.rate = 1000}},
	[SOAK_CACHED_TCP] = {FLOOD_CACHED, {.rate = 100, .is_tcp = true}},
	[SOAK_UNCACHED] = {FLOOD_UNCACHED, {.rate = 500}},
	[SOAK_LOOKALIKE] = {FLOOD_LOOKALIKE, {.rate = 500}},
	[SOAK_SUFFIX] = {FLOOD_SUFFIX, {.rate = 300}},
	[SOAK_SILENT] = {FLOOD_SILENT, {.rate = 20, .under_way = 1000}},
};

struct run {
	struct soak *soak;
	size_t n_floods;
	long begin, end;
	long turn, reload, sample, burst; /* when the next one is due */
};

/* ---- bursts --------------------------------------------------------------------------- */

static void
begin_burst(struct run *run)
{
	static const enum flood_kind kinds[] = {FLOOD_BELOW, FLOOD_SUFFIX, FLOOD_RANDOM};
	static const struct flood_manner manner = {.under_way = BURST_UNDER_WAY,
						   .is_blind = true};
	struct soak *soak = run->soak;
	enum flood_kind kind = kinds[soak->n_bursts % (sizeof kinds / sizeof kinds[0])];
	char dir[RUN_PATH_SIZE];

	run_path(dir, soak->resolver->dir, "burst");
	flood_start(&soak->floods[SOAK_BURST], kind, dir, soak->resolver->port, &manner);
	soak->n_bursts++;
	run->n_floods = SOAK_N;
	run->burst += BURST;
}

static void
end_burst(struct run *run)
{
	struct soak *soak = run->soak;
	struct flood *flood = &soak->floods[SOAK_BURST];
	long give_up = run_now() + RUN_PATIENCE;

	flood_finish(flood);
	while (!flood_is_over(flood) && run_now() < give_up)
		flood_pump(soak->floods, SOAK_N, run_now() + 100);
	process_kill(&flood->process);
	soak->n_burst_sent += flood->n_sent;
	soak->n_burst_lost += flood->n_lost;
	if (flood->kind == FLOOD_BELOW)
		soak->n_burst_passed += flood->n_noerror;
	run->n_floods = SOAK_BURST;
	run->burst += LULL;
}

/* ---- the course of it -------------------------------------------------------------------- */

static void
take_sample(struct run *run)
{
	struct soak *soak = run->soak;
	double seconds = (double)(run_now() - run->begin) / 1000;

	soak->vitals =
		names_realloc(soak->vitals, soak->n_vitals + 1, sizeof *soak->vitals);
	soak->vitals[soak->n_vitals++] = vitals_take(soak->resolver, seconds);
	run->sample += soak->sample;
}

static void
reload(struct run *run)
{
	if (!resolver_control(run->soak->resolver, "reload", NULL))
		run->soak->n_failed_reloads++;
	run->soak->n_reloads++;
	run->reload += run->soak->reload;
}

static void
turn(struct run *run)
{
	if (!rotation_turn(run->soak->rotation))
		names_die("no file to swap");
	run->soak->n_turns++;
	run->turn += TURN;
}

static long
earliest(const struct run *run)
{
	const long times[] = {run->turn, run->reload, run->sample, run->burst};
	long time = run->end;

	for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
		time = times[i] < time ? times[i] : time;
	return time;
}

static void
do_what_is_due(struct run *run, long now)
{
	if (now >= run->turn)
		turn(run);
	if (now >= run->reload)
		reload(run);
	if (now >= run->burst && run->n_floods == SOAK_N)
		end_burst(run);
	else if (now >= run->burst)
		begin_burst(run);
	if (now >= run->sample)
		take_sample(run);
}

static void
begin(struct run *run)
{
	struct soak *soak = run->soak;
	char dir[RUN_PATH_SIZE];

	run_path(dir, soak->resolver->dir, "burst");
	if (!run_make_dir("resolver/burst", dir))
		names_die("no folder for bursts");
	run->begin = run_now();
	run->end = run->begin + soak->ms;
	run->turn = run->begin + TURN;
	run->reload = run->begin + soak->reload;
	run->sample = run->begin;
	run->burst = run->begin;
	run->n_floods = SOAK_BURST;
	for (size_t i = 0; i < SOAK_BURST; i++)
		flood_start(&soak->floods[i], loads[i].kind, soak->resolver->dir,
			    soak->resolver->port, &loads[i].manner);
	churn_start(&soak->churn, soak->resolver->port);
}

static void
finish(struct run *run)
{
	struct soak *soak = run->soak;

	if (run->n_floods == SOAK_N)
		end_burst(run);
	churn_stop(&soak->churn);
	for (size_t i = 0; i < SOAK_BURST; i++)
		flood_finish(&soak->floods[i]);
	flood_pump(soak->floods, SOAK_BURST, run_now() + RUN_PATIENCE);
	take_sample(run);
	for (size_t i = 0; i < SOAK_N_ERRORS; i++)
		soak->n_errors[i] = resolver_count_log(soak->resolver, soak_errors[i]);
}

void
soak_run(struct soak *soak)
{
	struct run run = {.soak = soak};
	long now;

	begin(&run);
	while ((now = run_now()) < run.end) {
		do_what_is_due(&run, now);
		flood_pump(soak->floods, run.n_floods, earliest(&run));
		if (!process_is_running(&soak->resolver->process))
			names_die("unbound has ended: %s", soak->resolver->log_path);
	}
	finish(&run);
}

size_t
soak_first(const struct soak *soak)
{
	return soak->n_vitals / 3;
}
