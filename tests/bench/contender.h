/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_CONTENDER_H
#define BENCH_CONTENDER_H

/*
 * What the resolver bench holds against each other: one Unbound program with two
 * threads, set up in several ways.  It asks for names below com step by step, as for
 * servers of their own (QNAME minimisation), and forwards all else.  What fails ends the
 * program.
 */

#include "names.h"
#include "system/server.h"

enum contender {
	CONTENDER_ALONE,   /* without the module: what the others are measured by */
	CONTENDER_AGAIN,   /* the same once more, to see what the measuring is worth */
	CONTENDER_TENTH,   /* the module, with the first tenth of the names */
	CONTENDER_ALL,     /* with all names */
	CONTENDER_MONITOR, /* likewise, in the mode `monitor` */
	CONTENDER_RPZ,     /* no module, but a response policy zone of typing errors */
	CONTENDER_N
};

struct contest {
	struct names names; /* protected */
	size_t n_listed;    /* how many of them, from the first on, RPZ has the variants of */
	size_t n_variants;  /* which are so many */
	struct server upstream;
	struct server servers[CONTENDER_N];
};

/* Start the upstream, which has an address for whatever name, and write what is for
 * the contenders. */
void contest_begin(struct contest *contest, size_t n_names, size_t n_listed);

/* What it is in words. */
const char *contender_title(const struct contest *contest, enum contender contender,
			    char title[64]);

/* How many seconds it was until it answered, and seconds of a processor. */
struct start {
	double seconds, cpu;
};

struct start contender_start(struct contest *contest, enum contender contender);
void contender_stop(struct contest *contest, enum contender contender);

void contest_end(struct contest *contest);

#endif /* BENCH_CONTENDER_H */
