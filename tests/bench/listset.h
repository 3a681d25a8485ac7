/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_LISTSET_H
#define BENCH_LISTSET_H

/*
 * The other way to find typing errors: a list of all of them (variants.h), as a
 * response policy zone has it, in a compact hash set that is probed once for
 * each suffix of the query name.
 */

#include "names.h"
#include "straymx.h"

struct listset {
	uint64_t *slots; /* where in the pool a name is, and some bits of its hash */
	size_t n_slots;
	uint8_t *pool; /* length and text, length and text, ... */
	size_t pool_len, pool_size;
	size_t n_names;
	unsigned longest; /* labels */
};

/*
 * Fill a set with the variants of all names.  Returns whether it stays within
 * `max_bytes`; else it is empty, and `*needed` is about what it would take.
 */
bool listset_make(struct listset *set, const struct names *names, enum smx_profile profile,
		  size_t max_bytes, size_t *needed);

void listset_free(struct listset *set);

/* Whether the set has the name or one above it; the first parameter is the set. */
bool listset_covers(const void *listset, const uint8_t *wire, size_t len);

/* The memory it takes with the names in it. */
size_t listset_size(const struct listset *set);

/* The memory a set of 64-bit hashes alone takes, which is right as good as always. */
size_t listset_hashes_size(const struct listset *set);

#endif /* BENCH_LISTSET_H */
