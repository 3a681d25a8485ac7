/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How many typing errors the profiles find, and how many names of other people
 * they hit: `make accuracy`.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "data.h"
#include "judged.h"
#include "policy/psl.h"
#include "protect.h"
#include "table.h"

#define EXIT_SKIP 77 /* says automake */

struct accuracy {
	struct data data;
	struct judge judge; /* without a policy */
	bool is_markdown;
};

/* What a measurement gave, for each profile. */
struct judged_all {
	struct judged of[SMX_N_PROFILES];
};

/* ---- tables -------------------------------------------------------------------- */

static struct table
new_table(const char *title)
{
	const char *titles[1 + SMX_N_PROFILES] = {title};

	for (unsigned i = 0; i < SMX_N_PROFILES; i++)
		titles[1 + i] = smx_profile_name((enum smx_profile)i);
	return table_new(titles, 1 + SMX_N_PROFILES);
}

static void
end_table(const struct accuracy *accuracy, struct table *table)
{
	table_print(table, accuracy->is_markdown, 0);
	putchar('\n');
}

/* A cell: a number, and which part of all it is. */
static void
add_part(struct table *table, size_t n, size_t n_all)
{
	if (n_all == 0)
		table_add(table, "-");
	else
		table_add(table, "%zu (%.1f %%)", n, 100.0 * (double)n / (double)n_all);
}

/* A cell: a number, and how many that are for each of so many protected names. */
static void
add_rate(struct table *table, size_t n, size_t n_protected)
{
	if (n_protected == 0)
		table_add(table, "-");
	else
		table_add(table, "%zu (%.4f)", n, (double)n / (double)n_protected);
}

typedef void (*add_cell)(struct table *table, size_t n, size_t of);

static void
print_by_rule(const struct accuracy *accuracy, const struct judged_all *all, const char *title,
	      add_cell add, size_t of)
{
	struct table table = new_table(title);

	for (unsigned rule = 0; rule <= SMX_RULE_ZONE; rule++) {
		table_add(&table, "%s", smx_rule_name((enum smx_rule)rule));
		for (unsigned i = 0; i < SMX_N_PROFILES; i++)
			add(&table, all->of[i].by_rule[rule], of);
	}
	end_table(accuracy, &table);
}

/* Each length beside how many of these names have it. */
static void
print_by_length(const struct accuracy *accuracy, const struct judged_all *all, const char *title,
		add_cell add, const struct names *names)
{
	struct table table = new_table(title);
	size_t counts[N_LENGTHS] = {0};

	for (size_t i = 0; i < names->n; i++)
		counts[judged_group(accuracy->judge.list, names_get(names, i))]++;
	for (size_t group = 0; group < N_LENGTHS; group++) {
		table_add(&table, "%s: of %zu", judged_group_name(group), counts[group]);
		for (unsigned i = 0; i < SMX_N_PROFILES; i++)
			add(&table, all->of[i].by_length[group], counts[group]);
	}
	end_table(accuracy, &table);
}

/* ---- measuring ------------------------------------------------------------------- */

/* Judge names by each profile; typos if `intended` is not NULL. */
static struct judged_all
judge_all(const struct accuracy *accuracy, const struct names *protected,
	  const struct names *names, const struct names *intended)
{
	struct judge judge = accuracy->judge;
	struct judged_all all;
	char dir[256];

	for (unsigned i = 0; i < SMX_N_PROFILES; i++) {
		struct smx_policy *policy;

		protect_write(protected, (enum smx_profile)i, dir);
		policy = protect_load(dir);
		protect_remove(dir);
		judge.policy = policy;
		if (judge.is_talkative)
			printf("%s, profile %s:\n", intended != NULL ? "not found" : "hits",
			       smx_profile_name((enum smx_profile)i));
		all.of[i] = judge_names(&judge, names, intended);
		smx_policy_free(policy);
	}
	return all;
}

static void
measure_typos(const struct accuracy *accuracy)
{
	const struct data *data = &accuracy->data;
	struct judged_all all =
		judge_all(accuracy, &data->providers, &data->typos, &data->intended);
	struct table table = new_table("typos");

	printf("Typos in mail addresses: %zu, of %zu names, which are protected.\n\n",
	       data->typos.n, data->providers.n);
	table_add(&table, "found");
	for (unsigned i = 0; i < SMX_N_PROFILES; i++)
		add_part(&table, all.of[i].n_hits, all.of[i].n);
	table_add(&table, "taken for another name");
	for (unsigned i = 0; i < SMX_N_PROFILES; i++)
		add_part(&table, all.of[i].n_others, all.of[i].n);
	table_add(&table, "protected themselves");
	for (unsigned i = 0; i < SMX_N_PROFILES; i++)
		add_part(&table, all.of[i].n_protected, all.of[i].n);
	end_table(accuracy, &table);
	print_by_rule(accuracy, &all, "found, by rule", add_part, data->typos.n);
	print_by_length(accuracy, &all, "found, by length of the registrable label", add_part,
			&data->intended);
}

static void
measure_benign(const struct accuracy *accuracy, const struct names *names, const char *file)
{
	const struct names *protected = &accuracy->data.companies;
	struct judged_all all = judge_all(accuracy, protected, names, NULL);
	struct table table = new_table("other people's names");

	printf("Names of %s: %zu, of which %zu are protected; %zu names of companies.txt are "
	       "protected.\n\n",
	       file, names->n, all.of[0].n_protected, protected->n);
	table_add(&table, "hit (share of all)");
	for (unsigned i = 0; i < SMX_N_PROFILES; i++)
		table_add(&table, "%zu (%.3f %%)", all.of[i].n_hits,
			  100.0 * (double)all.of[i].n_hits / (double)names->n);
	table_add(&table, "hit (for each protected name)");
	for (unsigned i = 0; i < SMX_N_PROFILES; i++)
		add_rate(&table, all.of[i].n_hits, protected->n);
	end_table(accuracy, &table);
	print_by_rule(accuracy, &all, "hit, by rule (for each protected name)", add_rate,
		      protected->n);
	print_by_length(accuracy, &all, "hit, by length of the protected name's registrable label",
			add_rate, protected);
}

static void
print_help(void)
{
	puts("usage: accuracy [--markdown] [--show]\n"
	     "\n"
	     "Counts by profile, rule and length how many typos of mail-typos.tsv are found, and\n"
	     "how many names of benign-hsts.txt and benign-top.txt are hit where those of\n"
	     "companies.txt are protected.  The files are in the folder STRAYMX_DATA.\n"
	     "\n"
	     "  --markdown  tables in Markdown\n"
	     "  --show      print each typo that is not found and each name that is hit, too\n"
	     "\n"
	     "exit code: 0; 77 where a file is missing; 2 on error");
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {{"markdown", no_argument, NULL, 'm'},
						{"show", no_argument, NULL, 's'},
						{"help", no_argument, NULL, 'h'},
						{NULL, 0, NULL, 0}};
	struct accuracy accuracy = {.is_markdown = false};
	struct smx_suffix_list suffixes;
	bool has_data;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == '?')
			return 2;
		if (option == 'h') {
			print_help();
			return 0;
		}
		accuracy.is_markdown |= option == 'm';
		accuracy.judge.is_talkative |= option == 's';
	}
	if (smx_psl_load(&suffixes) != SMX_OK)
		names_die("no Public Suffix List");
	accuracy.judge.list = suffixes.list;
	has_data = data_read(&accuracy.data);
	if (has_data) {
		measure_typos(&accuracy);
		measure_benign(&accuracy, &accuracy.data.hsts, "benign-hsts.txt");
		measure_benign(&accuracy, &accuracy.data.top, "benign-top.txt");
	}
	data_free(&accuracy.data);
	suffixes.free(suffixes.list);
	if (fflush(stdout) != 0)
		names_die("standard output: cannot write");
	return has_data ? 0 : EXIT_SKIP;
}
