/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_CELLS_H
#define SMX_JOURNAL_CELLS_H

/*
 * Counts by zone, rule, action and mode, for metrics.prom: the journal's thread, which
 * sees each event, keeps them.  However many zones a policy has or has had, there are no
 * more than SMX_CELLS_MAX, all of them there from the beginning, so that counting cannot
 * fail: what does not fit is counted for a zone `other`.
 */

#include "journal/event.h"

#define SMX_CELLS_TITLES 64 /* zones that have cells of their own */
#define SMX_CELLS_OWN 1024  /* cells of these */
#define SMX_CELLS_OTHER "other"
#define SMX_CELLS_MAX (SMX_CELLS_OWN + (SMX_N_RULES + 1) * SMX_N_ACTIONS * SMX_N_MODES)

struct smx_cell {
	char zone[SMX_EVENT_TITLE_SIZE]; /* UTF-8, without control characters */
	uint8_t rule, action, mode;
	unsigned long n_incidents;
	unsigned long n_answers[SMX_FATE_CONFIRMED]; /* by fate */
};

/* All 0: empty. */
struct smx_cells {
	size_t n_cells, n_titles;
	struct smx_cell list[SMX_CELLS_MAX]; /* sorted: by zone, rule, action, mode */
};

/* The cell of an event, until the next call. */
struct smx_cell *smx_cells_get(struct smx_cells *cells, const struct smx_event *event);

#endif /* SMX_JOURNAL_CELLS_H */
