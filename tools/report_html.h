/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_HTML_H
#define SMX_TOOLS_REPORT_HTML_H

/*
 * What the page is written with: texts that may hold anything, numbers, and tables whose
 * figures add up.
 */

#include <stdio.h>

#include "report_tally.h"

/* Write a text, in any encoding, so that HTML takes it for text, also within quotes, and
 * people see all of it: control characters and those that turn the direction of writing
 * around as \007 and \u{202e}, bytes that are not UTF-8 as \255. */
void report_html_text(FILE *out, const char *text);

/* A number with its thousands apart, and for machines without. */
void report_html_number(FILE *out, uint64_t number);

/* "1 name", "2 names"; `plural` as it is. */
void report_html_count(FILE *out, uint64_t number, const char *singular, const char *plural);

/* "12 %" of `all`; "<1 %" and ">99 %" where 0 and 100 would be wrong. */
void report_html_share(FILE *out, uint64_t part, uint64_t all);

/* The beginning and the end of a section; the heading is HTML. */
void report_html_begin_section(FILE *out, const char *id, const char *heading);
void report_html_end_section(FILE *out);

struct report_html_table {
	const char *id, *caption; /* what it is called by those who do not see it */
	const char *const *keys;  /* heads of the first columns, up to NULL */
	/* Write the cells of these columns, the first one as <th scope="row">. */
	void (*write_keys)(FILE *out, const struct report_row *row);
	bool is_plain;  /* with incidents and questions alone */
	bool has_fates; /* with columns for what became of incidents */
	struct report_row *const *rows;
	size_t n_rows, n_most; /* of which so many are shown */
	bool is_pruned; /* there have been more rows */
	const struct report_counts *all; /* of these rows and of what has none */
	const char *others;              /* what those are, whose rows are not shown */
	const struct report_counts *nameless; /* a row more, for those of `all` that have no key */
	const char *nameless_name;            /* NULL: there is none */
};

/* Write a table, with a row for what it does not show and one for all of it. */
void report_html_table(FILE *out, const struct report_html_table *table);

#endif /* SMX_TOOLS_REPORT_HTML_H */
