/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

/*
 * Tables as text: aligned for the eye, or in Markdown.  The first column is
 * words, the others are numbers.
 */

#include <stdbool.h>
#include <stddef.h>

struct table {
	size_t n_columns;
	char **cells; /* row by row, the head first */
	size_t n_cells;
};

/* An empty table whose columns have these titles. */
struct table table_new(const char *const *titles, size_t n_columns);

/* Add one cell, behind the last one or as the first of a new row. */
void table_add(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Print it to standard output, `indent` blanks before each line, and free it. */
void table_print(struct table *table, bool is_markdown, int indent);

#endif /* BENCH_TABLE_H */
