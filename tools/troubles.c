/* SPDX-License-Identifier: BSD-3-Clause */
#include "troubles.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "jsontext.h"
#include "statusfile.h"

#define STALE_AGE 120 /* seconds: it is written once a minute at least */
#define ERRORS_MAX 3  /* of one file; `check` tells all */
#define PATH_SIZE 64  /* in /proc */

/* ---- the list ------------------------------------------------------------------------------ */

/* Add a trouble, of a line of a file, or with NULL and 0 of none. */
static bool
add(struct standing *standing, const char *kind, const char *file, json_int_t line,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

static bool
add(struct standing *standing, const char *kind, const char *file, json_int_t line,
    const char *format, ...)
{
	char *text = NULL;
	va_list arguments;
	int len;
	json_t *trouble = NULL;

	va_start(arguments, format);
	len = vasprintf(&text, format, arguments);
	va_end(arguments);
	if (len != -1)
		trouble = json_pack("{ss so so so}", "kind", kind, "file",
				    file != NULL ? json_text(file) : json_null(), "line",
				    line > 0 ? json_integer(line) : json_null(), "text",
				    json_text(text));
	if (len != -1)
		free(text);
	return json_array_append_new(standing->troubles, trouble) == 0;
}

const char *
troubles_duration(long seconds, char buf[DURATION_SIZE])
{
	static const struct {
		long seconds;
		const char *unit, *next;
		long next_seconds;
	} units[] = {{86400, "d", "h", 3600}, {3600, "h", "min", 60}, {60, "min", "s", 1}};

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		long rest = seconds % units[i].seconds / units[i].next_seconds;

		if (seconds < units[i].seconds)
			continue;
		snprintf(buf, DURATION_SIZE, "%ld %s", seconds / units[i].seconds, units[i].unit);
		if (rest > 0)
			snprintf(buf + strlen(buf), DURATION_SIZE - strlen(buf), " %ld %s", rest,
				 units[i].next);
		return buf;
	}
	snprintf(buf, DURATION_SIZE, "%ld s", seconds);
	return buf;
}

/* ---- who writes ------------------------------------------------------------------------------ */

/* A process number says something where it was given: the same number means another
 * process in another container. */
static enum life
find_life(const json_t *status)
{
	const json_t *number = json_object_get(status, "pid_namespace");
	json_int_t pid = statusfile_number(status, "pid");
	struct stat own;

	if (stat("/proc/self/ns/pid", &own) != 0 || !json_is_integer(number) ||
	    json_integer_value(number) != (json_int_t)own.st_ino || pid < 1 || pid > INT_MAX)
		return LIFE_UNKNOWN;
	return kill((pid_t)pid, 0) == 0 || errno != ESRCH ? LIFE_RUNS : LIFE_IS_OVER;
}

static bool
find_in_writing(struct standing *standing)
{
	json_int_t pid = statusfile_number(standing->status, "pid");
	char duration[DURATION_SIZE];

	troubles_duration(labs(standing->age), duration);
	if (standing->life == LIFE_IS_OVER)
		return add(standing, "gone", NULL, 0,
			   "process %lld does not run any more; all of this is what it said %s ago",
			   (long long)pid, duration);
	if (standing->age < -STALE_AGE)
		return add(standing, "clock", NULL, 0,
			   "status.json is from the future, by %s: a clock has been put back",
			   duration);
	if (standing->age <= STALE_AGE)
		return true;
	if (standing->life == LIFE_RUNS)
		return add(standing, "stale", NULL, 0,
			   "nothing has been written for %s, though process %lld runs: it cannot "
			   "write into state-dir, or is stuck; see Unbound's log",
			   duration, (long long)pid);
	return add(standing, "stale", NULL, 0,
		   "nothing has been written for %s: Unbound does not run, or not with the module, "
		   "or cannot write into state-dir; see its log",
		   duration);
}

/* ---- state-dir --------------------------------------------------------------------------------- */

/* Whether the process cannot write into it, as far as that can be told: of others, their
 * groups are not known. */
static bool
is_unwritable(const struct standing *standing)
{
	char path[PATH_SIZE];
	struct stat dir, process;

	if (standing->life != LIFE_RUNS)
		return false;
	snprintf(path, sizeof path, "/proc/%lld",
		 (long long)statusfile_number(standing->status, "pid"));
	if (stat(path, &process) != 0 || stat(standing->state_dir, &dir) != 0)
		return false;
	if (process.st_uid == geteuid())
		return access(standing->state_dir, W_OK) != 0;
	if (process.st_uid == 0)
		return false;
	if (process.st_uid == dir.st_uid)
		return (dir.st_mode & S_IWUSR) == 0;
	return (dir.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static bool
find_in_dir(struct standing *standing)
{
	const char *dir = standing->state_dir;
	struct statvfs system;

	if (statvfs(dir, &system) == 0 && (system.f_flag & ST_RDONLY) != 0)
		return add(standing, "read-only", dir, 0, "state-dir is mounted read-only");
	if (statvfs(dir, &system) == 0 && system.f_blocks > 0 && system.f_bavail == 0)
		return add(standing, "full", dir, 0, "state-dir is on a file system that is full");
	if (is_unwritable(standing))
		return add(standing, "unwritable", dir, 0,
			   "process %lld may not write into state-dir",
			   (long long)statusfile_number(standing->status, "pid"));
	return true;
}

/* ---- the policy ---------------------------------------------------------------------------------- */

static bool
find_in_policy(struct standing *standing)
{
	const json_t *policy = json_object_get(standing->status, "policy");

	if (json_is_null(policy))
		return add(standing, "no-policy", NULL, 0,
			   "no policy is in force: all questions pass");
	if (json_is_false(json_object_get(policy, "enabled")))
		return add(standing, "disabled", NULL, 0,
			   "straymx.conf says enabled = no: all questions pass");
	if (json_is_false(json_object_get(standing->status, "acting")))
		return add(standing, "not-acting", NULL, 0, "it does not act: all questions pass");
	if (statusfile_number(policy, "protected") == 0)
		return add(standing, "empty", NULL, 0,
			   "the policy protects no name: all questions pass");
	return true;
}

/* What is in the place of a version that is not in order; NULL: it is the one that is
 * there. */
static const char *
what_stays(const char *version)
{
	static const struct {
		const char *version, *text;
	} texts[] = {
		{"current", NULL},
		{"last-good", "the last version in order stays in use"},
		{"copy", "a copy of the last version in order is in use"},
		{"none", "there is no version in order"},
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (strcmp(version, texts[i].version) == 0)
			return texts[i].text;
	}
	return "its version in use is not one that this command knows";
}

static bool
find_in_file(struct standing *standing, const json_t *file)
{
	const char *path = statusfile_text(file, "file");
	const char *stays = what_stays(statusfile_text(file, "version"));
	const char *since = statusfile_text(file, "loaded_at");
	json_int_t n_errors = statusfile_number(file, "n_errors"), n_told = 0;
	const json_t *error;
	size_t i;

	json_array_foreach(json_object_get(file, "errors"), i, error) {
		if (n_told == ERRORS_MAX)
			break;
		if (!add(standing, "error", statusfile_text(error, "file"),
			 statusfile_number(error, "line"), "%s", statusfile_text(error, "message")))
			return false;
		n_told++;
	}
	if (n_errors > n_told && !add(standing, "error", path, 0, "%lld more errors%s",
				      (long long)(n_errors - n_told),
				      n_told > 0 ? "; straymx check tells all" : ""))
		return false;
	if (stays == NULL)
		return true;
	return add(standing, "version", path, 0, "%s%s%s", stays, since[0] != '\0' ? ", of " : "",
		   since);
}

static bool
find_in_files(struct standing *standing)
{
	const json_t *file;
	size_t i;

	json_array_foreach(json_object_get(standing->status, "files"), i, file) {
		if (!find_in_file(standing, file))
			return false;
	}
	return true;
}

/* ---- the journal ----------------------------------------------------------------------------------- */

static bool
find_in_journal(struct standing *standing)
{
	const json_t *journal = json_object_get(standing->status, "journal");
	const char *error = statusfile_text(journal, "error");
	json_int_t n_lost = statusfile_number(standing->status, "today.lost");

	if (json_is_null(journal))
		return add(standing, "no-journal", NULL, 0,
			   "there is no journal: incidents are not written down");
	if (error[0] != '\0' && !add(standing, "journal", NULL, 0,
				     "events.jsonl cannot be written: %s", error))
		return false;
	return n_lost == 0 || add(standing, "lost", NULL, 0,
				  "%lld questions of today are missing in events.jsonl",
				  (long long)n_lost);
}

/* ---- all of it --------------------------------------------------------------------------------------- */

bool
troubles_find(struct standing *standing, const char *state_dir, const json_t *status, time_t now)
{
	bool is_young;

	*standing = (struct standing){.state_dir = state_dir,
				      .status = status,
				      .now = now,
				      .age = (long)(now - statusfile_time(status, "written_at")),
				      .life = find_life(status),
				      .troubles = json_array()};
	is_young = standing->age <= STALE_AGE && standing->age >= -STALE_AGE;
	standing->is_current = is_young && standing->life != LIFE_IS_OVER;
	return standing->troubles != NULL && find_in_writing(standing) && find_in_dir(standing) &&
	       find_in_policy(standing) && find_in_files(standing) && find_in_journal(standing);
}

void
troubles_free(struct standing *standing)
{
	json_decref(standing->troubles);
	standing->troubles = NULL;
}
