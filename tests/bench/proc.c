/* SPDX-License-Identifier: BSD-3-Clause */
#include "proc.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

size_t
proc_rss(pid_t pid)
{
	char path[64], line[256];
	size_t kib = 0;
	FILE *stream;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
	stream = fopen(path, "re");
	while (stream != NULL && kib == 0 && fgets(line, sizeof line, stream) != NULL)
		(void)!sscanf(line, "VmRSS: %zu", &kib);
	if (stream != NULL)
		fclose(stream);
	return kib;
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
