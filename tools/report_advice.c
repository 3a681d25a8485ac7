/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_page.h"

#include <stdlib.h>
#include <string.h>

#include "report_html.h"
#include "report_time.h"

#define OFTEN 5 /* incidents, from which on a name is one that is hit often */
#define HONEST_MOST 25
#define MONITORED_MOST 50

/* ---- names that may be honest ------------------------------------------------------------------ */

/* Whether a list takes it: letters, digits, hyphens and underscores. */
static bool
is_listable(const char *name)
{
	return name[0] != '\0' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz"
						    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
						    "0123456789-_.")] == '\0';
}

static void
write_honest(FILE *out, const struct report_row *row)
{
	const char *name = report_row_part(row, 0);
	char first[REPORT_TIME_SIZE], last[REPORT_TIME_SIZE];

	fputs("<th scope=\"row\" class=\"name\">", out);
	if (is_listable(name)) {
		fputs("<code>!", out);
		report_html_text(out, name);
		fputs("</code>", out);
	} else {
		report_html_text(out, name);
		fputs("<br><small>a list cannot hold this name</small>", out);
	}
	fputs("</th><td class=\"name\"><bdi>", out);
	report_html_text(out, report_row_part(row, 1));
	report_unit_write(REPORT_DAY, report_unit_of(REPORT_DAY, row->first), first);
	report_unit_write(REPORT_DAY, report_unit_of(REPORT_DAY, row->last), last);
	fprintf(out, "</bdi></td><td>%s</td><td class=\"when\">%s</td><td class=\"when\">%s</td>",
		row->has_clients      ? "several"
		: row->client != NULL ? "one"
				      : "&ndash;",
		first, last);
}

/* Those that were hit often and never confirmed: `*sum` becomes their sum.  Returns how many
 * there are. */
static size_t
choose(const struct report_tally *tally, struct report_row **chosen, struct report_counts *sum)
{
	size_t n = 0;

	memset(sum, 0, sizeof *sum);
	for (size_t i = 0; i < tally->n_rows; i++) {
		struct report_row *row = tally->list[i];

		if (row->counts.n[REPORT_CONFIRMED] > 0 || row->counts.n[REPORT_INCIDENTS] < OFTEN)
			continue;
		chosen[n++] = row;
		report_counts_add(sum, &row->counts);
	}
	return n;
}

static bool
write_honest_names(FILE *out, const struct report_figures *figures)
{
	static const char *const keys[] = {"Line of an allow list", "Intended", "Clients",
					   "First", "Last", NULL};
	const struct report_tally *tally = &figures->by[REPORT_BY_LOOKALIKE];
	struct report_row **chosen = calloc(tally->n_rows + 1, sizeof(struct report_row *));
	struct report_counts sum;
	struct report_html_table table = {.id = "table-honest",
					  .caption = "Lookalikes that were never confirmed",
					  .keys = keys,
					  .write_keys = write_honest,
					  .is_plain = true,
					  .rows = chosen,
					  .n_most = HONEST_MOST,
					  .is_pruned = tally->lacking > 0,
					  .all = &sum,
					  .others = "names"};

	if (chosen == NULL)
		return false;
	table.n_rows = choose(tally, chosen, &sum);
	report_html_begin_section(out, "honest", "Often asked for, never confirmed");
	fprintf(out,
		"<p>Lookalikes with %d incidents or more, after none of which the client asked for "
		"the intended name. Some may be honest names, above all where several clients ask "
		"for them. Look at each one first: a line below that goes into a file of "
		"<code>allow</code> lets that name pass, and all below it. In monitor mode nobody "
		"notices, so that this says less there.</p>\n",
		OFTEN);
	if (table.n_rows > 0)
		report_html_table(out, &table);
	else
		fputs("<p>There are none.</p>\n", out);
	report_html_end_section(out);
	free(chosen);
	return true;
}

/* ---- monitor mode ------------------------------------------------------------------------------ */

static const char *
answer_text(const char *action)
{
	static const struct {
		const char *action, *text;
	} answers[] = {
		{"nxdomain", "NXDOMAIN"},   {"nodata", "NODATA"},   {"nullmx", "a null MX"},
		{"data", "the sinkhole's"}, {"servfail", "SERVFAIL"},
	};

	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		if (strcmp(answers[i].action, action) == 0)
			return answers[i].text;
	}
	return action;
}

static void
write_monitored_row(FILE *out, const struct report_row *row)
{
	fputs("<th scope=\"row\" class=\"name\"><bdi>", out);
	report_html_text(out, report_row_part(row, 0));
	fputs("</bdi></th><td class=\"name\"><bdi>", out);
	report_html_text(out, report_row_part(row, 1));
	fputs("</bdi></td><td>", out);
	report_html_text(out, answer_text(report_row_part(row, 2)));
	fputs("</td>", out);
}

static void
write_monitored(FILE *out, const struct report_figures *figures)
{
	static const char *const keys[] = {"Zone", "Protected name", "Answer", NULL};
	const struct report_tally *tally = &figures->by[REPORT_BY_MONITORED];
	struct report_counts sum = tally->rest;
	const struct report_html_table table = {.id = "table-monitored",
						.caption = "What monitor mode would have stopped",
						.keys = keys,
						.write_keys = write_monitored_row,
						.rows = tally->list,
						.n_rows = tally->n_rows,
						.n_most = MONITORED_MOST,
						.is_pruned = tally->lacking > 0,
						.all = &sum,
						.others = "combinations"};

	for (size_t i = 0; i < tally->n_rows; i++)
		report_counts_add(&sum, &tally->list[i]->counts);
	report_html_begin_section(out, "monitored", "What monitor mode would have stopped");
	if (tally->n_rows > 0) {
		fputs("<p>These incidents passed, and would have got this answer in enforce "
		      "mode.</p>\n",
		      out);
		report_html_table(out, &table);
	} else {
		fputs("<p>No incident was in monitor mode.</p>\n", out);
	}
	report_html_end_section(out);
}

bool
report_advice_write(FILE *out, const struct report_figures *figures)
{
	bool is_fine = write_honest_names(out, figures);

	write_monitored(out, figures);
	return is_fine;
}
