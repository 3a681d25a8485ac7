/* SPDX-License-Identifier: BSD-3-Clause */
#include "reload_report.h"

#include <stdio.h>
#include <time.h>

#include "machine.h"
#include "names.h"
#include "table.h"

#define KIB 1024.0

static const char *const quantile_names[LOAD_N_QUANTILES] = {"p50", "p99", "p99.9"};

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

	for (size_t i = 0; i < FLOOD_N; i++) {
		const struct load_result *calm = &load->results[i][LOAD_CALM];
		const struct load_result *swaps = &load->results[i][LOAD_SWAPS];

		table_add(&table, "%s", flood_name((enum flood_kind)i));
		add_pair(&table, calm->rate, swaps->rate);
		for (size_t k = 0; k < LOAD_N_QUANTILES; k++)
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

static void
set(json_t *object, const char *key, json_t *value)
{
	if (object == NULL || json_object_set_new(object, key, value) != 0)
		names_die("no memory for JSON");
}

static void
set_count(json_t *object, const char *key, size_t count)
{
	set(object, key, json_integer((json_int_t)count));
}

static json_t *
result_object(const struct load_result *result)
{
	json_t *object = json_object();

	set(object, "answers_per_s", json_real(result->rate));
	for (size_t k = 0; k < LOAD_N_QUANTILES; k++)
		set(object, quantile_names[k], json_real(result->quantiles[k]));
	return object;
}

json_t *
reload_json_begin(size_t n_names)
{
	json_t *root = json_object();

	set(root, "version", json_string(STRAYMX_VERSION));
	set_count(root, "time", (size_t)time(NULL));
	set(root, "cpu", json_string(machine_cpu()));
	set_count(root, "names", n_names);
	set(root, "loads", json_array());
	return root;
}

void
reload_json_add(json_t *root, const char *title, const struct load *load)
{
	json_t *object = json_object();

	set(object, "load", json_string(title));
	for (size_t i = 0; i < FLOOD_N; i++) {
		json_t *kind = json_object();

		set(kind, "calm", result_object(&load->results[i][LOAD_CALM]));
		set(kind, "swaps", result_object(&load->results[i][LOAD_SWAPS]));
		set(object, flood_name((enum flood_kind)i), kind);
	}
	set_count(object, "answers", load->n_answers);
	set_count(object, "lost", load->n_lost);
	set_count(object, "wrong", load->n_wrong);
	set_count(object, "changed_files", load->n_turns);
	set_count(object, "swaps", load->n_swaps);
	set(object, "swaps_s", json_real(load->swap_seconds));
	set(object, "thread_cpu_s", json_real(load->thread_seconds));
	set_count(object, "rss_before_kib", load->rss_before);
	set_count(object, "rss_after_kib", load->rss_after);
	if (json_array_append_new(json_object_get(root, "loads"), object) != 0)
		names_die("no memory for JSON");
}

void
reload_json_finish(json_t *root, const char *path)
{
	if (json_dump_file(root, path, JSON_INDENT(1) | JSON_REAL_PRECISION(6)) != 0)
		names_die("%s: cannot write", path);
	json_decref(root);
}
