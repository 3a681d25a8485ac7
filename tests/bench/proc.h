/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_PROC_H
#define BENCH_PROC_H

/* What Linux says of a running process. */

#include <stddef.h>
#include <sys/types.h>

/* Resident memory in KiB; 0 if it is not known. */
size_t proc_rss(pid_t pid);

/* Seconds that the threads of this niceness have run on a processor so far. */
double proc_thread_seconds(pid_t pid, long niceness);

#endif /* BENCH_PROC_H */
