/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_COMMON_RANDOM_H
#define SMX_TESTS_COMMON_RANDOM_H

/*
 * Random numbers that are the same on every machine (splitmix64).
 */

#include <stddef.h>
#include <stdint.h>

struct common_random {
	uint64_t state; /* the seed, at first */
};

static inline uint64_t
common_random(struct common_random *random)
{
	uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* A number from 0 to n - 1. */
static inline size_t
common_below(struct common_random *random, size_t n)
{
	return (size_t)(common_random(random) % n);
}

#endif /* SMX_TESTS_COMMON_RANDOM_H */
