/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_ASK_H
#define BENCH_ASK_H

/*
 * A file of questions asked by dnsperf from beginning to end, as fast as they are
 * answered, and what that takes the server of processor time.
 */

#include "system/server.h"

struct asked {
	unsigned long n_sent, n_lost;
	unsigned long n_noerror; /* answers with this code */
	double cpu;              /* seconds of the server on a processor, meanwhile */
	double seconds;          /* how long that was, in dnsperf's words */
};

/* Ask it `n_times`.  What fails ends the program. */
struct asked ask_all(const struct server *server, const char *path, unsigned n_times);

#endif /* BENCH_ASK_H */
