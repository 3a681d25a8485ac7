/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_FILE_H
#define SMX_POLICY_FILE_H

/*
 * Opening the files of a policy so that none of them can stop the resolver:
 * only regular files of a sane size, never waiting for a FIFO's writer.
 */

#include <stdio.h>

#include "policy/messages.h"

/* What is larger is refused with SMX_ELIMIT. */
#define SMX_FILE_MAX (512L << 20) /* bytes */

/*
 * Open `place->file` for reading.  Returns the stream, the caller's to
 * fclose(), or NULL with the error added at `place` and its code in `*error`
 * (SMX_EREAD, SMX_ELIMIT).
 */
FILE *smx_file_open(const struct smx_place *place, int *error);

/*
 * `path` as seen from the folder of the file `base`: itself if absolute.
 * The caller frees it; NULL if memory ran out.
 */
char *smx_file_resolve(const char *base, const char *path);

#endif /* SMX_POLICY_FILE_H */
