/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_SETS_H
#define BENCH_SETS_H

/*
 * Protected names to measure with, all invented, the same on every machine for
 * the same seed.
 */

#include "names.h"
#include "prng.h"

enum set {
	SET_COMPANY, /* as companies call themselves, mostly below com */
	SET_EIGHT,   /* eight letters each, in syllables, so that they lie close together */
	SET_PREFIX,  /* a dozen long beginnings, shared by all */
	SET_CLOSED,  /* as SET_COMPANY, all below mil */
	SET_N
};

const char *set_name(enum set set);

/* Fill an empty list with `n` different names. */
void set_make(enum set set, size_t n, struct prng *prng, struct names *names);

/* A name like those of SET_COMPANY. */
void set_draw_company(struct prng *prng, name_text name);

/* How many labels of a name from here are its public suffix. */
unsigned set_count_suffix_labels(const char *name);

#endif /* BENCH_SETS_H */
