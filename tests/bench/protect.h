/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_PROTECT_H
#define BENCH_PROTECT_H

/*
 * Policies for the programs that measure: the way of every policy, from
 * straymx.conf and a list in a directory of their own.
 */

#include "names.h"
#include "straymx.h"

/*
 * Write the names as a .list with a straymx.conf that protects them by
 * `profile`, both in a new directory under TMPDIR or /tmp, whose path is put
 * into `dir`.  Ends the program where that cannot be done.
 */
void protect_write(const struct names *names, enum smx_profile profile, char dir[256]);

/* Load the policy of such a directory, or end the program with its messages. */
struct smx_policy *protect_load(const char *dir);

/* Remove the directory. */
void protect_remove(const char *dir);

/* How smx_lookup() judges one name. */
struct smx_verdict protect_judge(const struct smx_policy *policy, const char *name);

#endif /* BENCH_PROTECT_H */
