/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_WATCH_H
#define SMX_UNBOUND_WATCH_H

/*
 * Monitor mode: what would have been intercepted passes, and is counted and logged.  The
 * client sees no difference.  Where it takes to know whether the intended name exists,
 * that is looked up beside the question, which does not wait for it.
 */

#include "unbound/state.h"

struct comm_reply;
struct module_qstate;
struct query_info;

/* The question of `qstate` passes: watch those of its clients that are new since the
 * last time. */
void smx_watch_clients(struct smx_state *state, struct module_qstate *qstate, int id,
		       const struct smx_policy *policy);

/* The answer of `sub` is there: tell of those who wait for it.  `policy` is NULL if none
 * is in force any more. */
void smx_watch_answer(struct smx_state *state, const struct module_qstate *sub,
		      struct smx_trace *trace, const struct smx_policy *policy);

/* A question was answered from Unbound's cache, at `wall`, milliseconds since 1970. */
void smx_watch_cached(struct smx_state *state, const struct smx_force *force,
		      const struct query_info *question, const struct comm_reply *reply,
		      int64_t wall);

#endif /* SMX_UNBOUND_WATCH_H */
