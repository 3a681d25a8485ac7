/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_PROMTEXT_H
#define COMMON_PROMTEXT_H

/*
 * Prometheus' text exposition format, read strictly: what is not checked by `promtool check
 * metrics`, which is not everywhere, is checked here, and some more.
 */

#include <stdbool.h>

/*
 * Whether a text is what it should be: each metric once, with HELP and TYPE before its
 * samples, each series once; names, labels and numbers in order, UTF-8; counters end in
 * _total, and nothing else does; the buckets of a histogram grow up to its count.  NULL, or
 * what is wrong, in a buffer that lasts until the next call.
 */
const char *promtext_check(const char *text);

/* The number of a series, as it is written, such as `x_total{a="b"}`; -1: there is none. */
double promtext_get(const char *text, const char *series);

#endif /* COMMON_PROMTEXT_H */
