/* SPDX-License-Identifier: BSD-3-Clause */
#include "quantile.h"

#include <stdlib.h>

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* So many quarters of the way from the first to the last, between two of them by
 * how near it is to each. */
static double
at_quarter(double *numbers, size_t n, size_t quarters)
{
	size_t place, rest;

	if (n == 0)
		return 0;
	qsort(numbers, n, sizeof *numbers, compare);
	place = (n - 1) * quarters / 4;
	rest = (n - 1) * quarters % 4;
	if (rest == 0)
		return numbers[place];
	return numbers[place] + (numbers[place + 1] - numbers[place]) * (double)rest / 4;
}

double
quantile_median(double *numbers, size_t n)
{
	return at_quarter(numbers, n, 2);
}

double
quantile_lower(double *numbers, size_t n)
{
	return at_quarter(numbers, n, 1);
}

double
quantile_upper(double *numbers, size_t n)
{
	return at_quarter(numbers, n, 3);
}
