/* SPDX-License-Identifier: BSD-3-Clause */
#include "promtext.h"

#include <ctype.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#define NAME_SIZE 128
#define LINE_SIZE 16384

/* Where the reading is. */
struct reader {
	char name[NAME_SIZE]; /* of the metric; "": none yet */
	char type[16];        /* "": HELP was there, and no TYPE yet */
	void *seen;           /* names and series: a tree of texts */
	double last_bucket, last_bound;
	char wrong[LINE_SIZE + 128];
};

static bool
complain(struct reader *reader, const char *line, const char *what)
{
	snprintf(reader->wrong, sizeof reader->wrong, "%s: %s", what, line);
	return false;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Note a text; false if it has been noted before. */
static bool
note(struct reader *reader, const char *text)
{
	char *copy = strdup(text), **found;

	if (copy == NULL)
		abort();
	found = tsearch(copy, &reader->seen, compare);
	if (found == NULL)
		abort();
	if (*found == copy)
		return true;
	free(copy);
	return false;
}

/* The length of a name at the beginning of `text`, with letters, digits and '_' alone. */
static size_t
name_len(const char *text)
{
	size_t len = 0;

	while (islower((unsigned char)text[len]) || text[len] == '_' ||
	       (len > 0 && isdigit((unsigned char)text[len])))
		len++;
	return len;
}

static bool
ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* ---- HELP and TYPE ------------------------------------------------------------------------- */

static bool
read_help(struct reader *reader, const char *line)
{
	size_t len = name_len(line);
	char noted[NAME_SIZE + 2];

	if (reader->name[0] != '\0' && reader->type[0] == '\0')
		return complain(reader, line, "no TYPE before it");
	if (len == 0 || len >= NAME_SIZE || line[len] != ' ' || line[len + 1] == '\0' ||
	    line[strlen(line) - 1] != '.')
		return complain(reader, line, "no name and sentence");
	memcpy(reader->name, line, len);
	reader->name[len] = '\0';
	reader->type[0] = '\0';
	reader->last_bound = reader->last_bucket = -1;
	snprintf(noted, sizeof noted, "# %s", reader->name); /* no series is called so */
	return note(reader, noted) || complain(reader, line, "the metric comes again");
}

static bool
read_type(struct reader *reader, const char *line)
{
	size_t len = name_len(line);
	bool is_counter;

	if (strncmp(line, reader->name, len) != 0 || reader->name[len] != '\0' || line[len] != ' ')
		return complain(reader, line, "not of the metric before");
	snprintf(reader->type, sizeof reader->type, "%s", line + len + 1);
	is_counter = strcmp(reader->type, "counter") == 0;
	if (!is_counter && strcmp(reader->type, "gauge") != 0 &&
	    strcmp(reader->type, "histogram") != 0)
		return complain(reader, line, "no type");
	return ends_in(reader->name, "_total") == is_counter ||
	       complain(reader, line, "_total is for counters");
}

/* ---- samples --------------------------------------------------------------------------------- */

/* The labels behind a name: behind them, or NULL. */
static const char *
skip_labels(const char *at)
{
	if (*at != '{')
		return at;
	do {
		size_t len = name_len(++at);

		if (len == 0 || at[len] != '=' || at[len + 1] != '"')
			return NULL;
		for (at += len + 2; *at != '"'; at++) {
			if ((unsigned char)*at < 0x20 || *at == 0x7f)
				return NULL;
			if (*at == '\\' && strchr("\\\"n", *++at) == NULL)
				return NULL;
			if (*at == '\0')
				return NULL;
		}
		at++;
	} while (*at == ',');
	return *at == '}' ? at + 1 : NULL;
}

static bool
check_bucket(struct reader *reader, const char *line, double number)
{
	const char *bound = strstr(line, "le=\"");
	double value = bound != NULL ? strtod(bound + 4, NULL) : -1;

	if (value <= reader->last_bound || number < reader->last_bucket)
		return complain(reader, line, "buckets do not grow");
	reader->last_bound = value;
	reader->last_bucket = number;
	return true;
}

static bool
check_histogram(struct reader *reader, const char *line, const char *suffix, double number)
{
	if (strncmp(suffix, "_bucket{", 8) == 0)
		return check_bucket(reader, line, number);
	if (strncmp(suffix, "_sum ", 5) == 0)
		return true;
	if (strncmp(suffix, "_count ", 7) != 0)
		return complain(reader, line, "no sample of a histogram");
	return (strstr(line, "{") == NULL && number == reader->last_bucket &&
		reader->last_bound > 1e300) ||
	       complain(reader, line, "not the count of all buckets");
}

static bool
read_sample(struct reader *reader, char *line)
{
	size_t own_len = strlen(reader->name), len = name_len(line);
	const char *at;
	char *end;
	double number;

	if (reader->type[0] == '\0' || strncmp(line, reader->name, own_len) != 0 || len < own_len)
		return complain(reader, line, "not of the metric before");
	at = skip_labels(line + len);
	if (at == NULL || at[0] != ' ' || !isdigit((unsigned char)at[1]))
		return complain(reader, line, "labels or number");
	number = strtod(at + 1, &end);
	if (*end != '\0')
		return complain(reader, line, "no number");
	if (strcmp(reader->type, "histogram") == 0) {
		if (!check_histogram(reader, line, line + own_len, number))
			return false;
	} else if (len != own_len) {
		return complain(reader, line, "not of the metric before");
	}
	line[at - line] = '\0';
	return note(reader, line) || complain(reader, line, "the series comes again");
}

static bool
read_line(struct reader *reader, char *line)
{
	json_t *string = json_string(line); /* UTF-8 alone */

	if (string == NULL)
		return complain(reader, line, "not UTF-8");
	json_decref(string);
	if (strncmp(line, "# HELP ", 7) == 0)
		return read_help(reader, line + 7);
	if (strncmp(line, "# TYPE ", 7) == 0)
		return read_type(reader, line + 7);
	return read_sample(reader, line);
}

const char *
promtext_check(const char *text)
{
	static struct reader reader;
	bool is_right = true;

	memset(&reader, 0, sizeof reader);
	while (is_right && *text != '\0') {
		size_t len = strcspn(text, "\n");
		char line[LINE_SIZE];

		snprintf(line, sizeof line, "%.*s", (int)len, text);
		is_right = text[len] == '\n' ? read_line(&reader, line)
					     : complain(&reader, line, "no end of the line");
		text += len + 1;
	}
	tdestroy(reader.seen, free);
	return is_right ? NULL : reader.wrong;
}

double
promtext_get(const char *text, const char *series)
{
	size_t len = strlen(series);

	while (text != NULL && *text != '\0') {
		if (strncmp(text, series, len) == 0 && text[len] == ' ')
			return strtod(text + len, NULL);
		text = strchr(text, '\n');
		text += text != NULL;
	}
	return -1;
}
