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
#include "util/log.h"

#include "straymx.h"
#include "unbound/abi.h"
#include "unbound/life.h"
#include "unbound/outgoing.h"
#include "unbound/question.h"
#include "unbound/state.h"
#include "unbound/sweep.h"
#include "unbound/watch.h"

#define EXPORTED __attribute__((visibility("default")))

/* ---- state, one for all threads ------------------------------------------ */

static struct smx_state *
state_of(const struct module_env *env, int id)
{
	const struct dynlibmod_env *dynlib = env->modinfo[id];

	return dynlib->dyn_env;
}

/* ---- hooks: callbacks that Unbound calls beside the modules ------------------ */

/* A question goes out.  An inplace_cb_query callback; returns 1, which is "go on". */
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
	smx_outgoing_send(arg, qstate, id, qinfo);
	return 1;
}

/* Its answer comes, before that is stored.  An inplace_cb_query_response callback;
 * `response` is NULL where none came. */
static int
on_response(struct module_qstate *qstate, struct dns_msg *response, int id, void *arg)
{
	if (response != NULL)
		smx_outgoing_receive(arg, qstate, id, &response->qinfo);
	return 1;
}

/* A client was answered from the cache, which nothing here can change.  An
 * inplace_cb_reply_cache callback. */
static int
on_cached_answer(struct query_info *qinfo, struct module_qstate *qstate, struct reply_info *rep,
		 int rcode, struct edns_data *edns, struct edns_option **opt_list_out,
		 struct comm_reply *repinfo, struct regional *region, struct timeval *start_time,
		 int id, void *arg)
{
	struct smx_state *state = arg;
	const struct smx_force *force = smx_state_begin(state);

	(void)qstate;
	(void)rep;
	(void)rcode;
	(void)edns;
	(void)opt_list_out;
	(void)region;
	(void)id;
	smx_meter_add(&smx_state_meter(state)->n_cached, 1);
	if (force != NULL && repinfo != NULL)
		smx_watch_cached(state, force, qinfo, repinfo,
				 (int64_t)start_time->tv_sec * 1000 + start_time->tv_usec / 1000);
	smx_current_end();
	return 1;
}

static const struct {
	enum inplace_cb_list_type type;
	void (*function)(void); /* of the type that the list calls */
} hooks[] = {
	{inplace_cb_query, (void (*)(void))on_query_out},
	{inplace_cb_query_response, (void (*)(void))on_response},
	{inplace_cb_reply_cache, (void (*)(void))on_cached_answer},
};

#define N_HOOKS (sizeof hooks / sizeof hooks[0])

/* ---- what dynlib calls ------------------------------------------------------- */

EXPORTED int init(struct module_env *env, int id);
EXPORTED void deinit(struct module_env *env, int id);
EXPORTED void operate(struct module_qstate *qstate, enum module_ev event, int id,
		      struct outbound_entry *outbound);
EXPORTED void inform_super(struct module_qstate *qstate, int id, struct module_qstate *super);
EXPORTED void clear(struct module_qstate *qstate, int id);
EXPORTED size_t get_mem(struct module_env *env, int id);

static void
begin(struct module_env *env, int id)
{
	struct dynlibmod_env *dynlib = env->modinfo[id];
	struct smx_state *state = calloc(1, sizeof *state);
	bool is_hooked = true;

	dynlib->dyn_env = state;
	if (state == NULL) {
		log_err("straymx: out of memory; standing aside, all questions pass");
		return;
	}
	state->life = smx_life_begin(env, state);
	/* Through dynlib, whose own callbacks are ones that the daemon allows. */
	for (size_t i = 0; i < N_HOOKS; i++)
		is_hooked &= dynlib->inplace_cb_register_wrapped(
				     (void *)(uintptr_t)hooks[i].function, hooks[i].type, state,
				     env, id) != 0;
	if (!is_hooked)
		log_err("straymx: out of memory; lookalikes may be served from the cache");
}

static void
end(struct module_env *env, int id)
{
	struct dynlibmod_env *dynlib = env->modinfo[id];
	struct smx_state *state = dynlib->dyn_env;

	if (state == NULL)
		return;
	for (size_t i = 0; i < N_HOOKS; i++)
		dynlib->inplace_cb_delete_wrapped(env, hooks[i].type, id);
	smx_life_end(state->life);
	free(state);
	dynlib->dyn_env = NULL;
}

/* Returns 1 whatever goes wrong: 0 would end the daemon. */
int
init(struct module_env *env, int id)
{
	enum smx_host host = smx_abi_check();

	if (host == SMX_HOST_KNOWN)
		begin(env, id);
	return host != SMX_HOST_UNFIT;
}

void
deinit(struct module_env *env, int id)
{
	if (!smx_abi_is_foreign())
		end(env, id);
}

void
operate(struct module_qstate *qstate, enum module_ev event, int id,
	struct outbound_entry *outbound)
{
	struct smx_state *state;

	if (smx_abi_is_foreign()) {
		smx_abi_operate(qstate, event, id, outbound);
		return;
	}
	state = state_of(qstate->env, id);
	switch (event) {
	case module_event_new:
	case module_event_pass:
		if (state == NULL) {
			qstate->ext_state[id] = module_wait_module;
			return;
		}
		if (state->life != NULL)
			smx_life_meet(state->life, smx_sweep_daemon(qstate));
		smx_question_down(state, qstate, id);
		break;
	case module_event_moddone:
		if (state != NULL)
			smx_question_up(state, qstate, id);
		else
			qstate->ext_state[id] = module_finished;
		break;
	default:
		log_err("straymx: unexpected event %s", strmodulevent(event));
		qstate->ext_state[id] = module_error;
	}
}

/* A sub-query has ended, for which `super` waits in this module. */
void
inform_super(struct module_qstate *qstate, int id, struct module_qstate *super)
{
	if (!smx_abi_is_foreign())
		smx_question_hear(qstate, super, id);
}

void
clear(struct module_qstate *qstate, int id)
{
	if (smx_abi_is_foreign())
		smx_abi_clear(qstate, id);
	else
		smx_question_clear(qstate, id);
}

size_t
get_mem(struct module_env *env, int id)
{
	const struct smx_state *state = smx_abi_is_foreign() ? NULL : state_of(env, id);
	const struct smx_force *force;
	size_t size;

	if (state == NULL)
		return 0;
	force = smx_current_begin(&state->current);
	size = force != NULL ? smx_policy_size(force->policy) : 0;
	smx_current_end();
	return sizeof *state + size;
}
