/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_SILENT_H
#define BENCH_SILENT_H

/* A name server that takes all questions and answers none.  Returns its port on
 * 127.0.0.1; it is over when `*fd` is closed. */
unsigned silent_begin(int *fd);

#endif /* BENCH_SILENT_H */
