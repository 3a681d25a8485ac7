/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

FILE *
smx_file_open(const struct smx_place *place, int *error)
{
	struct stat st;
	FILE *stream;
	int fd;

	/* O_NONBLOCK, for opening a FIFO would wait for its writer. */
	fd = open(place->file, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		*error = smx_complain(place, SMX_EREAD, "cannot open: %s", strerror(errno));
		return NULL;
	}
	if (fstat(fd, &st) != 0) {
		*error = smx_complain(place, SMX_EREAD, "cannot look at it: %s",
				      strerror(errno));
		goto fail_fd;
	}
	if (!S_ISREG(st.st_mode)) {
		*error = smx_complain(place, SMX_EREAD, "not a regular file");
		goto fail_fd;
	}
	if (st.st_size > SMX_FILE_MAX) {
		*error = smx_complain(place, SMX_ELIMIT, "%lld bytes; at most %ld are read",
				      (long long)st.st_size, SMX_FILE_MAX);
		goto fail_fd;
	}
	stream = fdopen(fd, "r");
	if (stream == NULL) {
		*error = smx_complain(place, SMX_EREAD, "cannot open: %s", strerror(errno));
		goto fail_fd;
	}
	return stream;

fail_fd:
	close(fd);
	return NULL;
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
