/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_SWEEP_H
#define SMX_UNBOUND_SWEEP_H

/*
 * Removing from Unbound's caches what the policy intercepts: Unbound answers from
 * them before it asks any module (doc/design.md, "The cache").
 */

#include <stdatomic.h>
#include <stddef.h>

struct daemon;
struct module_env;
struct module_qstate;
struct smx_policy;

/*
 * Remove all entries for names that `policy` intercepts, of class IN and of whatever
 * type, from the message and the RRset cache of `env`.  A lock is held for one bin
 * of the hash tables at a time.
 *
 * `daemon` is the one whose workers are running, which may stop at any time: the
 * sweep ends when they do.  NULL if there are none: then nobody else uses the caches.
 * `is_called_off` ends it, too.  Returns how many entries were removed.
 */
size_t smx_sweep(struct module_env *env, struct daemon *daemon, const struct smx_policy *policy,
		 const atomic_bool *is_called_off);

/*
 * Remove what has been stored of the answer at hand of `qstate`: the message, and
 * those RRsets whose owner `policy` intercepts.  Only in the thread of the query
 * state.
 */
void smx_sweep_answer(struct module_qstate *qstate, const struct smx_policy *policy);

/* The daemon whose worker the query state belongs to, or NULL if that is none. */
struct daemon *smx_sweep_daemon(const struct module_qstate *qstate);

#endif /* SMX_UNBOUND_SWEEP_H */
