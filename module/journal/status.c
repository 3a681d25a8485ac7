/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/status.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal/jsontext.h"
#include "policy/keeper.h"
#include "straymx.h"

#define DAY (24 * 60 * 60) /* seconds */

static unsigned long
count_lost(const struct smx_status *status)
{
	return status->journal.n_lost_to_queue + status->journal.n_lost_to_disk;
}

void
smx_status_turn_day(struct smx_status *status)
{
	struct smx_day *today = &status->today;
	long number = (long)(status->now / DAY);
	bool is_first = today->number == 0;

	if (number == today->number)
		return;
	today->number = number;
	today->since = is_first ? status->started_at : (time_t)number * DAY;
	for (int i = 0; i < SMX_N_COUNTS && !is_first; i++)
		today->n[i] = smx_counts_get(status->counts, (enum smx_count)i);
	today->n_lost = is_first ? 0 : count_lost(status);
}

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

static json_t *
json_message(const struct smx_message *message)
{
	return json_pack("{so so ss* so}", "file", smx_json_text(message->file), "line",
			 message->line > 0 ? json_integer(message->line) : json_null(), "code",
			 message->severity == SMX_ERROR ? smx_error_text(message->code) : NULL,
			 "message", smx_json_text(message->text));
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
		"{so ss ss so so so so so so sI so}", "file", smx_json_text(source->path), "kind",
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

/* Counted since the day began, or the module: `base` says where it stood. */
static json_int_t
number(const struct smx_status *status, enum smx_count count, const unsigned long *base)
{
	return (json_int_t)(smx_counts_get(status->counts, count) -
			    (base != NULL ? base[count] : 0));
}

static json_t *
json_verifications(const struct smx_status *status)
{
	return json_pack("{sI sI sI sI}", "exists", number(status, SMX_COUNT_EXISTS, NULL),
			 "absent", number(status, SMX_COUNT_ABSENT, NULL), "failed",
			 number(status, SMX_COUNT_FAILED, NULL), "refused",
			 number(status, SMX_COUNT_REFUSED, NULL));
}

static json_t *
json_questions(const struct smx_status *status, const unsigned long *base)
{
	return json_pack("{sI sI sI sI}", "intercepted",
			 number(status, SMX_COUNT_INTERCEPTED, base), "deferred",
			 number(status, SMX_COUNT_DEFERRED, base), "monitored",
			 number(status, SMX_COUNT_MONITORED, base), "unverified",
			 number(status, SMX_COUNT_UNVERIFIED, base));
}

/* What it did since the module was set up. */
static json_t *
json_since_start(const struct smx_status *status)
{
	json_t *questions = json_questions(status, NULL);

	if (questions != NULL &&
	    json_object_set_new(questions, "verifications", json_verifications(status)) != 0) {
		json_decref(questions);
		return NULL;
	}
	return questions;
}

static json_t *
json_today(const struct smx_status *status)
{
	const struct smx_day *today = &status->today;

	return json_pack("{so so sI}", "since", json_time(today->since), "questions",
			 json_questions(status, today->n), "lost",
			 (json_int_t)(count_lost(status) - today->n_lost));
}

static json_t *
json_journal(const struct smx_status *status)
{
	const struct smx_journal_figures *figures = &status->journal;

	if (!status->has_journal)
		return json_null();
	return json_pack(
		"{s{sI sI} s{sI sI} sI sI so}", "written", "incidents",
		(json_int_t)figures->n_incidents, "questions", (json_int_t)figures->n_questions,
		"lost", "queue", (json_int_t)figures->n_lost_to_queue, "disk",
		(json_int_t)figures->n_lost_to_disk, "queued", (json_int_t)figures->n_queued,
		"open", (json_int_t)figures->n_open, "error",
		figures->write_error != 0 ? smx_json_text(strerror(figures->write_error)) : json_null());
}

/* What tells one space of process numbers from another; null if that is not seen. */
static json_t *
json_namespace(void)
{
	struct stat status;

	return stat("/proc/self/ns/pid", &status) == 0 ? json_integer((json_int_t)status.st_ino)
						       : json_null();
}

char *
smx_status_write(const struct smx_status *status)
{
	bool is_acting = status->policy != NULL && smx_policy_is_enabled(status->policy);
	char *text = NULL;
	json_t *json = json_pack(
		"{ss ss si so so so sb so so sI so so so s{so sI sI}}", "version", STRAYMX_VERSION,
		"unbound_version", status->unbound_version, "pid", (int)getpid(), "pid_namespace",
		json_namespace(), "started_at", json_time(status->started_at), "written_at",
		json_time(status->now), "acting", (int)is_acting, "policy", json_policy(status), "files",
		json_sources(&status->keeper->sources), "failures",
		(json_int_t)status->n_failures, "questions", json_since_start(status), "today",
		json_today(status), "journal", json_journal(status), "sweep", "last_at",
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
