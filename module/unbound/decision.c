/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include "unbound/client.h"
#include "unbound/decision.h"
#include "unbound/judge.h"

enum smx_decision
smx_decision_of(const struct smx_judgement *judgement)
{
	static const enum smx_decision decisions[SMX_N_REASONS] = {
		[SMX_NO_MATCH] = SMX_DECIDED_NO_MATCH,
		[SMX_ALLOWED] = SMX_DECIDED_ALLOWED,
		[SMX_PROTECTED] = SMX_DECIDED_PROTECTED,
		[SMX_SPECIAL_USE] = SMX_DECIDED_SPECIAL_USE,
		[SMX_MATCH] = SMX_DECIDED_MONITORED};

	if (!judgement->is_concerned)
		return SMX_DECIDED_TYPE;
	/* There is a match, though none that is for the client. */
	if (judgement->verdict.reason == SMX_NO_MATCH && !judgement->is_clear)
		return SMX_DECIDED_CLIENT;
	return decisions[judgement->verdict.reason];
}

void
smx_decision_count(struct smx_state *state, const struct module_qstate *qstate,
		   struct smx_trace *trace, enum smx_decision decision)
{
	unsigned n = smx_client_count(qstate);
	unsigned n_seen = trace != NULL ? trace->n_seen : 0;
	unsigned n_decided = trace != NULL ? trace->n_decided : 0;
	struct smx_meter *meter;

	if (n == 0)
		return;
	meter = smx_state_meter(state);
	if (n > n_seen) {
		smx_meter_add(&meter->n_seen, n - n_seen);
		n_seen = n;
	}
	if (n > n_decided && decision != SMX_UNDECIDED) {
		smx_meter_add(&meter->decisions[decision], n - n_decided);
		n_decided = n;
	}
	if (trace == NULL)
		return;
	trace->n_seen = n_seen;
	trace->n_decided = n_decided;
	trace->decision = decision;
}
