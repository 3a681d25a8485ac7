/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_page.h"

#include <string.h>

#include "report_html.h"
#include "report_time.h"

#define RULES_MOST 40 /* more than there are */
#define NAMES_MOST 25
#define LOOKALIKES_MOST 50

static void
write_name(FILE *out, const struct report_row *row)
{
	fputs("<th scope=\"row\" class=\"name\"><bdi>", out);
	report_html_text(out, report_row_part(row, 0));
	fputs("</bdi></th>", out);
}

static void
write_rule(FILE *out, const struct report_row *row)
{
	static const struct {
		const char *rule, *says;
	} rules[] = {
		{"tld", "another ending, one edit away"},
		{"dot", "a dot or hyphen more, less or elsewhere"},
		{"swap", "two neighbouring characters swapped"},
		{"repeat", "a character doubled, or a double one single"},
		{"look", "a character that looks alike, as 0 for o"},
		{"slip", "a neighbouring key hit as well"},
		{"omit", "a character left out"},
		{"key", "a neighbouring key hit instead"},
		{"vowel", "one vowel for another"},
		{"extra", "a character too many"},
		{"other", "another character"},
		{"host", "a host name run into the domain"},
		{"glyph", "other characters that look the same"},
		{"both", "an edit in the name and one in the ending"},
		{"two", "two edits"},
		{"cc", "another country's ending"},
		{"zone", "below an ending that looks like a protected one"},
	};
	const char *rule = report_row_part(row, 0);

	fputs("<th scope=\"row\" class=\"rule\"><code>", out);
	report_html_text(out, rule);
	fputs("</code></th><td>", out);
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (strcmp(rules[i].rule, rule) == 0)
			fputs(rules[i].says, out);
	}
	fputs("</td>", out);
}

/* A lookalike, how it was asked for, what was meant, and when it was asked for last. */
static void
write_lookalike(FILE *out, const struct report_row *row)
{
	const char *lookalike = report_row_part(row, 0);
	char when[REPORT_TIME_SIZE];

	fputs("<th scope=\"row\" class=\"name\"><bdi>", out);
	report_html_text(out, lookalike);
	fputs("</bdi>", out);
	if (row->example != NULL && strcmp(row->example, lookalike) != 0) {
		fputs("<br><small>as <bdi>", out);
		report_html_text(out, row->example);
		fputs("</bdi></small>", out);
	}
	fputs("</th><td class=\"name\"><bdi>", out);
	report_html_text(out, report_row_part(row, 1));
	report_unit_write(REPORT_DAY, report_unit_of(REPORT_DAY, row->last), when);
	fprintf(out, "</bdi></td><td class=\"when\">%s</td>", when);
}

static void
write_section(FILE *out, const char *id, const char *heading, const char *text,
	      const struct report_html_table *table)
{
	report_html_begin_section(out, id, heading);
	fprintf(out, "<p>%s</p>\n", text);
	report_html_table(out, table);
	report_html_end_section(out);
}

/* What a table of all incidents by something has in common. */
static struct report_html_table
make_table(const struct report_figures *figures, enum report_by by, size_t n_most)
{
	return (struct report_html_table){.rows = figures->by[by].list,
					  .n_rows = figures->by[by].n_rows,
					  .n_most = n_most,
					  .is_pruned = figures->by[by].lacking > 0,
					  .all = &figures->all};
}

static void
write_names(FILE *out, const struct report_figures *figures)
{
	static const char *const zone_keys[] = {"Zone", NULL}, *const rule_keys[] = {"Rule", "Difference", NULL},
				       *const protected_keys[] = {"Protected name", NULL};
	struct report_html_table table = make_table(figures, REPORT_BY_ZONE, NAMES_MOST);

	table.id = "table-zone";
	table.caption = "Incidents by zone";
	table.keys = zone_keys;
	table.write_keys = write_name;
	table.has_fates = true;
	table.others = "zones";
	write_section(out, "zones", "By zone", "The zones of straymx.conf whose names were meant.",
		      &table);
	table = make_table(figures, REPORT_BY_PROTECTED, NAMES_MOST);
	table.id = "table-protected";
	table.caption = "Incidents by protected name";
	table.keys = protected_keys;
	table.write_keys = write_name;
	table.has_fates = true;
	table.others = "names";
	write_section(out, "protected", "By protected name",
		      "The names that were probably meant, or those that they are below.", &table);
	table = make_table(figures, REPORT_BY_RULE, RULES_MOST);
	table.id = "table-rule";
	table.caption = "Incidents by rule";
	table.keys = rule_keys;
	table.write_keys = write_rule;
	table.others = "rules";
	write_section(out, "rules", "By rule", "How the names differ from what was meant.", &table);
}

static void
write_lookalikes(FILE *out, const struct report_figures *figures)
{
	static const char *const keys[] = {"Lookalike", "Intended", "Last", NULL};
	struct report_html_table table = make_table(figures, REPORT_BY_LOOKALIKE, LOOKALIKES_MOST);

	table.id = "table-lookalike";
	table.caption = "The most frequent lookalikes";
	table.keys = keys;
	table.write_keys = write_lookalike;
	table.others = "lookalikes";
	write_section(out, "lookalikes", "The most frequent lookalikes",
		      "What was asked for, and what was probably meant. Many confirmed incidents "
		      "speak for mistyping.",
		      &table);
}

static void
write_clients(FILE *out, const struct report_figures *figures)
{
	static const char *const keys[] = {"Client", NULL};
	struct report_html_table table = make_table(figures, REPORT_BY_CLIENT, NAMES_MOST);
	struct report_counts unlogged = figures->all;

	report_counts_subtract(&unlogged, &figures->by[REPORT_BY_CLIENT].rest);
	for (size_t i = 0; i < table.n_rows; i++)
		report_counts_subtract(&unlogged, &table.rows[i]->counts);
	if (table.n_rows == 0) {
		report_html_begin_section(out, "clients", "By client");
		fputs("<p>Clients were not logged (<code>log-clients = none</code>).</p>\n", out);
		report_html_end_section(out);
		return;
	}
	table.id = "table-client";
	table.caption = "Incidents by client";
	table.keys = keys;
	table.write_keys = write_name;
	table.has_fates = true;
	table.others = "clients";
	table.nameless = &unlogged;
	table.nameless_name = "not logged";
	write_section(out, "clients", "By client",
		      "Addresses as they were logged: whole ones, or prefixes, by "
		      "<code>log-clients</code>. A mail server asks for all who send through it.",
		      &table);
}

void
report_ranking_write(FILE *out, const struct report_figures *figures)
{
	write_names(out, figures);
	write_lookalikes(out, figures);
	write_clients(out, figures);
}
