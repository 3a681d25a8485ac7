/* SPDX-License-Identifier: BSD-3-Clause */
#include "latency.h"

#include "quantile.h"

const char *
latency_name(enum latency_quantile quantile)
{
	static const char *const names[LATENCY_N_QUANTILES] = {"p50", "p99", "p99.9"};

	return names[quantile];
}

struct latency
latency_read(const struct histogram *histogram, long ms)
{
	static const unsigned permilles[LATENCY_N_QUANTILES] = {500, 990, 999};
	struct latency latency = {.rate = (double)histogram->n * 1000 / (double)ms};

	for (size_t i = 0; i < LATENCY_N_QUANTILES; i++)
		latency.quantiles[i] = histogram_quantile(histogram, permilles[i]);
	return latency;
}

struct latency
latency_median(const struct latency *rounds, size_t n)
{
	double numbers[LATENCY_ROUNDS_MAX];
	struct latency median;

	for (size_t i = 0; i < n; i++)
		numbers[i] = rounds[i].rate;
	median.rate = quantile_median(numbers, n);
	for (size_t k = 0; k < LATENCY_N_QUANTILES; k++) {
		for (size_t i = 0; i < n; i++)
			numbers[i] = rounds[i].quantiles[k];
		median.quantiles[k] = quantile_median(numbers, n);
	}
	return median;
}
