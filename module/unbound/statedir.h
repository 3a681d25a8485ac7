/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_STATEDIR_H
#define SMX_UNBOUND_STATEDIR_H

/*
 * What the module writes into state-dir, the journal apart: copies of the policy's
 * files, status.json and metrics.prom.  That writing fails is logged once, and so is that
 * it works again.  All of it belongs to the thread of life.c.
 */

#include "journal/status.h"
#include "unbound/current.h"

struct smx_recorder;

enum smx_state_file {
	SMX_STATE_STATUS, /* with the copies of the policy's files */
	SMX_STATE_METRICS,
	SMX_N_STATE_FILES
};

struct smx_statedir {
	/* What is told: the owner keeps it up to date, but for what is in force, and what is
	 * read from elsewhere when it is written. */
	struct smx_status status;
	struct smx_current *current;
	const struct smx_recorder *recorder; /* for its journal */
	struct smx_keeper *keeper;
	long long next_status, next_metrics; /* milliseconds of the owner's clock */
	/* The thread's own: */
	unsigned long n_counted; /* when status.json was written last */
	int errors[SMX_N_STATE_FILES]; /* errno of the last writing; 0: it worked */
};

/* Whether state-dir is one to write into; it is made where it is not there.  A guessed one
 * has to be there. */
bool smx_statedir_prepare(const struct smx_keeper *keeper);

/* Have status.json written soon if anything has been counted, and what could not be
 * written. */
void smx_statedir_hasten(struct smx_statedir *dir, long long clock);

/* Write what is due. */
void smx_statedir_write(struct smx_statedir *dir, long long clock);

/* When something will be due. */
long long smx_statedir_next(const struct smx_statedir *dir);

#endif /* SMX_UNBOUND_STATEDIR_H */
