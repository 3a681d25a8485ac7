/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_page.h"

#include <inttypes.h>
#include <stdlib.h>

#include "report_html.h"
#include "report_svg.h"

/* A chart has so many bars at most. */
static const size_t bars_max[] = {
	[REPORT_HOUR] = 72, [REPORT_DAY] = 120, [REPORT_MONTH] = 120, [REPORT_YEAR] = 200};

/* The smallest unit that fits; false if the years do not. */
static bool
choose_unit(const struct report_figures *figures, struct report_svg_chart *chart)
{
	for (int unit = REPORT_HOUR; unit <= REPORT_YEAR; unit++) {
		int64_t first = report_unit_of((enum report_unit)unit, figures->first);
		int64_t last = report_unit_of((enum report_unit)unit, figures->last);

		if ((size_t)(last - first) < bars_max[unit]) {
			*chart = (struct report_svg_chart){.unit = (enum report_unit)unit,
							   .first = first,
							   .n = (size_t)(last - first) + 1};
			return true;
		}
	}
	return false;
}

static int64_t
hour_of(const struct report_row *row)
{
	return report_unit_begin(REPORT_HOUR, strtoll(report_row_part(row, 0), NULL, 10));
}

static int
compare_times(const void *a, const void *b)
{
	const struct report_row *x = *(struct report_row *const *)a;
	const struct report_row *y = *(struct report_row *const *)b;

	return (x->first > y->first) - (x->first < y->first);
}

/* From hours to the chart's unit: its bars, and the same as rows, in order. */
static bool
gather(const struct report_tally *hours, const struct report_svg_chart *chart,
       struct report_counts *bars, struct report_tally *rows)
{
	struct report_key key;
	char text[REPORT_TIME_SIZE];

	for (size_t i = 0; i < hours->n_rows; i++) {
		const struct report_row *row = hours->list[i];
		const struct report_sighting sighting = {
			.counts = row->counts, .first = row->first, .last = row->last};
		int64_t index = report_unit_of(chart->unit, hour_of(row));

		report_counts_add(&bars[index - chart->first], &row->counts);
		report_unit_write(chart->unit, index, text);
		key.len = 0;
		report_key_add(&key, text);
		if (!report_tally_add(rows, &key, &sighting))
			return false;
	}
	if (!report_tally_finish(rows))
		return false;
	qsort(rows->list, rows->n_rows, sizeof(struct report_row *), compare_times);
	return true;
}

static void
write_when(FILE *out, const struct report_row *row)
{
	fprintf(out, "<th scope=\"row\" class=\"when\">%s</th>", report_row_part(row, 0));
}

static void
write_table(FILE *out, const struct report_figures *figures, const struct report_tally *rows)
{
	static const char *const keys[] = {"UTC", NULL};
	const struct report_html_table table = {
		.id = "table-time", .caption = "Incidents over time", .keys = keys,
		.write_keys = write_when, .has_fates = true, .rows = rows->list,
		.n_rows = rows->n_rows, .n_most = SIZE_MAX, .all = &figures->all, .others = "times"};

	fputs("<details><summary>The same as numbers</summary>\n", out);
	report_html_table(out, &table);
	fputs("</details>\n", out);
}

bool
report_timeline_write(FILE *out, const struct report_figures *figures)
{
	static const char *const units[] = {"hour", "day", "month", "year"};
	struct report_svg_chart chart;
	struct report_counts *bars;
	struct report_tally rows;
	bool is_fine;

	report_html_begin_section(out, "time", "Over time");
	if (!choose_unit(figures, &chart)) {
		fputs("<p>The incidents are too far from each other for a chart.</p>\n", out);
		report_html_end_section(out);
		return true;
	}
	bars = calloc(chart.n, sizeof *bars);
	report_tally_init(&rows, REPORT_ROWS_MAX);
	is_fine = bars != NULL && gather(&figures->by[REPORT_BY_HOUR], &chart, bars, &rows);
	if (is_fine) {
		chart.counts = bars;
		fprintf(out, "<p>Incidents by %s (UTC).</p>\n", units[chart.unit]);
		report_svg_legend(out);
		report_svg_chart(out, &chart);
		write_table(out, figures, &rows);
	}
	report_html_end_section(out);
	report_tally_free(&rows);
	free(bars);
	return is_fine;
}
