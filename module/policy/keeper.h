/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_KEEPER_H
#define SMX_POLICY_KEEPER_H

/*
 * Keeps a policy up to date while its files change: looks at them, makes a new
 * policy when they did, and sees to it that what is in order stays in use where
 * what is newer is not (doc/design.md, "The life of a policy").
 *
 * A keeper belongs to one thread; only smx_keeper_call_off() may come from
 * another one.
 */

#include <stdatomic.h>

#include "match/clients.h"
#include "policy/source.h"

struct smx_policy;

struct smx_keeper {
	struct smx_sources sources; /* the first one is straymx.conf */
	/* From straymx.conf as it is in use, or the defaults: */
	char *state_dir;                          /* NULL: not known yet */
	bool is_dir_guessed; /* no straymx.conf could be read so far: the default */
	unsigned reload_interval, sweep_interval; /* seconds */
	enum smx_log_clients log_clients;

	unsigned long n_policies; /* how many have been made */
	time_t made_at;           /* the last one; 0: none */
	/* What to log: errors of versions that were tried, and warnings that are new.
	 * The caller's to free and make empty again. */
	struct smx_messages news;

	struct smx_messages hindrances; /* of the last try: memory, the Public Suffix List */
	time_t review_at;  /* when exemptions may expire next; 0: never */
	bool is_due;       /* for a try at the next look */
	bool is_day_over;  /* the policy is to be made anew though no file has changed */
	bool is_changed;   /* since the last smx_keeper_save() */
	atomic_bool is_called_off;
};

/*
 * Begin, without looking at any file yet.  NULL if memory ran out.  The caller frees
 * it with smx_keeper_free().
 */
struct smx_keeper *smx_keeper_new(const char *conf_path);

void smx_keeper_free(struct smx_keeper *keeper);

enum smx_look {
	SMX_LOOK_SAME,      /* nothing is new */
	SMX_LOOK_UNSETTLED, /* a file has changed, perhaps to change again: look again soon */
	SMX_LOOK_TRIED      /* something was tried: there may be a policy, and news */
};

/*
 * Look at all files.  What has changed is read when it is the same in two looks that
 * follow each other, so that a file that is being written is not read by half.  With
 * `is_first` it is read at once where there is no version to stay with, and otherwise
 * if it was changed more than a second before `now`.
 *
 * `*policy` is the new policy, the caller's to free, or NULL if there is none: then
 * the one before is still the right one.  Where a version of a file is not in
 * order, its last good version is taken, or the copy of one in state-dir; with a
 * new straymx.conf that names a file of which there is neither, the old straymx.conf.
 */
enum smx_look smx_keeper_look(struct smx_keeper *keeper, time_t now, bool is_first,
			      struct smx_policy **policy);

/*
 * Write copies of the versions in use into state-dir.  Returns 0; SMX_EWRITE with
 * errno set, or SMX_ENOMEM, and it is worth another try.
 */
int smx_keeper_save(struct smx_keeper *keeper);

/* Go on after an end: the copies are to be checked, and nothing is called off. */
void smx_keeper_resume(struct smx_keeper *keeper);

/* Make news of all that is known of the files, and is not among the news: somebody has
 * asked for it. */
void smx_keeper_repeat(struct smx_keeper *keeper);

/* Whether a version of any file is not in order, or could not be read. */
bool smx_keeper_has_faults(const struct smx_keeper *keeper);

/* Have a look that is under way end soon.  Any thread. */
void smx_keeper_call_off(struct smx_keeper *keeper);

#endif /* SMX_POLICY_KEEPER_H */
