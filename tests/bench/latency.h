/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_LATENCY_H
#define BENCH_LATENCY_H

/* How many answers came in a while, and how long they took. */

#include "histogram.h"

#include <stddef.h>

#define LATENCY_ROUNDS_MAX 60

enum latency_quantile { LATENCY_P50, LATENCY_P99, LATENCY_P999, LATENCY_N_QUANTILES };

struct latency {
	double rate;                           /* answers a second */
	double quantiles[LATENCY_N_QUANTILES]; /* microseconds until the answer */
};

/* "p50" and so on. */
const char *latency_name(enum latency_quantile quantile);

/* Of what is in the histogram, for so many milliseconds. */
struct latency latency_read(const struct histogram *histogram, long ms);

/* The medians of `n` rounds, LATENCY_ROUNDS_MAX at most: of each number by itself. */
struct latency latency_median(const struct latency *rounds, size_t n);

#endif /* BENCH_LATENCY_H */
