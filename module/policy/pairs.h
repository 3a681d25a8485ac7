/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_PAIRS_H
#define SMX_POLICY_PAIRS_H

/*
 * Protected names that can be taken for each other: since each of them passes, a
 * slip from one to the other is not caught.
 */

#include "match/policy.h"
#include "policy/advice.h"
#include "policy/origins.h"

/*
 * Warn of each pair of names once, at the place of the one that comes later.  Returns 0,
 * or SMX_ENOMEM with no warnings.
 */
int smx_pairs_warn(const struct smx_policy *policy, const struct smx_origins *origins,
		   const struct smx_advice_progress *progress,
		   struct smx_messages *messages);

#endif /* SMX_POLICY_PAIRS_H */
