/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_STATUS_H
#define SMX_JOURNAL_STATUS_H

/*
 * What the module is doing, and status.json in state-dir, which tells people and programs
 * (unbound-straymx(8), STATUS).
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "journal/counts.h"
#include "journal/journal.h"

struct smx_keeper;
struct smx_meters;
struct smx_policy;

/* Where the counts stood when the day, or the module, began. */
struct smx_day {
	long number; /* since 1970, UTC; 0: none yet */
	time_t since;
	unsigned long n[SMX_N_COUNTS];
	unsigned long n_lost; /* questions that are missing in events.jsonl */
};

struct smx_status {
	const char *unbound_version;
	time_t started_at; /* when the module was set up */
	time_t now;
	const struct smx_keeper *keeper;
	const struct smx_policy *policy; /* in force; NULL: none */
	unsigned long generation;        /* of the policy; 0: none */
	time_t in_force_since;
	unsigned long n_failures; /* looks at the files that found new errors */
	const struct smx_counts *counts;
	const struct smx_meters *meters; /* for metrics.prom alone */
	bool has_journal;
	struct smx_journal_figures journal; /* 0 where there is none */
	struct smx_cell *cells; /* for metrics.prom alone */
	size_t n_cells;
	size_t n_module_bytes; /* that the module takes by itself */
	time_t swept_at;           /* the last sweep of the caches; 0: none yet */
	unsigned long n_sweeps;
	unsigned long n_removed; /* entries, by all of them */
	struct smx_day today;
};

/* Begin a day if `now` is in another one; counts and journal are up to date. */
void smx_status_turn_day(struct smx_status *status);

/* The status as JSON, malloced; NULL if memory ran out. */
char *smx_status_write(const struct smx_status *status);

/*
 * Write the file `status.json` into `state_dir`, which has to be there.  Readers
 * find the old one or the new one, whole.  Returns 0, SMX_EWRITE with errno set,
 * or SMX_ENOMEM.
 */
int smx_status_save(const struct smx_status *status, const char *state_dir);

#endif /* SMX_JOURNAL_STATUS_H */
