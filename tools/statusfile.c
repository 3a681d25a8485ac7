/* SPDX-License-Identifier: BSD-3-Clause */
#include "statusfile.h"

#include <stdio.h>
#include <string.h>

#include "policy/file.h"

#define TRIES 5 /* it may be replaced while it is read */
#define KEY_SIZE 64

/* ---- values -------------------------------------------------------------------------------- */

json_t *
statusfile_get(const json_t *json, const char *keys)
{
	json_t *value = NULL;

	for (;;) {
		size_t len = strcspn(keys, ".");
		char key[KEY_SIZE];

		snprintf(key, sizeof key, "%.*s", (int)len, keys);
		value = json_object_get(json, key);
		if (keys[len] == '\0')
			return value;
		json = value;
		keys += len + 1;
	}
}

json_int_t
statusfile_number(const json_t *json, const char *keys)
{
	return json_integer_value(statusfile_get(json, keys));
}

const char *
statusfile_text(const json_t *json, const char *keys)
{
	const char *text = json_string_value(statusfile_get(json, keys));

	return text != NULL ? text : "";
}

static bool
read_time(const char *text, time_t *time)
{
	struct tm tm = {.tm_sec = 0};
	const char *end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &tm);

	*time = timegm(&tm);
	return end != NULL && *end == '\0';
}

time_t
statusfile_time(const json_t *json, const char *keys)
{
	time_t time;

	return read_time(statusfile_text(json, keys), &time) ? time : 0;
}

/* ---- its form -------------------------------------------------------------------------------- */

enum kind { TEXT, TEXT_OR_NULL, TIME, TIME_OR_NULL, NUMBER, NUMBER_OR_NULL, TRUTH, LIST, OBJECT,
	    OBJECT_OR_NULL };

struct field {
	const char *keys;
	enum kind kind;
};

/* An object that may be null comes before what is in it. */
static const struct field fields[] = {
	{"version", TEXT},
	{"unbound_version", TEXT},
	{"pid", NUMBER},
	{"started_at", TIME},
	{"written_at", TIME},
	{"acting", TRUTH},
	{"policy", OBJECT_OR_NULL},
	{"policy.generation", NUMBER},
	{"policy.since", TIME},
	{"policy.enabled", TRUTH},
	{"policy.protected", NUMBER},
	{"policy.exempt", NUMBER},
	{"policy.zones", NUMBER},
	{"files", LIST},
	{"questions.intercepted", NUMBER},
	{"questions.deferred", NUMBER},
	{"questions.monitored", NUMBER},
	{"questions.unverified", NUMBER},
	{"questions.verifications.exists", NUMBER},
	{"questions.verifications.absent", NUMBER},
	{"questions.verifications.failed", NUMBER},
	{"questions.verifications.refused", NUMBER},
	{"today.since", TIME},
	{"today.questions.intercepted", NUMBER},
	{"today.questions.deferred", NUMBER},
	{"today.questions.monitored", NUMBER},
	{"today.questions.unverified", NUMBER},
	{"today.lost", NUMBER},
	{"journal", OBJECT_OR_NULL},
	{"journal.written.incidents", NUMBER},
	{"journal.written.questions", NUMBER},
	{"journal.lost.queue", NUMBER},
	{"journal.lost.disk", NUMBER},
	{"journal.error", TEXT_OR_NULL},
	{"sweep.last_at", TIME_OR_NULL},
	{"sweep.sweeps", NUMBER},
	{"sweep.removed", NUMBER},
};

static const struct field file_fields[] = {
	{"file", TEXT},           {"kind", TEXT},
	{"version", TEXT},        {"serial", NUMBER_OR_NULL},
	{"entries", NUMBER_OR_NULL}, {"loaded_at", TIME_OR_NULL},
	{"errors", LIST},         {"n_errors", NUMBER},
	{"warnings", LIST},
};

static const struct field error_fields[] = {
	{"file", TEXT}, {"line", NUMBER_OR_NULL}, {"message", TEXT}};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static bool
is_time(const json_t *json)
{
	time_t time;

	return json_is_string(json) && read_time(json_string_value(json), &time);
}

static bool
is_of_kind(const json_t *json, enum kind kind)
{
	switch (kind) {
	case TEXT:
		return json_is_string(json);
	case TEXT_OR_NULL:
		return json_is_string(json) || json_is_null(json);
	case TIME:
		return is_time(json);
	case TIME_OR_NULL:
		return is_time(json) || json_is_null(json);
	case NUMBER:
		return json_is_integer(json) && json_integer_value(json) >= 0;
	case NUMBER_OR_NULL:
		return json_is_null(json) || is_of_kind(json, NUMBER);
	case TRUTH:
		return json_is_boolean(json);
	case LIST:
		return json_is_array(json);
	case OBJECT:
		return json_is_object(json);
	case OBJECT_OR_NULL:
		return json_is_object(json) || json_is_null(json);
	}
	return false;
}

/* Whether it is within an object that is null. */
static bool
is_void(const json_t *json, const char *keys)
{
	char key[KEY_SIZE];
	size_t len = strcspn(keys, ".");

	snprintf(key, sizeof key, "%.*s", (int)len, keys);
	return keys[len] == '.' && json_is_null(json_object_get(json, key));
}

/* The keys of the first field that is not as it should be; NULL: all are. */
static const char *
find_wrong(const json_t *json, const struct field *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!is_void(json, list[i].keys) &&
		    !is_of_kind(statusfile_get(json, list[i].keys), list[i].kind))
			return list[i].keys;
	}
	return NULL;
}

static const char *
find_wrong_in_files(const json_t *files)
{
	const json_t *file, *error;
	const char *wrong = NULL;
	size_t i, k;

	json_array_foreach(files, i, file) {
		wrong = find_wrong(file, file_fields, COUNT(file_fields));
		json_array_foreach(json_object_get(file, "errors"), k, error) {
			if (wrong == NULL)
				wrong = find_wrong(error, error_fields, COUNT(error_fields));
		}
		if (wrong != NULL)
			return wrong;
	}
	return NULL;
}

/* ---- reading ------------------------------------------------------------------------------------ */

static bool
read_text(const char *path, struct smx_text *text, char error[STATUSFILE_ERROR_SIZE])
{
	struct smx_messages messages;
	struct smx_place place = {&messages, path, 0};
	struct smx_stamp stamp;
	int rc = SMX_EREAD;

	smx_messages_init(&messages);
	for (int i = 0; i < TRIES && rc == SMX_EREAD; i++) {
		smx_messages_free(&messages);
		rc = smx_file_read(&place, text, &stamp);
	}
	if (rc != SMX_OK && messages.n_messages > 0)
		smx_message_write(&messages, 0, error, STATUSFILE_ERROR_SIZE);
	else if (rc != SMX_OK)
		snprintf(error, STATUSFILE_ERROR_SIZE, "%s: %s", path, smx_error_text(rc));
	smx_messages_free(&messages);
	return rc == SMX_OK;
}

json_t *
statusfile_read(const char *path, char error[STATUSFILE_ERROR_SIZE])
{
	struct smx_text text;
	json_error_t json_error;
	const char *wrong;
	json_t *json;

	if (!read_text(path, &text, error))
		return NULL;
	json = json_loadb(text.bytes, text.len, JSON_REJECT_DUPLICATES, &json_error);
	smx_text_free(&text);
	if (json == NULL) {
		snprintf(error, STATUSFILE_ERROR_SIZE, "%s:%d: %s", path,
			 json_error.line > 0 ? json_error.line : 1, json_error.text);
		return NULL;
	}
	wrong = find_wrong(json, fields, COUNT(fields));
	if (wrong == NULL)
		wrong = find_wrong_in_files(json_object_get(json, "files"));
	if (wrong == NULL)
		return json;
	snprintf(error, STATUSFILE_ERROR_SIZE,
		 "%s: it is no status of this version of the module: '%s' is missing, or not what it "
		 "should be",
		 path, wrong);
	json_decref(json);
	return NULL;
}
