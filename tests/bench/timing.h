/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_TIMING_H
#define BENCH_TIMING_H

/*
 * How long lookups take.
 *
 * A clock that is read before and after each lookup adds its own time, as long
 * as a fast lookup, so two things are measured: each lookup alone, less the
 * median of pairs of readings with nothing between them, for the median and the
 * 99th percentile; and the list as a whole, with two readings of the clock in
 * all, for a mean that nothing has to be taken from.
 */

#include <stdbool.h>

#include "names.h"

/* One way to look a name up, and whether it was found. */
typedef bool (*timing_look)(const void *subject, const uint8_t *wire, size_t len);

struct timing {
	size_t n; /* lookups; 0: not measured */
	size_t n_found;
	double mean, median, p99; /* nanoseconds */
};

struct stopwatch {
	double wall, cpu; /* seconds */
};

/* Time since some point: of the clock, and of this process. */
struct stopwatch timing_now(void);

/* What is subtracted from single lookups: nanoseconds of an empty pair. */
double timing_overhead(void);

/* Look all names up twice: once as a whole, once each alone. */
struct timing timing_all(timing_look look, const void *subject, const struct queries *queries);

/* Look names up, each alone, until the seconds are over; the mean is theirs. */
struct timing timing_some(timing_look look, const void *subject, const struct queries *queries,
			  double seconds);

#endif /* BENCH_TIMING_H */
