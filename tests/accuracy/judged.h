/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ACCURACY_JUDGED_H
#define ACCURACY_JUDGED_H

/*
 * Names judged by a policy, and what became of them, counted.
 */

#include <libpsl.h>

#include "names.h"
#include "straymx.h"

#define N_LENGTHS 10

struct judge {
	const struct smx_policy *policy;
	const psl_ctx_t *list; /* to tell registrable labels */
	bool is_talkative;     /* print each typo that is not found, each benign name that is */
};

struct judged {
	size_t n;           /* names that were judged */
	size_t n_hits;      /* matches; of typos those of the intended name */
	size_t n_others;    /* of typos: matches of another name */
	size_t n_protected; /* equal to or below a protected name */
	size_t by_rule[SMX_RULE_ZONE + 1]; /* the hits */
	size_t by_length[N_LENGTHS];       /* likewise, by the protected name */
};

/* Judge names: those that were typed where others were meant, one for one, or that were
 * meant themselves (NULL). */
struct judged judge_names(const struct judge *judge, const struct names *names,
			  const struct names *intended);

/* The group of a name in by_length, from the length of its registrable label: the
 * one before its public suffix. */
size_t judged_group(const psl_ctx_t *list, const char *name);

/* The lengths in a group: "4", "10-11". */
const char *judged_group_name(size_t group);

#endif /* ACCURACY_JUDGED_H */
