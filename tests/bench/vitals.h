/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_VITALS_H
#define BENCH_VITALS_H

/*
 * How a server is doing over time: memory, files, threads, and the policy in force.
 */

#include <stdbool.h>

#include "system/server.h"

struct vitals {
	double seconds;   /* since the beginning */
	size_t rss, peak; /* KiB */
	size_t n_files, n_threads;
	size_t policy;    /* KiB, by status.json; 0 if it does not say */
	long generation;  /* likewise */
};

struct vitals vitals_take(const struct server *resolver, double seconds);

/* What the resident memory comes to by these, KiB. */
struct trend {
	double mean;
	double growth; /* from the first to the last one, by the line of least squares */
};

struct trend vitals_trend(const struct vitals *vitals, size_t n);

#endif /* BENCH_VITALS_H */
