/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_ROTATION_H
#define BENCH_ROTATION_H

/*
 * A policy whose files change all the time: some fixed names, which stay, and
 * ten lists of which one after the other gets other names, so that nine names in
 * ten stay each time.  The module reads a file once it is the same in two looks, a
 * second apart: of a single list that changes each second it would see nothing
 * but changes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROTATION_PARTS 10

struct rotation {
	const char *dir;
	char *texts[ROTATION_PARTS][2]; /* two versions of each list */
	unsigned long n_turns;
};

/* Draw `n_names` names, and as many for the other versions, and write straymx.conf
 * and what it names into `dir`, which is kept.  `more` is the end of straymx.conf. */
bool rotation_begin(struct rotation *rotation, const char *dir, size_t n_names, uint64_t seed,
		    const char *more);

/* Put the next list in the place of the one before, by rename. */
bool rotation_turn(struct rotation *rotation);

void rotation_free(struct rotation *rotation);

/* A lookalike of a name that is always protected. */
const char *rotation_lookalike(unsigned long i);

#endif /* BENCH_ROTATION_H */
