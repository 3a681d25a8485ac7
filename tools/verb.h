/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_VERB_H
#define SMX_TOOLS_VERB_H

/*
 * What the verbs of the straymx command share: how they are called, exit codes,
 * and the way from the command line to a policy.  One file a verb, which prints
 * what it found to standard output, and what went wrong to standard error behind
 * `straymx: `.  Whether standard output could be written is for main() to tell.
 */

#include "straymx.h"

enum {
	EXIT_FINE = 0,
	EXIT_FOUND = 1, /* what was found depends on the verb */
	EXIT_TROUBLE = 2,
};

/* A verb as it was called. */
struct verb_call {
	const char *name;
	int argc; /* from the verb on; argv[argc] is NULL */
	char **argv;
	const char *conf_path; /* of straymx.conf */
	bool is_conf_given;    /* by -c or $STRAYMX_CONF */
	/* What is left of the arguments once verb_options() has taken the options: */
	int n_operands;
	char **operands;
	/* errno of a write to standard output that the verb has seen fail, or 0. */
	int output_error;
};

/* Print errors and warnings to standard error. */
void verb_print_messages(const struct smx_messages *messages);

/*
 * Load the policy of `conf_path`; its messages go to standard error.  Returns
 * the policy, the caller's to free, or NULL.
 */
struct smx_policy *verb_load_policy(const char *conf_path);

/* Each verb returns the exit code of the command. */
int verb_audit(struct verb_call *call);
int verb_check(struct verb_call *call);
int verb_explain(struct verb_call *call);
int verb_import(struct verb_call *call);
int verb_report(struct verb_call *call);
int verb_rpz(struct verb_call *call);
int verb_status(struct verb_call *call);
int verb_survey(struct verb_call *call);

#endif /* SMX_TOOLS_VERB_H */
