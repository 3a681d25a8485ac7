/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/eventfile.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "journal/jsontext.h"

#define FILE_MODE 0640

void
smx_eventfile_init(struct smx_eventfile *file)
{
	file->fd = -1;
	file->path = NULL;
}

void
smx_eventfile_close(struct smx_eventfile *file)
{
	if (file->fd != -1)
		close(file->fd);
	free(file->path);
	smx_eventfile_init(file);
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* RFC 3339, UTC, with milliseconds. */
static json_t *
json_time(int64_t wall)
{
	time_t seconds = (time_t)(wall / 1000);
	char day[32], text[48];
	struct tm tm;

	if (gmtime_r(&seconds, &tm) == NULL ||
	    strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &tm) == 0)
		return json_null();
	snprintf(text, sizeof text, "%s.%03dZ", day, (int)(wall % 1000));
	return json_string(text);
}

bool
smx_eventfile_client_write(const struct smx_event *event, enum smx_log_clients log_clients,
			   char *buf, size_t size)
{
	uint8_t address[sizeof event->client];
	size_t kept = event->family == AF_INET ? 3 : 6;

	memcpy(address, event->client, sizeof address);
	if (log_clients == SMX_CLIENTS_PREFIX)
		memset(address + kept, 0, sizeof address - kept);
	return log_clients != SMX_CLIENTS_NONE &&
	       inet_ntop(event->family, address, buf, (socklen_t)size) != NULL;
}

static json_t *
json_client(const struct smx_event *event, enum smx_log_clients log_clients)
{
	char text[INET6_ADDRSTRLEN];

	return smx_eventfile_client_write(event, log_clients, text, sizeof text)
		       ? json_string(text)
		       : json_null();
}

static size_t
candidate_write(const struct smx_event *event, char candidate[SMX_NAME_TEXT_SIZE])
{
	size_t at = event->candidate_offset;

	return smx_name_write(event->qname + at, event->qname_len - at, candidate,
			      SMX_NAME_TEXT_SIZE);
}

void
smx_eventfile_names_write(const struct smx_event *event, char name[SMX_NAME_TEXT_SIZE],
			  char intended[2 * SMX_NAME_TEXT_SIZE])
{
	char candidate[SMX_NAME_TEXT_SIZE];
	size_t len = smx_name_write(event->qname, event->qname_len, name, SMX_NAME_TEXT_SIZE);

	/* The candidate is the end of the name; what is before it stays. */
	len -= candidate_write(event, candidate);
	snprintf(intended, 2 * SMX_NAME_TEXT_SIZE, "%.*s%.*s", (int)len, name,
		 (int)event->protected_len, event->protected);
}

/* What the client got: the action, or what came instead of it. */
static const char *
answer_name(const struct smx_incident *incident)
{
	if (incident->n_fates[SMX_FATE_INTERCEPTED] > 0)
		return smx_action_name((enum smx_action)incident->event.action);
	return incident->n_fates[SMX_FATE_DEFERRED] > 0 ? "servfail" : "pass";
}

static json_t *
json_counts(const struct smx_incident *incident)
{
	return json_pack("{sI sI sI sI sI}", "MX", (json_int_t)incident->n[SMX_COUNTED_MX], "A",
			 (json_int_t)incident->n[SMX_COUNTED_A], "AAAA",
			 (json_int_t)incident->n[SMX_COUNTED_AAAA], "ANY",
			 (json_int_t)incident->n[SMX_COUNTED_ANY], "other",
			 (json_int_t)incident->n[SMX_COUNTED_OTHER]);
}

/* The text with a newline; drops the reference. */
static char *
line_of(json_t *object)
{
	char *text = object != NULL ? json_dumps(object, JSON_COMPACT) : NULL;
	char *line = text != NULL ? realloc(text, strlen(text) + 2) : NULL;

	json_decref(object);
	if (line == NULL) {
		free(text);
		return NULL;
	}
	return strcat(line, "\n");
}

char *
smx_eventfile_line(const struct smx_incident *incident, enum smx_log_clients log_clients)
{
	const struct smx_event *event = &incident->event;
	unsigned long n = 0;
	char name[SMX_NAME_TEXT_SIZE], candidate[SMX_NAME_TEXT_SIZE];
	char intended[2 * SMX_NAME_TEXT_SIZE];

	smx_eventfile_names_write(event, name, intended);
	candidate_write(event, candidate);
	for (int type = 0; type < SMX_N_COUNTED_TYPES; type++)
		n += incident->n[type];
	return line_of(json_pack(
		"{so so so ss ss ss% ss ss si so ss ss ss sI so sI sb}", "first",
		json_time(event->wall), "last", json_time(incident->last), "client",
		json_client(event, log_clients), "name", name, "intended", intended,
		"protected", event->protected, (size_t)event->protected_len, "candidate", candidate, "rule",
		smx_rule_name((enum smx_rule)event->rule), "distance", (int)event->distance,
		"zone", smx_json_text(event->zone), "action",
		smx_action_name((enum smx_action)event->action), "mode",
		smx_mode_name((enum smx_mode)event->mode), "answer", answer_name(incident),
		"questions", (json_int_t)n, "types", json_counts(incident), "unverified",
		(json_int_t)(incident->n_fates[SMX_FATE_DEFERRED] +
			     incident->n_fates[SMX_FATE_UNVERIFIED]),
		"confirmed", (int)incident->is_confirmed));
}

char *
smx_eventfile_lost_line(int64_t wall, unsigned long n_incidents, unsigned long n_questions)
{
	return line_of(json_pack("{so s{sI sI}}", "first", json_time(wall), "lost", "incidents",
				 (json_int_t)n_incidents, "questions", (json_int_t)n_questions));
}

/* ---- the file --------------------------------------------------------------------------------- */

/* Whether the open file is still the one of that name. */
static bool
is_in_place(const struct smx_eventfile *file, const char *path)
{
	struct stat open_one, named;

	return file->fd != -1 && file->path != NULL && strcmp(file->path, path) == 0 &&
	       fstat(file->fd, &open_one) == 0 && stat(path, &named) == 0 &&
	       open_one.st_dev == named.st_dev && open_one.st_ino == named.st_ino;
}

/* Open the file of that name, unless it is; the path becomes the file's. */
static int
open_file(struct smx_eventfile *file, char *path)
{
	if (is_in_place(file, path)) {
		free(path);
		return SMX_OK;
	}
	smx_eventfile_close(file);
	file->path = path;
	file->fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
	return file->fd != -1 ? SMX_OK : SMX_EWRITE;
}

int
smx_eventfile_append(struct smx_eventfile *file, const char *state_dir, const char *line)
{
	static const char name[] = "/events.jsonl";
	size_t size = strlen(state_dir) + sizeof name, len = strlen(line);
	char *path = malloc(size);
	struct stat before;
	ssize_t n;
	int error;

	if (path == NULL)
		return SMX_ENOMEM;
	snprintf(path, size, "%s%s", state_dir, name);
	if (open_file(file, path) != SMX_OK || fstat(file->fd, &before) != 0)
		return SMX_EWRITE;
	/* In one call, so that no end of the process can cut it. */
	n = write(file->fd, line, len);
	if (n == (ssize_t)len)
		return SMX_OK;
	error = n == -1 ? errno : ENOSPC;
	/* The disk is full within the line. */
	if (n > 0 && ftruncate(file->fd, before.st_size) != 0)
		error = errno;
	errno = error;
	return SMX_EWRITE;
}
