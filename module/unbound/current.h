/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_CURRENT_H
#define SMX_UNBOUND_CURRENT_H

/*
 * The policy in force: read by all of Unbound's threads, replaced by one while
 * they do.  Reading takes no lock and waits for nobody; who replaces waits until
 * nobody reads the old one any more (liburcu).
 */

#include <stddef.h>

struct smx_policy;

/* A policy, and its number: each has another one, from 1 on. */
struct smx_force {
	struct smx_policy *policy;
	unsigned long number;
};

struct smx_current {
	struct smx_force *force; /* NULL: none is in force.  Only for the functions below */
};

/*
 * What is in force, to be read until smx_current_end(), or NULL.  Not for long, and
 * not twice in a row.
 */
const struct smx_force *smx_current_begin(const struct smx_current *current);

void smx_current_end(void);

/*
 * Put a policy in force, which belongs to `current` from then on; NULL for none.
 * Returns 0 and in `*old` the one before, which nobody reads any more, the
 * caller's to free; or SMX_ENOMEM with everything as it was.  One thread at a
 * time, and none that is between begin and end.
 */
int smx_current_replace(struct smx_current *current, struct smx_policy *policy,
			unsigned long number, struct smx_policy **old);

#endif /* SMX_UNBOUND_CURRENT_H */
