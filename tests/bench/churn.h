/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_CHURN_H
#define BENCH_CHURN_H

/*
 * Clients that come and go: each has another address in 127.0.0.0/8, asks one question
 * over UDP or TCP, and is gone; of those on TCP some leave without waiting, or in
 * the middle of the question.  They run in threads of their own.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * A zone that is for some of them, and protects one name.  Its lookalike is to be
 * intercepted for none of the others, and for these always, or never where straymx
 * cannot tell clients apart: whoever counts has to look.
 */
#define CHURN_CONF                                                                             \
	"zone \"scoped\" {\n"                                                                  \
	"\tfile = \"scoped.list\"\n"                                                           \
	"\tclients = { \"127.10.0.0/16\" }\n"                                                  \
	"\texempt-clients = { \"127.10.128.0/17\" }\n"                                         \
	"}\n"
#define CHURN_LIST "scoped-names.example\n"
#define CHURN_ZONE "*.scopedd-names.example A 203.0.113.2\n"

#define CHURN_N_THREADS 3

struct churn {
	uint16_t port;

	/* For the functions below: */
	atomic_bool is_over;
	atomic_uint seed;
	pthread_t threads[CHURN_N_THREADS];

	/* What came of it; may be read while it runs: */
	atomic_ulong n_udp, n_tcp; /* clients that wait for an answer, */
	atomic_ulong n_rude;       /* and do not */
	atomic_ulong n_lost, n_wrong;
	atomic_ulong n_scoped, n_scoped_intercepted; /* answers to those whom the zone is for */
	_Atomic(const char *) first_wrong;           /* what kind of question */
};

void churn_start(struct churn *churn, uint16_t port);
void churn_stop(struct churn *churn);

#endif /* BENCH_CHURN_H */
