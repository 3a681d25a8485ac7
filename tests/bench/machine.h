/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_MACHINE_H
#define BENCH_MACHINE_H

/* The model of the processor, as Linux says it, or "unknown". */
const char *machine_cpu(void);

/* The compiler, and whether it was told to optimise. */
const char *machine_compiler(void);

#endif /* BENCH_MACHINE_H */
