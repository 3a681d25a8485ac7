/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_VERB_H
#define SMX_TOOLS_VERB_H

/*
 * What the verbs of the straymx command share: exit codes, and the way from
 * the command line to a policy.  One file a verb.
 */

#include "straymx.h"

enum {
	EXIT_FINE = 0,
	EXIT_FOUND = 1, /* what was found depends on the verb */
	EXIT_TROUBLE = 2,
};

/*
 * Load the policy of `conf_path`; its messages go to standard error.  Returns
 * the policy, the caller's to free, or NULL.
 */
struct smx_policy *verb_load_policy(const char *conf_path);

/*
 * Each verb gets the arguments from its own name on, and the path of
 * straymx.conf; it returns the exit code of the command.
 */
int verb_explain(int argc, char **argv, const char *conf_path);

#endif /* SMX_TOOLS_VERB_H */
