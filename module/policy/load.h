/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_LOAD_H
#define SMX_POLICY_LOAD_H

/*
 * From the sources to a policy: one pass over all of them.
 */

#include <stdatomic.h>

#include "policy/builder.h"
#include "policy/source.h"

/* A pass: what it is given, and what came of it. */
struct smx_pass {
	struct smx_sources *sources; /* the first one is straymx.conf */
	bool is_old_conf;            /* take straymx.conf as it is in use, not the fresh version */
	time_t now;                  /* decides whether exemptions have expired */
	const atomic_bool *is_called_off; /* looked at now and then; NULL: never */
	/* For who mends the files: after an error in straymx.conf go on with the files that
	 * can be seen to be named, and give advice (advice.h). */
	bool is_review;
	struct smx_advice_progress progress; /* of a review */

	struct smx_messages messages; /* in the order of reading; the caller's to free */
	bool is_broken;               /* a fresh version was not in order, and is gone */
	bool is_incomplete;           /* there was a source without any version */
	bool depends_on_day;          /* there are exemptions that will expire */
	/* From straymx.conf, if that was in order: */
	char *state_dir; /* the caller's to free */
	unsigned reload_interval, sweep_interval; /* seconds */
	enum smx_log_clients log_clients;
	struct smx_policy *policy;
};

/*
 * Make a policy of straymx.conf and all that it names, each in the version that
 * smx_source_version() says; what is named for the first time is read.  A fresh
 * version that is not in order is freed, and its source marked as broken;
 * the others are still looked at.
 *
 * Returns 0 and `pass->policy`, the caller's to free; or without one: the code
 * of the first error found in a file; SMX_EREAD if a source has no version;
 * SMX_ENOMEM, SMX_EPSL or SMX_ECANCEL, for which no version is to blame, and with
 * which all of them stay.
 */
int smx_pass_run(struct smx_pass *pass);

/*
 * The same for one file alone, the first source, of the kind SMX_SOURCE_ZONE: as a zone
 * of a straymx.conf that says nothing else.  It is read here.
 */
int smx_pass_run_file(struct smx_pass *pass);

/* Whether the code says that no version of a file is to blame. */
bool smx_pass_is_hampered(int rc);

#endif /* SMX_POLICY_LOAD_H */
