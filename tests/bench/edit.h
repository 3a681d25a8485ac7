/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_EDIT_H
#define BENCH_EDIT_H

/*
 * Single typing errors: one at random, and which ones the label rules of
 * straymx-zone(5), swap to other, have in mind.
 */

#include "names.h"
#include "prng.h"
#include "straymx.h"

/* The characters of names. */
extern const char edit_alphabet[];

/* Insert, omit, replace or swap one character somewhere in the name, which may
 * become one that is no name (empty label) or has fewer labels. */
void edit_random(struct prng *prng, name_text name);

/*
 * Whether one of the rules, with the least lengths of the profile, holds for
 * the edit of a protected name's label of `len` characters: `c` inserted before
 * or put in the place of the one at `at`, that one omitted, or swapped with the
 * one behind it.
 */
bool edit_may_insert(const char *label, size_t len, size_t at, char c, enum smx_profile profile);
bool edit_may_replace(const char *label, size_t len, size_t at, char c, enum smx_profile profile);
bool edit_may_omit(const char *label, size_t len, size_t at, enum smx_profile profile);
bool edit_may_swap(const char *label, size_t len, size_t at, enum smx_profile profile);

#endif /* BENCH_EDIT_H */
