/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_PRNG_H
#define BENCH_PRNG_H

/*
 * Random numbers that are the same on every machine: splitmix64 (Steele, Lea,
 * Flood: Fast splittable pseudorandom number generators, 2014).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/random.h"

struct prng {
	struct common_random random; /* any seed will do */
};

/* A number from 0 to n - 1. */
static inline size_t
prng_below(struct prng *prng, size_t n)
{
	return common_below(&prng->random, n);
}

/* True in `percent` of a hundred cases. */
bool prng_is(struct prng *prng, unsigned percent);

/* One of the characters of a string that has some. */
char prng_char(struct prng *prng, const char *chars);

/* A number from 0 to n - 1, drawn by weights that are not all 0. */
size_t prng_weighted(struct prng *prng, const uint16_t *weights, size_t n);

#endif /* BENCH_PRNG_H */
