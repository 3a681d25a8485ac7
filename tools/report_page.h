/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_PAGE_H
#define SMX_TOOLS_REPORT_PAGE_H

/*
 * The report as one HTML page that needs nothing else, and runs nothing.
 */

#include <stdio.h>

#include "report_figures.h"
#include "report_source.h"

struct report_page {
	const struct report_figures *figures; /* finished */
	const struct report_window *window;
	const struct report_sources *sources;
	int64_t now;    /* milliseconds since 1970 */
	int n_failed;   /* files that could not be read to their ends */
	bool is_moving; /* they were being rotated whenever they were read */
};

/* Write the page.  Returns false if memory ran out; whether it could be written is for
 * the caller to ask `out`. */
bool report_page_write(FILE *out, const struct report_page *page);

/* Parts of it: what became of incidents over time, with false as above; */
bool report_timeline_write(FILE *out, const struct report_figures *figures);

/* by zone, rule, protected name, lookalike and client; */
void report_ranking_write(FILE *out, const struct report_figures *figures);

/* lookalikes that may be honest names, and what monitor mode let through, likewise; */
bool report_advice_write(FILE *out, const struct report_figures *figures);

/* and what is missing. */
void report_limits_write(FILE *out, const struct report_page *page);

#endif /* SMX_TOOLS_REPORT_PAGE_H */
