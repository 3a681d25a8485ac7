/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_PART_H
#define SMX_TOOLS_PART_H

/*
 * Parts of a line, which are not copied and not terminated.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct part {
	const char *text;
	size_t len;
};

#define PARTS_MAX 12 /* more of a line are not looked at */

bool part_is_digit(char c);

/* Without the blanks, tabs and CRs at both ends. */
struct part part_trim(struct part part);

bool part_is(struct part part, const char *text);

/* Whether it is a decimal number, which goes to `*number`, cut to `max`; else that is
 * left alone. */
bool part_read_number(struct part part, uint64_t max, uint64_t *number);

/* Cut at blanks.  Returns how many parts there are, PARTS_MAX at most. */
size_t part_cut(struct part text, struct part parts[PARTS_MAX]);

/* What is in front of the last `c`, and behind it; false, with nothing written, if there
 * is none.  `*before` may be `part` itself. */
bool part_split(struct part part, char c, struct part *before, struct part *behind);

#endif /* SMX_TOOLS_PART_H */
