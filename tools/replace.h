/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPLACE_H
#define SMX_TOOLS_REPLACE_H

/*
 * A file that is replaced as a whole, in two steps: the new version is written beside the
 * old one, which can fail in many ways; then it takes its place, which can hardly.
 * Whoever reads the file meanwhile finds the one or the other, also after the machine has
 * failed, and on any error the old one.
 */

#include <stdbool.h>
#include <stddef.h>

#include "policy/file.h"

struct replacement {
	const char *path; /* the file; no symbolic link */
	char *new_path;   /* owned; NULL: there is nothing to take its place */
};

/*
 * Write the version to come: `len` bytes, with the mode and the owner of the file if
 * `*old` says that there is one, and else with the usual mode.  Returns true, and
 * replacement_take_place() or replacement_drop() has to follow; or false with errno set.
 */
bool replacement_write(struct replacement *replacement, const char *path, const char *bytes,
		       size_t len, const struct smx_stamp *old);

/*
 * It takes the place of the file, which has to be the version that `*old` says: errno is
 * ESTALE if it has changed since, or has come or gone.  Of several that replace the same
 * version at once, one does, where the file system has locks.  Returns whether it did; if
 * not, errno is set and the new version removed.
 */
bool replacement_take_place(struct replacement *replacement, const struct smx_stamp *old);

/* Remove the version that was written. */
void replacement_drop(struct replacement *replacement);

#endif /* SMX_TOOLS_REPLACE_H */
