/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_QUESTION_H
#define SMX_UNBOUND_QUESTION_H

/*
 * The way of a question through the module (doc/design.md, "The way of a question"):
 * down, and its answer up.  All in the thread of the query state.
 */

#include "unbound/state.h"

struct module_qstate;

/*
 * A question on its way down, or one that has waited for the lookup of its intended
 * name.  Sets what Unbound shall do next, and the answer if it gets one here.
 */
void smx_question_down(struct smx_state *state, struct module_qstate *qstate, int id);

/*
 * An answer on its way up.  It is judged again unless its question passed by the
 * same policy: there may be a new one since, or the resolver asked it below this
 * module, and a client may have joined.
 */
void smx_question_up(struct smx_state *state, struct module_qstate *qstate, int id);

/* The state `sub` has ended, for which that of a client's question waits. */
void smx_question_hear(const struct module_qstate *sub, struct module_qstate *qstate, int id);

/* The query state ends. */
void smx_question_clear(struct module_qstate *qstate, int id);

#endif /* SMX_UNBOUND_QUESTION_H */
