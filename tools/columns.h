/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_COLUMNS_H
#define SMX_TOOLS_COLUMNS_H

/*
 * Tables for people: columns as wide as what is in them.
 */

#include <stdbool.h>
#include <stddef.h>

/* Room for any cell, its NUL included. */
#define COLUMN_TEXT_SIZE 2048

struct column {
	const char *heading;
	bool is_number; /* aligned to the right */
	/* Write what stands in the line of `item`, terminated. */
	void (*write)(const void *item, const void *closure, char text[COLUMN_TEXT_SIZE]);
};

/* Print a heading and a line for each item to standard output.  `closure`
 * goes to `write`. */
void columns_print(const struct column *columns, size_t n_columns, const void *const *items,
		   size_t n_items, const void *closure);

#endif /* SMX_TOOLS_COLUMNS_H */
