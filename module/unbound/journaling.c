/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <string.h>
#include <time.h>

#include "util/config_file.h"
#include "util/log.h"
#include "util/module.h"

#include "journal/journal.h"
#include "unbound/journaling.h"

static void
on_begun(void *closure, const struct smx_event *event, enum smx_log_clients log_clients)
{
	struct smx_journaling *journaling = closure;

	smx_notice(&journaling->notice, event, log_clients);
}

static void
on_trouble(void *closure, const char *state_dir, int error, unsigned long n_lost)
{
	(void)closure;
	if (error != 0)
		log_err("straymx: state-dir %s: events.jsonl cannot be written: %s; questions are "
			"answered all the same",
			state_dir, strerror(error));
	else
		log_info("straymx: state-dir %s: events.jsonl can be written again; %lu questions are "
			 "missing in it",
			 state_dir, n_lost);
}

void
smx_journaling_begin(struct smx_journaling *journaling, struct smx_recorder *recorder,
		     const struct module_env *env)
{
	const struct smx_journal_hooks hooks = {on_begun, on_trouble, journaling};
	int n_threads = env->cfg->num_threads;
	struct timespec now;

	journaling->recorder = recorder;
	clock_gettime(CLOCK_MONOTONIC, &now);
	recorder->number = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
	atomic_store(&recorder->n_lanes, 0);
	recorder->journal = smx_journal_begin(n_threads > 0 ? (unsigned)n_threads : 1, &hooks);
	if (recorder->journal == NULL)
		log_err("straymx: no journal: out of memory or threads; questions are answered all "
			"the same");
}

void
smx_journaling_configure(struct smx_journaling *journaling, const char *state_dir,
			 enum smx_log_clients log_clients)
{
	if (journaling->recorder->journal != NULL &&
	    smx_journal_configure(journaling->recorder->journal, state_dir, log_clients) != SMX_OK)
		log_err("straymx: out of memory; the journal stays where it is");
}

void
smx_journaling_end(struct smx_journaling *journaling)
{
	smx_journal_end(journaling->recorder->journal);
	journaling->recorder->journal = NULL;
}
