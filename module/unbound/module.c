/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx as Unbound sees it: the six functions that a dynlib module exports.
 * They run in all worker threads at once; what they share is immutable from
 * init() to deinit().
 */
#include "config.h" /* Unbound's */

#include <errno.h>
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
	if (messages->n_errors + messages->n_warnings > messages->n_messages)
		log_err("straymx: %zu more errors and warnings are not shown",
			messages->n_errors + messages->n_warnings - messages->n_messages);
}

/* Where straymx.conf is, as seen from inside Unbound's chroot; malloced. */
static char *
conf_path(struct config_file *cfg)
{
	const char *path = getenv("STRAYMX_CONF");

	if (path == NULL || path[0] == '\0')
		path = "straymx.conf";
	return fname_after_chroot(path, cfg, 1);
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

/* Whether a client waits for the answer, or the resolver alone (name server
 * addresses, DS, prefetch). */
static bool
is_asked_by_client(const struct module_qstate *qstate)
{
	return qstate->mesh_info->reply_list != NULL;
}

/* Whether the question is to be intercepted; `*verdict` says why. */
static bool
is_lookalike(const struct module_qstate *qstate, const struct smx_policy *policy,
	     struct smx_verdict *verdict)
{
	const struct query_info *qinfo = &qstate->qinfo;

	if (policy == NULL || qinfo->qclass != LDNS_RR_CLASS_IN ||
	    !smx_policy_has_type(policy, qinfo->qtype))
		return false;
	smx_lookup(policy, qinfo->qname, qinfo->qname_len, verdict);
	return verdict->reason == SMX_MATCH && smx_entry_acts(verdict->entry);
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
	if (!is_lookalike(qstate, policy, &verdict))
		return;
	if (is_asked_by_client(qstate)) {
		intercept(qstate, id, policy, &verdict);
		return;
	}
	/* The resolver's own question is answered, but kept out of the cache, from
	 * which clients would be served without being judged.  And a client may
	 * join while it is under way, so the mark asks for a look at its end. */
	qstate->no_cache_store = 1;
	qstate->minfo[id] = qstate;
}

/* An answer on its way up: a client may have joined the resolver's own question. */
static void
judge_answer(struct module_qstate *qstate, int id)
{
	const struct smx_policy *policy = acting_policy(qstate->env, id);
	struct smx_verdict verdict;

	qstate->ext_state[id] = module_finished;
	if (qstate->minfo[id] != NULL && is_asked_by_client(qstate) &&
	    is_lookalike(qstate, policy, &verdict))
		intercept(qstate, id, policy, &verdict);
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
	return 1;
}

void
deinit(struct module_env *env, int id)
{
	struct dynlibmod_env *dynlib = env->modinfo[id];
	struct straymx *straymx = dynlib->dyn_env;

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
