/* SPDX-License-Identifier: BSD-3-Clause */
#include "timing.h"

#include <stdlib.h>
#include <time.h>

#define N_EMPTY 100001

static uint64_t
read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

struct stopwatch
timing_now(void)
{
	struct stopwatch now = {(double)read_clock(CLOCK_MONOTONIC) / 1e9,
				(double)read_clock(CLOCK_PROCESS_CPUTIME_ID) / 1e9};

	return now;
}

static int
compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

double
timing_overhead(void)
{
	static uint64_t pairs[N_EMPTY];

	for (size_t i = 0; i < N_EMPTY; i++) {
		uint64_t start = read_clock(CLOCK_MONOTONIC);

		pairs[i] = read_clock(CLOCK_MONOTONIC) - start;
	}
	qsort(pairs, N_EMPTY, sizeof *pairs, compare);
	return (double)pairs[N_EMPTY / 2];
}

static double
less(uint64_t nanoseconds, double overhead)
{
	return (double)nanoseconds > overhead ? (double)nanoseconds - overhead : 0;
}

/* Each alone, for at most so many nanoseconds; fills in all but the mean, which is
 * theirs as well. */
static struct timing
time_singly(timing_look look, const void *subject, const struct queries *queries, double limit)
{
	uint64_t *times = names_realloc(NULL, queries->n, sizeof *times);
	const uint8_t *query = queries->pool;
	double overhead = timing_overhead(), total = 0;
	struct timing timing = {0};

	for (; timing.n < queries->n && total <= limit; query += 1 + query[0]) {
		uint64_t start = read_clock(CLOCK_MONOTONIC);
		bool is_found = look(subject, query + 1, query[0]);
		uint64_t taken = read_clock(CLOCK_MONOTONIC) - start;

		timing.n_found += is_found;
		times[timing.n++] = taken;
		total += less(taken, overhead);
	}
	if (timing.n > 0) {
		qsort(times, timing.n, sizeof *times, compare);
		timing.median = less(times[timing.n / 2], overhead);
		timing.p99 = less(times[timing.n - 1 - timing.n / 100], overhead);
		timing.mean = total / (double)timing.n;
	}
	free(times);
	return timing;
}

struct timing
timing_some(timing_look look, const void *subject, const struct queries *queries, double seconds)
{
	return time_singly(look, subject, queries, seconds * 1e9);
}

struct timing
timing_all(timing_look look, const void *subject, const struct queries *queries)
{
	const uint8_t *query = queries->pool;
	uint64_t start = read_clock(CLOCK_MONOTONIC);
	size_t n_found = 0;
	double mean;
	struct timing timing;

	for (size_t i = 0; i < queries->n; i++, query += 1 + query[0])
		n_found += look(subject, query + 1, query[0]);
	mean = (double)(read_clock(CLOCK_MONOTONIC) - start) / (double)queries->n;
	timing = time_singly(look, subject, queries, 1e18);
	if (timing.n_found != n_found)
		names_die("%zu names found in one round and %zu in the next", n_found,
			  timing.n_found);
	timing.mean = timing.n > 0 ? mean : 0;
	return timing;
}
