/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_NAMESET_H
#define SMX_MATCH_NAMESET_H

/*
 * A set of names, asked whether it has a name or one above it.  It is filled
 * and then frozen; a frozen set may be read by any number of threads.
 */

#include "match/bloom.h"
#include "match/prefixes.h"
#include "match/query.h"

struct smx_nameset {
	uint8_t *added; /* until it is frozen: the names' keys, each behind its length */
	size_t added_len, added_size, n_added;
	size_t n_names;             /* different ones, when it is frozen */
	unsigned shortest, longest; /* labels of those to be found */
	uint64_t *words;            /* the filters', and the names behind them */
	size_t size;                /* bytes of `words` */
	struct smx_bloom filter, second;
	struct smx_prefixes names;
};

/* Make the set empty, as a zeroed one is. */
void smx_nameset_init(struct smx_nameset *set);

/*
 * Add a copy of a name, which is not the root; one that is there already may be added
 * again.  Returns 0, or SMX_ENOMEM with the set as it was.
 */
int smx_nameset_add(struct smx_nameset *set, const struct smx_name *name);

/*
 * Make the set ready for looking: after the last add, before the first look.
 * Returns 0, or SMX_ENOMEM with a set that can only be freed; that is also what names
 * are that take more than 4 GiB.
 */
int smx_nameset_freeze(struct smx_nameset *set);

/* How many of the query name's last labels are a name of the frozen set: the shortest
 * one that the query name is equal to or below; 0 if there is none. */
unsigned smx_nameset_count_labels(const struct smx_nameset *set, const struct smx_query *query);

/* Whether the query name is equal to or below a name of the frozen set. */
bool smx_nameset_covers(const struct smx_nameset *set, const struct smx_query *query);

/*
 * Give the names of the frozen set, but those that are below another one, to `take` in
 * wire format, until that returns false.
 */
void smx_nameset_each(const struct smx_nameset *set,
		      bool (*take)(void *closure, const uint8_t *wire, size_t wire_len),
		      void *closure);

/* About how many bytes the set takes. */
size_t smx_nameset_size(const struct smx_nameset *set);

/* Free what the set holds and make it empty. */
void smx_nameset_free(struct smx_nameset *set);

#endif /* SMX_MATCH_NAMESET_H */
