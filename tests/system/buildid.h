/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_BUILDID_H
#define SYSTEM_BUILDID_H

/*
 * Programs that are another one to the module and the same one to the machine: copies
 * that differ in their build-id alone.
 */

#include <stdbool.h>

enum buildid_change {
	BUILDID_OTHER, /* one bit of the last byte is another one */
	BUILDID_NONE,  /* the note has another type */
};

/* Copy the program `from` to `to`, changed so.  Says on standard error why it failed. */
bool buildid_copy(const char *from, const char *to, enum buildid_change change);

#endif /* SYSTEM_BUILDID_H */
