/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx as Unbound sees it: the six functions that a dynlib module exports.
 * They run in all worker threads at once; what they share is the policy in force,
 * which a thread of its own replaces (life.c).
 */
#include "unbound/compat.h"

#include <stdlib.h>

#include "dynlibmod/dynlibmod.h"
#include "services/cache/dns.h"
#include "services/mesh.h"
#include "sldns/rrdef.h"
#include "util/log.h"
#include "util/module.h"

#include "straymx.h"
#include "unbound/answer.h"
#include "unbound/current.h"
#include "unbound/judge.h"
#include "unbound/life.h"
#include "unbound/sweep.h"

#define EXPORTED __attribute__((visibility("default")))

/* ---- state, one for all threads ------------------------------------------ */

struct straymx {
	struct smx_current current; /* the policy in force */
	struct smx_life *life;      /* of the policy; NULL: none will ever be in force */
};

static struct straymx *
state(const struct module_env *env, int id)
{
	const struct dynlibmod_env *dynlib = env->modinfo[id];

	return dynlib->dyn_env;
}

/*
 * What questions are judged by, or NULL where all of them pass.  In any case
 * smx_current_end() has to follow.
 */
static const struct smx_force *
begin_judging(const struct module_env *env, int id)
{
	static const struct smx_current nothing;
	const struct straymx *straymx = state(env, id);
	const struct smx_force *force =
		smx_current_begin(straymx != NULL ? &straymx->current : &nothing);

	return force != NULL && smx_policy_is_enabled(force->policy) ? force : NULL;
}

/* ---- judging ---------------------------------------------------------------- */

/*
 * What is known of a query state; kept in its minfo[id] itself, which is NULL at
 * first: two flags, and above them the number of the policy by which it was judged.
 */
enum {
	STATE_JUDGED = 1,   /* it passes */
	STATE_KEPT_OUT = 2, /* no_cache_store was set here */
	STATE_NUMBER = 2    /* bits before the number */
};

static bool
state_has(const struct module_qstate *qstate, int id, uintptr_t flag)
{
	return ((uintptr_t)qstate->minfo[id] & flag) != 0;
}

static void
state_add(struct module_qstate *qstate, int id, uintptr_t flag)
{
	qstate->minfo[id] = (void *)((uintptr_t)qstate->minfo[id] | flag);
}

static void
state_remove(struct module_qstate *qstate, int id, uintptr_t flag)
{
	qstate->minfo[id] = (void *)((uintptr_t)qstate->minfo[id] & ~flag);
}

/* The question passes, by the policy of this number (0: there is none). */
static void
state_pass(struct module_qstate *qstate, int id, uintptr_t number)
{
	uintptr_t flags = (uintptr_t)qstate->minfo[id] & STATE_KEPT_OUT;

	qstate->minfo[id] = (void *)(number << STATE_NUMBER | flags | STATE_JUDGED);
}

/* Whether it has been found to pass by the policy of this number. */
static bool
state_passes(const struct module_qstate *qstate, int id, uintptr_t number)
{
	return state_has(qstate, id, STATE_JUDGED) &&
	       (uintptr_t)qstate->minfo[id] >> STATE_NUMBER == number;
}

/* Whether a client waits for the answer, or the resolver alone (name server
 * addresses, DS, prefetch). */
static bool
is_asked_by_client(const struct module_qstate *qstate)
{
	return qstate->mesh_info->reply_list != NULL;
}

/*
 * Keep clients from joining a question of the resolver's own: theirs is to be
 * judged, and its answer is not for the resolver.  Being unique is part of the
 * key by which trees hold the state: that of all states, and those of the states
 * that wait for this one or that it waits for.  So it is done at the beginning,
 * when nobody does; what begins below this module is left to judge_answer().
 */
static void
set_apart(struct module_qstate *qstate)
{
	struct mesh_state *mesh_state = qstate->mesh_info;
	struct rbtree_type *all = &qstate->env->mesh->all;

	if (mesh_state->unique != NULL || mesh_state->super_set.count > 0 ||
	    mesh_state->sub_set.count > 0)
		return;
	(void)rbtree_delete(all, mesh_state);
	mesh_state_make_unique(mesh_state);
	(void)rbtree_insert(all, &mesh_state->node);
}

/*
 * Answer the client.  Without memory the question fails: it will be asked
 * again, where passing it on would let the mail out.
 */
static void
intercept(struct module_qstate *qstate, int id, const struct smx_policy *policy,
	  const struct smx_verdict *verdict)
{
	if (smx_answer_write(qstate, policy, verdict) == SMX_OK) {
		qstate->ext_state[id] = module_finished;
		return;
	}
	log_err("straymx: out of memory for an answer");
	qstate->return_rcode = LDNS_RCODE_SERVFAIL;
	qstate->ext_state[id] = module_error;
}

/* A question on its way down. */
static void
judge_question(struct module_qstate *qstate, int id)
{
	const struct smx_force *force = begin_judging(qstate->env, id);
	struct smx_verdict verdict;

	qstate->ext_state[id] = module_wait_module;
	if (force == NULL || !smx_judge_question(force->policy, &qstate->qinfo, &verdict)) {
		if (is_asked_by_client(qstate))
			state_pass(qstate, id, force != NULL ? force->number : 0);
	} else if (is_asked_by_client(qstate)) {
		intercept(qstate, id, force->policy, &verdict);
	} else {
		set_apart(qstate);
	}
	smx_current_end();
}

/*
 * An answer on its way up.  It is judged again unless its question passed by the
 * same policy: there may be a new one since, or the resolver asked it below this
 * module, and a client may have joined.  What has been stored of it meanwhile must
 * not be served to others.
 */
static void
judge_answer(struct module_qstate *qstate, int id)
{
	const struct smx_force *force = begin_judging(qstate->env, id);
	struct smx_verdict verdict;

	qstate->ext_state[id] = module_finished;
	if (force != NULL && !state_passes(qstate, id, force->number) &&
	    smx_judge_question(force->policy, &qstate->qinfo, &verdict)) {
		if (!qstate->no_cache_store)
			smx_sweep_answer(qstate, force->policy);
		if (is_asked_by_client(qstate))
			intercept(qstate, id, force->policy, &verdict);
	}
	smx_current_end();
}

/*
 * A question to a name server: for whatever reason it is asked (an address of a
 * name server, an alias, a step of QNAME minimisation), the answer of a lookalike
 * must not get into the cache, from which clients would be served without being
 * judged.  The next question of the state may be another one.
 */
static void
keep_out_of_cache(struct module_qstate *qstate, int id, const struct query_info *question)
{
	const struct smx_force *force = begin_judging(qstate->env, id);
	struct smx_verdict verdict;

	if (force != NULL && smx_judge_question(force->policy, question, &verdict)) {
		if (!qstate->no_cache_store)
			state_add(qstate, id, STATE_KEPT_OUT);
		qstate->no_cache_store = 1;
	} else if (state_has(qstate, id, STATE_KEPT_OUT)) {
		state_remove(qstate, id, STATE_KEPT_OUT);
		/* Both are set where a stub or forward zone is not to be cached. */
		if (!qstate->no_cache_lookup)
			qstate->no_cache_store = 0;
	}
	smx_current_end();
}

/* When it goes out.  An inplace_cb_query callback; returns 1, which is "go on". */
static int
on_query_out(struct query_info *qinfo, uint16_t flags, struct module_qstate *qstate,
	     struct sockaddr_storage *addr, socklen_t addrlen, uint8_t *zone, size_t zonelen,
	     struct regional *region, int id, void *arg)
{
	(void)flags;
	(void)addr;
	(void)addrlen;
	(void)zone;
	(void)zonelen;
	(void)region;
	(void)arg;
	keep_out_of_cache(qstate, id, qinfo);
	return 1;
}

/* When its answer comes, before that is stored: by the policy of then.  An
 * inplace_cb_query_response callback; `response` is NULL where none came. */
static int
on_response(struct module_qstate *qstate, struct dns_msg *response, int id, void *arg)
{
	(void)arg;
	if (response != NULL)
		keep_out_of_cache(qstate, id, &response->qinfo);
	return 1;
}

/* ---- what dynlib calls ------------------------------------------------------- */

EXPORTED int init(struct module_env *env, int id);
EXPORTED void deinit(struct module_env *env, int id);
EXPORTED void operate(struct module_qstate *qstate, enum module_ev event, int id,
		      struct outbound_entry *outbound);
EXPORTED void inform_super(struct module_qstate *qstate, int id, struct module_qstate *super);
EXPORTED void clear(struct module_qstate *qstate, int id);
EXPORTED size_t get_mem(struct module_env *env, int id);

/* Returns 1 whatever happens: 0 would end the daemon. */
int
init(struct module_env *env, int id)
{
	struct dynlibmod_env *dynlib = env->modinfo[id];
	struct straymx *straymx = calloc(1, sizeof *straymx);

	dynlib->dyn_env = straymx;
	if (straymx == NULL)
		log_err("straymx: out of memory; standing aside, all questions pass");
	else
		straymx->life = smx_life_begin(env, &straymx->current);
	/* Through dynlib, whose own callbacks are ones that the daemon allows. */
	if (!dynlib->inplace_cb_register_wrapped((void *)(uintptr_t)on_query_out,
						 inplace_cb_query, NULL, env, id) ||
	    !dynlib->inplace_cb_register_wrapped((void *)(uintptr_t)on_response,
						 inplace_cb_query_response, NULL, env, id))
		log_err("straymx: out of memory; lookalikes may be served from the cache");
	return 1;
}

void
deinit(struct module_env *env, int id)
{
	struct dynlibmod_env *dynlib = env->modinfo[id];
	struct straymx *straymx = dynlib->dyn_env;

	dynlib->inplace_cb_delete_wrapped(env, inplace_cb_query, id);
	dynlib->inplace_cb_delete_wrapped(env, inplace_cb_query_response, id);
	if (straymx != NULL)
		smx_life_end(straymx->life);
	free(straymx);
	dynlib->dyn_env = NULL;
}

void
operate(struct module_qstate *qstate, enum module_ev event, int id,
	struct outbound_entry *outbound)
{
	struct straymx *straymx = state(qstate->env, id);

	(void)outbound;
	switch (event) {
	case module_event_new:
	case module_event_pass:
		if (straymx != NULL && straymx->life != NULL)
			smx_life_meet(straymx->life, smx_sweep_daemon(qstate));
		judge_question(qstate, id);
		break;
	case module_event_moddone:
		judge_answer(qstate, id);
		break;
	default:
		log_err("straymx: unexpected event %s", strmodulevent(event));
		qstate->ext_state[id] = module_error;
	}
}

/* straymx attaches no sub-queries, so no answer to one comes back to it. */
void
inform_super(struct module_qstate *qstate, int id, struct module_qstate *super)
{
	(void)qstate;
	(void)id;
	(void)super;
}

void
clear(struct module_qstate *qstate, int id)
{
	qstate->minfo[id] = NULL;
}

size_t
get_mem(struct module_env *env, int id)
{
	const struct straymx *straymx = state(env, id);
	const struct smx_force *force;
	size_t size;

	if (straymx == NULL)
		return 0;
	force = smx_current_begin(&straymx->current);
	size = force != NULL ? smx_policy_size(force->policy) : 0;
	smx_current_end();
	return sizeof *straymx + size;
}
