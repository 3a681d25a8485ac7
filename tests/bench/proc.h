/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_PROC_H
#define BENCH_PROC_H

/* What Linux says of a running process. */

#include <stddef.h>
#include <sys/types.h>

/* Resident memory in KiB; 0 if it is not known. */
size_t proc_rss(pid_t pid);

/* The most that it was; likewise. */
size_t proc_peak(pid_t pid);

/* How many threads it has, and open files; 0 if that is not known. */
size_t proc_threads(pid_t pid);
size_t proc_files(pid_t pid);

/* Seconds that it has run on a processor so far, all threads together, by the
 * scheduler's own clock; 0 if it is not known. */
double proc_cpu_seconds(pid_t pid);

/* Seconds that the threads of this niceness have run on a processor so far. */
double proc_thread_seconds(pid_t pid, long niceness);

#endif /* BENCH_PROC_H */
