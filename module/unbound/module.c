/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx as Unbound sees it: the six functions that a dynlib module exports.
 * They run in all worker threads at once; what they share is immutable from
 * init() to deinit().
 */
#include "config.h" /* Unbound's */

#include <stdlib.h>
#include <string.h>

#include "dynlibmod/dynlibmod.h"
#include "services/mesh.h"
#include "sldns/rrdef.h"
#include "util/config_file.h"
#include "util/log.h"
#include "util/module.h"

#include "straymx.h"
#include "unbound/answer.h"

#define EXPORTED __attribute__((visibility("default")))
#define MESSAGE_SIZE 2048

/* ---- state, one for all threads ------------------------------------------ */

struct straymx {
	struct smx_policy *policy; /* NULL: stand aside, all questions pass */
};

static struct straymx *
state(const struct module_env *env, int id)
{
	const struct dynlibmod_env *dynlib = env->modinfo[id];

	return dynlib->dyn_env;
}

/* The policy that questions are judged by, or NULL where all of them pass. */
static const struct smx_policy *
acting_policy(const struct module_env *env, int id)
{
	const struct straymx *straymx = state(env, id);

	if (straymx == NULL || straymx->policy == NULL ||
	    !smx_policy_is_enabled(straymx->policy))
		return NULL;
	return straymx->policy;
}

/* ---- loading --------------------------------------------------------------- */

static void
log_messages(const struct smx_messages *messages)
{
	char text[MESSAGE_SIZE];

	for (size_t i = 0; i < messages->n_messages; i++) {
		smx_message_write(messages, i, text, sizeof text);
		if (messages->list[i].severity == SMX_ERROR)
			log_err("straymx: %s", text);
		else
			log_warn("straymx: %s", text);
	}
	if (smx_messages_count_unlisted(messages) > 0)
		log_warn("straymx: %zu more errors and warnings are not shown",
			 smx_messages_count_unlisted(messages));
}

/* Where straymx.conf is, as seen from inside of Unbound's chroot, where init() runs;
 * malloced. */
static char *
conf_path(struct config_file *cfg)
{
	const char *path = getenv("STRAYMX_CONF");
	size_t root_len = cfg->chrootdir != NULL ? strlen(cfg->chrootdir) : 0;
	char *full;

	if (path == NULL || path[0] == '\0')
		path = "straymx.conf";
	/* A slash at its end belongs to what is inside. */
	while (root_len > 0 && cfg->chrootdir[root_len - 1] == '/')
		root_len--;
	full = fname_after_chroot(path, cfg, 1); /* as seen from outside */
	if (full != NULL && root_len > 0 && strncmp(full, cfg->chrootdir, root_len) == 0)
		memmove(full, full + root_len, strlen(full + root_len) + 1);
	return full;
}

/* A policy that cannot be loaded is no reason to end the daemon: it is loud, and passes. */
static struct smx_policy *
load_policy(struct config_file *cfg)
{
	struct smx_policy *policy = NULL;
	struct smx_messages messages;
	char *path = conf_path(cfg);

	if (path == NULL) {
		log_err("straymx: out of memory; standing aside, all questions pass");
		return NULL;
	}
	smx_messages_init(&messages);
	smx_policy_load(path, time(NULL), &policy, &messages);
	log_messages(&messages);
	smx_messages_free(&messages);
	if (policy == NULL)
		log_err("straymx: no policy from %s; standing aside, all questions pass", path);
	else
		log_info("straymx: %zu protected and %zu exempt names in %zu zones from %s%s",
			 smx_policy_count_protected(policy), smx_policy_count_exempt(policy),
			 smx_policy_count_zones(policy), path,
			 smx_policy_is_enabled(policy) ? ""
						       : "; enabled = no: all questions pass");
	free(path);
	return policy;
}

/* ---- judging ---------------------------------------------------------------- */

/* What is known of a query state; kept in its minfo[id] itself, which is NULL at
 * first. */
enum {
	STATE_JUDGED = 1,   /* a client's question, and it passes */
	STATE_KEPT_OUT = 2, /* no_cache_store was set here */
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

/* Whether a client waits for the answer, or the resolver alone (name server
 * addresses, DS, prefetch). */
static bool
is_asked_by_client(const struct module_qstate *qstate)
{
	return qstate->mesh_info->reply_list != NULL;
}

/* Whether the policy intercepts this question, if a client asks it; `*verdict` says why. */
static bool
is_lookalike(const struct query_info *qinfo, const struct smx_policy *policy,
	     struct smx_verdict *verdict)
{
	if (policy == NULL || qinfo->qclass != LDNS_RR_CLASS_IN ||
	    !smx_policy_has_type(policy, qinfo->qtype))
		return false;
	smx_lookup(policy, qinfo->qname, qinfo->qname_len, verdict);
	return verdict->reason == SMX_MATCH && smx_entry_acts(verdict->entry);
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
	const struct smx_policy *policy = acting_policy(qstate->env, id);
	struct smx_verdict verdict;

	qstate->ext_state[id] = module_wait_module;
	if (!is_lookalike(&qstate->qinfo, policy, &verdict)) {
		if (is_asked_by_client(qstate))
			state_add(qstate, id, STATE_JUDGED);
	} else if (is_asked_by_client(qstate)) {
		intercept(qstate, id, policy, &verdict);
	} else {
		set_apart(qstate);
	}
}

/* An answer on its way up: to a question that passed, or that never came by, since
 * the resolver asked it below this module; a client may have joined that one. */
static void
judge_answer(struct module_qstate *qstate, int id)
{
	const struct smx_policy *policy = acting_policy(qstate->env, id);
	struct smx_verdict verdict;

	qstate->ext_state[id] = module_finished;
	if (!state_has(qstate, id, STATE_JUDGED) && is_asked_by_client(qstate) &&
	    is_lookalike(&qstate->qinfo, policy, &verdict))
		intercept(qstate, id, policy, &verdict);
}

/*
 * A question on its way out to a name server: for whatever reason it is asked
 * (an address of a name server, an alias, a step of QNAME minimisation), the
 * answer of a lookalike must not get into the cache, from which clients would
 * be served without being judged.  The next question of the state may be
 * another one.  An inplace_cb_query callback; returns 1, which is "go on".
 */
static int
on_query_out(struct query_info *qinfo, uint16_t flags, struct module_qstate *qstate,
	     struct sockaddr_storage *addr, socklen_t addrlen, uint8_t *zone, size_t zonelen,
	     struct regional *region, int id, void *arg)
{
	struct smx_verdict verdict;

	(void)flags;
	(void)addr;
	(void)addrlen;
	(void)zone;
	(void)zonelen;
	(void)region;
	(void)arg;
	if (is_lookalike(qinfo, acting_policy(qstate->env, id), &verdict)) {
		if (!qstate->no_cache_store)
			state_add(qstate, id, STATE_KEPT_OUT);
		qstate->no_cache_store = 1;
	} else if (state_has(qstate, id, STATE_KEPT_OUT)) {
		state_remove(qstate, id, STATE_KEPT_OUT);
		/* Both are set where a stub or forward zone is not to be cached. */
		if (!qstate->no_cache_lookup)
			qstate->no_cache_store = 0;
	}
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

	if (straymx == NULL)
		log_err("straymx: out of memory; standing aside, all questions pass");
	else
		straymx->policy = load_policy(env->cfg);
	dynlib->dyn_env = straymx;
	/* Through dynlib, whose own callback is one that the daemon allows. */
	if (!dynlib->inplace_cb_register_wrapped((void *)(uintptr_t)on_query_out,
						 inplace_cb_query, NULL, env, id))
		log_err("straymx: out of memory; lookalikes may be served from the cache");
	return 1;
}

void
deinit(struct module_env *env, int id)
{
	struct dynlibmod_env *dynlib = env->modinfo[id];
	struct straymx *straymx = dynlib->dyn_env;

	dynlib->inplace_cb_delete_wrapped(env, inplace_cb_query, id);
	if (straymx != NULL)
		smx_policy_free(straymx->policy);
	free(straymx);
	dynlib->dyn_env = NULL;
}

void
operate(struct module_qstate *qstate, enum module_ev event, int id,
	struct outbound_entry *outbound)
{
	(void)outbound;
	switch (event) {
	case module_event_new:
	case module_event_pass:
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

	if (straymx == NULL)
		return 0;
	return sizeof *straymx + (straymx->policy != NULL ? smx_policy_size(straymx->policy) : 0);
}
