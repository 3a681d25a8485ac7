/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

/*
 * A resolver under load, whose policy is replaced all the time and left alone in
 * turn, so that other work on the machine falls on both.
 */

#include "flood.h"
#include "latency.h"
#include "rotation.h"
#include "system/server.h"

#define LOAD_N_KINDS 3 /* of floods: the first ones */

enum load_phase {
	LOAD_CALM,  /* the policy stays as it is */
	LOAD_SWAPS, /* it is replaced all the time */
	LOAD_N_PHASES
};

struct load {
	struct server *resolver;
	struct rotation *rotation;
	const char *dir; /* for pipes */
	unsigned seconds;                  /* of each phase, all rounds together */
	long turn;                         /* milliseconds from one changed file to the next */
	unsigned long rates[LOAD_N_KINDS]; /* 0: as fast as it goes */

	struct latency results[LOAD_N_KINDS][LOAD_N_PHASES]; /* medians of the rounds */
	unsigned long n_answers, n_lost, n_wrong; /* of the whole time, between phases, too */
	unsigned long n_turns, n_swaps; /* files changed and policies put in force, in LOAD_SWAPS */
	double swap_seconds;            /* how long that was */
	double thread_seconds;          /* of a processor, of the module's thread meanwhile */
	size_t rss_before, rss_after;   /* KiB */
};

/* Run it. What is lost or wrong is counted, and the first wrong answer of each kind
 * shown; what fails ends the program. */
void load_run(struct load *load);

#endif /* BENCH_LOAD_H */
