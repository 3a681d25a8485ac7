/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_EXPOSITION_H
#define SMX_JOURNAL_EXPOSITION_H

/*
 * Prometheus' text exposition format, version 0.0.4, as node_exporter's textfile
 * collector reads it.  That a stream cannot be written is for the caller to find out
 * (ferror(3)).
 */

#include <stdio.h>

#include "journal/meters.h"

struct smx_metric_label {
	const char *name;  /* NULL: there are no more */
	const char *value; /* anything */
};

/* Begin a metric: the lines HELP and TYPE.  The help is one line. */
void smx_exposition_begin(FILE *stream, const char *name, const char *type, const char *help);

/* A sample of it; `labels` end with one without a name, NULL: there are none. */
void smx_exposition_number(FILE *stream, const char *name, const struct smx_metric_label *labels,
			   unsigned long number);

/* The samples of a histogram, which are those of all `n` together, each `stride` bytes
 * behind the one before. */
void smx_exposition_histogram(FILE *stream, const char *name, const struct smx_scale *scale,
			      const struct smx_histogram *histograms, size_t n, size_t stride);

/*
 * Copy a text, cut where it does not fit, with '?' for control characters, and for all
 * that is not ASCII where it is not UTF-8.
 */
void smx_exposition_clean(const char *text, char *buf, size_t size);

#endif /* SMX_JOURNAL_EXPOSITION_H */
