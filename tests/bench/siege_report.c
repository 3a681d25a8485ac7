/* SPDX-License-Identifier: BSD-3-Clause */
#include "siege_report.h"

#include <stdio.h>

#include "machine.h"
#include "object.h"
#include "table.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- text ------------------------------------------------------------------------ */

static void
print_ordinary(const struct siege *siege)
{
	static const char *const titles[] = {"flood", "cached/s",   "p50", "p99",   "p99.9",
					     "uncached/s", "p50", "p99", "p99.9", "asked", "late",
					     "wrong"};
	struct table table = table_new(titles, COUNT(titles));

	for (enum siege_phase phase = 0; phase < SIEGE_N; phase++) {
		const struct siege_result *result = &siege->results[phase];

		table_add(&table, "%s", siege_phase_name(phase));
		for (size_t i = 0; i < SIEGE_N_ORDINARY; i++) {
			table_add(&table, "%.0f", result->ordinary[i].rate);
			for (size_t k = 0; k < LATENCY_N_QUANTILES; k++)
				table_add(&table, "%.2f",
					  result->ordinary[i].quantiles[k] / 1000);
		}
		table_add(&table, "%lu", result->n_ordinary);
		table_add(&table, "%lu", result->n_late);
		table_add(&table, "%lu", result->n_wrong);
	}
	table_print(&table, false, 2);
}

static double
percent(unsigned long part, unsigned long all)
{
	return all > 0 ? 100.0 * (double)part / (double)all : 0;
}

static void
print_floods(const struct siege *siege)
{
	static const char *const titles[] = {"flood",	   "answers/s",	 "sent",   "NOERROR %",
					     "NXDOMAIN %", "SERVFAIL %", "late %", "Unbound's cpu"};
	struct table table = table_new(titles, COUNT(titles));

	for (enum siege_phase phase = 0; phase < SIEGE_N; phase++) {
		const struct siege_result *result = &siege->results[phase];

		table_add(&table, "%s", siege_phase_name(phase));
		table_add(&table, "%.0f", result->rate);
		table_add(&table, "%lu", result->n_sent);
		table_add(&table, "%.1f", percent(result->n_noerror, result->n_sent));
		table_add(&table, "%.1f", percent(result->n_nxdomain, result->n_sent));
		table_add(&table, "%.1f", percent(result->n_servfail, result->n_sent));
		table_add(&table, "%.1f", percent(result->n_lost, result->n_sent));
		table_add(&table, "%.2f", result->cpu);
	}
	table_print(&table, false, 2);
}

/* ---- JSON ------------------------------------------------------------------------ */

static json_t *
result_object(const struct siege_result *result)
{
	json_t *object = object_new(), *flood = object_new();

	for (size_t i = 0; i < SIEGE_N_ORDINARY; i++) {
		json_t *ordinary = object_new();

		object_set_real(ordinary, "answers_per_s", result->ordinary[i].rate);
		for (size_t k = 0; k < LATENCY_N_QUANTILES; k++)
			object_set_real(ordinary, latency_name((enum latency_quantile)k),
					result->ordinary[i].quantiles[k]);
		object_set(object, flood_name((enum flood_kind)i), ordinary);
	}
	object_set_count(object, "asked", result->n_ordinary);
	object_set_count(object, "late", result->n_late);
	object_set_count(object, "wrong", result->n_wrong);
	object_set_real(object, "unbound_cpu", result->cpu);
	object_set_real(flood, "answers_per_s", result->rate);
	object_set_count(flood, "sent", result->n_sent);
	object_set_count(flood, "noerror", result->n_noerror);
	object_set_count(flood, "nxdomain", result->n_nxdomain);
	object_set_count(flood, "servfail", result->n_servfail);
	object_set_count(flood, "late", result->n_lost);
	object_set(object, "flood", flood);
	return object;
}

static void
write_json(const struct siege *siege, const char *path)
{
	json_t *root = object_begin(), *results = object_new();

	object_set_count(root, "rounds", siege->n_rounds);
	object_set_count(root, "seconds", siege->seconds);
	object_set(root, "floods", results);
	for (enum siege_phase phase = 0; phase < SIEGE_N; phase++)
		object_set(results, siege_phase_name(phase),
			   result_object(&siege->results[phase]));
	object_finish(root, path);
}

void
siege_report(const struct siege *siege, const char *json)
{
	printf("straymx %s, %s\n"
	       "Unbound with two threads and an NSD behind, asked ordinary questions by dnsperf:\n"
	       "%lu cached ones a second and %lu uncached, while another dnsperf floods it as\n"
	       "fast as it answers (where the servers are silent: %lu a second), on the same\n"
	       "machine. Medians of %u rounds of %u seconds. Milliseconds until the answer; late:\n"
	       "none within " FLOOD_TIMEOUT " seconds.\n\n",
	       STRAYMX_VERSION, machine_cpu(), siege->rates[0], siege->rates[1],
	       siege->silent_rate, siege->n_rounds, siege->seconds);
	print_ordinary(siege);
	putchar('\n');
	print_floods(siege);
	if (json != NULL)
		write_json(siege, json);
}
