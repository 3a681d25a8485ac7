/* SPDX-License-Identifier: BSD-3-Clause */
#include "survey_journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SYNC_SECONDS 5
#define FILE_MODE 0640
#define HEADER "{\"straymx survey\": 1, \"digest\": \""
#define HEADER_SIZE 256

static bool
is_written(const struct survey_journal *journal, bool is_done)
{
	if (!is_done)
		fprintf(stderr, "%s: cannot be written: %s\n", journal->path, strerror(errno));
	return is_done;
}

static bool
write_line(struct survey_journal *journal, const char *line, size_t len)
{
	journal->is_dirty = true;
	while (len > 0) {
		ssize_t n = write(journal->fd, line, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return is_written(journal, false);
		line += n;
		len -= (size_t)n;
	}
	return true;
}

/* ---- what is in it ---------------------------------------------------------------------- */

struct reading {
	struct survey_journal *journal;
	char header[HEADER_SIZE]; /* that it has to have */
	bool (*take)(void *closure, json_t *object);
	void *closure;
	unsigned line;
	off_t end; /* of the last whole line */
};

static bool
complain(const struct reading *reading, const char *what)
{
	fprintf(stderr, "%s:%u: %s\n", reading->journal->path, reading->line, what);
	return false;
}

static bool
read_header(const struct reading *reading, const char *line)
{
	if (strcmp(line, reading->header) == 0)
		return true;
	if (strncmp(line, HEADER, sizeof HEADER - 1) == 0)
		return complain(reading, "it is of another survey: protected names, zones, --limit, "
					 "--resolver or --unbound-conf were not the same");
	return complain(reading, "that is no file of straymx survey --resume");
}

static bool
read_object(const struct reading *reading, const char *line, size_t len)
{
	json_t *object = json_loadb(line, len, 0, NULL);
	bool is_taken = json_is_object(object) && reading->take(reading->closure, object);

	json_decref(object);
	return is_taken || complain(reading, "that is no finding of this survey");
}

static bool
read_line(struct reading *reading, const char *line, size_t len)
{
	reading->line++;
	if (line[len - 1] != '\n') {
		/* The end of a survey that was killed; of another file only if it says so. */
		if (reading->line > 1 ||
		    (len < strlen(reading->header) && strncmp(line, reading->header, len) == 0))
			return true;
		return read_header(reading, line);
	}
	reading->end += (off_t)len;
	return reading->line == 1 ? read_header(reading, line) : read_object(reading, line, len);
}

static bool
read_all(struct reading *reading)
{
	int fd = dup(reading->journal->fd);
	FILE *file = fd >= 0 ? fdopen(fd, "r") : NULL;
	char *line = NULL;
	size_t size = 0;
	bool is_good = file != NULL;
	ssize_t len;

	while (is_good && (len = getline(&line, &size, file)) > 0)
		is_good = read_line(reading, line, (size_t)len);
	if (file == NULL || (is_good && !feof(file))) {
		fprintf(stderr, "%s: cannot be read: %s\n", reading->journal->path, strerror(errno));
		is_good = false;
	}
	free(line);
	if (file != NULL)
		fclose(file);
	else if (fd >= 0)
		close(fd);
	return is_good;
}

/* ---- opening and closing ---------------------------------------------------------------- */

static bool
open_file(struct survey_journal *journal)
{
	struct stat status;

	journal->fd = open(journal->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK,
			   FILE_MODE);
	if (journal->fd < 0 || fstat(journal->fd, &status) != 0) {
		fprintf(stderr, "%s: cannot be opened: %s\n", journal->path, strerror(errno));
		return false;
	}
	if (!S_ISREG(status.st_mode)) {
		fprintf(stderr, "%s: that is no regular file\n", journal->path);
		return false;
	}
	if (flock(journal->fd, LOCK_EX | LOCK_NB) != 0) {
		fprintf(stderr, "%s: another survey is writing to it: %s\n", journal->path,
			strerror(errno));
		return false;
	}
	return true;
}

bool
survey_journal_open(struct survey_journal *journal, const char *path, const char *digest,
		    bool (*take)(void *closure, json_t *object), void *closure)
{
	struct reading reading = {.journal = journal, .take = take, .closure = closure};

	*journal = (struct survey_journal){.path = path, .fd = -1, .synced = time(NULL)};
	snprintf(reading.header, sizeof reading.header, HEADER "%s\"}\n", digest);
	if (open_file(journal) && read_all(&reading) &&
	    is_written(journal, ftruncate(journal->fd, reading.end) == 0) &&
	    (reading.end > 0 || write_line(journal, reading.header, strlen(reading.header))))
		return true;
	if (journal->fd >= 0)
		close(journal->fd);
	journal->fd = -1;
	return false;
}

bool
survey_journal_add(struct survey_journal *journal, const json_t *object)
{
	char *text = json_dumps(object, 0);
	size_t len = text != NULL ? strlen(text) : 0;
	bool is_added;

	if (text == NULL) {
		fprintf(stderr, "straymx: out of memory\n");
		return false;
	}
	text[len] = '\n'; /* in place of its end */
	is_added = write_line(journal, text, len + 1);
	free(text);
	if (is_added && time(NULL) >= journal->synced + SYNC_SECONDS) {
		is_added = is_written(journal, fdatasync(journal->fd) == 0);
		journal->synced = time(NULL);
		journal->is_dirty = false;
	}
	return is_added;
}

bool
survey_journal_close(struct survey_journal *journal)
{
	bool is_closed = journal->fd < 0 || !journal->is_dirty || fdatasync(journal->fd) == 0;

	if (journal->fd >= 0 && close(journal->fd) != 0)
		is_closed = false;
	journal->fd = -1;
	return is_written(journal, is_closed);
}
