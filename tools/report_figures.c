/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_figures.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report_time.h"

void
report_figures_init(struct report_figures *figures)
{
	memset(figures, 0, sizeof *figures);
	figures->first = INT64_MAX;
	figures->last = INT64_MIN;
	for (int by = 0; by < REPORT_N_BY; by++)
		report_tally_init(&figures->by[by], REPORT_ROWS_MAX);
}

void
report_figures_free(struct report_figures *figures)
{
	for (int by = 0; by < REPORT_N_BY; by++)
		report_tally_free(&figures->by[by]);
}

/* ---- incidents ----------------------------------------------------------------------------- */

static bool
add(struct report_figures *figures, enum report_by by, const struct report_sighting *sighting,
    const char *part, const char *second, const char *third)
{
	struct report_key key;

	key.len = 0;
	report_key_add(&key, part);
	if (second != NULL)
		report_key_add(&key, second);
	if (third != NULL)
		report_key_add(&key, third);
	return report_tally_add(&figures->by[by], &key, sighting);
}

static bool
add_hour(struct report_figures *figures, enum report_by by, const struct report_line *line,
	 const struct report_sighting *sighting)
{
	char hour[32];

	snprintf(hour, sizeof hour, "%" PRId64, report_unit_of(REPORT_HOUR, line->first));
	return add(figures, by, sighting, hour, NULL, NULL);
}

static enum report_count
fate(const struct report_line *line)
{
	if (line->is_monitored)
		return REPORT_MONITORED;
	return line->is_deferred ? REPORT_DEFERRED : REPORT_INTERCEPTED;
}

static bool
add_incident(struct report_figures *figures, const struct report_line *line)
{
	struct report_sighting sighting = {.first = line->first, .last = line->first}, named;
	bool is_fine;

	sighting.counts.n[REPORT_INCIDENTS] = 1;
	sighting.counts.n[REPORT_QUESTIONS] = line->n_questions;
	sighting.counts.n[REPORT_CONFIRMED] = line->is_confirmed;
	sighting.counts.n[fate(line)] = 1;
	named = sighting;
	named.client = line->client;
	named.example = line->name;
	report_counts_add(&figures->all, &sighting.counts);
	if (line->first < figures->first)
		figures->first = line->first;
	if (line->first > figures->last)
		figures->last = line->first;
	is_fine = add_hour(figures, REPORT_BY_HOUR, line, &sighting) &&
		  add(figures, REPORT_BY_ZONE, &sighting, line->zone, NULL, NULL) &&
		  add(figures, REPORT_BY_RULE, &sighting, line->rule, NULL, NULL) &&
		  add(figures, REPORT_BY_PROTECTED, &sighting, line->protected, NULL, NULL) &&
		  add(figures, REPORT_BY_LOOKALIKE, &named, line->lookalike, line->meant, NULL);
	if (is_fine && line->client != NULL)
		is_fine = add(figures, REPORT_BY_CLIENT, &sighting, line->client, NULL, NULL);
	if (is_fine && line->is_monitored)
		is_fine = add(figures, REPORT_BY_MONITORED, &sighting, line->zone, line->protected,
			      line->is_deferred ? "servfail" : line->action);
	return is_fine;
}

static bool
add_loss(struct report_figures *figures, const struct report_line *line)
{
	struct report_sighting sighting = {.first = line->first, .last = line->first};

	sighting.counts.n[REPORT_INCIDENTS] = line->n_incidents;
	sighting.counts.n[REPORT_QUESTIONS] = line->n_questions;
	report_counts_add(&figures->lost, &sighting.counts);
	return add_hour(figures, REPORT_BY_LOSS, line, &sighting);
}

bool
report_figures_add(struct report_figures *figures, const struct report_line *line,
		   const struct report_window *window)
{
	figures->n_lines++;
	if (line->first < window->since || line->first >= window->until) {
		figures->n_outside++;
		return true;
	}
	if (line->is_loss) {
		figures->n_losses++;
		return add_loss(figures, line);
	}
	figures->n_incidents++;
	return add_incident(figures, line);
}

/* ---- broken lines -------------------------------------------------------------------------- */

static bool
is_before(const struct report_broken *a, const struct report_broken *b)
{
	return a->file != b->file ? a->file < b->file : a->line < b->line;
}

/* Keep it, if it is one of the first. */
static void
tell(struct report_figures *figures, const struct report_broken *broken)
{
	size_t at = figures->n_told;

	while (at > 0 && is_before(broken, &figures->told[at - 1]))
		at--;
	if (at == REPORT_TOLD_MAX)
		return;
	if (figures->n_told < REPORT_TOLD_MAX)
		figures->n_told++;
	memmove(&figures->told[at + 1], &figures->told[at],
		(figures->n_told - 1 - at) * sizeof figures->told[0]);
	figures->told[at] = *broken;
}

void
report_figures_add_broken(struct report_figures *figures, const struct report_broken *broken)
{
	figures->n_lines++;
	figures->n_broken++;
	tell(figures, broken);
}

/* ---- all of them ---------------------------------------------------------------------------- */

bool
report_figures_merge(struct report_figures *figures, const struct report_figures *other)
{
	bool is_fine = true;

	report_counts_add(&figures->all, &other->all);
	report_counts_add(&figures->lost, &other->lost);
	if (other->first < figures->first)
		figures->first = other->first;
	if (other->last > figures->last)
		figures->last = other->last;
	figures->n_lines += other->n_lines;
	figures->n_incidents += other->n_incidents;
	figures->n_losses += other->n_losses;
	figures->n_outside += other->n_outside;
	figures->n_broken += other->n_broken;
	for (size_t i = 0; i < other->n_told; i++)
		tell(figures, &other->told[i]);
	for (int by = 0; by < REPORT_N_BY && is_fine; by++)
		is_fine = report_tally_merge(&figures->by[by], &other->by[by]);
	return is_fine;
}

bool
report_figures_finish(struct report_figures *figures)
{
	bool is_fine = true;

	for (int by = 0; by < REPORT_N_BY && is_fine; by++)
		is_fine = report_tally_finish(&figures->by[by]);
	return is_fine;
}
