/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_value.h"

#include <string.h>

/* What nobody asks in ten seconds: sums of these cannot overflow. */
#define NUMBER_MAX 1000000000000ull

static const struct {
	const char *name;
	size_t len;
} fields[REPORT_N_FIELDS] = {
#define FIELD(name) {name, sizeof name - 1}
	[REPORT_FIELD_FIRST] = FIELD("first"),
	[REPORT_FIELD_CLIENT] = FIELD("client"),
	[REPORT_FIELD_NAME] = FIELD("name"),
	[REPORT_FIELD_INTENDED] = FIELD("intended"),
	[REPORT_FIELD_PROTECTED] = FIELD("protected"),
	[REPORT_FIELD_CANDIDATE] = FIELD("candidate"),
	[REPORT_FIELD_RULE] = FIELD("rule"),
	[REPORT_FIELD_ZONE] = FIELD("zone"),
	[REPORT_FIELD_ACTION] = FIELD("action"),
	[REPORT_FIELD_MODE] = FIELD("mode"),
	[REPORT_FIELD_ANSWER] = FIELD("answer"),
	[REPORT_FIELD_QUESTIONS] = FIELD("questions"),
	[REPORT_FIELD_UNVERIFIED] = FIELD("unverified"),
	[REPORT_FIELD_CONFIRMED] = FIELD("confirmed"),
#undef FIELD
};

/* ---- plain lines ------------------------------------------------------------------------------ */

/* Where in the line we are.  Whatever is not expected is no error: jansson takes it then. */
struct scan {
	const char *at, *end;
};

static void
skip_blanks(struct scan *scan)
{
	while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t' || *scan->at == '\r'))
		scan->at++;
}

static bool
take(struct scan *scan, char c)
{
	skip_blanks(scan);
	if (scan->at == scan->end || *scan->at != c)
		return false;
	scan->at++;
	return true;
}

static bool
take_string(struct scan *scan, const char **text, size_t *len)
{
	if (!take(scan, '"'))
		return false;
	*text = scan->at;
	while (scan->at < scan->end && *scan->at != '"') {
		if (*scan->at == '\\' || *scan->at < 0x20 || *scan->at > 0x7e)
			return false;
		scan->at++;
	}
	*len = (size_t)(scan->at - *text);
	return take(scan, '"');
}

static bool
take_number(struct scan *scan, uint64_t *number)
{
	const char *begin = scan->at;

	*number = 0;
	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9') {
		*number = *number * 10 + (uint64_t)(*scan->at++ - '0');
		if (*number > NUMBER_MAX)
			return false;
	}
	return scan->at > begin && (*begin != '0' || scan->at == begin + 1);
}

static bool
take_word(struct scan *scan, struct report_value *value)
{
	static const struct {
		const char *word;
		enum report_kind kind;
	} words[] = {{"true", REPORT_TRUE}, {"false", REPORT_FALSE}, {"null", REPORT_OTHER}};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t len = strlen(words[i].word);

		if ((size_t)(scan->end - scan->at) >= len &&
		    memcmp(scan->at, words[i].word, len) == 0) {
			scan->at += len;
			value->kind = words[i].kind;
			return true;
		}
	}
	return false;
}

static bool
take_value(struct scan *scan, struct report_value *value)
{
	skip_blanks(scan);
	if (scan->at == scan->end)
		return false;
	if (*scan->at == '"') {
		value->kind = REPORT_TEXT;
		return take_string(scan, &value->text, &value->len);
	}
	if (*scan->at >= '0' && *scan->at <= '9') {
		value->kind = REPORT_NUMBER;
		return take_number(scan, &value->number);
	}
	return take_word(scan, value);
}

/* An object within, of which nothing is wanted. */
static bool
skip_object(struct scan *scan)
{
	struct report_value value;
	const char *key;
	size_t len;

	if (!take(scan, '{'))
		return false;
	if (take(scan, '}'))
		return true;
	do {
		if (!take_string(scan, &key, &len) || !take(scan, ':') || !take_value(scan, &value))
			return false;
	} while (take(scan, ','));
	return take(scan, '}');
}

/* The field of that name; REPORT_N_FIELDS: it is not wanted. */
static size_t
find_field(const char *key, size_t len)
{
	size_t i = 0;

	while (i < REPORT_N_FIELDS &&
	       (fields[i].len != len || memcmp(fields[i].name, key, len) != 0))
		i++;
	return i;
}

static bool
take_member(struct scan *scan, struct report_values *values)
{
	struct report_value value = {REPORT_OTHER, NULL, 0, 0};
	const char *key;
	size_t len, field;

	if (!take_string(scan, &key, &len) || !take(scan, ':') ||
	    (len == 4 && memcmp(key, "lost", 4) == 0))
		return false;
	skip_blanks(scan);
	if (scan->at < scan->end && *scan->at == '{' ? !skip_object(scan)
						     : !take_value(scan, &value))
		return false;
	field = find_field(key, len);
	if (field < REPORT_N_FIELDS)
		values->list[field] = value;
	return true;
}

static bool
scan_line(struct report_values *values, char *line, size_t len)
{
	struct scan scan = {line, line + len};

	if (!take(&scan, '{'))
		return false;
	do {
		if (!take_member(&scan, values))
			return false;
	} while (take(&scan, ','));
	if (!take(&scan, '}'))
		return false;
	skip_blanks(&scan);
	if (scan.at != scan.end)
		return false;
	/* Their closing quotes are not needed any more. */
	for (size_t i = 0; i < REPORT_N_FIELDS; i++) {
		if (values->list[i].kind == REPORT_TEXT)
			line[values->list[i].text - line + (ptrdiff_t)values->list[i].len] = '\0';
	}
	return true;
}

/* ---- all others ------------------------------------------------------------------------------- */

bool
report_number_read(const json_t *value, uint64_t *number)
{
	if (!json_is_integer(value) || json_integer_value(value) < 0 ||
	    json_integer_value(value) > (json_int_t)NUMBER_MAX)
		return false;
	*number = (uint64_t)json_integer_value(value);
	return true;
}

static struct report_value
value_of(const json_t *json)
{
	struct report_value value = {json == NULL ? REPORT_ABSENT : REPORT_OTHER, NULL, 0, 0};

	if (json_is_string(json)) {
		value.kind = REPORT_TEXT;
		value.text = json_string_value(json);
		value.len = json_string_length(json);
	} else if (report_number_read(json, &value.number)) {
		value.kind = REPORT_NUMBER;
	} else if (json_is_boolean(json)) {
		value.kind = json_is_true(json) ? REPORT_TRUE : REPORT_FALSE;
	}
	return value;
}

bool
report_values_read(struct report_values *values, char *line, size_t len)
{
	memset(values, 0, sizeof *values);
	if (scan_line(values, line, len))
		return true;
	values->object = json_loadb(line, len, 0, NULL);
	if (!json_is_object(values->object)) {
		report_values_free(values);
		return false;
	}
	values->lost = json_object_get(values->object, "lost");
	for (size_t i = 0; i < REPORT_N_FIELDS; i++)
		values->list[i] = value_of(json_object_get(values->object, fields[i].name));
	return true;
}

void
report_values_free(struct report_values *values)
{
	json_decref(values->object);
	values->object = NULL;
}
