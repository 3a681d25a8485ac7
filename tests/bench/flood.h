/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_FLOOD_H
#define BENCH_FLOOD_H

/*
 * Questions of one kind for a resolver, by a dnsperf whose questions and answers
 * go through named pipes: so they never end, and no answer has to be kept.  What
 * fails ends the program.
 */

#include <stdbool.h>

#include "flood_kind.h"
#include "histogram.h"
#include "system/process.h"
#include "system/run.h"

#define FLOOD_TIMEOUT "5" /* seconds, after which an answer is lost */

/* How dnsperf asks. */
struct flood_manner {
	unsigned long rate; /* times a second; 0: as often as it gets answers */
	/* Questions under way at most; 0: so few that several floods fit into one
	 * socket's buffer of Linux's usual size, or it would be the kernel that loses some. */
	unsigned under_way;
	bool is_tcp;
	bool is_blind; /* nothing is known before it ends: it takes less of the processor */
};

struct flood {
	enum flood_kind kind;
	struct flood_manner manner;
	struct process process;
	int questions, answers; /* pipes; -1: closed */
	unsigned long n_asked;  /* of the generator: more than were sent */
	unsigned long n_written;
	long begin;             /* run_now() then */
	char out[65536], in[65536];
	size_t out_len, out_at, in_len;

	struct histogram histogram; /* of answers since the caller emptied it */
	unsigned long n_answers, n_wrong;
	unsigned long n_late; /* without an answer in FLOOD_TIMEOUT */
	char first_wrong[512];
	/* In dnsperf's words, once it has ended: */
	unsigned long n_sent, n_completed, n_lost;
	unsigned long n_noerror, n_nxdomain, n_servfail;
};

/* Start asking the server at this port. The pipes are made in `dir`. */
void flood_start(struct flood *flood, enum flood_kind kind, const char *dir, unsigned port,
		 const struct flood_manner *manner);

/* Write questions and read answers of `n` of them until that time (run_now()), or
 * until all are over. */
void flood_pump(struct flood *floods, size_t n, long until);

/* No more questions: it ends when there are answers to those that were sent. */
void flood_finish(struct flood *flood);

bool flood_is_over(const struct flood *flood);

#endif /* BENCH_FLOOD_H */
