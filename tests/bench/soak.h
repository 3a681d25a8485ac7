/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_SOAK_H
#define BENCH_SOAK_H

/*
 * A resolver that gets everything at once for long: questions of all kinds, floods,
 * clients that come and go, policies that are replaced and reloads.
 */

#include "churn.h"
#include "flood.h"
#include "rotation.h"
#include "vitals.h"

enum soak_load {
	SOAK_CACHED,
	SOAK_CACHED_TCP,
	SOAK_UNCACHED,
	SOAK_LOOKALIKE,
	SOAK_SUFFIX,
	SOAK_SILENT,
	SOAK_BURST, /* one kind after the other, as fast as it goes, and a pause */
	SOAK_N
};

/* What the log says that is not to be there. */
#define SOAK_N_ERRORS 2
extern const char *const soak_errors[SOAK_N_ERRORS];

struct soak {
	struct server *resolver;
	struct rotation *rotation;
	long ms;     /* how long */
	long reload; /* milliseconds from one to the next, */
	long sample; /* and from one sample to the next */

	/* What came of it: */
	struct flood floods[SOAK_N];
	unsigned long n_bursts, n_burst_sent, n_burst_lost;
	unsigned long n_burst_passed; /* lookalikes in bursts that got an answer */
	struct churn churn;
	unsigned long n_turns, n_reloads, n_failed_reloads;
	struct vitals *vitals;
	size_t n_vitals;
	size_t n_errors[SOAK_N_ERRORS];
};

/* Run it.  What fails ends the program. */
void soak_run(struct soak *soak);

/* The first sample of those that count: by then, caches and arenas are full. */
size_t soak_first(const struct soak *soak);

/* What is printed in the end. */
void soak_report(const struct soak *soak);

#endif /* BENCH_SOAK_H */
