/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_SVG_H
#define SMX_TOOLS_REPORT_SVG_H

/*
 * Charts, as SVG that stands in the page: their colours are the page's, and their widths
 * shares of what there is, so that letters stay as large as others on any screen.
 */

#include <stdio.h>

#include "report_tally.h"
#include "report_time.h"

/* A bar as long as its share of `most` incidents, divided by what became of them; it is not
 * read to those who do not see it, as the numbers stand beside it. */
void report_svg_bar(FILE *out, const struct report_counts *counts, uint64_t most);

/* Incidents over time: `n` hours, days and so on from `first` on. */
struct report_svg_chart {
	enum report_unit unit;
	int64_t first;
	size_t n;
	const struct report_counts *counts;
};

void report_svg_chart(FILE *out, const struct report_svg_chart *chart);

/* What the colours mean. */
void report_svg_legend(FILE *out);

#endif /* SMX_TOOLS_REPORT_SVG_H */
