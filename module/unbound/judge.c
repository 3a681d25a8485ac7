/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include "services/mesh.h"
#include "sldns/rrdef.h"
#include "util/data/msgreply.h"

#include "journal/meters.h"
#include "match/lookup.h"
#include "unbound/client.h"
#include "unbound/judge.h"

static bool
is_concerned(const struct smx_policy *policy, const struct query_info *question)
{
	return question->qclass == LDNS_RR_CLASS_IN && smx_policy_has_type(policy, question->qtype);
}

/* Whether a match says so, if that is what all clients' questions together give. */
static bool
keeps_out(const struct smx_policy *policy, const uint8_t *name, size_t len,
	  const struct smx_verdict *verdict)
{
	static const struct smx_filter enforced = {.is_enforced = true};
	struct smx_verdict other;

	if (verdict->reason != SMX_MATCH || smx_entry_mode(verdict->entry) == SMX_ENFORCE)
		return verdict->reason == SMX_MATCH;
	/* A zone that watches some clients may stand before one that is for others. */
	if (!policy->has_scopes)
		return false;
	smx_lookup_filtered(policy, &enforced, name, len, &other);
	return other.reason == SMX_MATCH;
}

bool
smx_judge_keeps_out(const struct smx_policy *policy, const uint8_t *name, size_t len)
{
	struct smx_verdict verdict;

	smx_lookup(policy, name, len, &verdict);
	return keeps_out(policy, name, len, &verdict);
}

bool
smx_judge_question_keeps_out(const struct smx_policy *policy, const struct query_info *question)
{
	return is_concerned(policy, question) &&
	       smx_judge_keeps_out(policy, question->qname, question->qname_len);
}

static enum smx_course
course_of(const struct smx_verdict *verdict)
{
	if (verdict->reason != SMX_MATCH)
		return SMX_PASS;
	if (smx_entry_mode(verdict->entry) == SMX_MONITOR)
		return SMX_WATCH;
	return smx_entry_asks(verdict->entry) ? SMX_CHECK : SMX_INTERCEPT;
}

void
smx_judge(const struct smx_policy *policy, struct smx_meter *meter,
	  const struct query_info *question, const struct smx_client *client,
	  struct smx_judgement *judgement)
{
	struct smx_verdict *verdict = &judgement->verdict;
	uint64_t began;

	judgement->course = SMX_PASS;
	judgement->keeps_out = judgement->is_clear = false;
	verdict->reason = SMX_NO_MATCH;
	judgement->is_concerned = is_concerned(policy, question);
	if (!judgement->is_concerned)
		return;
	began = smx_meter_begin_lookup(meter);
	smx_lookup(policy, question->qname, question->qname_len, verdict);
	smx_meter_end_lookup(meter, began);
	judgement->is_clear = verdict->reason == SMX_NO_MATCH;
	if (verdict->reason != SMX_MATCH) /* as mostly */
		return;
	judgement->keeps_out = keeps_out(policy, question->qname, question->qname_len, verdict);
	if (policy->has_scopes)
		smx_lookup_for_client(policy, question->qname, question->qname_len, client->family,
				      client->address, verdict);
	judgement->course = course_of(verdict);
}

/* Whether one answer is right for both. */
static bool
is_same(const struct smx_judgement *a, const struct smx_judgement *b)
{
	return a->course == b->course && a->verdict.entry == b->verdict.entry &&
	       a->verdict.candidate_offset == b->verdict.candidate_offset;
}

void
smx_judge_clients(const struct smx_policy *policy, struct smx_meter *meter,
		  const struct module_qstate *qstate, struct smx_judgement *judgement)
{
	const struct mesh_reply *reply = qstate->mesh_info->reply_list;
	struct smx_client client = smx_client_of(&reply->query_reply.client_addr);
	struct smx_judgement other;

	smx_judge(policy, meter, &qstate->qinfo, &client, judgement);
	if (!policy->has_scopes)
		return;
	while ((reply = reply->next) != NULL) {
		client = smx_client_of(&reply->query_reply.client_addr);
		smx_judge(policy, meter, &qstate->qinfo, &client, &other);
		if (other.course > SMX_WATCH || judgement->course > SMX_WATCH) {
			if (!is_same(judgement, &other))
				judgement->course = SMX_SPLIT;
		} else if (other.course == SMX_WATCH) {
			*judgement = other;
		}
	}
}
