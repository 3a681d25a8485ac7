/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_STATUS_H
#define SMX_JOURNAL_STATUS_H

/*
 * status.json in state-dir: what the module is doing, for people and programs
 * (unbound-straymx(8), STATUS).
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct smx_counts;
struct smx_keeper;
struct smx_policy;

struct smx_status {
	const char *unbound_version;
	time_t started_at; /* when the module was set up */
	time_t now;
	const struct smx_keeper *keeper;
	const struct smx_policy *policy; /* in force; NULL: none */
	unsigned long generation;        /* of the policy; 0: none */
	time_t in_force_since;
	const struct smx_counts *counts;
	time_t swept_at;           /* the last sweep of the caches; 0: none yet */
	unsigned long n_sweeps;
	unsigned long n_removed; /* entries, by all of them */
};

/* The status as JSON, malloced; NULL if memory ran out. */
char *smx_status_write(const struct smx_status *status);

/*
 * Write the file `status.json` into `state_dir`, which has to be there.  Readers
 * find the old one or the new one, whole.  Returns 0, SMX_EWRITE with errno set,
 * or SMX_ENOMEM.
 */
int smx_status_save(const struct smx_status *status, const char *state_dir);

#endif /* SMX_JOURNAL_STATUS_H */
