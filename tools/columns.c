/* SPDX-License-Identifier: BSD-3-Clause */
#include "columns.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "terminal.h"

#define COLUMNS_MAX 12

/* No line ends in blanks. */
static void
print_cell(const struct column *column, const char *text, size_t width, bool is_last)
{
	if (column->is_number)
		printf("%*s", (int)width, text);
	else
		printf("%-*s", is_last ? 0 : (int)width, text);
	fputs(is_last ? "\n" : "  ", stdout);
}

void
columns_print(const struct column *columns, size_t n_columns, const void *const *items,
	      size_t n_items, const void *closure)
{
	size_t width[COLUMNS_MAX];
	char text[COLUMN_TEXT_SIZE];

	assert(n_columns <= COLUMNS_MAX);
	for (size_t i = 0; i < n_columns; i++) {
		width[i] = strlen(columns[i].heading);
		for (size_t item = 0; item < n_items; item++) {
			columns[i].write(items[item], closure, text);
			if (strlen(text) > width[i])
				width[i] = strlen(text);
		}
	}
	fputs(colour_begin(stdout, COLOUR_HEAD), stdout);
	for (size_t i = 0; i < n_columns; i++)
		print_cell(&columns[i], columns[i].heading, width[i], i + 1 == n_columns);
	fputs(colour_end(stdout), stdout);
	for (size_t item = 0; item < n_items && !ferror(stdout); item++) {
		for (size_t i = 0; i < n_columns; i++) {
			columns[i].write(items[item], closure, text);
			print_cell(&columns[i], text, width[i], i + 1 == n_columns);
		}
	}
}
