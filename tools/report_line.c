/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_line.h"

#include <stdio.h>
#include <string.h>

#include "report_time.h"

/* ---- fields --------------------------------------------------------------------------------- */

/* Texts that each incident has. */
static const struct {
	enum report_field field;
	size_t at; /* in struct report_line */
	const char *why;
} texts[] = {
#define TEXT(FIELD, member)                                                                        \
	{REPORT_FIELD_##FIELD, offsetof(struct report_line, member), "it has no text \"" #member "\""}
	TEXT(NAME, name),   TEXT(INTENDED, intended), TEXT(PROTECTED, protected),
	TEXT(CANDIDATE, candidate), TEXT(RULE, rule), TEXT(ZONE, zone),
	TEXT(ACTION, action), TEXT(MODE, mode),       TEXT(ANSWER, answer),
#undef TEXT
};

/* A text that can be part of a key; NULL if there is none. */
static const char *
find_text(const struct report_line *line, enum report_field field)
{
	const struct report_value *value = &line->values.list[field];

	return value->kind == REPORT_TEXT && value->len <= REPORT_TEXT_MAX ? value->text : NULL;
}

static bool
find_number(const struct report_line *line, enum report_field field, uint64_t *number)
{
	const struct report_value *value = &line->values.list[field];

	if (value->kind == REPORT_NUMBER)
		*number = value->number;
	return value->kind == REPORT_NUMBER;
}

static const char *
read_time(struct report_line *line)
{
	const char *text = find_text(line, REPORT_FIELD_FIRST);

	return text != NULL && report_time_read(text, &line->first)
		       ? NULL
		       : "it has no time \"first\" (RFC 3339)";
}

static const char *
read_loss(struct report_line *line, const json_t *lost)
{
	line->is_loss = true;
	if (!report_number_read(json_object_get(lost, "incidents"), &line->n_incidents) ||
	    !report_number_read(json_object_get(lost, "questions"), &line->n_questions))
		return "it has no numbers of what is \"lost\"";
	return read_time(line);
}

/* ---- lookalikes ------------------------------------------------------------------------------ */

/* Where the next label begins, beyond escapes; NULL behind the last one. */
static const char *
next_label(const char *label)
{
	while (*label != '\0' && *label != '.')
		label += label[0] == '\\' && label[1] != '\0' ? 2 : 1;
	return *label == '.' ? label + 1 : NULL;
}

/* Where the candidate begins in the name; `*before` becomes the label before it, or the same
 * if there is none.  NULL: it does not end in it. */
static const char *
find_candidate(const struct report_line *line, const char **before)
{
	const char *label = line->name;

	*before = label;
	while (label != NULL && strcmp(label, line->candidate) != 0) {
		*before = label;
		label = next_label(label);
	}
	return label;
}

static void
make_lookalike(struct report_line *line)
{
	const char *before, *candidate = find_candidate(line, &before), *from = line->name;

	if (candidate == NULL) {
		snprintf(line->lookalike, sizeof line->lookalike, "%s", line->name);
		snprintf(line->meant, sizeof line->meant, "%s", line->intended);
		return;
	}
	from = strcmp(line->rule, "zone") == 0 ? before : candidate;
	snprintf(line->lookalike, sizeof line->lookalike, "%s", from);
	snprintf(line->meant, sizeof line->meant, "%.*s%s", (int)(candidate - from), from,
		 line->protected);
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* How it ended: of a name that could not be looked up, SERVFAIL is all that there was. */
static const char *
read_fate(struct report_line *line)
{
	uint64_t n_unverified = 0;

	line->is_monitored = strcmp(line->mode, "monitor") == 0;
	if (!line->is_monitored && strcmp(line->mode, "enforce") != 0)
		return "its \"mode\" is neither enforce nor monitor";
	find_number(line, REPORT_FIELD_UNVERIFIED, &n_unverified);
	line->is_deferred = line->is_monitored
				    ? n_unverified > 0 && n_unverified >= line->n_questions
				    : strcmp(line->answer, "servfail") == 0;
	return NULL;
}

static const char *
read_incident(struct report_line *line)
{
	enum report_kind confirmed = line->values.list[REPORT_FIELD_CONFIRMED].kind;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		const char *text = find_text(line, texts[i].field);

		if (text == NULL)
			return texts[i].why;
		memcpy((char *)line + texts[i].at, &text, sizeof text);
	}
	line->client = find_text(line, REPORT_FIELD_CLIENT);
	if (!find_number(line, REPORT_FIELD_QUESTIONS, &line->n_questions))
		return "it has no number \"questions\"";
	if (confirmed != REPORT_TRUE && confirmed != REPORT_FALSE)
		return "it does not say whether it was \"confirmed\"";
	line->is_confirmed = confirmed == REPORT_TRUE;
	make_lookalike(line);
	return read_fate(line);
}

const char *
report_line_read(struct report_line *line, char *bytes, size_t len)
{
	const char *why;
	const json_t *lost;

	memset(line, 0, offsetof(struct report_line, lookalike));
	if (!report_values_read(&line->values, bytes, len))
		return "it is no JSON object";
	lost = line->values.lost;
	why = lost != NULL ? read_loss(line, lost) : read_time(line);
	if (why == NULL && lost == NULL)
		why = read_incident(line);
	if (why != NULL)
		report_line_free(line);
	return why;
}

void
report_line_free(struct report_line *line)
{
	report_values_free(&line->values);
}
