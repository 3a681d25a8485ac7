/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_OSA_H
#define SMX_MATCH_OSA_H

/*
 * Optimal string alignment distance (restricted Damerau-Levenshtein): the
 * least number of insertions, deletions, substitutions and swaps of
 * neighbours that turn one string into the other, no substring edited twice.
 */

#include "match/name.h"

/*
 * The distance of `a` and `b`, each of at most SMX_WIRE_MAX bytes, where it is
 * at most `limit` (< 255); else some number above `limit`.
 */
unsigned smx_osa(struct smx_span a, struct smx_span b, unsigned limit);

#endif /* SMX_MATCH_OSA_H */
