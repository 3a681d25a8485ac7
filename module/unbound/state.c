/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include "util/regional.h"

#include "unbound/state.h"

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
