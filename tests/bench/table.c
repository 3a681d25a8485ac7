/* SPDX-License-Identifier: BSD-3-Clause */
#include "table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"

#define COLUMNS_MAX 32

struct table
table_new(const char *const *titles, size_t n_columns)
{
	struct table table = {.n_columns = n_columns};

	if (n_columns > COLUMNS_MAX)
		names_die("a table of %zu columns", n_columns);
	for (size_t i = 0; i < n_columns; i++)
		table_add(&table, "%s", titles[i]);
	return table;
}

void
table_add(struct table *table, const char *format, ...)
{
	va_list args;
	char *cell;

	va_start(args, format);
	if (vasprintf(&cell, format, args) < 0)
		names_die("no memory");
	va_end(args);
	table->cells = names_realloc(table->cells, table->n_cells + 1, sizeof *table->cells);
	table->cells[table->n_cells++] = cell;
}

static void
print_rule(size_t n_columns)
{
	printf("|---|");
	for (size_t i = 1; i < n_columns; i++)
		printf("---:|");
	putchar('\n');
}

static void
print_row(char **cells, const int *widths, size_t n, bool is_markdown)
{
	for (size_t i = 0; i < n; i++) {
		if (is_markdown)
			printf("| %s ", cells[i]);
		else if (i == 0)
			printf("%-*s", n > 1 ? widths[i] : 0, cells[i]);
		else
			printf("  %*s", widths[i], cells[i]);
	}
	puts(is_markdown ? "|" : "");
}

void
table_print(struct table *table, bool is_markdown, int indent)
{
	int widths[COLUMNS_MAX] = {0};

	for (size_t i = 0; i < table->n_cells; i++) {
		int width = (int)strlen(table->cells[i]);

		if (width > widths[i % table->n_columns])
			widths[i % table->n_columns] = width;
	}
	for (size_t i = 0; i + table->n_columns <= table->n_cells; i += table->n_columns) {
		printf("%*s", indent, "");
		print_row(table->cells + i, widths, table->n_columns, is_markdown);
		if (is_markdown && i == 0)
			print_rule(table->n_columns);
	}
	for (size_t i = 0; i < table->n_cells; i++)
		free(table->cells[i]);
	free(table->cells);
	memset(table, 0, sizeof *table);
}
