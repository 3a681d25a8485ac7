/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_METRICS_H
#define SMX_JOURNAL_METRICS_H

/*
 * metrics.prom in state-dir: what the module is doing, for Prometheus, by way of the
 * textfile collector of its node_exporter (doc/metrics.md).  It has no names but those of
 * files and zones, and so many series at most as these and SMX_CELLS_MAX allow.
 */

#include "journal/status.h"

/* So many files are told of. */
#define SMX_METRICS_FILES_MAX 256

/* The metrics as text, malloced; NULL if memory ran out. */
char *smx_metrics_write(const struct smx_status *status);

/* Write the file `metrics.prom` into `state_dir`, as smx_status_save() does. */
int smx_metrics_save(const struct smx_status *status, const char *state_dir);

#endif /* SMX_JOURNAL_METRICS_H */
