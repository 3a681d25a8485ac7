/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_NUMBER_H
#define BENCH_NUMBER_H

/* An option's argument: a number from 1 to 10,000,000.  Anything else ends the program. */
unsigned number_parse(const char *text);

#endif /* BENCH_NUMBER_H */
