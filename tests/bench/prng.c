/* SPDX-License-Identifier: BSD-3-Clause */
#include "prng.h"

#include <string.h>

uint64_t
prng_next(struct prng *prng)
{
	uint64_t z = prng->state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

size_t
prng_below(struct prng *prng, size_t n)
{
	return (size_t)(((prng_next(prng) >> 32) * n) >> 32);
}

bool
prng_is(struct prng *prng, unsigned percent)
{
	return prng_below(prng, 100) < percent;
}

char
prng_char(struct prng *prng, const char *chars)
{
	return chars[prng_below(prng, strlen(chars))];
}

size_t
prng_weighted(struct prng *prng, const uint16_t *weights, size_t n)
{
	size_t total = 0, drawn, i;

	for (i = 0; i < n; i++)
		total += weights[i];
	drawn = prng_below(prng, total);
	for (i = 0; drawn >= weights[i]; i++)
		drawn -= weights[i];
	return i;
}
