/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_OWNFILE_H
#define SMX_TOOLS_OWNFILE_H

/*
 * The zone file that names are added to: what it has already, the text with more names in
 * it, and whether the library reads that as it was meant.
 *
 * What is wrong is told on standard error.
 */

#include "ownzone.h"
#include "policy/zonefile.h"

struct ownfile {
	const char *name; /* as it was given */
	bool is_there;    /* else it is to be made */
	struct smx_stamp stamp; /* of the version that was read */
	/* Owned: */
	char *path; /* without symbolic links */
	struct smx_text text;
	struct smx_zonefile zone; /* its records in order of their owners */
	struct smx_messages messages; /* about that version: warnings */
};

/*
 * Read the zone file, if there is one.  Returns false if there is one that cannot be used,
 * or none could be made.  In any case ownfile_free() has to follow.
 */
bool ownfile_open(struct ownfile *file, const char *name);

void ownfile_free(struct ownfile *file);

/* How many of the names it has already. */
struct ownfile_there {
	size_t n_protected, n_exempt;
};

/*
 * Drop from `names`, which are sorted, those that the file has, and tell of each that is
 * exempt there.
 */
struct ownfile_there ownfile_drop_known(const struct ownfile *file, struct ownlist *names);

/*
 * Write the text of the file with the names of `zone` added and its serial in place of the
 * old one.  Returns false if the old one is not found.
 */
bool ownfile_write(const struct ownfile *file, const struct ownzone *zone, FILE *stream);

/*
 * Whether `text` is, to the library, what the file was, if it was there, and the names of
 * `zone`, with its serial.  Tells the warnings about it, or the first error.
 */
bool ownfile_check(const struct ownfile *file, const struct ownzone *zone,
		   const struct smx_text *text);

#endif /* SMX_TOOLS_OWNFILE_H */
