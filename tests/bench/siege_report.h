/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_SIEGE_REPORT_H
#define BENCH_SIEGE_REPORT_H

/* What a siege came to, as text, and written to the file `json` unless that is NULL. */

#include "siege.h"

void siege_report(const struct siege *siege, const char *json);

#endif /* BENCH_SIEGE_REPORT_H */
