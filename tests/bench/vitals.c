/* SPDX-License-Identifier: BSD-3-Clause */
#include "vitals.h"

#include "proc.h"
#include "system/status.h"

struct vitals
vitals_take(const struct server *resolver, double seconds)
{
	pid_t pid = resolver->process.pid;
	json_t *status = status_read(resolver);
	const json_t *policy = json_object_get(status, "policy");
	struct vitals vitals = {
		.seconds = seconds,
		.rss = proc_rss(pid),
		.peak = proc_peak(pid),
		.n_files = proc_files(pid),
		.n_threads = proc_threads(pid),
		.policy = (size_t)json_integer_value(json_object_get(policy, "bytes")) / 1024,
		.generation = (long)json_integer_value(json_object_get(policy, "generation")),
	};

	json_decref(status);
	return vitals;
}

struct trend
vitals_trend(const struct vitals *vitals, size_t n)
{
	double time = 0, square = 0, product = 0;
	struct trend trend = {0};

	for (size_t i = 0; i < n; i++) {
		time += vitals[i].seconds / (double)n;
		trend.mean += (double)vitals[i].rss / (double)n;
	}
	for (size_t i = 0; i < n; i++) {
		double away = vitals[i].seconds - time;

		square += away * away;
		product += away * ((double)vitals[i].rss - trend.mean);
	}
	if (square > 0)
		trend.growth =
			product / square * (vitals[n - 1].seconds - vitals[0].seconds);
	return trend;
}
