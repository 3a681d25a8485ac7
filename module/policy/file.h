/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_FILE_H
#define SMX_POLICY_FILE_H

/*
 * The files of a policy, read whole and told apart by what stat(2) says of
 * them, so that none can stop the resolver: only regular files of a sane size,
 * never waiting for a FIFO's writer, and none that is being written meanwhile.
 *
 * Functions return 0 or a negative enum smx_error.
 */

#include <sys/stat.h>

#include "policy/text.h"

/* What is larger is refused with SMX_ELIMIT. */
#define SMX_FILE_MAX (512L << 20) /* bytes */

/* What tells one version of a file from another without reading it. */
struct smx_stamp {
	int error; /* errno of stat(2); if it is not 0, the rest is 0 */
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec modified;
	struct timespec changed; /* the inode: permissions too */
};

/* Take the stamp that the file has now, or that of its absence. */
void smx_stamp_read(struct smx_stamp *stamp, const char *path);

bool smx_stamp_equals(const struct smx_stamp *a, const struct smx_stamp *b);

/*
 * Read the file `place->file`; `*stamp` becomes that of the version that was
 * read.  Returns 0 and the text, the caller's to free; or SMX_EREAD (also where
 * it changed meanwhile), SMX_ELIMIT or SMX_ENOMEM with the error added at
 * `place` and `*text` empty.
 */
int smx_file_read(const struct smx_place *place, struct smx_text *text,
		  struct smx_stamp *stamp);

/*
 * Write a file as a whole: who reads it meanwhile finds the old version or the new
 * one; with `must_last`, which has to wait for the disk, also after the machine has
 * failed.  Its mode is 0640.  Returns 0, or SMX_EWRITE with errno set and the old
 * version in place.
 */
int smx_file_write(const char *path, const void *bytes, size_t len, bool must_last);

/*
 * `path` as seen from the folder of the file `base`: itself if absolute.
 * The caller frees it; NULL if memory ran out.
 */
char *smx_file_resolve(const char *base, const char *path);

#endif /* SMX_POLICY_FILE_H */
