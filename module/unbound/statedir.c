/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/log.h"

#include "journal/journal.h"
#include "journal/metrics.h"
#include "policy/keeper.h"
#include "unbound/record.h"
#include "unbound/statedir.h"

/* Milliseconds: */
#define STATUS_INTERVAL 60000  /* status.json tells that somebody is alive */
#define METRICS_INTERVAL 10000 /* of metrics.prom */

/* Say once that writing fails, of both files for one reason as well, and once that it works
 * again. */
static void
report(struct smx_statedir *dir, enum smx_state_file file, int rc, const char *what)
{
	int error = rc == SMX_OK ? 0 : rc == SMX_ENOMEM ? ENOMEM : errno;
	int before = dir->errors[file], other = dir->errors[1 - file];
	const char *state_dir = dir->keeper->state_dir;

	dir->errors[file] = error;
	if (error == before)
		return;
	if (error != 0 && error != other)
		log_err("straymx: state-dir %s: %s cannot be written: %s; questions are answered all "
			"the same",
			state_dir, what, strerror(error));
	else if (error == 0 && other == 0)
		log_info("straymx: state-dir %s: can be written again", state_dir);
}

bool
smx_statedir_prepare(const struct smx_keeper *keeper)
{
	const char *state_dir = keeper->state_dir;

	if (state_dir == NULL)
		return false;
	if (keeper->is_dir_guessed)
		return access(state_dir, W_OK) == 0;
	(void)mkdir(state_dir, 0750); /* or it is there, or what follows fails */
	return true;
}

/* Fill in what is in force now, and what the journal has done. */
static void
read_all(struct smx_statedir *dir)
{
	struct smx_status *status = &dir->status;
	/* It is this thread that replaces policies: none goes away meanwhile. */
	const struct smx_force *force = smx_current_begin(dir->current);

	smx_current_end();
	status->now = time(NULL);
	status->keeper = dir->keeper;
	status->policy = force != NULL ? force->policy : NULL;
	status->generation = force != NULL ? force->number : 0;
	status->has_journal = dir->recorder->journal != NULL;
	if (status->has_journal)
		smx_journal_read(dir->recorder->journal, &status->journal);
	smx_status_turn_day(status);
}

static void
write_status(struct smx_statedir *dir)
{
	int rc = smx_keeper_save(dir->keeper);

	if (rc != SMX_OK)
		report(dir, SMX_STATE_STATUS, rc, "copies of the policy");
	else
		report(dir, SMX_STATE_STATUS,
		       smx_status_save(&dir->status, dir->keeper->state_dir), "status.json");
}

static void
write_metrics(struct smx_statedir *dir)
{
	struct smx_status *status = &dir->status;
	int rc = SMX_OK;

	if (status->has_journal)
		rc = smx_journal_copy_cells(dir->recorder->journal, &status->cells,
					    &status->n_cells);
	if (rc == SMX_OK)
		rc = smx_metrics_save(status, dir->keeper->state_dir);
	report(dir, SMX_STATE_METRICS, rc, "metrics.prom");
	free(status->cells);
	status->cells = NULL;
	status->n_cells = 0;
}

void
smx_statedir_hasten(struct smx_statedir *dir, long long clock)
{
	if (dir->errors[SMX_STATE_STATUS] != 0 || smx_counts_sum(dir->status.counts) != dir->n_counted)
		dir->next_status = clock;
	if (dir->errors[SMX_STATE_METRICS] != 0)
		dir->next_metrics = clock;
}

void
smx_statedir_write(struct smx_statedir *dir, long long clock)
{
	bool is_status_due = clock >= dir->next_status, are_metrics_due = clock >= dir->next_metrics;

	if (!is_status_due && !are_metrics_due)
		return;
	if (is_status_due) {
		dir->next_status = clock + STATUS_INTERVAL;
		dir->n_counted = smx_counts_sum(dir->status.counts);
	}
	if (are_metrics_due)
		dir->next_metrics = clock + METRICS_INTERVAL;
	if (!smx_statedir_prepare(dir->keeper))
		return;
	read_all(dir);
	if (is_status_due)
		write_status(dir);
	if (are_metrics_due)
		write_metrics(dir);
}

long long
smx_statedir_next(const struct smx_statedir *dir)
{
	return dir->next_status < dir->next_metrics ? dir->next_status : dir->next_metrics;
}
