/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_DEAD_H
#define SMX_POLICY_DEAD_H

/*
 * Protected names that nothing can be taken for: they are too short for all their
 * rules, or have none, or another name keeps all their lookalikes from matching.
 */

#include "match/policy.h"
#include "policy/origins.h"

/* Warn of them, but for those in files that are in doubt. */
void smx_dead_warn(const struct smx_policy *policy, const struct smx_origins *origins,
		   struct smx_messages *messages);

#endif /* SMX_POLICY_DEAD_H */
