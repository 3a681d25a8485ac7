/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_HISTOGRAM_H
#define BENCH_HISTOGRAM_H

/*
 * How often which number of microseconds came up, for more of them than could be
 * kept: up to 64 exactly, above to one part in 64.  All zeros is an empty one.
 */

#include <stdint.h>

#define HISTOGRAM_BITS 6
#define HISTOGRAM_MAX 60000000 /* microseconds; what is more counts as this */
#define HISTOGRAM_SIZE ((26 - HISTOGRAM_BITS + 1) << HISTOGRAM_BITS)

struct histogram {
	uint64_t n;
	uint64_t counts[HISTOGRAM_SIZE];
};

void histogram_add(struct histogram *histogram, unsigned long microseconds);

/* What `permille` of a thousand do not exceed, in microseconds; 0 of an empty one. */
double histogram_quantile(const struct histogram *histogram, unsigned permille);

#endif /* BENCH_HISTOGRAM_H */
