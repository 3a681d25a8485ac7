/* SPDX-License-Identifier: BSD-3-Clause */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "proc.h"
#include "system/resolver.h"

/* Milliseconds: */
#define WARM_UP 2000
#define ROUND 10000    /* of a phase, about */
#define SETTLED 3500   /* without work of the module's thread: its last sweep is over */

#define NICENESS 10 /* of the module's thread, and of none else */
#define IN_FORCE "protected and" /* what the log has of each policy */

struct run {
	struct load *load;
	struct flood floods[LOAD_N_KINDS];
	struct latency rounds[LOAD_N_KINDS][LOAD_N_PHASES][LATENCY_ROUNDS_MAX];
	size_t n_rounds;
};

/* Ask and answer until that time, or until all is answered. */
static void
pump_until(struct run *run, long until)
{
	flood_pump(run->floods, LOAD_N_KINDS, until);
	if (!process_is_running(&run->load->resolver->process))
		names_die("unbound has ended: %s", run->load->resolver->log_path);
}

static double
thread_seconds(const struct run *run)
{
	return proc_thread_seconds(run->load->resolver->process.pid, NICENESS);
}

static size_t
count_policies(const struct run *run)
{
	return resolver_count_log(run->load->resolver, IN_FORCE);
}

/* ---- phases ---------------------------------------------------------------------- */

static void
begin_phase(struct run *run)
{
	for (size_t i = 0; i < LOAD_N_KINDS; i++)
		memset(&run->floods[i].histogram, 0, sizeof run->floods[i].histogram);
}

static void
end_phase(struct run *run, enum load_phase phase, long ms)
{
	for (size_t i = 0; i < LOAD_N_KINDS; i++)
		run->rounds[i][phase][run->n_rounds] =
			latency_read(&run->floods[i].histogram, ms);
}

/* Let the module's thread finish what it is about. */
static void
settle(struct run *run)
{
	long give_up = run_now() + 3 * RUN_PATIENCE;
	double before;

	do {
		before = thread_seconds(run);
		pump_until(run, run_now() + SETTLED);
	} while (thread_seconds(run) > before + 0.03 && run_now() < give_up);
}

static void
be_calm(struct run *run, long ms)
{
	long start = run_now();

	begin_phase(run);
	pump_until(run, start + ms);
	end_phase(run, LOAD_CALM, run_now() - start);
}

/* For so long, and until there was a swap. */
static void
swap(struct run *run, long ms)
{
	struct load *load = run->load;
	long start = run_now(), turn = start, end = start + ms;
	size_t n_before = count_policies(run);
	double seconds = thread_seconds(run);

	begin_phase(run);
	while (turn < end ||
	       (count_policies(run) == n_before && turn < start + RUN_PATIENCE)) {
		if (!rotation_turn(load->rotation))
			names_die("no file to swap");
		load->n_turns++;
		turn += load->turn;
		pump_until(run, turn);
	}
	end_phase(run, LOAD_SWAPS, run_now() - start);
	load->n_swaps += count_policies(run) - n_before;
	load->swap_seconds += (double)(run_now() - start) / 1000;
	load->thread_seconds += thread_seconds(run) - seconds;
}

/* ---- all of it ------------------------------------------------------------------- */

static void
sum_up(struct run *run)
{
	struct load *load = run->load;

	for (size_t i = 0; i < LOAD_N_KINDS; i++) {
		const struct flood *flood = &run->floods[i];

		for (size_t phase = 0; phase < LOAD_N_PHASES; phase++)
			load->results[i][phase] =
				latency_median(run->rounds[i][phase], run->n_rounds);
		load->n_answers += flood->n_answers;
		load->n_wrong += flood->n_wrong;
		load->n_lost += flood->n_lost;
		if (flood->n_wrong > 0)
			printf("wrong: %s: %s\n", flood_name(flood->kind), flood->first_wrong);
		/* Also if dnsperf did not get as far as to count. */
		if (flood->n_sent != flood->n_answers + flood->n_wrong + flood->n_lost) {
			printf("%s: %lu questions sent, but %lu answers\n",
			       flood_name(flood->kind), flood->n_sent,
			       flood->n_answers + flood->n_wrong);
			load->n_wrong++;
		}
	}
}

void
load_run(struct load *load)
{
	struct run *run = names_realloc(NULL, 1, sizeof *run);
	size_t n_rounds = (load->seconds * 1000 + ROUND - 1) / ROUND;
	long ms;

	if (n_rounds > LATENCY_ROUNDS_MAX)
		n_rounds = LATENCY_ROUNDS_MAX;
	ms = (long)(load->seconds * 1000 / n_rounds);
	memset(run, 0, sizeof *run);
	run->load = load;
	load->rss_before = proc_rss(load->resolver->process.pid);
	for (size_t i = 0; i < LOAD_N_KINDS; i++)
		flood_start(&run->floods[i], (enum flood_kind)i, load->dir, load->resolver->port,
			    &(struct flood_manner){.rate = load->rates[i]});
	pump_until(run, run_now() + WARM_UP);
	for (; run->n_rounds < n_rounds; run->n_rounds++) {
		be_calm(run, ms);
		swap(run, ms);
		settle(run);
	}
	for (size_t i = 0; i < LOAD_N_KINDS; i++)
		flood_finish(&run->floods[i]);
	pump_until(run, run_now() + RUN_PATIENCE);
	load->rss_after = proc_rss(load->resolver->process.pid);
	sum_up(run);
	free(run);
}
