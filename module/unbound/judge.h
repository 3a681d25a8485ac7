/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_JUDGE_H
#define SMX_UNBOUND_JUDGE_H

/*
 * What a policy makes of names and questions, in Unbound's terms.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "straymx.h"

struct module_qstate;
struct query_info;
struct smx_client;
struct smx_meter;

/* What becomes of a question. */
enum smx_course {
	SMX_PASS,
	SMX_WATCH,     /* it passes, and is counted and logged */
	SMX_INTERCEPT, /* a made-up answer */
	SMX_CHECK,     /* that, if the intended name exists */
	SMX_SPLIT      /* its clients would have to get different answers */
};

struct smx_judgement {
	enum smx_course course;
	/* Questions of some client for this name do not pass just so: real answers for it
	 * must not get into the cache, which Unbound asks before any module. */
	bool keeps_out;
	/* It is of a class and type that are judged. */
	bool is_concerned;
	/* It was looked up, and there is nothing near: for names above it neither. */
	bool is_clear;
	struct smx_verdict verdict; /* of a course other than SMX_PASS */
};

/* Judge a question as one of this client; lookups are counted in `meter`. */
void smx_judge(const struct smx_policy *policy, struct smx_meter *meter,
	       const struct query_info *question, const struct smx_client *client,
	       struct smx_judgement *judgement);

/* Judge the question of a query state that clients wait for; there may be several. */
void smx_judge_clients(const struct smx_policy *policy, struct smx_meter *meter,
		       const struct module_qstate *qstate, struct smx_judgement *judgement);

/* Whether a name, in wire format, has to be kept out of the cache; and a question,
 * by its class and type as well. */
bool smx_judge_keeps_out(const struct smx_policy *policy, const uint8_t *name, size_t len);
bool smx_judge_question_keeps_out(const struct smx_policy *policy,
				  const struct query_info *question);

#endif /* SMX_UNBOUND_JUDGE_H */
