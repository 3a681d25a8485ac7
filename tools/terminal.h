/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_TERMINAL_H
#define SMX_TOOLS_TERMINAL_H

/*
 * What only a person at a terminal wants: a line that says how far long work is, and
 * colours.  Neither is ever written to files and pipes.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

/*
 * A line of progress on standard error: if that is a terminal, and from the second
 * second on.
 */
struct progress {
	const char *verb, *unit; /* "audit", "lines" */
	bool is_wanted, is_shown;
	int width; /* of what is shown, in characters */
	struct timespec began, shown;
};

/* Begin work of a verb whose progress is counted in `unit`, a plural. */
void progress_begin(struct progress *progress, const char *verb, const char *unit);

/*
 * `n_done` units are done, and the `share` of the work, from 0 to 1, of which the time
 * that is left is made; negative: not known.  It looks at the clock: to be called a few
 * times a second, some thousand times at most.
 */
void progress_show(struct progress *progress, uint64_t n_done, double share);

/* Make the line go away, as before anything else is written to the terminal. */
void progress_hide(struct progress *progress);

enum colour { COLOUR_GOOD, COLOUR_WARN, COLOUR_BAD, COLOUR_HEAD, COLOUR_FAINT, N_COLOURS };

/*
 * What begins a colour on `stream`, and what ends it: texts without effect unless the
 * stream is a terminal that has colours and NO_COLOR is not set (no-color.org).
 */
const char *colour_begin(FILE *stream, enum colour colour);
const char *colour_end(FILE *stream);

#endif /* SMX_TOOLS_TERMINAL_H */
