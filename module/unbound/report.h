/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_REPORT_H
#define SMX_UNBOUND_REPORT_H

/*
 * What the module says in Unbound's log: unbound-straymx(8), DIAGNOSTICS.
 */

#include "straymx.h"

/* Errors and warnings, each on a line of its own. */
void smx_report_messages(const struct smx_messages *messages);

/* That a policy has been put in force, or that there is none (NULL). */
void smx_report_policy(const struct smx_policy *policy, const char *conf_path);

#endif /* SMX_UNBOUND_REPORT_H */
