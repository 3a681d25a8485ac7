/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_PROFILES_H
#define BENCH_PROFILES_H

#include "straymx.h"

/* The least lengths of the rules by profile, 0 for off: the table of straymx-zone(5),
 * written down a second time since what is measured against is to owe nothing to
 * what is measured. */
extern const unsigned char profiles_least_len[SMX_N_PROFILES][SMX_N_RULES];

#endif /* BENCH_PROFILES_H */
