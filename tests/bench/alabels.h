/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_ALABELS_H
#define BENCH_ALABELS_H

/*
 * Internationalised query names, in A-labels.  Each returns whether there is
 * one this time.
 */

#include "names.h"
#include "prng.h"

/* `protected` with one letter, two or all exchanged for such as look like them, of
 * Cyrillic, Greek and Latin. */
bool alabels_draw_homograph(struct prng *prng, const char *protected, name_text name);

/* A name in some script that is near no protected name. */
bool alabels_draw_random(struct prng *prng, name_text name);

/* What begins as an A-label and need not be one. */
bool alabels_draw_garbage(struct prng *prng, name_text name);

#endif /* BENCH_ALABELS_H */
