/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_ORDINARY_H
#define BENCH_ORDINARY_H

/*
 * Questions for ordinary names: company-like ones that a policy lets pass, half of them
 * with a host name in front, each another one.
 */

#include "names.h"
#include "prng.h"
#include "straymx.h"

struct ordinary {
	const struct smx_policy *policy;
	struct prng prng;
	struct seen seen;
};

/* Whose names: those below com, which most are, or others. */
enum ordinary_place { ORDINARY_ALL, ORDINARY_COM, ORDINARY_OTHERS };

/* Write `n` new names into a file for dnsperf, each with the type A. */
void ordinary_write(struct ordinary *ordinary, enum ordinary_place place, size_t n,
		    const char *path);

void ordinary_free(struct ordinary *ordinary);

#endif /* BENCH_ORDINARY_H */
