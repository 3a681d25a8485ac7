/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_svg.h"

#include <inttypes.h>

/* In pixels: */
#define TOP 12
#define PLOT_HEIGHT 180
#define BELOW 24 /* for the labels */
#define HEIGHT (TOP + PLOT_HEIGHT + BELOW)
#define AXIS_WIDTH 52

#define LABELS_MAX 5 /* of a phone's width */

/* What incidents are divided by, from the bottom. */
static const struct {
	enum report_count count;
	const char *name;
} parts[] = {
	{REPORT_INTERCEPTED, "intercepted"},
	{REPORT_DEFERRED, "deferred"},
	{REPORT_MONITORED, "monitored"},
};

#define N_PARTS (sizeof parts / sizeof parts[0])

static double
share(uint64_t part, uint64_t all)
{
	return all > 0 ? (double)part / (double)all : 0.0;
}

void
report_svg_bar(FILE *out, const struct report_counts *counts, uint64_t most)
{
	double x = 0;

	fputs("<svg width=\"100%\" height=\"10\" aria-hidden=\"true\">", out);
	for (size_t i = 0; i < N_PARTS; i++) {
		double width = 100 * share(counts->n[parts[i].count], most);

		if (width > 0)
			fprintf(out,
				"<rect class=\"f%zu\" x=\"%.2f%%\" width=\"%.2f%%\" height=\"10\"/>", i, x,
				width < 0.4 ? 0.4 : width);
		x += width;
	}
	fputs("</svg>", out);
}

void
report_svg_legend(FILE *out)
{
	fputs("<p class=\"legend\">", out);
	for (size_t i = 0; i < N_PARTS; i++)
		fprintf(out,
			"<span><svg width=\"10\" height=\"10\" aria-hidden=\"true\">"
			"<rect class=\"f%zu\" width=\"10\" height=\"10\"/></svg> %s</span> ",
			i, parts[i].name);
	fputs("</p>\n", out);
}

/* ---- the chart ------------------------------------------------------------------------------- */

/* 1, 2 or 5 with zeros, of which at most four reach up to `most`. */
static uint64_t
grid_step(uint64_t most)
{
	static const uint64_t factors[] = {1, 2, 5};
	uint64_t power = 1;

	for (;; power *= 10) {
		for (size_t i = 0; i < 3; i++) {
			if (most / (factors[i] * power) <= 4)
				return factors[i] * power;
		}
	}
}

static double
height_of(uint64_t n, uint64_t top)
{
	return PLOT_HEIGHT * share(n, top);
}

static void
write_axis(FILE *out, uint64_t step, uint64_t top)
{
	uint64_t unit = step % 1000000 == 0 ? 1000000 : step % 1000 == 0 ? 1000 : 1;
	const char *letter = unit == 1 ? "" : unit == 1000 ? "k" : "M";

	fprintf(out, "<svg class=\"axis\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">",
		AXIS_WIDTH, HEIGHT);
	for (uint64_t n = 0; n <= top; n += step)
		fprintf(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%" PRIu64 "%s</text>",
			AXIS_WIDTH - 8, TOP + PLOT_HEIGHT - height_of(n, top) + 4, n / unit,
			n > 0 ? letter : "");
	fputs("</svg>\n", out);
}

static void
write_bar(FILE *out, const struct report_svg_chart *chart, size_t i, uint64_t top)
{
	const struct report_counts *counts = &chart->counts[i];
	double y = TOP + PLOT_HEIGHT, slot = 100.0 / (double)chart->n;
	char when[REPORT_TIME_SIZE];

	if (counts->n[REPORT_INCIDENTS] == 0)
		return;
	report_unit_write(chart->unit, chart->first + (int64_t)i, when);
	fprintf(out, "<g><title>%s: %" PRIu64 " incident%s", when, counts->n[REPORT_INCIDENTS],
		counts->n[REPORT_INCIDENTS] == 1 ? "" : "s");
	for (size_t part = 0; part < N_PARTS; part++)
		fprintf(out, ", %" PRIu64 " %s", counts->n[parts[part].count], parts[part].name);
	fputs("</title>", out);
	for (size_t part = 0; part < N_PARTS; part++) {
		double height = height_of(counts->n[parts[part].count], top);

		y -= height;
		if (height > 0)
			fprintf(out,
				"<rect class=\"f%zu\" x=\"%.3f%%\" y=\"%.2f\" width=\"%.3f%%\" "
				"height=\"%.2f\"/>",
				part, slot * ((double)i + 0.1), y, slot * 0.8, height);
	}
	fputs("</g>\n", out);
}

/* So many hours, days and so on from one label to the next. */
static int64_t
label_step(const struct report_svg_chart *chart)
{
	static const int64_t steps[][9] = {
		[REPORT_HOUR] = {1, 2, 3, 6, 12, 24, 48},
		[REPORT_DAY] = {1, 2, 7, 14, 28, 56},
		[REPORT_MONTH] = {1, 2, 3, 6, 12, 24, 60},
		[REPORT_YEAR] = {1, 2, 5, 10, 20, 50, 100, 200},
	};
	const int64_t *step = steps[chart->unit];

	while (step[1] != 0 && (int64_t)chart->n > *step * LABELS_MAX)
		step++;
	return *step;
}

static void
write_labels(FILE *out, const struct report_svg_chart *chart)
{
	int64_t step = label_step(chart);
	char text[REPORT_TIME_SIZE];

	for (size_t i = 0; i < chart->n; i++) {
		double x = 100.0 * (double)i / (double)chart->n;
		int64_t index = chart->first + (int64_t)i;
		/* Days are counted from the first one, the others as clocks and years do. */
		int64_t from = chart->unit == REPORT_DAY ? chart->first : 0;

		/* What would not fit at the end is left out. */
		if ((index - from) % step != 0 || x > 90)
			continue;
		report_unit_write_short(chart->unit, index, text);
		fprintf(out,
			"<line class=\"tick\" x1=\"%.3f%%\" x2=\"%.3f%%\" y1=\"%d\" y2=\"%d\"/>"
			"<text x=\"%.3f%%\" y=\"%d\">%s</text>\n",
			x, x, TOP + PLOT_HEIGHT, TOP + PLOT_HEIGHT + 5, x, HEIGHT - 4, text);
	}
}

void
report_svg_chart(FILE *out, const struct report_svg_chart *chart)
{
	static const char *const units[] = {"hour", "day", "month", "year"};
	uint64_t most = 1, step, top;

	for (size_t i = 0; i < chart->n; i++) {
		if (chart->counts[i].n[REPORT_INCIDENTS] > most)
			most = chart->counts[i].n[REPORT_INCIDENTS];
	}
	step = grid_step(most);
	top = (most + step - 1) / step * step;
	fputs("<div class=\"plot\">\n", out);
	write_axis(out, step, top);
	fprintf(out,
		"<svg class=\"bars\" height=\"%d\" role=\"img\" aria-labelledby=\"chart-title "
		"chart-desc\">\n<title id=\"chart-title\">Incidents by %s</title>\n"
		"<desc id=\"chart-desc\">%zu bars, the highest one of %" PRIu64
		" incidents; the numbers are in the table below.</desc>\n",
		HEIGHT, units[chart->unit], chart->n, most);
	for (uint64_t n = 0; n <= top; n += step)
		fprintf(out, "<line class=\"grid\" x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\"/>",
			TOP + PLOT_HEIGHT - height_of(n, top), TOP + PLOT_HEIGHT - height_of(n, top));
	fputc('\n', out);
	for (size_t i = 0; i < chart->n; i++)
		write_bar(out, chart, i, top);
	write_labels(out, chart);
	fputs("</svg>\n</div>\n", out);
}
