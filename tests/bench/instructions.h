/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_INSTRUCTIONS_H
#define BENCH_INSTRUCTIONS_H

/*
 * Instructions of smx_lookup(), as callgrind counts them: unlike times the same
 * at each run, and so the number to compare two versions by.  The program has
 * to run under
 *
 *     valgrind --tool=callgrind --toggle-collect=smx_lookup
 *              --instr-atstart=no --callgrind-out-file=FILE
 */

#include "names.h"
#include "straymx.h"

/* Whether this is a build that can count, under valgrind. */
bool instructions_can_count(void);

/*
 * Instructions of looking all names up, those of the functions that smx_lookup()
 * calls included, divided by their number.  `file` is the FILE above.
 */
double instructions_per_lookup(const struct smx_policy *policy, const struct queries *queries,
			       const char *file);

#endif /* BENCH_INSTRUCTIONS_H */
