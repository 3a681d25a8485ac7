/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <string.h>

#include "util/data/msgreply.h"

#include "unbound/judge.h"
#include "unbound/outgoing.h"

/* A query state that asks name servers, and what it is judged by. */
struct outgoing {
	struct module_qstate *qstate;
	int id;
	const struct smx_force *force; /* NULL: all questions pass */
	struct smx_trace *trace;       /* NULL: nothing is known yet */
};

static struct outgoing
begin(struct smx_state *state, struct module_qstate *qstate, int id)
{
	struct outgoing outgoing = {.qstate = qstate,
				    .id = id,
				    .force = smx_state_begin(state),
				    .trace = smx_trace_find(qstate, id)};

	return outgoing;
}

/* Whether a name is another one, or above it. */
static bool
is_above(const struct query_info *above, const struct query_info *question)
{
	const uint8_t *name = question->qname;
	size_t len = question->qname_len;

	while (len > above->qname_len) {
		len -= 1u + *name;
		name += 1u + *name;
	}
	return len == above->qname_len && memcmp(name, above->qname, len) == 0;
}

/*
 * Whether the answer to a question to a name server must not be stored.  If nothing is near
 * the name of the state, then neither near the names above it, which are steps on the way
 * to it (QNAME minimisation).  What a lookalike leads to as an alias would be stored under
 * its name; of a client's question it is known whether that is one.
 */
static bool
is_to_be_kept_out(const struct outgoing *outgoing, const struct query_info *question)
{
	const struct smx_trace *trace = outgoing->trace;
	const struct query_info *own = &outgoing->qstate->qinfo;
	const struct smx_policy *policy;
	bool is_step = is_above(question, own);

	if (trace != NULL && trace->is_lookalike)
		return true;
	if (outgoing->force == NULL)
		return false;
	policy = outgoing->force->policy;
	if (trace != NULL && trace->clear_by == outgoing->force->number && is_step)
		return false;
	if (smx_judge_question_keeps_out(policy, question))
		return true;
	return !is_step && (trace == NULL || trace->passes_by != outgoing->force->number) &&
	       smx_judge_question_keeps_out(policy, own);
}

/* The next question of the state may be another one; then what was set is taken back. */
static void
keep_out(struct outgoing *outgoing, const struct query_info *question)
{
	struct module_qstate *qstate = outgoing->qstate;

	if (is_to_be_kept_out(outgoing, question)) {
		outgoing->trace = smx_trace_get(qstate, outgoing->id);
		if (outgoing->trace != NULL && !qstate->no_cache_store)
			outgoing->trace->is_kept_out = true;
		qstate->no_cache_store = 1;
	} else if (outgoing->trace != NULL && outgoing->trace->is_kept_out) {
		outgoing->trace->is_kept_out = false;
		/* Both are set where a stub or forward zone is not to be cached. */
		if (!qstate->no_cache_lookup)
			qstate->no_cache_store = 0;
	}
}

void
smx_outgoing_send(struct smx_state *state, struct module_qstate *qstate, int id,
		  const struct query_info *question)
{
	struct outgoing outgoing = begin(state, qstate, id);

	keep_out(&outgoing, question);
	outgoing.trace = smx_trace_get(qstate, id);
	if (outgoing.trace != NULL)
		outgoing.trace->sent_by = outgoing.force != NULL ? outgoing.force->number : 0;
	smx_current_end();
}

/* By the policy of then; mostly that is the one by which it went out.  Answers of Unbound's
 * auth-zones come without having gone out. */
void
smx_outgoing_receive(struct smx_state *state, struct module_qstate *qstate, int id,
		     const struct query_info *question)
{
	struct outgoing outgoing = begin(state, qstate, id);

	if (outgoing.trace == NULL || outgoing.force == NULL ||
	    outgoing.trace->sent_by != outgoing.force->number)
		keep_out(&outgoing, question);
	else if (outgoing.trace->is_lookalike || outgoing.trace->is_kept_out)
		qstate->no_cache_store = 1; /* subnetcache may have taken it back */
	if (outgoing.trace != NULL)
		outgoing.trace->sent_by = 0;
	smx_current_end();
}
