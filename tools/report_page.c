/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_page.h"

#include <inttypes.h>

#include "report_html.h"
#include "report_style.h"
#include "report_time.h"

static void
write_head(FILE *out)
{
	/* Nothing in a name could do anything, even if it got out of where it stands. */
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
	      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	      "<meta name=\"color-scheme\" content=\"light dark\">\n"
	      "<meta name=\"referrer\" content=\"no-referrer\">\n"
	      "<meta name=\"robots\" content=\"noindex\">\n"
	      "<meta name=\"format-detection\" content=\"telephone=no\">\n"
	      "<meta name=\"generator\" content=\"straymx " STRAYMX_VERSION "\">\n"
	      "<title>Misaddressed mail: straymx report</title>\n<style>\n",
	      out);
	fputs(report_style, out);
	fputs("</style>\n</head>\n<body>\n", out);
}

static void
write_time(FILE *out, int64_t time)
{
	char text[REPORT_TIME_SIZE];

	report_time_write(time, text);
	fprintf(out, "<span class=\"when\">%s</span>", text);
}

/* The period: what was asked for, or else what there is. */
static void
write_period(FILE *out, const struct report_page *page)
{
	const struct report_window *window = page->window;
	const struct report_figures *figures = page->figures;
	bool has_any = figures->n_incidents > 0;

	fputs("<p class=\"period\">", out);
	if (window->since != INT64_MIN) {
		fputs("From ", out);
		write_time(out, window->since);
	} else if (has_any) {
		fputs("From the first incident, ", out);
		write_time(out, figures->first);
	} else {
		fputs("From the beginning", out);
	}
	if (window->until != INT64_MAX) {
		fputs(" until ", out);
		write_time(out, window->until);
	} else if (has_any) {
		fputs(" to the last one, ", out);
		write_time(out, figures->last);
	} else {
		fputs(" until now", out);
	}
	fputs("</p>\n", out);
}

static void
write_figure(FILE *out, const char *name, uint64_t number, const char *more, uint64_t all)
{
	fprintf(out, "<div><dt>%s</dt><dd>", name);
	report_html_number(out, number);
	fputs("</dd>", out);
	if (more != NULL) {
		fputs("<dd><small>", out);
		report_html_share(out, number, all);
		fprintf(out, " %s</small></dd>", more);
	}
	fputs("</div>\n", out);
}

static void
write_clients_figure(FILE *out, const struct report_figures *figures)
{
	const struct report_tally *clients = &figures->by[REPORT_BY_CLIENT];

	if (clients->n_rows == 0) {
		fputs("<div><dt>Clients</dt><dd>&ndash;</dd><dd><small>not logged</small></dd></div>\n",
		      out);
		return;
	}
	fprintf(out, "<div><dt>Clients</dt><dd>%s", clients->lacking > 0 ? "&gt;&thinsp;" : "");
	report_html_number(out, clients->n_rows);
	fputs("</dd><dd><small>as logged</small></dd></div>\n", out);
}

static void
write_headline(FILE *out, const struct report_figures *figures)
{
	const uint64_t *n = figures->all.n;

	fputs("<dl class=\"figures\">\n", out);
	write_figure(out, "Incidents", n[REPORT_INCIDENTS], NULL, 0);
	write_figure(out, "Questions in them", n[REPORT_QUESTIONS], NULL, 0);
	write_clients_figure(out, figures);
	write_figure(out, "Confirmed", n[REPORT_CONFIRMED], "of incidents", n[REPORT_INCIDENTS]);
	write_figure(out, "Intercepted", n[REPORT_INTERCEPTED], "of incidents",
		     n[REPORT_INCIDENTS]);
	write_figure(out, "Deferred", n[REPORT_DEFERRED], "of incidents", n[REPORT_INCIDENTS]);
	write_figure(out, "Monitored", n[REPORT_MONITORED], "of incidents", n[REPORT_INCIDENTS]);
	write_figure(out, "Incidents lost", figures->lost.n[REPORT_INCIDENTS], NULL, 0);
	fputs("</dl>\n", out);
}

static void
write_lead(FILE *out, const struct report_page *page)
{
	const struct report_figures *figures = page->figures;

	if (figures->n_incidents == 0) {
		fputs("<p><strong>No incident was recorded in this period.</strong>", out);
		if (page->sources->folder != NULL && page->sources->n_paths == 0)
			fputs(" There is no events.jsonl yet.", out);
		fputs("</p>\n", out);
		return;
	}
	fputs("<p>Mail, and whatever else asks for addresses, went astray to names that look like ",
	      out);
	if (figures->by[REPORT_BY_PROTECTED].lacking > 0)
		fputs("more than ", out);
	report_html_count(out, figures->by[REPORT_BY_PROTECTED].n_rows, "protected name",
			  "protected names");
	fputs(": ", out);
	report_html_count(out, figures->all.n[REPORT_INCIDENTS], "incident", "incidents");
	fputs(", of which ", out);
	report_html_number(out, figures->all.n[REPORT_INTERCEPTED]);
	fprintf(out, " %s intercepted. After ",
		figures->all.n[REPORT_INTERCEPTED] == 1 ? "was" : "were");
	if (figures->all.n[REPORT_CONFIRMED] > 0)
		report_html_number(out, figures->all.n[REPORT_CONFIRMED]);
	else
		fputs("none of them", out);
	fputs(" the same client asked for the intended name within a minute, which is how it looks "
	      "when somebody has mistyped and noticed.</p>\n",
	      out);
}

static void
write_glossary(FILE *out)
{
	report_html_begin_section(out, "words", "What the words mean");
	fputs("<ul>\n<li><strong>Incident</strong>: all questions of one client for one name "
	      "within ten seconds.</li>\n"
	      "<li><strong>Lookalike</strong>: the part of a name that is confusable with a "
	      "protected name; the name behind it is the one that was probably meant.</li>\n"
	      "<li><strong>Intercepted</strong>: the client got the answer of the policy, so that "
	      "nothing reached the lookalike.</li>\n"
	      "<li><strong>Deferred</strong>: it got SERVFAIL, since it could not be found out "
	      "whether the intended name exists; mail waits and is tried again.</li>\n"
	      "<li><strong>Monitored</strong>: it got the real answer, as the zone is in monitor "
	      "mode.</li>\n"
	      "<li><strong>Confirmed</strong>: within 60 seconds the same client asked for the "
	      "intended name.</li>\n</ul>\n<p>All times are UTC.</p>\n",
	      out);
	report_html_end_section(out);
}

bool
report_page_write(FILE *out, const struct report_page *page)
{
	bool is_fine = true;

	write_head(out);
	fputs("<header>\n<h1>Misaddressed mail</h1>\n", out);
	write_period(out, page);
	fputs("</header>\n<main>\n", out);
	write_lead(out, page);
	write_headline(out, page->figures);
	if (page->figures->n_incidents > 0) {
		is_fine = report_timeline_write(out, page->figures);
		report_ranking_write(out, page->figures);
		is_fine &= report_advice_write(out, page->figures);
	}
	report_limits_write(out, page);
	write_glossary(out);
	fputs("</main>\n<footer>Written by straymx " STRAYMX_VERSION ", ", out);
	write_time(out, page->now);
	fputs("</footer>\n</body>\n</html>\n", out);
	return is_fine;
}
