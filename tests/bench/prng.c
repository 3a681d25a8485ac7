/* SPDX-License-Identifier: BSD-3-Clause */
#include "prng.h"

#include <string.h>

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
