/* SPDX-License-Identifier: BSD-3-Clause */
#include "status.h"

#include <string.h>

json_t *
status_read(const struct server *resolver)
{
	char path[RUN_PATH_SIZE];

	run_path(path, resolver->dir, "state/status.json");
	return json_load_file(path, 0, NULL);
}

long
status_generation(const struct server *resolver)
{
	json_t *status = status_read(resolver);
	const json_t *policy = json_object_get(status, "policy");
	long generation = (long)json_integer_value(json_object_get(policy, "generation"));

	json_decref(status);
	return generation;
}

const json_t *
status_file(const json_t *status, const char *name)
{
	const json_t *files = json_object_get(status, "files");

	for (size_t i = 0; i < json_array_size(files); i++) {
		const json_t *file = json_array_get(files, i);
		const char *path = json_string_value(json_object_get(file, "file"));
		size_t len = path != NULL ? strlen(path) : 0;

		if (len >= strlen(name) && strcmp(path + len - strlen(name), name) == 0)
			return file;
	}
	return NULL;
}

static bool
says(const struct server *resolver, const char *name, const char *version, long line)
{
	json_t *status = status_read(resolver);
	const json_t *file = status_file(status, name);
	const json_t *error = json_object_get(file, "last_error");
	const char *said = json_string_value(json_object_get(file, "version"));
	bool is_so = said != NULL && strcmp(said, version) == 0 &&
		     (line == 0 ? json_is_null(error)
				: json_integer_value(json_object_get(error, "line")) == line);

	json_decref(status);
	return is_so;
}

static bool
is_late(const struct server *resolver, long deadline)
{
	char path[RUN_PATH_SIZE];

	run_pause();
	if (run_now() < deadline)
		return false;
	run_path(path, resolver->dir, "state/status.json");
	run_show_end(path);
	return true;
}

bool
status_wait(const struct server *resolver, const char *name, const char *version, long line)
{
	long deadline = run_now() + RUN_PATIENCE;

	while (!says(resolver, name, version, line)) {
		if (is_late(resolver, deadline))
			return false;
	}
	return true;
}

bool
status_wait_generation(const struct server *resolver, long generation)
{
	long deadline = run_now() + RUN_PATIENCE;

	while (status_generation(resolver) != generation) {
		if (is_late(resolver, deadline))
			return false;
	}
	return true;
}

/* The number of this name; -1 if there is none. */
static long
count(const json_t *status, const char *name)
{
	const json_t *questions = json_object_get(status, "questions");
	const char *slash = strchr(name, '/');
	const json_t *number;

	if (slash != NULL)
		questions = json_object_get(questions, "verifications");
	number = json_object_get(questions, slash != NULL ? slash + 1 : name);
	return json_is_integer(number) ? (long)json_integer_value(number) : -1;
}

static long
count_now(const struct server *resolver, const char *name)
{
	json_t *status = status_read(resolver);
	long n = count(status, name);

	json_decref(status);
	return n;
}

bool
status_wait_count(const struct server *resolver, const char *name, long n)
{
	long deadline = run_now() + RUN_PATIENCE, settled;

	while (count_now(resolver, name) < n) {
		if (is_late(resolver, deadline))
			return false;
	}
	settled = run_now() + 2500; /* reload-interval is 1 in the tests */
	while (run_now() < settled) {
		if (count_now(resolver, name) != n) {
			is_late(resolver, 0);
			return false;
		}
		run_pause();
	}
	return true;
}
