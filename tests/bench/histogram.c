/* SPDX-License-Identifier: BSD-3-Clause */
#include "histogram.h"

/* Of a number with more bits than HISTOGRAM_BITS + 1, those below the first so many are
 * left out: how many. */
static unsigned
count_dropped(unsigned long number)
{
	unsigned n_bits = number > 0 ? 64 - (unsigned)__builtin_clzl(number) : 0;

	return n_bits > HISTOGRAM_BITS + 1 ? n_bits - HISTOGRAM_BITS - 1 : 0;
}

void
histogram_add(struct histogram *histogram, unsigned long microseconds)
{
	unsigned n_dropped;

	if (microseconds > HISTOGRAM_MAX)
		microseconds = HISTOGRAM_MAX;
	n_dropped = count_dropped(microseconds);
	histogram->counts[((unsigned long)n_dropped << HISTOGRAM_BITS) +
			  (microseconds >> n_dropped)]++;
	histogram->n++;
}

/* The middle of what is counted at this place. */
static double
middle(unsigned i)
{
	unsigned n_dropped = i >> HISTOGRAM_BITS;

	if (n_dropped < 2)
		return i;
	n_dropped--;
	return ((double)(i - (n_dropped << HISTOGRAM_BITS)) + 0.5) * (double)(1ul << n_dropped);
}

double
histogram_quantile(const struct histogram *histogram, unsigned permille)
{
	uint64_t wanted = (histogram->n * permille + 999) / 1000, n = 0;

	for (unsigned i = 0; i < HISTOGRAM_SIZE && histogram->n > 0; i++) {
		n += histogram->counts[i];
		if (n >= wanted)
			return middle(i);
	}
	return 0;
}
