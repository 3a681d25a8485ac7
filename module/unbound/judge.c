/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include "sldns/rrdef.h"
#include "util/data/msgreply.h"

#include "straymx.h"
#include "unbound/judge.h"

bool
smx_judge_name(const struct smx_policy *policy, const uint8_t *name, size_t len,
	       struct smx_verdict *verdict)
{
	smx_lookup(policy, name, len, verdict);
	return verdict->reason == SMX_MATCH && smx_entry_acts(verdict->entry);
}

bool
smx_judge_question(const struct smx_policy *policy, const struct query_info *question,
		   struct smx_verdict *verdict)
{
	return question->qclass == LDNS_RR_CLASS_IN &&
	       smx_policy_has_type(policy, question->qtype) &&
	       smx_judge_name(policy, question->qname, question->qname_len, verdict);
}
