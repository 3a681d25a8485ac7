/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_page.h"

#include <inttypes.h>
#include <stdlib.h>

#include "report_html.h"
#include "report_time.h"

#define HOURS_MOST 50

/* ---- losses ---------------------------------------------------------------------------------- */

static void
write_hour(FILE *out, const struct report_row *row)
{
	char text[REPORT_TIME_SIZE];

	report_unit_write(REPORT_HOUR, strtoll(report_row_part(row, 0), NULL, 10), text);
	fprintf(out, "<th scope=\"row\" class=\"when\">%s</th>", text);
}

static void
write_losses(FILE *out, const struct report_figures *figures)
{
	static const char *const keys[] = {"Told at (UTC)", NULL};
	const struct report_tally *tally = &figures->by[REPORT_BY_LOSS];
	const struct report_html_table table = {.id = "table-loss",
						.caption = "What the journal has lost",
						.keys = keys,
						.write_keys = write_hour,
						.is_plain = true,
						.rows = tally->list,
						.n_rows = tally->n_rows,
						.n_most = HOURS_MOST,
						.is_pruned = tally->lacking > 0,
						.all = &figures->lost,
						.others = "hours"};

	report_html_begin_section(out, "lost", "What the journal lost");
	if (figures->n_losses == 0) {
		fputs("<p>The journal reports no losses in this period.</p>\n", out);
	} else {
		fputs("<p class=\"note\">The journal could not write all that it had: the disk was full "
		      "or not there, or questions came faster than it could take them. What was "
		      "lost is in no other figure of this page. Questions may be lost without an "
		      "incident that they would have been part of.</p>\n",
		      out);
		report_html_table(out, &table);
	}
	report_html_end_section(out);
}

/* ---- what the files could not tell ------------------------------------------------------------- */

static void
write_lines(FILE *out, const struct report_page *page)
{
	const struct report_figures *figures = page->figures;

	fputs("<li>", out);
	report_html_count(out, figures->n_lines, "line", "lines");
	fputs(" were read: ", out);
	report_html_count(out, figures->n_incidents, "incident", "incidents");
	fputs(" and ", out);
	report_html_count(out, figures->n_losses, "loss", "losses");
	fputs(" of the period, ", out);
	report_html_number(out, figures->n_outside);
	fputs(" of other times, ", out);
	report_html_number(out, figures->n_broken);
	fputs(" that could not be understood.</li>\n", out);
}

static void
write_broken(FILE *out, const struct report_page *page)
{
	const struct report_figures *figures = page->figures;

	if (figures->n_broken == 0)
		return;
	fputs("<li class=\"note\">Lines that could not be understood, and are in no figure:<ul>\n", out);
	for (size_t i = 0; i < figures->n_told; i++) {
		const struct report_broken *broken = &figures->told[i];

		fputs("<li><code>", out);
		report_html_text(out, page->sources->paths[broken->file]);
		fprintf(out, ":%" PRIu64 "</code>: ", broken->line);
		report_html_text(out, broken->why);
		fputs("</li>\n", out);
	}
	if (figures->n_broken > figures->n_told) {
		fputs("<li>and ", out);
		report_html_number(out, figures->n_broken - figures->n_told);
		fputs(" more</li>\n", out);
	}
	fputs("</ul></li>\n", out);
}

/* Where there were more different ones than are told apart. */
static void
write_bounds(FILE *out, const struct report_figures *figures)
{
	static const char *const names[REPORT_N_BY] = {
		[REPORT_BY_HOUR] = "hours",
		[REPORT_BY_ZONE] = "zones",
		[REPORT_BY_RULE] = "rules",
		[REPORT_BY_PROTECTED] = "protected names",
		[REPORT_BY_LOOKALIKE] = "lookalikes",
		[REPORT_BY_CLIENT] = "clients",
		[REPORT_BY_MONITORED] = "combinations in monitor mode",
		[REPORT_BY_LOSS] = "hours with losses",
	};

	for (int by = 0; by < REPORT_N_BY; by++) {
		if (figures->by[by].lacking == 0)
			continue;
		fprintf(out,
			"<li class=\"note\">There were more than %d different %s. Rare ones were "
			"counted together, so that each of those that are listed may lack up to ",
			REPORT_ROWS_MAX, names[by]);
		report_html_count(out, figures->by[by].lacking, "incident", "incidents");
		fputs("; the sums are exact.</li>\n", out);
	}
}

static void
write_paths(FILE *out, const char *what, char *const *paths, int n_paths)
{
	if (n_paths == 0)
		return;
	fprintf(out, "<li>%s: ", what);
	for (int i = 0; i < n_paths; i++) {
		fprintf(out, "%s<code>", i > 0 ? ", " : "");
		report_html_text(out, paths[i]);
		fputs("</code>", out);
	}
	fputs("</li>\n", out);
}

void
report_limits_write(FILE *out, const struct report_page *page)
{
	const struct report_sources *sources = page->sources;

	write_losses(out, page->figures);
	report_html_begin_section(out, "limits", "What this is made of, and what is missing");
	fputs("<ul>\n", out);
	write_lines(out, page);
	write_broken(out, page);
	if (page->n_failed > 0) {
		fputs("<li class=\"note\">", out);
		report_html_count(out, (uint64_t)page->n_failed, "file", "files");
		fputs(" could not be read to the end.</li>\n", out);
	}
	if (page->is_moving)
		fputs("<li class=\"note\">The files were being rotated while they were read: some "
		      "lines may be missing, or counted twice.</li>\n",
		      out);
	write_bounds(out, page->figures);
	write_paths(out, "Files", sources->paths, sources->n_paths);
	write_paths(out, "Files in a compression other than gzip, which were not read",
		    sources->unread, sources->n_unread);
	if (sources->folder != NULL && sources->n_paths == 0) {
		fputs("<li>There is no events.jsonl in <code>", out);
		report_html_text(out, sources->folder);
		fputs("</code>.</li>\n", out);
	}
	fputs("<li>A name is told at most once in ten seconds and client; what a client had in its "
	      "own cache it did not ask for.</li>\n</ul>\n",
	      out);
	report_html_end_section(out);
}
