/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_FIGURES_H
#define SMX_TOOLS_REPORT_FIGURES_H

/*
 * What a report says of events.jsonl, as numbers.  Each incident is counted once in `all`,
 * and once in each of the tallies but for those that say what they leave out.
 *
 * Errors are false: memory ran out.  One thread for each struct.
 */

#include "report_line.h"
#include "report_tally.h"

/* Different names, clients and so on that are told apart, each. */
#define REPORT_ROWS_MAX 100000

/* So many broken lines are told. */
#define REPORT_TOLD_MAX 5

enum report_by {
	REPORT_BY_HOUR, /* since 1970, as a decimal number */
	REPORT_BY_ZONE,
	REPORT_BY_RULE,
	REPORT_BY_PROTECTED,
	REPORT_BY_LOOKALIKE, /* and the name that was intended */
	REPORT_BY_CLIENT,    /* those that were logged */
	REPORT_BY_MONITORED, /* of monitor mode: zone, protected name, what would have come of it */
	REPORT_BY_LOSS,      /* what the journal has lost, by hour */
	REPORT_N_BY
};

struct report_broken {
	int file;
	uint64_t line;
	const char *why;
};

/* Incidents that begin at `since` or later, and before `until`. */
struct report_window {
	int64_t since, until; /* INT64_MIN, INT64_MAX: any */
};

struct report_figures {
	struct report_tally by[REPORT_N_BY];
	struct report_counts all;
	struct report_counts lost; /* what the journal says that it has lost */
	int64_t first, last;       /* beginnings of incidents; INT64_MAX, INT64_MIN: there are none */
	uint64_t n_lines;          /* each is one of the following: */
	uint64_t n_incidents, n_losses, n_outside, n_broken;
	/* The first broken ones, in the order of files and lines. */
	struct report_broken told[REPORT_TOLD_MAX];
	size_t n_told;
};

void report_figures_init(struct report_figures *figures);
void report_figures_free(struct report_figures *figures);

/* Count a line, if it is in the window. */
bool report_figures_add(struct report_figures *figures, const struct report_line *line,
			const struct report_window *window);

void report_figures_add_broken(struct report_figures *figures, const struct report_broken *broken);

/* Add what `other` has. */
bool report_figures_merge(struct report_figures *figures, const struct report_figures *other);

/* Make the lists of the tallies. */
bool report_figures_finish(struct report_figures *figures);

#endif /* SMX_TOOLS_REPORT_FIGURES_H */
