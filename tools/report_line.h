/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_LINE_H
#define SMX_TOOLS_REPORT_LINE_H

/*
 * A line of events.jsonl: an incident, or what the journal has lost.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report_tally.h"
#include "report_value.h"

struct report_line {
	struct report_values values; /* what the texts below belong to */
	int64_t first;               /* milliseconds since 1970 */
	uint64_t n_questions;
	bool is_loss;
	uint64_t n_incidents; /* of a loss; the rest is that of an incident */
	const char *client;   /* NULL: not logged */
	const char *name, *intended, *protected, *candidate, *rule, *zone, *action, *mode, *answer;
	bool is_monitored, is_confirmed;
	bool is_deferred; /* it got SERVFAIL, or would have got it */
	/* What of the name is a lookalike, and would be exempt by a list: the candidate, below a
	 * protected public suffix with the label before it; and what was meant by that. */
	char lookalike[REPORT_TEXT_MAX + 1];
	char meant[REPORT_TEXT_MAX + 1];
};

/*
 * Read a line of `len` bytes, which are changed, and have to stay.  Returns NULL, and
 * report_line_free() is due; or what is wrong with it, a text that stays.
 */
const char *report_line_read(struct report_line *line, char *bytes, size_t len);

void report_line_free(struct report_line *line);

#endif /* SMX_TOOLS_REPORT_LINE_H */
