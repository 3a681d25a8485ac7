/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_NAMESET_H
#define SMX_MATCH_NAMESET_H

/*
 * A set of names, asked whether it has a name or one above it.  It is filled
 * and then frozen; a frozen set may be read by any number of threads.
 */

#include "match/name.h"

struct smx_stored_name;

struct smx_nameset {
	struct smx_stored_name **names;
	size_t n_names;
};

/* Make the set empty. */
void smx_nameset_init(struct smx_nameset *set);

/*
 * Add a copy of a name; one that is there already may be added again.
 * Returns 0, or SMX_ENOMEM with the set untouched.
 */
int smx_nameset_add(struct smx_nameset *set, const struct smx_name *name);

/* Bring the set into order and drop doubles: after the last add, before the first look. */
void smx_nameset_freeze(struct smx_nameset *set);

/* Whether `name` is equal to or below a name of the frozen set. */
bool smx_nameset_covers(const struct smx_nameset *set, const struct smx_name *name);

/* About how many bytes the set takes. */
size_t smx_nameset_size(const struct smx_nameset *set);

/* Free what the set holds and make it empty. */
void smx_nameset_free(struct smx_nameset *set);

#endif /* SMX_MATCH_NAMESET_H */
