/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include "services/mesh.h"
#include "sldns/rrdef.h"
#include "util/log.h"

#include "match/entry.h"
#include "unbound/answer.h"
#include "unbound/client.h"
#include "unbound/decision.h"
#include "unbound/judge.h"
#include "unbound/question.h"
#include "unbound/sweep.h"
#include "unbound/verify.h"
#include "unbound/watch.h"

/* A query state in this module, and what it is judged by. */
struct passage {
	struct smx_state *state;
	struct module_qstate *qstate;
	int id;
	const struct smx_force *force; /* NULL: all questions pass */
	struct smx_trace *trace;       /* NULL: nothing is known yet */
	bool is_up;                    /* its answer is there */
	enum smx_decision decision;    /* for clients that are not counted yet */
};

static struct passage
begin(struct smx_state *state, struct module_qstate *qstate, int id)
{
	struct passage passage = {.state = state,
				  .qstate = qstate,
				  .id = id,
				  .force = smx_state_begin(state),
				  .trace = smx_trace_find(qstate, id),
				  .decision = SMX_UNDECIDED};

	if (passage.trace != NULL) {
		passage.is_up = passage.trace->is_answered;
		if (passage.trace->n_decided > 0)
			passage.decision = passage.trace->decision;
	}
	return passage;
}

/* It ends here, or goes on: count its clients. */
static void
end(const struct passage *passage)
{
	smx_decision_count(passage->state, passage->qstate, passage->trace, passage->decision);
	smx_current_end();
}

/* ---- what becomes of it ---------------------------------------------------------- */

static void
go_on(const struct passage *passage)
{
	passage->qstate->ext_state[passage->id] =
		passage->is_up ? module_finished : module_wait_module;
}

/* The question fails, and will be asked again. */
static void
fail(struct passage *passage)
{
	passage->decision = SMX_DECIDED_FAILED;
	passage->qstate->return_rcode = LDNS_RCODE_SERVFAIL;
	passage->qstate->return_msg = NULL;
	passage->qstate->no_cache_lookup = 1; /* as in smx_answer_defer() */
	passage->qstate->ext_state[passage->id] = module_finished;
}

/* Without memory; to pass the question on would let the mail out. */
static void
fail_for_memory(struct passage *passage)
{
	log_err("straymx: out of memory for an answer");
	fail(passage);
}

static void
intercept(struct passage *passage, const struct smx_verdict *verdict)
{
	if (smx_answer_write(passage->qstate, passage->force->policy, verdict) != SMX_OK) {
		fail_for_memory(passage);
		return;
	}
	passage->decision = SMX_DECIDED_INTERCEPTED;
	smx_counts_add(&passage->state->counts, SMX_COUNT_INTERCEPTED,
		       smx_client_count(passage->qstate));
	smx_record_clients(&passage->state->recorder, passage->qstate, verdict,
			   SMX_FATE_INTERCEPTED);
	passage->qstate->ext_state[passage->id] = module_finished;
}

static void
defer(struct passage *passage, const struct smx_verdict *verdict)
{
	if (smx_answer_defer(passage->qstate, passage->force->policy, verdict,
			     passage->trace->intended) != SMX_OK) {
		fail_for_memory(passage);
		return;
	}
	passage->qstate->ext_state[passage->id] = module_finished;
	passage->decision = SMX_DECIDED_DEFERRED;
	smx_counts_add(&passage->state->counts, SMX_COUNT_DEFERRED,
		       smx_client_count(passage->qstate));
	smx_record_clients(&passage->state->recorder, passage->qstate, verdict,
			   SMX_FATE_DEFERRED);
}

/* Nothing that the question leads to is to be stored, nor taken from a cache: what module
 * cachedb has of it would be stored in Unbound's cache then, whatever is said of storing. */
static void
close_caches(struct module_qstate *qstate)
{
	qstate->no_cache_store = 1;
	qstate->no_cache_lookup = 1;
}

/* The question passes, by the policy in force; nothing it leads to is to be stored if
 * other questions for the name do not. */
static void
pass(struct passage *passage, bool keeps_out, bool is_clear, enum smx_decision decision)
{
	passage->decision = decision;
	passage->trace = smx_trace_get(passage->qstate, passage->id);
	if (passage->trace != NULL) {
		passage->trace->passes_by = passage->force->number;
		passage->trace->clear_by = is_clear ? passage->force->number : 0;
		passage->trace->is_lookalike = keeps_out;
	} else if (keeps_out) {
		fail_for_memory(passage);
		return;
	}
	if (keeps_out)
		close_caches(passage->qstate);
	go_on(passage);
}

/* ---- the intended name ----------------------------------------------------------- */

static void
count_outcome(const struct passage *passage)
{
	struct smx_trace *trace = passage->trace;
	static const enum smx_count counts[] = {[SMX_EXISTS] = SMX_COUNT_EXISTS,
						[SMX_ABSENT] = SMX_COUNT_ABSENT,
						[SMX_FAILED] = SMX_COUNT_FAILED,
						[SMX_REFUSED] = SMX_COUNT_REFUSED};

	smx_counts_add(&passage->state->counts, counts[trace->intended], 1);
	if (trace->asked_at == 0)
		return;
	smx_histogram_add(&passage->state->meters.verifications, &smx_scale_verifications,
			  smx_nanoseconds() - trace->asked_at);
	trace->asked_at = 0;
}

/* What is known of the intended name, by the policy in force: SMX_ASKED if it has to be
 * waited for. */
static enum smx_existence
intended(const struct passage *passage, const struct smx_verdict *verdict)
{
	struct smx_trace *trace = passage->trace;

	if (trace->checked_by != passage->force->number) {
		trace->checked_by = passage->force->number;
		trace->intended = smx_verify_begin(passage->qstate, passage->id, verdict);
		trace->asked_at = trace->intended == SMX_ASKED ? smx_nanoseconds() : 0;
	} else if (trace->intended == SMX_ASKED && passage->qstate->mesh_info->sub_set.count == 0) {
		trace->intended = SMX_FAILED;
	}
	return trace->intended;
}

/* Intercept the question if its intended name exists. */
static void
check(struct passage *passage, const struct smx_verdict *verdict)
{
	enum smx_verify_failure failure = verdict->entry->settings->zone->verify_failure;

	passage->trace = smx_trace_get(passage->qstate, passage->id);
	if (passage->trace == NULL) {
		fail_for_memory(passage);
		return;
	}
	smx_verify_set_apart(passage->qstate, passage->trace);
	if (intended(passage, verdict) == SMX_ASKED) {
		/* An expired answer is not to be given meanwhile (serve-expired). */
		passage->qstate->no_cache_lookup = 1;
		passage->qstate->ext_state[passage->id] = module_wait_subquery;
		return;
	}
	count_outcome(passage);
	if (passage->trace->intended == SMX_EXISTS)
		intercept(passage, verdict);
	else if (passage->trace->intended == SMX_ABSENT)
		pass(passage, true, false, SMX_DECIDED_ABSENT);
	else if (failure == SMX_FAILURE_INTERCEPT)
		intercept(passage, verdict);
	else if (failure == SMX_FAILURE_PASS)
		pass(passage, true, false, SMX_DECIDED_UNVERIFIED);
	else
		defer(passage, verdict);
}

/* ---- clients' questions ------------------------------------------------------------ */

/* Decide about a question that clients wait for.  Returns whether real answers to it
 * have to be kept out of the cache. */
static bool
decide(struct passage *passage)
{
	const struct smx_policy *policy = passage->force->policy;
	struct smx_judgement judgement;

	smx_judge_clients(policy, smx_state_meter(passage->state), passage->qstate,
			  &judgement);
	/* The next client may have to get another answer. */
	if (judgement.keeps_out && policy->has_scopes)
		smx_client_set_apart(passage->qstate);
	switch (judgement.course) {
	case SMX_INTERCEPT:
		intercept(passage, &judgement.verdict);
		break;
	case SMX_CHECK:
		check(passage, &judgement.verdict);
		break;
	case SMX_SPLIT: /* each has a state of its own when they ask again */
		fail(passage);
		break;
	default:
		if (judgement.course == SMX_WATCH)
			smx_watch_clients(passage->state, passage->qstate, passage->id, policy);
		pass(passage, judgement.keeps_out, judgement.is_clear,
		     smx_decision_of(&judgement));
		if (passage->trace != NULL)
			passage->trace->is_protected = judgement.verdict.reason == SMX_PROTECTED;
	}
	return judgement.keeps_out;
}

/* One of the resolver's own: clients are not to join it, as theirs is to be judged, and its
 * answer is not for the resolver. */
static void
pass_own(struct passage *passage)
{
	if (passage->force != NULL && smx_judge_question_keeps_out(passage->force->policy,
								   &passage->qstate->qinfo)) {
		smx_client_set_apart(passage->qstate);
		close_caches(passage->qstate);
		passage->trace = smx_trace_get(passage->qstate, passage->id);
		if (passage->trace != NULL)
			passage->trace->is_lookalike = true;
	}
	go_on(passage);
}

void
smx_question_down(struct smx_state *state, struct module_qstate *qstate, int id)
{
	struct passage passage = begin(state, qstate, id);

	if (smx_client_waits(qstate) && passage.force != NULL) {
		(void)decide(&passage);
	} else if (passage.trace != NULL && passage.trace->intended != SMX_NOT_ASKED &&
		   passage.force != NULL) {
		/* Who asked has gone away meanwhile; the lookalike is not to be asked. */
		fail(&passage);
	} else if (smx_client_waits(qstate)) {
		passage.trace = smx_trace_get(qstate, id); /* so that it is counted once */
		passage.decision = SMX_DECIDED_DISABLED;
		go_on(&passage);
	} else {
		pass_own(&passage);
	}
	end(&passage);
}

void
smx_question_up(struct smx_state *state, struct module_qstate *qstate, int id)
{
	struct passage passage = begin(state, qstate, id);
	const struct smx_policy *policy = passage.force != NULL ? passage.force->policy : NULL;
	bool keeps_out = false;

	qstate->ext_state[id] = module_finished;
	if (passage.trace != NULL && passage.trace->watchers != NULL)
		smx_watch_answer(state, qstate, passage.trace, policy);
	if (policy == NULL) {
		if (passage.decision == SMX_UNDECIDED)
			passage.decision = SMX_DECIDED_DISABLED;
	} else if (passage.trace != NULL && passage.trace->passes_by == passage.force->number) {
		if (passage.trace->n_watched > 0)
			smx_watch_clients(state, qstate, id, policy);
		keeps_out = passage.trace->is_lookalike;
	} else if (smx_client_waits(qstate)) {
		passage.is_up = true;
		passage.trace = smx_trace_get(qstate, id);
		if (passage.trace != NULL)
			passage.trace->is_answered = true;
		keeps_out = decide(&passage);
	} else {
		keeps_out = smx_judge_question_keeps_out(policy, &qstate->qinfo);
	}
	if (passage.trace != NULL && passage.trace->is_protected)
		smx_record_passing_clients(&state->recorder, qstate);
	/* What has been stored of it meanwhile must not be served to others; module dns64
	 * stores all there is. */
	if (keeps_out)
		smx_sweep_answer(qstate, policy);
	end(&passage);
}

void
smx_question_hear(const struct module_qstate *sub, struct module_qstate *qstate, int id)
{
	struct smx_trace *trace = smx_trace_find(qstate, id);

	/* Others may wait for sub-queries of their own while an answer waits here. */
	if (trace != NULL && trace->intended == SMX_ASKED &&
	    sub->qinfo.qtype == LDNS_RR_TYPE_MX)
		trace->intended = smx_verify_outcome(sub);
}

void
smx_question_clear(struct module_qstate *qstate, int id)
{
	const struct smx_trace *trace = smx_trace_find(qstate, id);

	if (trace != NULL)
		smx_verify_clear(trace);
	qstate->minfo[id] = NULL;
}
