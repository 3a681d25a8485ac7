/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_QUANTILE_H
#define BENCH_QUANTILE_H

/* What is in the middle of some numbers, which are sorted for it; 0 of none. */

#include <stddef.h>

double quantile_median(double *numbers, size_t n);

/* A quarter of them is below the first one, and a quarter above the second one. */
double quantile_lower(double *numbers, size_t n);
double quantile_upper(double *numbers, size_t n);

#endif /* BENCH_QUANTILE_H */
