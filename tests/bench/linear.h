/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_LINEAR_H
#define BENCH_LINEAR_H

/*
 * The search that holds a query name against each protected name, with a
 * bit-parallel distance: tests/reference/, for a set of names.
 */

#include "names.h"
#include "straymx.h"

struct linear;

/* The names must outlive it. */
struct linear *linear_new(const struct names *names, enum smx_profile profile);
void linear_free(struct linear *linear);

/* Whether it says that the name is a match; the first parameter is a struct linear. */
bool linear_matches(const void *linear, const uint8_t *wire, size_t len);

/* How many of the first `n` names it judges otherwise than smx_lookup() does. */
size_t linear_count_differences(const struct linear *linear, const struct smx_policy *policy,
				const struct queries *queries, size_t n);

#endif /* BENCH_LINEAR_H */
