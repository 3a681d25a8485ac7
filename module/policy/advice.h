/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_ADVICE_H
#define SMX_POLICY_ADVICE_H

/*
 * What is no error but would hurt, for people who look after lists: warnings that
 * take lookups to find, and so much time that the module does without them at
 * each reload.  Who wants them gives the builder a struct smx_advice, in which is noted what
 * is needed beside the policy.
 */

#include "match/policy.h"
#include "policy/notes.h"
#include "policy/reasons.h"

/* Who wants to hear how far long work is: now and then, of `n_all` names `n_done` are done.
 * `tell` NULL: nobody. */
struct smx_advice_progress {
	void (*tell)(void *closure, size_t n_done, size_t n_all);
	void *closure;
};

struct smx_advice {
	struct smx_advice_progress progress; /* of what takes longest: looking for pairs */
	bool is_conf_doubtful;   /* straymx.conf may say more than was understood */
	struct smx_reasons reasons; /* of the file that is being read */
	struct smx_notes exempt; /* exempt names that are given no reason */
	struct smx_notes hosts;  /* hosts that MX records of sinkholes name */
};

/* So many exempt names of one file are told by name; popularity lists have many. */
#define SMX_ADVICE_EXEMPT_MAX 20

/* Of one name so many pairs with earlier ones are told: names that are numbered make pairs
 * with each other by the million. */
#define SMX_ADVICE_PAIRS_MAX 5

void smx_advice_init(struct smx_advice *advice);

/*
 * Warn of names that nothing can be taken for, of protected names that can be taken for
 * each other, of exempt ones that can be taken for protected ones, and of sinkholes whose
 * host is intercepted itself.  The policy is finished but for its `origins`, those of its
 * entries.  Returns 0, or SMX_ENOMEM with some of the warnings.
 */
int smx_advice_warn(const struct smx_advice *advice, const struct smx_policy *policy,
		    const struct smx_origins *origins, struct smx_messages *messages);

void smx_advice_free(struct smx_advice *advice);

/*
 * What is below a protected name or in a domain for special use passes: how many labels the
 * shortest one has that the entry's name is below; 0 if there is none.  Exempt names do
 * not count here; smx_idle_warn() warns of what is below them.
 */
unsigned smx_advice_count_passing(const struct smx_policy *policy, const struct smx_entry *entry);

/* The first entry that has this text as its name; NULL if there is none. */
const struct smx_entry *smx_advice_entry(const struct smx_policy *policy, struct smx_span text);

#endif /* SMX_POLICY_ADVICE_H */
