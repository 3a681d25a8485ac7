/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_FLOOD_KIND_H
#define BENCH_FLOOD_KIND_H

/*
 * What a flood asks for, all of them addresses.
 */

#include <stddef.h>

#define FLOOD_QUESTION_SIZE 128

enum flood_kind {
	FLOOD_CACHED,    /* a few thousand names again and again */
	FLOOD_UNCACHED,  /* names that were never asked for */
	FLOOD_LOOKALIKE, /* of names that are protected all the time (rotation.h) */
	FLOOD_POPULAR,   /* the names of the first kind, and */
	FLOOD_RANDOM,    /* such as the second kind has, for floods beside those */
	FLOOD_BELOW,     /* below one lookalike, army.ml, and never asked for */
	FLOOD_SUFFIX,    /* below ml: names that exist below mil and names that do not */
	FLOOD_SILENT,    /* below silent.ml: who serves silent.mil is the user's matter */
	FLOOD_N
};

/* What it is in words. */
const char *flood_name(enum flood_kind kind);

/* The code of an answer that is right, in words; NULL: any. */
const char *flood_rcode(enum flood_kind kind);

/* The zone file of the root that has an answer for all of them, also for the lookalikes
 * below ml. */
const char *flood_zone(void);

/* The question number `i`, as a line for dnsperf; returns its length. */
size_t flood_write_question(enum flood_kind kind, unsigned long i,
			    char line[FLOOD_QUESTION_SIZE]);

#endif /* BENCH_FLOOD_KIND_H */
