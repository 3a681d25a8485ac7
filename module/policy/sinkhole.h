/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_SINKHOLE_H
#define SMX_POLICY_SINKHOLE_H

/*
 * Whether mail can get to a sinkhole.
 */

#include "match/entry.h"
#include "policy/advice.h"
#include "policy/messages.h"

/*
 * Warn, at `place`, of a record of a sinkhole that leads each mail server back to
 * itself, and note the host that an MX record names.  Returns 0 or SMX_ENOMEM.
 */
int smx_sinkhole_study(struct smx_advice *advice, const struct smx_rdata *data,
		       const struct smx_place *place);

/* Warn of hosts that the policy intercepts, so that they are not found. */
void smx_sinkhole_warn_of_hosts(const struct smx_advice *advice, const struct smx_policy *policy,
				struct smx_messages *messages);

#endif /* SMX_POLICY_SINKHOLE_H */
