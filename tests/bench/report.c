/* SPDX-License-Identifier: BSD-3-Clause */
#include "report.h"

#include <stdio.h>

#include "instructions.h"
#include "machine.h"
#include "table.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define MIB 1048576.0

void
report_begin(const struct options *options, size_t n_benign)
{
	printf("straymx %s, %s, %s, seed %llu\n", STRAYMX_VERSION, machine_cpu(),
	       machine_compiler(), (unsigned long long)options->seed);
	printf("harmless names: hosts below %zu names %s\n", n_benign,
	       options->has_real_names ? "of benign-hsts.txt" : "that are invented");
	if (options->callgrind != NULL) {
		puts("Instructions of one smx_lookup(), on average, as callgrind counts them.");
		return;
	}
	printf("Nanoseconds of one lookup. mean: of the whole list, timed in one go. median, p99:\n"
	       "of lookups timed one by one, less the %.0f ns that reading the clock takes. All\n"
	       "names of a class are different, in no order.\n"
	       "linear: the mean of a search through all protected names with a bit-parallel\n"
	       "distance, on a sample. list: the mean of one probe for each suffix of the name in\n"
	       "a hash set of all names at distance 1 by the rules tld and swap to other. It has\n"
	       "neither the other rules' names nor suffixes that do not exist; %% is how many of\n"
	       "the hits it has. x: how many times the time of smx_lookup().\n",
	       timing_overhead());
}

/* A mean and how many times that of the engine it is, in two cells. */
static void
add_compared(struct table *table, const struct timing *timing, const struct timing *engine)
{
	if (timing->n == 0) {
		table_add(table, "-");
		table_add(table, "-");
		return;
	}
	table_add(table, "%.0f", timing->mean);
	table_add(table, timing->mean < 10 * engine->mean ? "%.2g" : "%.0f",
		  timing->mean / engine->mean);
}

static void
add_found(struct table *table, const struct timing *list, const struct timing *engine)
{
	if (list->n == 0 || engine->n_found == 0)
		table_add(table, "-");
	else
		table_add(table, "%.0f",
			  100.0 * (double)list->n_found / (double)engine->n_found);
}

static void
print_times(const struct options *options, const struct result *result)
{
	static const char *const titles[] = {"class", "lookups", "hits", "mean", "median", "p99",
					     "linear", "x", "list", "x", "%"};
	struct table table = table_new(titles, COUNT(titles));

	for (unsigned i = 0; i < CLASS_N; i++) {
		const struct class_result *of = &result->classes[i];

		table_add(&table, "%s", class_name((enum class)i));
		table_add(&table, "%zu", of->engine.n);
		table_add(&table, "%zu", of->engine.n_found);
		table_add(&table, "%.0f", of->engine.mean);
		table_add(&table, "%.0f", of->engine.median);
		table_add(&table, "%.0f", of->engine.p99);
		add_compared(&table, &of->linear, &of->engine);
		add_compared(&table, &of->list, &of->engine);
		add_found(&table, &of->list, &of->engine);
	}
	table_print(&table, options->is_markdown, options->is_markdown ? 0 : 2);
}

static void
print_instructions(const struct options *options, const struct result *result)
{
	static const char *const titles[] = {"class", "lookups", "hits", "instructions"};
	struct table table = table_new(titles, COUNT(titles));

	for (unsigned i = 0; i < CLASS_N; i++) {
		const struct class_result *of = &result->classes[i];

		table_add(&table, "%s", class_name((enum class)i));
		table_add(&table, "%zu", of->engine.n);
		table_add(&table, "%zu", of->engine.n_found);
		table_add(&table, "%.0f", of->instructions);
	}
	table_print(&table, options->is_markdown, options->is_markdown ? 0 : 2);
}

static void
print_list(const struct result *result)
{
	double n = (double)result->n_names;

	if (result->n_listed > 0)
		printf("  list of all typos: %zu names, %.0f a protected name;\n"
		       "  %.0f MiB, %.0f bytes a protected name (as hashes alone %.0f MiB, %.0f)\n",
		       result->n_listed, (double)result->n_listed / n,
		       (double)result->list_size / MIB, (double)result->list_size / n,
		       (double)result->list_hashes_size / MIB,
		       (double)result->list_hashes_size / n);
	else if (result->list_size > 0)
		printf("  list of all typos: left out, it would take about %.1f GiB, %.0f bytes\n"
		       "  a protected name\n",
		       (double)result->list_size / MIB / 1024, (double)result->list_size / n);
}

static void
print_notes(const struct result *result)
{
	const size_t *n_drawn = result->classes[CLASS_HARMLESS].n_drawn;

	print_list(result);
	printf("  of the harmless names that were drawn, %zu more are hits and %zu are protected\n",
	       n_drawn[SMX_MATCH], n_drawn[SMX_PROTECTED]);
	for (unsigned i = 0; i < CLASS_N; i++) {
		if (result->classes[i].n_differences > 0)
			printf("  WRONG: %s: of %zu verdicts %zu are not the linear search's\n",
			       class_name((enum class)i), result->classes[i].linear.n,
			       result->classes[i].n_differences);
	}
}

void
report_result(const struct options *options, const struct result *result)
{
	double n = (double)result->n_names;

	printf("\n%s, %zu names, profile %s: ", set_name(result->set), result->n_names,
	       smx_profile_name(result->profile));
	if (options->callgrind == NULL)
		printf("loaded in %.2f s (CPU %.2f s), ", result->build.wall, result->build.cpu);
	printf("%.1f MiB,\n  %.0f bytes a name by smx_policy_size(), %.0f by malloc()\n",
	       (double)result->size / MIB, (double)result->size / n, (double)result->heap_size / n);
	if (options->callgrind != NULL)
		print_instructions(options, result);
	else
		print_times(options, result);
	print_notes(result);
	fflush(stdout);
}
