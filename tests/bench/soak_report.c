/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "machine.h"
#include "soak.h"
#include "table.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define KIB 1024.0
#define ROWS 24       /* of memory over time */
#define LINES_SHOWN 5 /* of errors */

static void
print_vitals(const struct soak *soak)
{
	static const char *const titles[] = {"seconds", "MiB",	   "peak MiB", "policy MiB",
					     "policies", "threads", "files"};
	struct table table = table_new(titles, COUNT(titles));
	size_t step = (soak->n_vitals + ROWS - 1) / ROWS;

	for (size_t i = 0; i < soak->n_vitals; i += step) {
		const struct vitals *vitals = &soak->vitals[i];

		table_add(&table, "%.0f", vitals->seconds);
		table_add(&table, "%.1f", (double)vitals->rss / KIB);
		table_add(&table, "%.1f", (double)vitals->peak / KIB);
		table_add(&table, "%.1f", (double)vitals->policy / KIB);
		table_add(&table, "%ld", vitals->generation);
		table_add(&table, "%zu", vitals->n_threads);
		table_add(&table, "%zu", vitals->n_files);
	}
	table_print(&table, false, 2);
}

static void
print_loads(const struct soak *soak)
{
	static const char *const titles[] = {"",	"sent",	    "NOERROR", "NXDOMAIN",
					     "SERVFAIL", "no answer", "wrong"};
	struct table table = table_new(titles, COUNT(titles));

	for (size_t i = 0; i < SOAK_BURST; i++) {
		const struct flood *flood = &soak->floods[i];

		table_add(&table, "%s%s", flood_name(flood->kind),
			  flood->manner.is_tcp ? ", TCP" : "");
		table_add(&table, "%lu", flood->n_sent);
		table_add(&table, "%lu", flood->n_noerror);
		table_add(&table, "%lu", flood->n_nxdomain);
		table_add(&table, "%lu", flood->n_servfail);
		table_add(&table, "%lu", flood->n_lost);
		table_add(&table, "%lu", flood->n_wrong);
	}
	table_print(&table, false, 2);
	for (size_t i = 0; i < SOAK_BURST; i++) {
		if (soak->floods[i].n_wrong > 0)
			printf("  wrong: %s\n", soak->floods[i].first_wrong);
	}
}

static void
print_others(const struct soak *soak)
{
	const struct churn *churn = &soak->churn;

	printf("  %lu bursts of floods: %lu questions, no answer %lu, lookalikes let pass %lu\n"
	       "  clients: %lu by UDP, %lu by TCP, %lu that left at once; no answer %lu,\n"
	       "  wrong %lu\n"
	       "  lookalikes for some clients alone: %lu of %lu intercepted\n"
	       "  %lu changed files, %lu reloads, of which failed %lu\n",
	       soak->n_bursts, soak->n_burst_sent, soak->n_burst_lost, soak->n_burst_passed,
	       churn->n_udp, churn->n_tcp, churn->n_rude, churn->n_lost, churn->n_wrong,
	       churn->n_scoped_intercepted, churn->n_scoped, soak->n_turns, soak->n_reloads,
	       soak->n_failed_reloads);
	if (churn->n_wrong > 0)
		printf("  wrong, the last one: below %s\n", churn->first_wrong);
}

static void
print_errors(const struct soak *soak)
{
	FILE *log = fopen(soak->resolver->log_path, "re");
	unsigned n = 0;
	char line[1024];

	while (log != NULL && n < LINES_SHOWN && fgets(line, sizeof line, log) != NULL) {
		bool is_error = false;

		for (size_t i = 0; i < SOAK_N_ERRORS; i++)
			is_error |= strstr(line, soak_errors[i]) != NULL;
		if (is_error)
			printf("  %s", line);
		n += is_error;
	}
	if (log != NULL)
		fclose(log);
}

void
soak_report(const struct soak *soak)
{
	size_t first = soak_first(soak);
	struct trend trend = vitals_trend(soak->vitals + first, soak->n_vitals - first);

	printf("straymx %s, %s\n\n", STRAYMX_VERSION, machine_cpu());
	print_vitals(soak);
	putchar('\n');
	print_loads(soak);
	print_others(soak);
	printf("  memory after the first third: %.1f MiB on average, %+.1f MiB by the line of\n"
	       "  least squares\n"
	       "  errors in the log: %zu\n",
	       trend.mean / KIB, trend.growth / KIB, soak->n_errors[0] + soak->n_errors[1]);
	print_errors(soak);
}
