/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- stamps ------------------------------------------------------------------ */

static void
stamp_take(struct smx_stamp *stamp, const struct stat *st)
{
	memset(stamp, 0, sizeof *stamp);
	stamp->device = st->st_dev;
	stamp->inode = st->st_ino;
	stamp->size = st->st_size;
	stamp->modified = st->st_mtim;
	stamp->changed = st->st_ctim;
}

void
smx_stamp_read(struct smx_stamp *stamp, const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0) {
		stamp_take(stamp, &st);
		return;
	}
	memset(stamp, 0, sizeof *stamp);
	stamp->error = errno;
}

static bool
is_same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

bool
smx_stamp_equals(const struct smx_stamp *a, const struct smx_stamp *b)
{
	return a->error == b->error && a->device == b->device && a->inode == b->inode &&
	       a->size == b->size && is_same_time(&a->modified, &b->modified) &&
	       is_same_time(&a->changed, &b->changed);
}

/* ---- reading ----------------------------------------------------------------- */

static int
read_error(const struct smx_place *place, const char *what)
{
	return smx_complain(place, SMX_EREAD, "%s: %s", what, strerror(errno));
}

/* Returns the descriptor, or a negative enum smx_error. */
static int
open_regular(const struct smx_place *place, struct stat *st)
{
	/* O_NONBLOCK, for opening a FIFO would wait for its writer. */
	int fd = open(place->file, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	int rc = SMX_OK;

	if (fd < 0)
		return read_error(place, "cannot open");
	if (fstat(fd, st) != 0)
		rc = read_error(place, "cannot look at it");
	else if (!S_ISREG(st->st_mode))
		rc = smx_complain(place, SMX_EREAD,
				  "not a regular file: name the file itself");
	else if (st->st_size > SMX_FILE_MAX)
		rc = smx_complain(place, SMX_ELIMIT, "%lld bytes; at most %ld are read",
				  (long long)st->st_size, SMX_FILE_MAX);
	if (rc == SMX_OK)
		return fd;
	close(fd);
	return rc;
}

/* Read up to `size` bytes, or to the end of the file. */
static int
read_all(int fd, char *bytes, size_t size, size_t *len, const struct smx_place *place)
{
	*len = 0;
	while (*len < size) {
		ssize_t n = read(fd, bytes + *len, size - *len);

		if (n == 0)
			break;
		if (n > 0)
			*len += (size_t)n;
		else if (errno != EINTR)
			return read_error(place, "cannot be read");
	}
	return SMX_OK;
}

int
smx_file_read(const struct smx_place *place, struct smx_text *text, struct smx_stamp *stamp)
{
	struct smx_stamp after = {.error = 0};
	struct stat st = {.st_size = 0};
	char *bytes = NULL;
	size_t len = 0;
	int fd, rc;

	memset(text, 0, sizeof *text);
	smx_stamp_read(stamp, place->file);
	fd = open_regular(place, &st);
	if (fd < 0)
		return fd;
	stamp_take(stamp, &st);
	/* One byte more than there should be shows that there are more. */
	bytes = malloc((size_t)st.st_size + 1);
	if (bytes == NULL)
		rc = smx_complain(place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
	else
		rc = read_all(fd, bytes, (size_t)st.st_size + 1, &len, place);
	if (rc == SMX_OK && fstat(fd, &st) == 0)
		stamp_take(&after, &st);
	close(fd);
	if (rc == SMX_OK && (len != (size_t)stamp->size || !smx_stamp_equals(stamp, &after)))
		rc = smx_complain(place, SMX_EREAD,
				  "it changed while it was read: write it under another name and "
				  "rename it");
	if (rc != SMX_OK) {
		free(bytes);
		return rc;
	}
	smx_text_take(text, bytes, len);
	text->modified = stamp->modified.tv_sec;
	return SMX_OK;
}

/* ---- writing ----------------------------------------------------------------- */

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		} else if (n == 0 || errno != EINTR) {
			return false;
		}
	}
	return true;
}

int
smx_file_write(const char *path, const void *bytes, size_t len, bool must_last)
{
	size_t size = strlen(path) + sizeof ".new";
	char *new_path = malloc(size);
	bool is_written;
	int fd, saved;

	if (new_path == NULL)
		return SMX_EWRITE;
	snprintf(new_path, size, "%s.new", path);
	fd = open(new_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
	is_written = fd >= 0 && write_all(fd, bytes, len) && (!must_last || fsync(fd) == 0);
	saved = errno;
	if (fd >= 0 && close(fd) != 0 && is_written) {
		is_written = false;
		saved = errno;
	}
	if (is_written && rename(new_path, path) != 0) {
		is_written = false;
		saved = errno;
	}
	if (!is_written && fd >= 0)
		unlink(new_path);
	free(new_path);
	errno = saved;
	return is_written ? SMX_OK : SMX_EWRITE;
}

char *
smx_file_resolve(const char *base, const char *path)
{
	const char *slash = strrchr(base, '/');
	size_t folder_len = slash != NULL ? (size_t)(slash - base) + 1 : 0;
	size_t path_len = strlen(path);
	char *resolved;

	if (path[0] == '/')
		folder_len = 0;
	resolved = malloc(folder_len + path_len + 1);
	if (resolved == NULL)
		return NULL;
	memcpy(resolved, base, folder_len);
	memcpy(resolved + folder_len, path, path_len + 1);
	return resolved;
}
