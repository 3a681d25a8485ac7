/* SPDX-License-Identifier: BSD-3-Clause */
#include "proc.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The number behind this word in proc(5)'s status. */
static size_t
read_status(pid_t pid, const char *word)
{
	char path[64], line[256];
	size_t number = 0;
	FILE *stream;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
	stream = fopen(path, "re");
	while (stream != NULL && fgets(line, sizeof line, stream) != NULL) {
		if (strncmp(line, word, strlen(word)) == 0 && line[strlen(word)] == ':')
			number = strtoul(line + strlen(word) + 1, NULL, 10);
	}
	if (stream != NULL)
		fclose(stream);
	return number;
}

size_t
proc_rss(pid_t pid)
{
	return read_status(pid, "VmRSS");
}

size_t
proc_peak(pid_t pid)
{
	return read_status(pid, "VmHWM");
}

size_t
proc_threads(pid_t pid)
{
	return read_status(pid, "Threads");
}

size_t
proc_files(pid_t pid)
{
	char path[64];
	const struct dirent *entry;
	size_t n = 0;
	DIR *dir;

	snprintf(path, sizeof path, "/proc/%ld/fd", (long)pid);
	dir = opendir(path);
	while (dir != NULL && (entry = readdir(dir)) != NULL)
		n += entry->d_name[0] != '.';
	if (dir != NULL)
		closedir(dir);
	return n;
}

double
proc_cpu_seconds(pid_t pid)
{
	struct timespec time;
	clockid_t clock;

	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
		return 0;
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Fields 14, 15 and 19 of proc(5)'s stat; the second one, in brackets, may hold blanks. */
static double
read_thread(const char *path, long niceness)
{
	unsigned long user = 0, system = 0;
	FILE *stream = fopen(path, "re");
	char line[1024] = "", *end;
	long nice = 0;

	if (stream == NULL)
		return 0;
	end = fgets(line, sizeof line, stream) != NULL ? strrchr(line, ')') : NULL;
	fclose(stream);
	if (end == NULL ||
	    sscanf(end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %*d %*d %*d %ld",
		   &user, &system, &nice) != 3 ||
	    nice != niceness)
		return 0;
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

double
proc_thread_seconds(pid_t pid, long niceness)
{
	char path[64], file[512];
	struct dirent *entry;
	double seconds = 0;
	DIR *dir;

	snprintf(path, sizeof path, "/proc/%ld/task", (long)pid);
	dir = opendir(path);
	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(file, sizeof file, "%s/%s/stat", path, entry->d_name);
		seconds += read_thread(file, niceness);
	}
	if (dir != NULL)
		closedir(dir);
	return seconds;
}
