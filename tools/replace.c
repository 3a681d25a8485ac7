/* SPDX-License-Identifier: BSD-3-Clause */
#include "replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Beside the file, so that it can be renamed, and hidden from patterns as *.zone. */
static char *
name_beside(const char *path)
{
	const char *slash = strrchr(path, '/');
	int folder_len = slash != NULL ? (int)(slash - path) + 1 : 0;
	char *name = NULL;

	if (asprintf(&name, "%.*s.%s.XXXXXX", folder_len, path, path + folder_len) < 0)
		return NULL;
	return name;
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	return true;
}

/* Mode and owner of the file that is there; of a new one, the mode that open(2) gives. */
static bool
set_access(int fd, const char *path, const struct smx_stamp *old)
{
	struct stat st, mine;
	mode_t mask;

	if (old->error != 0) {
		mask = umask(0);
		umask(mask);
		return fchmod(fd, 0666 & ~mask) == 0;
	}
	if (stat(path, &st) != 0 || fstat(fd, &mine) != 0)
		return false;
	if ((st.st_uid != mine.st_uid || st.st_gid != mine.st_gid) &&
	    fchown(fd, st.st_uid, st.st_gid) != 0)
		return false;
	return fchmod(fd, st.st_mode & 07777) == 0;
}

bool
replacement_write(struct replacement *replacement, const char *path, const char *bytes,
		  size_t len, const struct smx_stamp *old)
{
	bool is_written;
	int fd, saved;

	replacement->path = path;
	replacement->new_path = name_beside(path);
	if (replacement->new_path == NULL) {
		errno = ENOMEM;
		return false;
	}
	fd = mkostemp(replacement->new_path, O_CLOEXEC);
	if (fd < 0) {
		free(replacement->new_path);
		replacement->new_path = NULL;
		return false;
	}
	is_written = write_all(fd, bytes, len) && set_access(fd, path, old) && fsync(fd) == 0;
	saved = errno;
	if (close(fd) != 0 && is_written) {
		saved = errno;
		is_written = false;
	}
	if (!is_written)
		replacement_drop(replacement);
	errno = saved;
	return is_written;
}

/* The new name has to last as well.  Not every file system can do that, and what was
 * renamed is there in any case. */
static void
sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash != NULL ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
	int fd = folder != NULL ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(folder);
}

/* A file that has come meanwhile stays, where the file system can see to that. */
static bool
rename_new(const struct replacement *replacement)
{
	if (renameat2(AT_FDCWD, replacement->new_path, AT_FDCWD, replacement->path,
		      RENAME_NOREPLACE) == 0)
		return true;
	if (errno == EINVAL || errno == ENOSYS)
		return rename(replacement->new_path, replacement->path) == 0;
	if (errno == EEXIST)
		errno = ESTALE;
	return false;
}

/* Of several that replace the same version, one does, and the others see that it has: who
 * waits for the lock holds it on a file that is not there any more.  Without locks, as on
 * some network file systems, there is a moment left. */
static bool
take_name(const struct replacement *replacement, const struct smx_stamp *old)
{
	int fd = open(replacement->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct smx_stamp now;
	bool is_taken;
	int saved;

	if (fd >= 0)
		(void)flock(fd, LOCK_EX);
	smx_stamp_read(&now, replacement->path);
	errno = ESTALE;
	is_taken = smx_stamp_equals(&now, old) &&
		   (old->error != 0 ? rename_new(replacement)
				    : rename(replacement->new_path, replacement->path) == 0);
	saved = errno;
	if (fd >= 0)
		close(fd);
	errno = saved;
	return is_taken;
}

bool
replacement_take_place(struct replacement *replacement, const struct smx_stamp *old)
{
	int saved;

	if (take_name(replacement, old)) {
		sync_folder(replacement->path);
		free(replacement->new_path);
		replacement->new_path = NULL;
		return true;
	}
	saved = errno;
	replacement_drop(replacement);
	errno = saved;
	return false;
}

void
replacement_drop(struct replacement *replacement)
{
	if (replacement->new_path != NULL)
		unlink(replacement->new_path);
	free(replacement->new_path);
	replacement->new_path = NULL;
}
