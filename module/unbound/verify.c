/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include "services/cache/dns.h"
#include "services/mesh.h"
#include "sldns/rrdef.h"
#include "util/config_file.h"
#include "util/data/msgreply.h"
#include "util/net_help.h"

#include "match/lookup.h"
#include "unbound/client.h"
#include "unbound/verify.h"

/* Lookups under way.  Each thread has a mesh of its own, and a limit of its own.  At a
 * reload, the main thread ends the states of all workers: those of others are no business
 * of its own number, and their threads, with the numbers, are gone. */
static _Thread_local size_t n_checks;

/* Questions that wait and that nobody joins; likewise. */
static _Thread_local size_t n_apart;
#define N_APART_MAX 64

/* Seconds for which those who come later wait for a lookup.  Unbound tries for longer, but
 * throws away what is late (discard-timeout, 1.9 seconds). */
#define PATIENCE 2

/* Whether one more lookup may begin, or be joined: SMX_ASKED, or why not. */
static enum smx_existence
find_room(const struct module_qstate *qstate, struct query_info *question)
{
	const struct module_env *env = qstate->env;
	const struct mesh_state *begun = mesh_area_find(env->mesh, NULL, question, BIT_RD, 0, 0);
	size_t n_threads = env->cfg->num_threads > 0 ? (size_t)env->cfg->num_threads : 1;
	size_t limit = env->cfg->num_queries_per_thread / (4 * n_threads);

	if (begun != NULL)
		return *env->now - begun->s.qstarttime > PATIENCE ? SMX_FAILED : SMX_ASKED;
	return n_checks < (limit > 0 ? limit : 1) ? SMX_ASKED : SMX_REFUSED;
}

/* The question for the intended name, in `wire`, and whether it may be asked: SMX_ASKED, or
 * why not. */
static enum smx_existence
ask(const struct module_qstate *qstate, const struct smx_verdict *verdict,
    struct query_info *question, uint8_t wire[SMX_WIRE_MAX])
{
	*question = (struct query_info){
		.qname = wire,
		.qname_len = smx_intended_wire(verdict, qstate->qinfo.qname, wire),
		.qtype = LDNS_RR_TYPE_MX,
		.qclass = LDNS_RR_CLASS_IN};
	/* Longer than a name can be, it is none. */
	return question->qname_len > 0 ? find_room(qstate, question) : SMX_ABSENT;
}

/* A state that has just been made for a lookup begins with the first module. */
static void
begin(struct module_qstate *sub, int id)
{
	struct smx_trace *trace;

	if (sub == NULL)
		return;
	trace = smx_trace_get(sub, id);
	if (trace == NULL)
		return;
	trace->counted_in = &n_checks;
	n_checks++;
}

void
smx_verify_set_apart(struct module_qstate *qstate, struct smx_trace *trace)
{
	if (n_apart >= N_APART_MAX || trace->apart_in != NULL)
		return;
	smx_client_set_apart(qstate);
	trace->apart_in = &n_apart;
	n_apart++;
}

enum smx_existence
smx_verify_begin(struct module_qstate *qstate, int id, const struct smx_verdict *verdict)
{
	uint8_t wire[SMX_WIRE_MAX];
	struct query_info question;
	struct module_qstate *sub = NULL;
	enum smx_existence existence = ask(qstate, verdict, &question, wire);

	if (existence != SMX_ASKED)
		return existence;
	if (!smx_attach_sub(qstate, &question, BIT_RD, &sub))
		return SMX_FAILED;
	begin(sub, id);
	return SMX_ASKED;
}

enum smx_existence
smx_verify_begin_apart(struct module_qstate *qstate, int id, const struct smx_verdict *verdict,
		       struct module_qstate **sub)
{
	uint8_t wire[SMX_WIRE_MAX];
	struct query_info question;
	struct mesh_state *state = NULL;
	enum smx_existence existence = ask(qstate, verdict, &question, wire);

	*sub = NULL;
	if (existence != SMX_ASKED)
		return existence;
	if (!smx_add_sub(qstate, &question, BIT_RD, sub, &state))
		return SMX_FAILED;
	begin(*sub, id);
	*sub = &state->s;
	return SMX_ASKED;
}

static enum smx_existence
existence_by(int rcode)
{
	if (rcode == LDNS_RCODE_NOERROR)
		return SMX_EXISTS;
	return rcode == LDNS_RCODE_NXDOMAIN ? SMX_ABSENT : SMX_FAILED;
}

/* Whether Unbound would give a client SERVFAIL for it. */
static bool
is_bogus(const struct module_env *env, const struct reply_info *reply)
{
	return env->need_to_validate && (reply->security <= sec_status_bogus ||
					 reply->security == sec_status_secure_sentinel_fail);
}

enum smx_existence
smx_verify_outcome(const struct module_qstate *sub)
{
	const struct reply_info *reply = sub->return_msg != NULL ? sub->return_msg->rep : NULL;

	if (sub->return_rcode != LDNS_RCODE_NOERROR)
		return existence_by(sub->return_rcode);
	if (reply == NULL || is_bogus(sub->env, reply))
		return SMX_FAILED;
	return existence_by((int)FLAGS_GET_RCODE(reply->flags));
}

void
smx_verify_note(struct smx_memo *memo, const struct module_qstate *sub)
{
	static const enum smx_memory memories[] = {[SMX_EXISTS] = SMX_MEMORY_EXISTS,
						   [SMX_ABSENT] = SMX_MEMORY_ABSENT,
						   [SMX_FAILED] = SMX_MEMORY_FAILED};

	smx_memo_put(memo, sub->qinfo.qname, sub->qinfo.qname_len, 0,
		     memories[smx_verify_outcome(sub)]);
}

enum smx_existence
smx_verify_noted(const struct smx_memo *memo, const struct smx_verdict *verdict,
		 const uint8_t *qname)
{
	static const enum smx_existence existences[] = {[SMX_MEMORY_NONE] = SMX_NOT_ASKED,
							[SMX_MEMORY_EXISTS] = SMX_EXISTS,
							[SMX_MEMORY_ABSENT] = SMX_ABSENT,
							[SMX_MEMORY_FAILED] = SMX_FAILED};
	uint8_t wire[SMX_WIRE_MAX];
	size_t len = smx_intended_wire(verdict, qname, wire);

	return len == 0 ? SMX_ABSENT : existences[smx_memo_get(memo, wire, len, 0)];
}

void
smx_verify_clear(const struct smx_trace *trace)
{
	if (trace->counted_in == &n_checks)
		n_checks--;
	if (trace->apart_in == &n_apart)
		n_apart--;
}
