/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include "result.h"

/* Say on standard output what the numbers are, on what machine. */
void report_begin(const struct options *options, size_t n_benign);

/* Print what was measured of a policy. */
void report_result(const struct options *options, const struct result *result);

#endif /* BENCH_REPORT_H */
