/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_READ_H
#define SMX_TOOLS_REPORT_READ_H

/*
 * From files like events.jsonl to figures, in as many threads as there are processors,
 * four at most.
 */

#include "report_figures.h"

/*
 * Read all files, and finish the figures.  What is wrong with files goes to standard error,
 * and `*n_failed` says how many could not be read, or not to their ends.  Returns false if
 * memory ran out; report_figures_free() is due either way.
 */
bool report_read(struct report_figures *figures, char **paths, int n_paths,
		 const struct report_window *window, int *n_failed);

#endif /* SMX_TOOLS_REPORT_READ_H */
