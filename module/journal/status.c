/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/status.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "journal/counts.h"
#include "policy/keeper.h"
#include "straymx.h"

/* RFC 3339, in UTC; null for 0. */
static json_t *
json_time(time_t time)
{
	char text[32];
	struct tm tm;

	if (time == 0 || gmtime_r(&time, &tm) == NULL ||
	    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		return json_null();
	return json_string(text);
}

/* Text as it may come from a file: what is not UTF-8 is replaced. */
static json_t *
json_text(const char *text)
{
	json_t *string = json_string(text);
	char *plain;

	if (string != NULL)
		return string;
	plain = strdup(text);
	for (char *c = plain; c != NULL && *c != '\0'; c++) {
		if ((unsigned char)*c >= 0x80)
			*c = '?';
	}
	string = plain != NULL ? json_string(plain) : NULL;
	free(plain);
	return string;
}

static json_t *
json_message(const struct smx_message *message)
{
	return json_pack("{so so ss* so}", "file", json_text(message->file), "line",
			 message->line > 0 ? json_integer(message->line) : json_null(), "code",
			 message->severity == SMX_ERROR ? smx_error_text(message->code) : NULL,
			 "message", json_text(message->text));
}

static json_t *
json_messages(const struct smx_messages *messages, enum smx_severity severity)
{
	json_t *list = json_array();

	for (size_t i = 0; list != NULL && i < messages->n_messages; i++) {
		if (messages->list[i].severity == severity &&
		    json_array_append_new(list, json_message(&messages->list[i])) != 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

/* The first error of the version that was tried last; null if that is in order. */
static json_t *
json_last_error(const struct smx_messages *faults)
{
	for (size_t i = 0; i < faults->n_messages; i++) {
		if (faults->list[i].severity == SMX_ERROR)
			return json_message(&faults->list[i]);
	}
	return json_null();
}

/* Which version of a file is in use. */
static const char *
version_in_use(const struct smx_source *source)
{
	if (source->good.bytes == NULL)
		return "none";
	if (source->is_copy)
		return "copy";
	return source->faults.n_errors > 0 ? "last-good" : "current";
}

static json_t *
json_source(const struct smx_source *source)
{
	bool is_loaded = source->good.bytes != NULL;
	bool is_conf = source->kind == SMX_SOURCE_CONF;

	return json_pack(
		"{so ss ss so so so so so so sI so}", "file", json_text(source->path), "kind",
		smx_source_kind_name(source->kind), "version", version_in_use(source), "serial",
		is_loaded && source->kind == SMX_SOURCE_ZONE
			? json_integer((json_int_t)source->serial)
			: json_null(),
		"hash", is_loaded ? json_string(source->good.sha256) : json_null(), "entries",
		is_loaded && !is_conf ? json_integer((json_int_t)source->n_names) : json_null(),
		"loaded_at", json_time(is_loaded ? source->loaded_at : 0), "last_error",
		json_last_error(&source->faults), "errors",
		json_messages(&source->faults, SMX_ERROR), "n_errors",
		(json_int_t)source->faults.n_errors, "warnings",
		json_messages(&source->warnings, SMX_WARNING));
}

static json_t *
json_sources(const struct smx_sources *sources)
{
	json_t *list = json_array();

	for (size_t i = 0; list != NULL && i < sources->n_sources; i++) {
		if (json_array_append_new(list, json_source(sources->list[i])) != 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static json_t *
json_policy(const struct smx_status *status)
{
	const struct smx_policy *policy = status->policy;

	if (policy == NULL)
		return json_null();
	return json_pack("{sI so sb sI sI sI sI}", "generation", (json_int_t)status->generation,
			 "since", json_time(status->in_force_since), "enabled",
			 (int)smx_policy_is_enabled(policy), "protected",
			 (json_int_t)smx_policy_count_protected(policy), "exempt",
			 (json_int_t)smx_policy_count_exempt(policy), "zones",
			 (json_int_t)smx_policy_count_zones(policy), "bytes",
			 (json_int_t)smx_policy_size(policy));
}

static json_int_t
number(const struct smx_status *status, enum smx_count count)
{
	return (json_int_t)smx_counts_get(status->counts, count);
}

static json_t *
json_questions(const struct smx_status *status)
{
	return json_pack("{sI sI sI sI s{sI sI sI sI}}", "intercepted",
			 number(status, SMX_COUNT_INTERCEPTED), "deferred",
			 number(status, SMX_COUNT_DEFERRED), "monitored",
			 number(status, SMX_COUNT_MONITORED), "unverified",
			 number(status, SMX_COUNT_UNVERIFIED), "verifications", "exists",
			 number(status, SMX_COUNT_EXISTS), "absent",
			 number(status, SMX_COUNT_ABSENT), "failed",
			 number(status, SMX_COUNT_FAILED), "refused",
			 number(status, SMX_COUNT_REFUSED));
}

char *
smx_status_write(const struct smx_status *status)
{
	bool is_acting = status->policy != NULL && smx_policy_is_enabled(status->policy);
	char *text = NULL;
	json_t *json = json_pack(
		"{ss ss si so so sb so so so s{so sI sI}}", "version", STRAYMX_VERSION,
		"unbound_version", status->unbound_version, "pid", (int)getpid(), "started_at",
		json_time(status->started_at), "written_at", json_time(status->now), "acting",
		(int)is_acting, "policy", json_policy(status), "files",
		json_sources(&status->keeper->sources), "questions", json_questions(status), "sweep", "last_at",
		json_time(status->swept_at), "sweeps", (json_int_t)status->n_sweeps, "removed",
		(json_int_t)status->n_removed);

	if (json != NULL)
		text = json_dumps(json, JSON_INDENT(2));
	json_decref(json);
	return text;
}

int
smx_status_save(const struct smx_status *status, const char *state_dir)
{
	static const char name[] = "status.json";
	size_t size = strlen(state_dir) + 1 + sizeof name;
	char *text = smx_status_write(status);
	char *path = malloc(size);
	int rc = SMX_ENOMEM;

	if (text != NULL && path != NULL) {
		size_t len = strlen(text);

		text[len++] = '\n'; /* in the place of the NUL */
		snprintf(path, size, "%s/%s", state_dir, name);
		rc = smx_file_write(path, text, len, false);
	}
	free(path);
	free(text);
	return rc;
}
