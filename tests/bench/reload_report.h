/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_RELOAD_REPORT_H
#define BENCH_RELOAD_REPORT_H

/* What the reload bench measured, as text and as JSON. */

#include <jansson.h>

#include "load.h"

/* What the figures mean, for a policy of so many names. */
void reload_report_begin(size_t n_names);

void reload_report(const char *title, const struct load *load);

/* The numbers as one object, which loads are added to, and which is written to a file
 * and freed in the end. */
json_t *reload_json_begin(size_t n_names);
void reload_json_add(json_t *root, const char *title, const struct load *load);
void reload_json_finish(json_t *root, const char *path);

#endif /* BENCH_RELOAD_REPORT_H */
