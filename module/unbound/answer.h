/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_ANSWER_H
#define SMX_UNBOUND_ANSWER_H

/*
 * From a verdict to the message that a client gets: unbound-straymx(8).
 */

#include "match/policy.h"
#include "unbound/state.h"

struct module_qstate;

/*
 * Put the answer that `verdict`, a match for the question of `qstate`, calls
 * for into the query state: message, return code, EDE option; nothing of it
 * will be stored in Unbound's cache.  All of it lives in the region of the
 * query state, so that the policy may go away meanwhile.  Returns 0, or
 * SMX_ENOMEM with the message of `qstate` as it was.
 */
int smx_answer_write(struct module_qstate *qstate, const struct smx_policy *policy,
		     const struct smx_verdict *verdict);

/*
 * The same with SERVFAIL, for a question whose intended name cannot be looked up;
 * `intended` says what is known of it.
 */
int smx_answer_defer(struct module_qstate *qstate, const struct smx_policy *policy,
		     const struct smx_verdict *verdict, enum smx_existence intended);

#endif /* SMX_UNBOUND_ANSWER_H */
