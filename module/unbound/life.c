/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "util/log.h"
#include "util/module.h"

#include "policy/keeper.h"
#include "unbound/confpath.h"
#include "unbound/journaling.h"
#include "unbound/kept.h"
#include "unbound/life.h"
#include "unbound/report.h"
#include "unbound/state.h"
#include "unbound/statedir.h"
#include "unbound/sweep.h"

/* Milliseconds: */
#define UNSETTLED_INTERVAL 1000 /* until a file that has changed is looked at again */
#define RESWEEP_INTERVAL 2000   /* see look() */

#define NICENESS 10          /* of the thread: questions go first */

struct smx_life {
	struct module_env *env;
	struct smx_current *current;
	struct smx_journaling journaling;
	struct smx_keeper *keeper;
	struct smx_statedir statedir;
	_Atomic(struct daemon *) daemon; /* NULL: not known yet */
	long long next_look, next_sweep; /* read_clock() */
	bool is_resweep_due;

	pthread_t thread;
	bool is_running;
	atomic_bool is_over;
	pthread_mutex_t mutex; /* for the condition, which is signalled with `is_over` */
	pthread_cond_t condition;
};

/* Milliseconds of a clock that never goes back. */
static long long
read_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* ---- looking and sweeping ------------------------------------------------------ */

/* Put a policy in force; the one before is freed. */
static void
put_in_force(struct smx_life *life, struct smx_policy *policy)
{
	struct smx_policy *old;

	if (smx_current_replace(life->current, policy, life->keeper->n_policies, &old) !=
	    SMX_OK) {
		log_err("straymx: out of memory; the policy before stays in force");
		smx_policy_free(policy);
		life->keeper->is_due = true;
		return;
	}
	smx_policy_free(old);
	life->statedir.status.in_force_since = time(NULL);
	smx_report_policy(policy, life->keeper->sources.list[0]->path);
}

/* Remove from the caches what the policy in force intercepts; `daemon` as in
 * smx_sweep(). */
static void
sweep(struct smx_life *life, struct daemon *daemon)
{
	/* It is this thread that replaces policies: none goes away meanwhile. */
	const struct smx_force *force = smx_current_begin(life->current);
	struct smx_status *status = &life->statedir.status;

	smx_current_end();
	if (force == NULL || !smx_policy_is_enabled(force->policy))
		return;
	status->n_removed += smx_sweep(life->env, daemon, force->policy, &life->is_over);
	status->n_sweeps++;
	status->swept_at = time(NULL);
}

static void
configure_journal(struct smx_life *life)
{
	if (smx_statedir_prepare(life->keeper))
		smx_journaling_configure(&life->journaling, life->keeper->state_dir,
					 life->keeper->log_clients);
}

static void
report_news(struct smx_life *life)
{
	if (life->keeper->news.n_errors > 0)
		life->statedir.status.n_failures++;
	smx_report_messages(&life->keeper->news);
	smx_messages_free(&life->keeper->news);
}

/*
 * Caches are swept as soon as a policy is in force, and a little later once more: what
 * a lookup of Unbound's own brought home just then may have been stored behind the
 * sweep.
 */
static void
look(struct smx_life *life, long long clock)
{
	struct smx_policy *policy;
	long long interval;
	enum smx_look look = smx_keeper_look(life->keeper, time(NULL), false, &policy);

	report_news(life);
	if (look == SMX_LOOK_TRIED)
		configure_journal(life);
	if (policy != NULL) {
		put_in_force(life, policy);
		life->next_sweep = clock;
		life->is_resweep_due = true;
	}
	if (look == SMX_LOOK_TRIED || life->keeper->is_changed)
		life->statedir.next_status = clock;
	smx_statedir_hasten(&life->statedir, clock);
	interval = 1000LL * life->keeper->reload_interval;
	if (look == SMX_LOOK_UNSETTLED && interval > UNSETTLED_INTERVAL)
		interval = UNSETTLED_INTERVAL;
	life->next_look = clock + interval;
}

static void
sweep_in_turn(struct smx_life *life, long long clock)
{
	struct daemon *daemon = atomic_load(&life->daemon);
	long long interval = 1000LL * life->keeper->sweep_interval;

	if (daemon != NULL)
		sweep(life, daemon);
	/* Before the first question there is little in the caches. */
	if ((daemon == NULL || life->is_resweep_due) && interval > RESWEEP_INTERVAL)
		interval = RESWEEP_INTERVAL;
	life->is_resweep_due = false;
	life->next_sweep = clock + interval;
}

/* ---- the thread ---------------------------------------------------------------- */

/* Wait until that time, or until it is over; returns whether it goes on. */
static bool
wait_until(struct smx_life *life, long long clock)
{
	struct timespec until = {.tv_sec = (time_t)(clock / 1000),
				 .tv_nsec = (long)(clock % 1000) * 1000000};
	int rc = 0;

	pthread_mutex_lock(&life->mutex);
	while (!atomic_load(&life->is_over) && rc == 0)
		rc = pthread_cond_timedwait(&life->condition, &life->mutex, &until);
	pthread_mutex_unlock(&life->mutex);
	return !atomic_load(&life->is_over);
}

static long long
earliest(const struct smx_life *life)
{
	long long next = smx_statedir_next(&life->statedir);

	if (life->next_sweep < next)
		next = life->next_sweep;
	return life->next_look < next ? life->next_look : next;
}

static void *
run(void *argument)
{
	struct smx_life *life = argument;

	(void)pthread_setname_np(pthread_self(), "straymx");
	(void)setpriority(PRIO_PROCESS, (id_t)gettid(), NICENESS);
	while (wait_until(life, earliest(life))) {
		long long clock = read_clock();

		if (clock >= life->next_look)
			look(life, clock);
		if (clock >= life->next_sweep)
			sweep_in_turn(life, clock);
		smx_statedir_write(&life->statedir, clock);
	}
	return NULL;
}

/* The thread gets no signals: they are for Unbound's. */
static void
start_thread(struct smx_life *life)
{
	sigset_t all, before;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	rc = pthread_create(&life->thread, NULL, run, life);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	life->is_running = rc == 0;
	if (rc != 0)
		log_err("straymx: no thread: %s; the policy stays as it is until a reload",
			strerror(rc));
}

/* ---- begin and end --------------------------------------------------------------- */

/* Load, or take over, the policy before any question comes. */
static int
load(struct smx_life *life, const char *path)
{
	struct smx_status *status = &life->statedir.status;
	struct smx_kept *kept = smx_kept_take(path);
	struct smx_policy *policy, *old;
	bool is_new;

	life->keeper = kept != NULL ? kept->keeper : smx_keeper_new(path);
	if (life->keeper == NULL)
		return SMX_ENOMEM;
	if (kept != NULL)
		smx_keeper_resume(life->keeper);
	(void)smx_keeper_look(life->keeper, status->started_at, true, &policy);
	smx_keeper_repeat(life->keeper);
	report_news(life);
	is_new = policy != NULL;
	status->in_force_since = status->started_at;
	if (kept != NULL && is_new) {
		smx_policy_free(kept->policy);
	} else if (kept != NULL) {
		policy = kept->policy;
		status->in_force_since = kept->in_force_since;
	}
	free(kept);
	smx_report_policy(policy, path);
	if (policy == NULL)
		return SMX_OK;
	if (smx_current_replace(life->current, policy, life->keeper->n_policies, &old) !=
	    SMX_OK) {
		smx_policy_free(policy);
		return SMX_ENOMEM;
	}
	if (is_new)
		sweep(life, NULL); /* after `reload_keep_cache` there are entries */
	return SMX_OK;
}

static struct smx_life *
life_new(struct module_env *env, struct smx_state *state)
{
	struct smx_life *life = calloc(1, sizeof *life);
	pthread_condattr_t attributes;

	if (life == NULL)
		return NULL;
	life->env = env;
	life->current = &state->current;
	life->statedir = (struct smx_statedir){
		.status = {.unbound_version = PACKAGE_VERSION,
			   .started_at = time(NULL),
			   .counts = &state->counts,
			   .meters = &state->meters,
			   .n_module_bytes = sizeof *state},
		.current = &state->current,
		.recorder = &state->recorder,
	};
	pthread_mutex_init(&life->mutex, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&life->condition, &attributes);
	pthread_condattr_destroy(&attributes);
	return life;
}

static void
life_free(struct smx_life *life)
{
	pthread_cond_destroy(&life->condition);
	pthread_mutex_destroy(&life->mutex);
	free(life);
}

struct smx_life *
smx_life_begin(struct module_env *env, struct smx_state *state)
{
	struct smx_life *life = life_new(env, state);
	char *path = smx_confpath_find(env->cfg);
	long long clock = read_clock();

	if (life == NULL || path == NULL || load(life, path) != SMX_OK) {
		log_err("straymx: out of memory; standing aside, all questions pass");
		if (life != NULL) {
			smx_keeper_free(life->keeper);
			life_free(life);
		}
		free(path);
		return NULL;
	}
	free(path);
	life->next_look = clock + UNSETTLED_INTERVAL;
	life->next_sweep = clock + 1000LL * life->keeper->sweep_interval;
	life->statedir.keeper = life->keeper;
	life->statedir.next_status = life->statedir.next_metrics = clock;
	smx_journaling_begin(&life->journaling, &state->recorder, env);
	configure_journal(life);
	start_thread(life);
	return life;
}

void
smx_life_meet(struct smx_life *life, struct daemon *daemon)
{
	if (daemon != NULL &&
	    atomic_load_explicit(&life->daemon, memory_order_relaxed) != daemon)
		atomic_store(&life->daemon, daemon);
}

void
smx_life_end(struct smx_life *life)
{
	struct smx_policy *policy;

	if (life == NULL)
		return;
	if (life->is_running) {
		smx_keeper_call_off(life->keeper);
		pthread_mutex_lock(&life->mutex);
		atomic_store(&life->is_over, true);
		pthread_cond_signal(&life->condition);
		pthread_mutex_unlock(&life->mutex);
		pthread_join(life->thread, NULL);
	}
	smx_journaling_end(&life->journaling);
	(void)smx_current_replace(life->current, NULL, 0, &policy); /* takes no memory */
	smx_kept_put(life->keeper, policy, life->statedir.status.in_force_since);
	life_free(life);
}
