/* SPDX-License-Identifier: BSD-3-Clause */
#include "resolver_report.h"

#include <stdio.h>

#include "machine.h"
#include "object.h"
#include "quantile.h"
#include "table.h"

static const char *const kind_names[QUESTION_N] = {"cached", "forwarded", "iterated"};

void
samples_add(struct samples *samples, double number)
{
	if (samples->n == RESOLVER_SAMPLES_MAX)
		names_die("more than %d rounds", RESOLVER_SAMPLES_MAX);
	samples->at[samples->n++] = number;
}

static double
median(struct samples *samples)
{
	return quantile_median(samples->at, samples->n);
}

/* ---- text ------------------------------------------------------------------------ */

static void
print_head(const struct contest *contest, size_t n_rounds, size_t n_starts)
{
	printf("straymx %s, %s\n"
	       "One Unbound program with two threads and an NSD behind, asked by dnsperf as fast\n"
	       "as it answers: medians of %zu rounds, in which all are asked the same questions\n"
	       "in turns, and of %zu starts. us: microseconds of a processor for a question, all\n"
	       "threads of Unbound together. x: how many times that of Unbound alone in the same\n"
	       "round, with the quarters between which half of the rounds are. Names are cached,\n"
	       "or asked for once: forwarded as they are, or iterated, in steps as QNAME\n"
	       "minimisation has them. start: seconds until it answers, and of a processor until\n"
	       "then. RPZ: %zu variants, and all below them.\n\n",
	       STRAYMX_VERSION, machine_cpu(), n_rounds, n_starts, contest->n_variants);
}

static void
print_table(const struct contest *contest, struct figures *figures)
{
	static const char *const titles[] = {
		"",
		"cached us",	"x", "quarters",
		"forwarded us", "x", "quarters",
		"iterated us",	"x", "quarters",
		"start s",	"cpu s",
		"MiB",		"asked MiB",
	};
	struct table table = table_new(titles, sizeof titles / sizeof titles[0]);
	char title[64];

	for (enum contender i = 0; i < CONTENDER_N; i++) {
		table_add(&table, "%s", contender_title(contest, i, title));
		for (size_t kind = 0; kind < QUESTION_N; kind++) {
			struct samples *ratio = &figures[i].ratio[kind];

			table_add(&table, "%.2f", median(&figures[i].cpu[kind]));
			table_add(&table, "%.3f", median(ratio));
			table_add(&table, "%.3f-%.3f", quantile_lower(ratio->at, ratio->n),
				  quantile_upper(ratio->at, ratio->n));
		}
		table_add(&table, "%.2f", median(&figures[i].start));
		table_add(&table, "%.2f", median(&figures[i].start_cpu));
		table_add(&table, "%.0f", median(&figures[i].rss));
		table_add(&table, "%.0f", median(&figures[i].rss_loaded));
	}
	table_print(&table, false, 2);
}

static void
print_answers(const struct contest *contest, const struct figures *figures)
{
	unsigned long n = 0;
	char title[64];

	for (enum contender i = 0; i < CONTENDER_N; i++) {
		n += figures[i].n_answers;
		if (figures[i].n_lost + figures[i].n_wrong > 0)
			printf("  %s: %lu answers lost, %lu wrong\n",
			       contender_title(contest, i, title), figures[i].n_lost,
			       figures[i].n_wrong);
	}
	printf("  %lu answers in all\n", n);
}

/* ---- JSON ------------------------------------------------------------------------ */

static json_t *
samples_object(struct samples *samples)
{
	json_t *object = object_new();

	object_set_real(object, "median", median(samples));
	object_set_real(object, "lower_quarter", quantile_lower(samples->at, samples->n));
	object_set_real(object, "upper_quarter", quantile_upper(samples->at, samples->n));
	object_set_count(object, "n", samples->n);
	return object;
}

static json_t *
figures_object(struct figures *figures)
{
	json_t *object = object_new();

	for (size_t kind = 0; kind < QUESTION_N; kind++) {
		json_t *numbers = object_new();

		object_set(numbers, "cpu_us", samples_object(&figures->cpu[kind]));
		object_set(numbers, "ratio", samples_object(&figures->ratio[kind]));
		object_set(object, kind_names[kind], numbers);
	}
	object_set(object, "start_s", samples_object(&figures->start));
	object_set(object, "start_cpu_s", samples_object(&figures->start_cpu));
	object_set(object, "rss_mib", samples_object(&figures->rss));
	object_set(object, "rss_asked_mib", samples_object(&figures->rss_loaded));
	object_set_count(object, "answers", figures->n_answers);
	object_set_count(object, "lost", figures->n_lost);
	object_set_count(object, "wrong", figures->n_wrong);
	return object;
}

static void
write_json(const struct contest *contest, struct figures *figures, const char *path)
{
	json_t *root = object_begin(), *contenders = json_array();
	char title[64];

	object_set_count(root, "names", contest->names.n);
	object_set_count(root, "rpz_names", contest->n_listed);
	object_set_count(root, "rpz_variants", contest->n_variants);
	object_set(root, "contenders", contenders);
	for (enum contender i = 0; i < CONTENDER_N; i++) {
		json_t *object = figures_object(&figures[i]);

		object_set(object, "title", json_string(contender_title(contest, i, title)));
		object_append(contenders, object);
	}
	object_finish(root, path);
}

void
resolver_report(const struct contest *contest, struct figures figures[CONTENDER_N],
		const char *json)
{
	print_head(contest, figures[0].cpu[0].n, figures[0].start.n);
	print_table(contest, figures);
	print_answers(contest, figures);
	if (json != NULL)
		write_json(contest, figures, json);
}
