/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include "util/regional.h"

#include "straymx.h"
#include "unbound/state.h"

const struct smx_force *
smx_state_begin(const struct smx_state *state)
{
	const struct smx_force *force = smx_current_begin(&state->current);

	return force != NULL && smx_policy_is_enabled(force->policy) ? force : NULL;
}

struct smx_meter *
smx_state_meter(struct smx_state *state)
{
	return smx_meters_get(&state->meters, smx_record_lane(&state->recorder));
}

struct smx_trace *
smx_trace_find(const struct module_qstate *qstate, int id)
{
	return qstate->minfo[id];
}

struct smx_trace *
smx_trace_get(struct module_qstate *qstate, int id)
{
	if (qstate->minfo[id] == NULL)
		qstate->minfo[id] =
			regional_alloc_zero(qstate->region, sizeof(struct smx_trace));
	return qstate->minfo[id];
}
