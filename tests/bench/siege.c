/* SPDX-License-Identifier: BSD-3-Clause */
#include "siege.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "proc.h"
#include "quantile.h"
#include "system/resolver.h"

#define RAMP 1000 /* milliseconds of a flood before it counts */
#define SIEGERS 200 /* questions under way of a flood that waits for answers */
#define SILENT_UNDER_WAY 60000

static const struct {
	const char *name;
	enum flood_kind kind;
} phases[SIEGE_N] = {
	[SIEGE_CALM] = {"no flood", FLOOD_N},
	[SIEGE_POPULAR] = {"cached names", FLOOD_POPULAR},
	[SIEGE_RANDOM] = {"uncached names", FLOOD_RANDOM},
	[SIEGE_BELOW] = {"below a lookalike", FLOOD_BELOW},
	[SIEGE_SUFFIX] = {"rule zone", FLOOD_SUFFIX},
	[SIEGE_SILENT] = {"rule zone, silent", FLOOD_SILENT},
};

const char *
siege_phase_name(enum siege_phase phase)
{
	return phases[phase].name;
}

struct run {
	struct siege *siege;
	struct flood floods[SIEGE_N_ORDINARY + 1]; /* the last one is what it is flooded by */
	size_t n_floods;
	unsigned round;
	struct latency ordinary[SIEGE_N][SIEGE_N_ORDINARY][LATENCY_ROUNDS_MAX];
	double rates[SIEGE_N][LATENCY_ROUNDS_MAX], cpu[SIEGE_N][LATENCY_ROUNDS_MAX];
};

static void
pump_for(struct run *run, long ms)
{
	flood_pump(run->floods, run->n_floods, run_now() + ms);
	if (!process_is_running(&run->siege->resolver->process))
		names_die("unbound has ended: %s", run->siege->resolver->log_path);
}

/* ---- a phase ------------------------------------------------------------------------- */

/* What is to be known of the ordinary questions so far. */
struct counts {
	unsigned long n_late, n_wrong, n_answers;
};

static struct counts
count(const struct run *run)
{
	struct counts counts = {0};

	for (size_t i = 0; i < SIEGE_N_ORDINARY; i++) {
		counts.n_late += run->floods[i].n_late;
		counts.n_wrong += run->floods[i].n_wrong;
		counts.n_answers += run->floods[i].n_answers;
	}
	return counts;
}

static void
begin_flood(struct run *run, enum siege_phase phase)
{
	struct siege *siege = run->siege;
	struct flood_manner manner = {.under_way = SIEGERS, .is_blind = true};

	if (phase == SIEGE_CALM)
		return;
	if (phase == SIEGE_SILENT) {
		/* What Unbound knows of these servers from the round before is not to count. */
		(void)resolver_control(siege->resolver, "flush_infra all", NULL);
		manner.rate = siege->silent_rate;
		manner.under_way = SILENT_UNDER_WAY;
	}
	flood_start(&run->floods[SIEGE_N_ORDINARY], phases[phase].kind, siege->resolver->dir,
		    siege->resolver->port, &manner);
	run->n_floods = SIEGE_N_ORDINARY + 1;
}

/* dnsperf counts from beginning to end, with what is before and after the phase. */
static void
end_flood(struct run *run, enum siege_phase phase, long began)
{
	struct siege_result *result = &run->siege->results[phase];
	struct flood *flood = &run->floods[SIEGE_N_ORDINARY];
	long ms;

	if (phase == SIEGE_CALM)
		return;
	flood_finish(flood);
	ms = run_now() - began;
	while (!flood_is_over(flood) && run_now() < began + ms + RUN_PATIENCE)
		pump_for(run, 100);
	run->n_floods = SIEGE_N_ORDINARY;
	process_kill(&flood->process);
	run->rates[phase][run->round] = (double)flood->n_completed * 1000 / (double)ms;
	result->n_sent += flood->n_sent;
	result->n_lost += flood->n_lost;
	result->n_noerror += flood->n_noerror;
	result->n_nxdomain += flood->n_nxdomain;
	result->n_servfail += flood->n_servfail;
}

/* The ordinary questions of so many milliseconds. */
static void
measure(struct run *run, enum siege_phase phase, long ms)
{
	pid_t pid = run->siege->resolver->process.pid;
	double cpu = proc_cpu_seconds(pid);
	long begin = run_now();

	for (size_t i = 0; i < SIEGE_N_ORDINARY; i++)
		memset(&run->floods[i].histogram, 0, sizeof run->floods[i].histogram);
	pump_for(run, ms);
	ms = run_now() - begin;
	run->cpu[phase][run->round] = (proc_cpu_seconds(pid) - cpu) * 1000 / (double)ms;
	for (size_t i = 0; i < SIEGE_N_ORDINARY; i++)
		run->ordinary[phase][i][run->round] =
			latency_read(&run->floods[i].histogram, ms);
}

/* An answer is late after FLOOD_TIMEOUT: so long belongs to the phase, too. */
static void
run_phase(struct run *run, enum siege_phase phase)
{
	struct siege_result *result = &run->siege->results[phase];
	struct counts before = count(run), after;
	long began = run_now();

	begin_flood(run, phase);
	pump_for(run, RAMP);
	measure(run, phase, (long)run->siege->seconds * 1000);
	end_flood(run, phase, began);
	pump_for(run, (long)run->siege->settle);
	after = count(run);
	result->n_late += after.n_late - before.n_late;
	result->n_wrong += after.n_wrong - before.n_wrong;
	result->n_ordinary += after.n_answers - before.n_answers + after.n_late -
			      before.n_late + after.n_wrong - before.n_wrong;
}

/* ---- all of it ----------------------------------------------------------------------- */

static void
begin(struct run *run)
{
	struct siege *siege = run->siege;

	for (size_t i = 0; i < SIEGE_N_ORDINARY; i++)
		flood_start(&run->floods[i], (enum flood_kind)i, siege->resolver->dir,
			    siege->resolver->port,
			    &(struct flood_manner){.rate = siege->rates[i]});
	run->n_floods = SIEGE_N_ORDINARY;
	/* All cached names have been asked for. */
	pump_for(run, 2 * RAMP);
}

static void
finish(struct run *run)
{
	struct siege *siege = run->siege;

	for (size_t i = 0; i < SIEGE_N_ORDINARY; i++)
		flood_finish(&run->floods[i]);
	pump_for(run, RUN_PATIENCE);
	for (size_t i = 0; i < SIEGE_N_ORDINARY; i++) {
		if (run->floods[i].n_wrong > 0)
			printf("wrong: %s\n", run->floods[i].first_wrong);
	}
	for (enum siege_phase phase = 0; phase < SIEGE_N; phase++) {
		struct siege_result *result = &siege->results[phase];

		for (size_t i = 0; i < SIEGE_N_ORDINARY; i++)
			result->ordinary[i] =
				latency_median(run->ordinary[phase][i], siege->n_rounds);
		result->rate = quantile_median(run->rates[phase], siege->n_rounds);
		result->cpu = quantile_median(run->cpu[phase], siege->n_rounds);
	}
}

void
siege_run(struct siege *siege)
{
	struct run *run = names_realloc(NULL, 1, sizeof *run);

	memset(run, 0, sizeof *run);
	run->siege = siege;
	begin(run);
	for (; run->round < siege->n_rounds; run->round++) {
		for (enum siege_phase phase = 0; phase < SIEGE_N; phase++)
			run_phase(run, phase);
	}
	finish(run);
	free(run);
}
