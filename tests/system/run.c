/* SPDX-License-Identifier: BSD-3-Clause */
#include "run.h"

#include <ctype.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define SHOWN 4000 /* bytes of a log's end */

/* What comes behind the place of the directory, at most: /system-XXXXXX/NAME/unbound.sock */
#define BELOW_LEN 50

static char directory[RUN_PATH_SIZE];

static bool
is_short_enough(const char *path)
{
	return strlen(path) + BELOW_LEN < sizeof ((struct sockaddr_un *)NULL)->sun_path;
}

bool
run_begin(void)
{
	const char *tmp = getenv("TMPDIR");
	char here[RUN_PATH_SIZE];

	if (getcwd(here, sizeof here) == NULL || !is_short_enough(here))
		snprintf(here, sizeof here, "%s", tmp != NULL && is_short_enough(tmp) ? tmp : "/tmp");
	run_path(directory, here, "system-XXXXXX");
	if (mkdtemp(directory) != NULL)
		return true;
	fprintf(stderr, "%s: %s\n", directory, strerror(errno));
	return false;
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

void
run_end(bool is_kept)
{
	if (is_kept)
		printf("files of the tests: %s\n", directory);
	else if (nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
		fprintf(stderr, "%s: cannot remove: %s\n", directory, strerror(errno));
}

bool
run_make_dir(const char *name, char path[RUN_PATH_SIZE])
{
	run_path(path, directory, name);
	if (mkdir(path, 0755) == 0)
		return true;
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	return false;
}

void
run_path(char path[RUN_PATH_SIZE], const char *dir, const char *name)
{
	char joined[2 * RUN_PATH_SIZE];

	snprintf(joined, sizeof joined, "%s/%s", dir, name);
	memcpy(path, joined, RUN_PATH_SIZE);
	path[RUN_PATH_SIZE - 1] = '\0';
}

bool
run_write(const char *dir, const char *name, const void *bytes, size_t len)
{
	char path[RUN_PATH_SIZE];
	FILE *stream;
	bool is_written;

	run_path(path, dir, name);
	stream = fopen(path, "we");
	if (stream == NULL) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return false;
	}
	is_written = fwrite(bytes, 1, len, stream) == len;
	if (fclose(stream) != 0 || !is_written) {
		fprintf(stderr, "%s: cannot write\n", path);
		return false;
	}
	return true;
}

bool
run_write_text(const char *dir, const char *name, const char *text)
{
	return run_write(dir, name, text, strlen(text));
}

char *
run_read(const char *path)
{
	FILE *stream = fopen(path, "re");
	char *text = NULL;
	size_t len = 0;

	if (stream != NULL) {
		size_t size = 0;
		ssize_t got = getdelim(&text, &size, '\0', stream);

		len = got > 0 ? (size_t)got : 0;
		fclose(stream);
	}
	if (len == 0) {
		free(text);
		text = calloc(1, 1);
	}
	if (text == NULL)
		abort();
	return text;
}

size_t
run_count(const char *path, const char *needle)
{
	char *text = run_read(path);
	size_t n = 0;

	for (const char *at = text; (at = strstr(at, needle)) != NULL; at++)
		n++;
	free(text);
	return n;
}

void
run_show_end(const char *path)
{
	char *text = run_read(path);
	size_t len = strlen(text);

	/* It may quote what a terminal should not see. */
	for (char *c = text; *c != '\0'; c++) {
		if (*c != '\n' && !isprint((unsigned char)*c))
			*c = '?';
	}
	fprintf(stderr, "---- the end of %s:\n%s----\n", path,
		text + (len > SHOWN ? len - SHOWN : 0));
	free(text);
}

long
run_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

void
run_pause(void)
{
	static const struct timespec moment = {0, 2000000};

	nanosleep(&moment, NULL);
}
