/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_IDLE_H
#define SMX_POLICY_IDLE_H

/*
 * Entries that never act, wholly or in part, for what stands elsewhere, in other
 * files perhaps: warnings that take the whole policy to find.
 */

#include "match/policy.h"
#include "policy/origins.h"

/*
 * Warn about protected names that are equal to or below an exempt one, and about
 * entries that always lose to an earlier one of the same name that does something
 * else.  The policy's entries are in order, and its exempt names frozen.
 */
void smx_idle_warn(const struct smx_policy *policy, const struct smx_origins *origins,
		   struct smx_messages *messages);

#endif /* SMX_POLICY_IDLE_H */
