/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_SMOKE_H
#define BENCH_SMOKE_H

/*
 * Whether the numbers are about what they are said to be about: the checks of
 * `bench --smoke`, which `make check` runs.
 */

#include "linear.h"
#include "listset.h"
#include "result.h"

struct smoke {
	unsigned n_passed, n_failed;
};

/* Check names and numbers of a policy. */
void smoke_check_result(struct smoke *smoke, const struct result *result);

/* Check that the list of all typos is right by the policy, and complete as far as
 * it is said to be. */
void smoke_check_list(struct smoke *smoke, const struct result *result,
		      const struct smx_policy *policy, const struct names *names,
		      const struct listset *list, const struct queries *hits);

/* Print the closing line.  Returns the exit code. */
int smoke_end(const struct smoke *smoke);

#endif /* BENCH_SMOKE_H */
