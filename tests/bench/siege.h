/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_SIEGE_H
#define BENCH_SIEGE_H

/*
 * A resolver that is asked ordinary questions at a modest rate, all the time, while
 * it is flooded by others, in turns.  What fails ends the program.
 */

#include "flood.h"
#include "latency.h"
#include "system/server.h"

#define SIEGE_N_ORDINARY 2 /* FLOOD_CACHED and FLOOD_UNCACHED */

enum siege_phase {
	SIEGE_CALM,
	SIEGE_POPULAR, /* by questions that are answered from the cache, and */
	SIEGE_RANDOM,  /* by ones that are not: what any flood does */
	SIEGE_BELOW,   /* below one lookalike */
	SIEGE_SUFFIX,  /* by names whose intended ones have to be asked for, */
	SIEGE_SILENT,  /* and their servers do not answer */
	SIEGE_N
};

/* What a phase came to. */
struct siege_result {
	struct latency ordinary[SIEGE_N_ORDINARY]; /* medians of the rounds */
	unsigned long n_late, n_wrong; /* of the ordinary questions, in all rounds */
	unsigned long n_ordinary;      /* which were so many */
	/* The flood: */
	double rate; /* answers a second, the median */
	unsigned long n_sent, n_noerror, n_nxdomain, n_servfail, n_lost;
	double cpu; /* of a processor that Unbound took, the median */
};

struct siege {
	struct server *resolver;
	unsigned seconds;  /* of each phase */
	unsigned n_rounds; /* LATENCY_ROUNDS_MAX at most */
	unsigned long rates[SIEGE_N_ORDINARY]; /* of the ordinary questions */
	unsigned long silent_rate; /* of that flood, which gets hardly an answer to wait for */
	unsigned settle; /* milliseconds after each phase */

	struct siege_result results[SIEGE_N];
};

/* In words. */
const char *siege_phase_name(enum siege_phase phase);

void siege_run(struct siege *siege);

#endif /* BENCH_SIEGE_H */
