/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_JOURNALING_H
#define SMX_UNBOUND_JOURNALING_H

/*
 * The journal in a running Unbound: its beginning and end, and what its thread says in
 * Unbound's log.
 */

#include "unbound/notice.h"
#include "unbound/record.h"

struct module_env;

struct smx_journaling {
	struct smx_recorder *recorder;
	struct smx_notice notice; /* the journal's thread's */
};

/* Begin a journal for the threads of this Unbound, into `recorder`, which has none if there
 * is no memory or thread for it; that is logged.  For the main thread, before there are
 * questions. */
void smx_journaling_begin(struct smx_journaling *journaling, struct smx_recorder *recorder,
			  const struct module_env *env);

/* Tell the journal where to write, and how much; `state_dir` is copied. */
void smx_journaling_configure(struct smx_journaling *journaling, const char *state_dir,
			      enum smx_log_clients log_clients);

/* Write what is there, and end it.  No questions are answered any more. */
void smx_journaling_end(struct smx_journaling *journaling);

#endif /* SMX_UNBOUND_JOURNALING_H */
