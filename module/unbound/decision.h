/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_DECISION_H
#define SMX_UNBOUND_DECISION_H

/*
 * Counting clients' questions, for metrics.prom: each client once as seen, and once by what
 * was decided first.  All in the thread of the query state.
 */

#include "unbound/state.h"

struct module_qstate;
struct smx_judgement;

/* Why a question passes that was judged like that. */
enum smx_decision smx_decision_of(const struct smx_judgement *judgement);

/*
 * Count the clients of a question that are new since the last time, of which there is none
 * if `trace` is NULL.  SMX_UNDECIDED: they are seen, and wait.
 */
void smx_decision_count(struct smx_state *state, const struct module_qstate *qstate,
			struct smx_trace *trace, enum smx_decision decision);

#endif /* SMX_UNBOUND_DECISION_H */
