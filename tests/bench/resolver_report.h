/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_RESOLVER_REPORT_H
#define BENCH_RESOLVER_REPORT_H

/* What the resolver bench measured, as text and as JSON. */

#include "contender.h"

#define RESOLVER_SAMPLES_MAX 1000

enum question_kind {
	QUESTION_CACHED,
	QUESTION_FORWARDED, /* for names that were never asked for, to another resolver */
	QUESTION_ITERATED,  /* likewise, to name servers, step by step */
	QUESTION_N
};

/* One number a round or a start. */
struct samples {
	double at[RESOLVER_SAMPLES_MAX];
	size_t n;
};

struct figures {
	struct samples cpu[QUESTION_N];   /* microseconds of a processor for a question */
	struct samples ratio[QUESTION_N]; /* to Unbound alone, in the same round */
	struct samples start, start_cpu;  /* seconds */
	struct samples rss, rss_loaded;   /* MiB when it began to answer, and in the end */
	unsigned long n_answers, n_lost, n_wrong;
};

void samples_add(struct samples *samples, double number);

/* Print what was measured of each contender, and write it to the file `json` unless
 * that is NULL. */
void resolver_report(const struct contest *contest, struct figures figures[CONTENDER_N],
		     const char *json);

#endif /* BENCH_RESOLVER_REPORT_H */
