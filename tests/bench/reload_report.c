/* SPDX-License-Identifier: BSD-3-Clause */
#include "reload_report.h"

#include <stdio.h>

#include "machine.h"
#include "object.h"
#include "table.h"

#define KIB 1024.0

/* ---- text ------------------------------------------------------------------------ */

void
reload_report_begin(size_t n_names)
{
	printf("straymx %s, %s\n"
	       "Unbound with two threads, dnsperf for each kind of questions, NSD behind. Of %zu\n"
	       "protected names a tenth is replaced each second (swaps) or not (calm), in turns;\n"
	       "all figures are medians of the turns. p50, p99, p99.9: microseconds until the\n"
	       "answer. x: how many times that of calm. The module reads a file when it was the\n"
	       "same in two looks, and rests for a second after each look, so that there are\n"
	       "somewhat fewer swaps than changes.\n",
	       STRAYMX_VERSION, machine_cpu(), n_names);
}

static void
add_pair(struct table *table, double calm, double swaps)
{
	table_add(table, "%.0f", calm);
	table_add(table, "%.0f", swaps);
	table_add(table, "%.2f", calm > 0 ? swaps / calm : 0);
}

static void
print_table(const struct load *load)
{
	static const char *const titles[] = {"",    "answers/s", "swaps", "x",	   "p50",
					     "swaps", "x",	 "p99",	  "swaps", "x",
					     "p99.9", "swaps",	 "x"};
	struct table table = table_new(titles, sizeof titles / sizeof titles[0]);

	for (size_t i = 0; i < LOAD_N_KINDS; i++) {
		const struct latency *calm = &load->results[i][LOAD_CALM];
		const struct latency *swaps = &load->results[i][LOAD_SWAPS];

		table_add(&table, "%s", flood_name((enum flood_kind)i));
		add_pair(&table, calm->rate, swaps->rate);
		for (size_t k = 0; k < LATENCY_N_QUANTILES; k++)
			add_pair(&table, calm->quantiles[k], swaps->quantiles[k]);
	}
	table_print(&table, false, 2);
}

void
reload_report(const char *title, const struct load *load)
{
	printf("\n%s\n", title);
	print_table(load);
	printf("  %lu answers in all, lost %lu, wrong %lu\n"
	       "  %lu swaps for %lu changed files in %.0f s, for which the module's thread took "
	       "%.0f %% of a\n  processor; resident memory %.0f -> %.0f MiB\n",
	       load->n_answers, load->n_lost, load->n_wrong, load->n_swaps, load->n_turns,
	       load->swap_seconds, 100 * load->thread_seconds / load->swap_seconds,
	       (double)load->rss_before / KIB, (double)load->rss_after / KIB);
	fflush(stdout);
}

/* ---- JSON ------------------------------------------------------------------------ */

static json_t *
result_object(const struct latency *result)
{
	json_t *object = object_new();

	object_set_real(object, "answers_per_s", result->rate);
	for (size_t k = 0; k < LATENCY_N_QUANTILES; k++)
		object_set_real(object, latency_name(k), result->quantiles[k]);
	return object;
}

json_t *
reload_json_begin(size_t n_names)
{
	json_t *root = object_begin();

	object_set_count(root, "names", n_names);
	object_set(root, "loads", json_array());
	return root;
}

void
reload_json_add(json_t *root, const char *title, const struct load *load)
{
	json_t *object = object_new();

	object_set(object, "load", json_string(title));
	for (size_t i = 0; i < LOAD_N_KINDS; i++) {
		json_t *kind = object_new();

		object_set(kind, "calm", result_object(&load->results[i][LOAD_CALM]));
		object_set(kind, "swaps", result_object(&load->results[i][LOAD_SWAPS]));
		object_set(object, flood_name((enum flood_kind)i), kind);
	}
	object_set_count(object, "answers", load->n_answers);
	object_set_count(object, "lost", load->n_lost);
	object_set_count(object, "wrong", load->n_wrong);
	object_set_count(object, "changed_files", load->n_turns);
	object_set_count(object, "swaps", load->n_swaps);
	object_set_real(object, "swaps_s", load->swap_seconds);
	object_set_real(object, "thread_cpu_s", load->thread_seconds);
	object_set_count(object, "rss_before_kib", load->rss_before);
	object_set_count(object, "rss_after_kib", load->rss_after);
	object_append(json_object_get(root, "loads"), object);
}

void
reload_json_finish(json_t *root, const char *path)
{
	object_finish(root, path);
}
