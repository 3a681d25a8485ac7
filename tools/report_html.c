/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_html.h"

#include <inttypes.h>
#include <string.h>

#include "report_svg.h"

#define SHORT 12 /* rows of a table that is not to be torn apart on paper */

/* ---- texts --------------------------------------------------------------------------------- */

/* The character at `text`, and its length; 0 for a byte that is none in UTF-8. */
static size_t
decode(const unsigned char *text, uint32_t *cp)
{
	static const struct {
		unsigned char mask, lead;
		uint32_t least;
	} forms[] = {{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};

	for (size_t n = 0; n < sizeof forms / sizeof forms[0]; n++) {
		if ((text[0] & forms[n].mask) != forms[n].lead)
			continue;
		*cp = text[0] & (unsigned char)~forms[n].mask;
		for (size_t i = 1; i <= n; i++) {
			if ((text[i] & 0xc0) != 0x80)
				return 0;
			*cp = *cp << 6 | (text[i] & 0x3f);
		}
		return *cp >= forms[n].least && *cp <= 0x10ffff && (*cp < 0xd800 || *cp > 0xdfff)
			       ? n + 1
			       : 0;
	}
	return 0;
}

/* Characters that are not seen, or make others look otherwise. */
static bool
is_deceptive(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x7f, 0x9f},     {0xad, 0xad},     {0x61c, 0x61c},     {0x115f, 0x1160},
		{0x180b, 0x180f}, {0x2000, 0x200f}, {0x2028, 0x202f},   {0x205f, 0x206f},
		{0x3000, 0x3000}, {0x3164, 0x3164}, {0xe000, 0xf8ff},   {0xfe00, 0xfe0f},
		{0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffb},   {0xfffe, 0xffff},
		{0xfdd0, 0xfdef}, {0xe0000, 0x10ffff},
	};

	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	}
	return (cp & 0xfffe) == 0xfffe;
}

static void
write_ascii(FILE *out, unsigned char c)
{
	static const struct {
		char c;
		const char *entity;
	} entities[] = {
		{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};

	for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
		if (c == (unsigned char)entities[i].c) {
			fputs(entities[i].entity, out);
			return;
		}
	}
	if (c < 0x20)
		fprintf(out, "\\%03u", c);
	else
		fputc(c, out);
}

void
report_html_text(FILE *out, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	uint32_t cp;

	while (*at != '\0') {
		size_t len = decode(at, &cp);

		if (len == 0)
			fprintf(out, "\\%03u", *at);
		else if (is_deceptive(cp))
			fprintf(out, "\\u{%" PRIx32 "}", cp);
		else if (len == 1)
			write_ascii(out, *at);
		else
			fwrite(at, 1, len, out);
		at += len > 0 ? len : 1;
	}
}

/* ---- numbers ------------------------------------------------------------------------------- */

static void
write_grouped(FILE *out, uint64_t number)
{
	if (number < 1000) {
		fprintf(out, "%" PRIu64, number);
		return;
	}
	write_grouped(out, number / 1000);
	fprintf(out, ",%03" PRIu64, number % 1000);
}

void
report_html_number(FILE *out, uint64_t number)
{
	if (number < 1000) {
		fprintf(out, "%" PRIu64, number);
		return;
	}
	fprintf(out, "<data value=\"%" PRIu64 "\">", number);
	write_grouped(out, number);
	fputs("</data>", out);
}

void
report_html_count(FILE *out, uint64_t number, const char *singular, const char *plural)
{
	report_html_number(out, number);
	fprintf(out, " %s", number == 1 ? singular : plural);
}

void
report_html_share(FILE *out, uint64_t part, uint64_t all)
{
	double percent = all > 0 ? 100.0 * (double)part / (double)all : 0.0;

	if (part > 0 && percent < 1.0)
		fputs("&lt;1&nbsp;%", out);
	else if (part < all && percent > 99.0)
		fputs("&gt;99&nbsp;%", out);
	else
		fprintf(out, "%.0f&nbsp;%%", percent);
}

/* ---- sections and tables --------------------------------------------------------------------- */

void
report_html_begin_section(FILE *out, const char *id, const char *heading)
{
	fprintf(out, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, heading);
}

void
report_html_end_section(FILE *out)
{
	fputs("</section>\n", out);
}

static void
write_number_cell(FILE *out, uint64_t number)
{
	fputs("<td class=\"n\">", out);
	report_html_number(out, number);
	fputs("</td>", out);
}

/* What follows the keys: `most` is what a full bar stands for. */
static void
write_figures(FILE *out, const struct report_html_table *table, const struct report_counts *counts,
	      uint64_t most)
{
	fputs("<td class=\"bar\">", out);
	if (most > 0)
		report_svg_bar(out, counts, most);
	fputs("</td>", out);
	write_number_cell(out, counts->n[REPORT_INCIDENTS]);
	write_number_cell(out, counts->n[REPORT_QUESTIONS]);
	for (int i = REPORT_INTERCEPTED; table->has_fates && i <= REPORT_MONITORED; i++)
		write_number_cell(out, counts->n[i]);
	if (!table->is_plain) {
		write_number_cell(out, counts->n[REPORT_CONFIRMED]);
		fputs("<td class=\"n dim\">", out);
		report_html_share(out, counts->n[REPORT_CONFIRMED], counts->n[REPORT_INCIDENTS]);
		fputs("</td>", out);
	}
	fputs("</tr>\n", out);
}

static void
write_head(FILE *out, const struct report_html_table *table, size_t n_shown)
{
	fprintf(out,
		"<div class=\"scroll%s\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n"
		"<table id=\"%s\">\n<caption>%s</caption>\n<thead><tr>",
		n_shown <= SHORT ? " short" : "", table->caption, table->id, table->caption);
	for (const char *const *key = table->keys; *key != NULL; key++)
		fprintf(out, "<th scope=\"col\">%s</th>", *key);
	fputs("<td class=\"bar\"></td><th scope=\"col\" class=\"n\">Incidents</th>"
	      "<th scope=\"col\" class=\"n\">Questions</th>",
	      out);
	if (table->has_fates)
		fputs("<th scope=\"col\" class=\"n\">Inter&shy;cepted</th>"
		      "<th scope=\"col\" class=\"n\">Deferred</th>"
		      "<th scope=\"col\" class=\"n\">Moni&shy;tored</th>",
		      out);
	if (!table->is_plain)
		fputs("<th scope=\"col\" class=\"n\" colspan=\"2\">Confirmed</th>", out);
	fputs("</tr></thead>\n<tbody>\n", out);
}

/* A row whose first cell goes over all keys. */
static void
begin_wide_row(FILE *out, const struct report_html_table *table)
{
	int n_keys = 0;

	while (table->keys[n_keys] != NULL)
		n_keys++;
	fprintf(out, "<tr><th scope=\"row\" colspan=\"%d\">", n_keys);
}

/* What the rows that are not shown are together. */
static void
write_others(FILE *out, const struct report_html_table *table,
	     const struct report_counts *others, size_t n_shown)
{
	if (others->n[REPORT_INCIDENTS] == 0)
		return;
	begin_wide_row(out, table);
	fprintf(out, "other %s", table->others);
	if (table->n_rows > n_shown) {
		fputs(table->is_pruned ? " (more than " : " (", out);
		report_html_number(out, table->n_rows - n_shown);
		fputs(")", out);
	}
	fputs("</th>", out);
	write_figures(out, table, others, 0);
}

void
report_html_table(FILE *out, const struct report_html_table *table)
{
	size_t n_shown = table->n_rows < table->n_most ? table->n_rows : table->n_most;
	uint64_t most = 0;
	struct report_counts others = *table->all;

	for (size_t i = 0; i < n_shown; i++) {
		if (table->rows[i]->counts.n[REPORT_INCIDENTS] > most)
			most = table->rows[i]->counts.n[REPORT_INCIDENTS];
	}
	write_head(out, table, n_shown);
	for (size_t i = 0; i < n_shown; i++) {
		fputs("<tr>", out);
		table->write_keys(out, table->rows[i]);
		write_figures(out, table, &table->rows[i]->counts, most);
		report_counts_subtract(&others, &table->rows[i]->counts);
	}
	fputs("</tbody>\n<tfoot>\n", out);
	if (table->nameless != NULL)
		report_counts_subtract(&others, table->nameless);
	write_others(out, table, &others, n_shown);
	if (table->nameless != NULL && table->nameless->n[REPORT_INCIDENTS] > 0) {
		begin_wide_row(out, table);
		fprintf(out, "%s</th>", table->nameless_name);
		write_figures(out, table, table->nameless, 0);
	}
	begin_wide_row(out, table);
	fputs("all</th>", out);
	write_figures(out, table, table->all, 0);
	fputs("</tfoot>\n</table>\n</div>\n", out);
}
