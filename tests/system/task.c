/* SPDX-License-Identifier: BSD-3-Clause */
#include "task.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static DIR *
open_tasks(const struct server *server)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%ld/task", (long)server->process.pid);
	return opendir(path);
}

size_t
task_count(const struct server *server)
{
	DIR *dir = open_tasks(server);
	const struct dirent *entry;
	size_t n = 0;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		n += entry->d_name[0] != '.';
	if (dir != NULL)
		closedir(dir);
	return n;
}

long
task_memory(const struct server *server)
{
	char path[64], *text;
	const char *found;
	long memory = 0;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)server->process.pid);
	text = run_read(path);
	found = strstr(text, "VmRSS:");
	if (found != NULL)
		memory = strtol(found + strlen("VmRSS:"), NULL, 10);
	free(text);
	return memory;
}

static bool
is_named(const struct server *server, long thread, const char *name)
{
	char path[96], *text;
	bool is_it;

	snprintf(path, sizeof path, "/proc/%ld/task/%ld/comm", (long)server->process.pid, thread);
	text = run_read(path);
	is_it = strncmp(text, name, strlen(name)) == 0 && text[strlen(name)] == '\n';
	free(text);
	return is_it;
}

/* The module's thread that loads policies, or 0. */
static long
find_thread(const struct server *server)
{
	DIR *dir = open_tasks(server);
	const struct dirent *entry;
	long found = 0;

	while (dir != NULL && found == 0 && (entry = readdir(dir)) != NULL) {
		long thread = strtol(entry->d_name, NULL, 10);

		if (thread > 0 && is_named(server, thread, "straymx"))
			found = thread;
	}
	if (dir != NULL)
		closedir(dir);
	return found;
}

/* From /proc/PID/task/THREAD/stat, proc(5): its fields 14 and 15, in ticks. */
long
task_work(const struct server *server)
{
	char path[96], *text;
	const char *at;
	long thread = find_thread(server), ticks = 0;

	if (thread == 0)
		return 0;
	snprintf(path, sizeof path, "/proc/%ld/task/%ld/stat", (long)server->process.pid, thread);
	text = run_read(path);
	at = strrchr(text, ')'); /* the end of field 2 */
	for (int field = 2; at != NULL && field < 15; field++) {
		at = strchr(at + 1, ' ');
		if (at != NULL && field >= 13)
			ticks += strtol(at, NULL, 10);
	}
	free(text);
	return ticks * 1000 / sysconf(_SC_CLK_TCK);
}

bool
task_wait_work(const struct server *server, long work)
{
	long deadline = run_now() + RUN_PATIENCE;
	long before = task_work(server);

	while (task_work(server) < before + work) {
		if (run_now() > deadline)
			return false;
		run_pause();
	}
	return true;
}
