/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include "services/mesh.h"
#include "util/data/msgreply.h"
#include "util/netevent.h"
#include "util/regional.h"

#include "match/policy.h"
#include "unbound/client.h"
#include "unbound/judge.h"
#include "unbound/verify.h"
#include "unbound/watch.h"

/* Questions that wait for one look-up, of which the memory lasts as long as that. */
#define N_WATCHERS_MAX 256

/* A question that waits for what is known of its intended name, in the region of the
 * state that looks it up. */
struct smx_watcher {
	struct smx_watcher *next;
	struct query_info question;
	struct sockaddr_storage address;
};

/* Count and record a question, by what is known of its intended name. */
static void
tell(struct smx_state *state, const struct query_info *question, const struct smx_verdict *verdict,
     const struct smx_client *client, enum smx_existence intended, int64_t wall)
{
	enum smx_verify_failure failure = verdict->entry->settings->zone->verify_failure;

	if (intended == SMX_ABSENT ||
	    (intended != SMX_EXISTS && failure == SMX_FAILURE_PASS))
		return;
	if (intended == SMX_EXISTS || failure == SMX_FAILURE_INTERCEPT) {
		smx_counts_add(&state->counts, SMX_COUNT_MONITORED, 1);
		smx_record(&state->recorder, question, verdict, client, SMX_FATE_MONITORED, wall);
	} else {
		smx_counts_add(&state->counts, SMX_COUNT_UNVERIFIED, 1);
		smx_record(&state->recorder, question, verdict, client, SMX_FATE_UNVERIFIED, wall);
	}
}

/* Have a question wait for the answer of `sub`; false if many do, or memory ran out. */
static bool
wait_for(struct module_qstate *sub, int id, const struct query_info *question,
	 const struct sockaddr_storage *address)
{
	struct smx_trace *trace = smx_trace_get(sub, id);
	struct smx_watcher *watcher;
	uint8_t *name;

	if (trace == NULL || trace->n_watchers == N_WATCHERS_MAX)
		return false;
	watcher = regional_alloc(sub->region, sizeof *watcher);
	name = regional_alloc_init(sub->region, question->qname, question->qname_len);
	if (watcher == NULL || name == NULL)
		return false;
	trace->n_watchers++;
	*watcher = (struct smx_watcher){.next = trace->watchers,
					.question = *question,
					.address = *address};
	watcher->question.qname = name;
	trace->watchers = watcher;
	return true;
}

static void
watch_client(struct smx_state *state, struct module_qstate *qstate, int id,
	     const struct smx_policy *policy, const struct sockaddr_storage *address)
{
	struct smx_client client = smx_client_of(address);
	enum smx_existence intended = SMX_EXISTS;
	struct smx_judgement judgement;
	struct module_qstate *sub;

	smx_judge(policy, smx_state_meter(state), &qstate->qinfo, &client, &judgement);
	if (judgement.course != SMX_WATCH)
		return;
	if (smx_entry_asks(judgement.verdict.entry)) {
		intended = smx_verify_begin_apart(qstate, id, &judgement.verdict, &sub);
		if (intended == SMX_ASKED && wait_for(sub, id, &qstate->qinfo, address))
			return;
	}
	tell(state, &qstate->qinfo, &judgement.verdict, &client, intended,
	     smx_record_wall(qstate));
}

void
smx_watch_clients(struct smx_state *state, struct module_qstate *qstate, int id,
		  const struct smx_policy *policy)
{
	struct smx_trace *trace = smx_trace_get(qstate, id);
	unsigned n = smx_client_count(qstate), n_old = trace != NULL ? trace->n_watched : 0;
	const struct mesh_reply *reply = qstate->mesh_info->reply_list;

	/* Who comes is put in front. */
	for (unsigned i = n_old; i < n; i++) {
		watch_client(state, qstate, id, policy, &reply->query_reply.client_addr);
		reply = reply->next;
	}
	if (trace != NULL && n > n_old)
		trace->n_watched = n;
}

void
smx_watch_answer(struct smx_state *state, const struct module_qstate *sub,
		 struct smx_trace *trace, const struct smx_policy *policy)
{
	enum smx_existence intended = smx_verify_outcome(sub);
	struct smx_watcher *watchers = trace->watchers;

	trace->watchers = NULL;
	trace->n_watchers = 0;
	smx_verify_note(&state->intended, sub);
	for (const struct smx_watcher *watcher = watchers; policy != NULL && watcher != NULL;
	     watcher = watcher->next) {
		struct smx_client client = smx_client_of(&watcher->address);
		struct smx_judgement judgement;

		/* By the policy of now, since that of then may be gone. */
		smx_judge(policy, smx_state_meter(state), &watcher->question, &client, &judgement);
		if (judgement.course == SMX_WATCH)
			tell(state, &watcher->question, &judgement.verdict, &client, intended,
			     smx_record_wall(sub));
	}
}

void
smx_watch_cached(struct smx_state *state, const struct smx_force *force,
		 const struct query_info *question, const struct comm_reply *reply, int64_t wall)
{
	const struct smx_policy *policy = force->policy;
	struct smx_client client = smx_client_of(&reply->client_addr);
	enum smx_existence intended = SMX_EXISTS;
	struct smx_meter *meter = smx_state_meter(state);
	struct smx_judgement judgement;

	smx_record_passing(&state->recorder, question, &client, wall);
	if (!policy->has_monitored)
		return; /* mostly */
	/* Otherwise, what is in the cache is asked for again and again. */
	if (smx_memo_get(&state->clear, question->qname, question->qname_len, force->number) ==
	    SMX_MEMORY_CLEAR)
		return;
	smx_judge(policy, meter, question, &client, &judgement);
	if (judgement.is_clear)
		smx_memo_put(&state->clear, question->qname, question->qname_len, force->number,
			     SMX_MEMORY_CLEAR);
	if (judgement.course != SMX_WATCH)
		return;
	if (smx_entry_asks(judgement.verdict.entry))
		intended = smx_verify_noted(&state->intended, &judgement.verdict, question->qname);
	tell(state, question, &judgement.verdict, &client, intended, wall);
}
