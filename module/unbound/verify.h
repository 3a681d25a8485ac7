/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_VERIFY_H
#define SMX_UNBOUND_VERIFY_H

/*
 * Whether the intended name of a lookalike exists: its MX is asked for, through Unbound
 * itself, so that the cache, validation, stub and forward zones apply.  Equal
 * questions share one lookup.  All in the thread of the query state.
 */

#include "unbound/state.h"

struct module_qstate;
struct smx_verdict;

/*
 * Keep other clients from joining the question of `qstate`, which is about to wait, unless
 * many are apart already.  They would wait with it however long that takes; by themselves
 * they are told that it takes long.
 */
void smx_verify_set_apart(struct module_qstate *qstate, struct smx_trace *trace);

/*
 * Have the question of `qstate` wait for the lookup.  Returns SMX_ASKED: then the
 * module has to wait for a sub-query, and hears of it by inform_super(); or what
 * is known at once: SMX_ABSENT for a name that cannot be one, SMX_REFUSED if this
 * thread's part of a quarter of num-queries-per-thread is being looked up, and SMX_FAILED
 * if the name is being looked up for some seconds already, without memory, or if the
 * lookup would have to wait for this question.
 */
enum smx_existence smx_verify_begin(struct module_qstate *qstate, int id,
				    const struct smx_verdict *verdict);

/*
 * The same without waiting: the state of the lookup goes to `*sub` with SMX_ASKED, the
 * region of which outlives the lookup.
 */
enum smx_existence smx_verify_begin_apart(struct module_qstate *qstate, int id,
					  const struct smx_verdict *verdict,
					  struct module_qstate **sub);

/* What a lookup that has ended says; never SMX_ASKED. */
enum smx_existence smx_verify_outcome(const struct module_qstate *sub);

/* Note what a lookup that has ended says, and what is noted of an intended name;
 * SMX_NOT_ASKED if nothing. */
void smx_verify_note(struct smx_memo *memo, const struct module_qstate *sub);
enum smx_existence smx_verify_noted(const struct smx_memo *memo, const struct smx_verdict *verdict,
				    const uint8_t *qname);

/* A query state ends that may be a lookup, or wait for one. */
void smx_verify_clear(const struct smx_trace *trace);

#endif /* SMX_UNBOUND_VERIFY_H */
