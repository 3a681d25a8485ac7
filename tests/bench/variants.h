/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_VARIANTS_H
#define BENCH_VARIANTS_H

/*
 * The names at distance 1 from a protected name, one by one: what a list has
 * to hold that is to find typing errors by looking names up in it.
 */

#include "names.h"
#include "straymx.h"

/* The edits of suffixes that are suffixes themselves; remembered. */
struct suffix_edits;

struct suffix_edits *suffix_edits_new(void);
void suffix_edits_free(struct suffix_edits *edits);

typedef void (*variant_visit)(void *visitor, const char *name, size_t len);

/*
 * Visit the names that are one edit away from `name`, of the sets in sets.h, by
 * the rules tld and swap to other of straymx-zone(5) and the least lengths of
 * the profile; some more than once.  Left out is what nobody can register:
 * labels that begin or end with a hyphen, and suffixes that the Public Suffix
 * List does not have.
 */
void variants_visit(const char *name, enum smx_profile profile, struct suffix_edits *edits,
		    variant_visit visit, void *visitor);

#endif /* BENCH_VARIANTS_H */
