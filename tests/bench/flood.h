/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_FLOOD_H
#define BENCH_FLOOD_H

/*
 * Questions of one kind for a resolver, by a dnsperf whose questions and answers
 * go through named pipes: so they never end, and no answer has to be kept.  What
 * fails ends the program.
 */

#include <poll.h>

#include "histogram.h"
#include "system/process.h"
#include "system/run.h"

#define FLOOD_TIMEOUT "5" /* seconds, after which an answer is lost */

enum flood_kind {
	FLOOD_CACHED,    /* a few thousand names again and again */
	FLOOD_UNCACHED,  /* names that were never asked for */
	FLOOD_LOOKALIKE, /* of names that are protected all the time */
	FLOOD_N
};

/* What it is in words. */
const char *flood_name(enum flood_kind kind);

/* The zone file of the root that has an answer for the first two kinds. */
const char *flood_zone(void);

struct flood {
	enum flood_kind kind;
	struct process process;
	int questions, answers; /* pipes; -1: closed */
	unsigned long n_asked;  /* of the generator: more than were sent */
	char out[65536], in[65536];
	size_t out_len, out_at, in_len;

	struct histogram histogram; /* of answers since the caller emptied it */
	unsigned long n_answers, n_wrong;
	char first_wrong[512];
	unsigned long n_sent, n_lost; /* in dnsperf's words, once it has ended */
};

/* Start asking the server at this port, `rate` times a second, or as often as it
 * answers with 0. The pipes are made in `dir`. */
void flood_start(struct flood *flood, enum flood_kind kind, const char *dir, unsigned port,
		 unsigned long rate);

/* What to poll for, in two entries. */
void flood_poll(const struct flood *flood, struct pollfd polled[2]);

/* Write questions and read answers, as far as can be done without waiting. */
void flood_pump(struct flood *flood);

/* No more questions: it ends when there are answers to those that were sent. */
void flood_finish(struct flood *flood);

bool flood_is_over(const struct flood *flood);

#endif /* BENCH_FLOOD_H */
