/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_KEPT_H
#define SMX_UNBOUND_KEPT_H

/*
 * What outlives Unbound's `reload`, which ends the module and sets it up again: the
 * versions in use, and the policy made of them.  So a file that is broken then, and a
 * state-dir that cannot be written, lose nothing, and what has not changed need
 * not be loaded again.  The linker's -z nodelete keeps the module in memory.
 */

#include <time.h>

struct smx_keeper;
struct smx_policy;

struct smx_kept {
	struct smx_keeper *keeper;
	struct smx_policy *policy; /* NULL: none was in force */
	time_t in_force_since;
};

/* Keep these; what was kept before is freed.  Any thread. */
void smx_kept_put(struct smx_keeper *keeper, struct smx_policy *policy, time_t in_force_since);

/* Take what was kept, the caller's to free piece by piece; NULL if there is nothing, or
 * not of this straymx.conf.  Any thread. */
struct smx_kept *smx_kept_take(const char *conf_path);

#endif /* SMX_UNBOUND_KEPT_H */
