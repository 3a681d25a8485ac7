/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/kept.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "policy/keeper.h"
#include "straymx.h"

static _Atomic(struct smx_kept *) kept_over_reload;

static void
kept_free(struct smx_kept *kept)
{
	if (kept == NULL)
		return;
	smx_keeper_free(kept->keeper);
	smx_policy_free(kept->policy);
	free(kept);
}

void
smx_kept_put(struct smx_keeper *keeper, struct smx_policy *policy, time_t in_force_since)
{
	struct smx_kept *kept = malloc(sizeof *kept);

	if (kept == NULL) {
		smx_keeper_free(keeper);
		smx_policy_free(policy);
		return;
	}
	kept->keeper = keeper;
	kept->policy = policy;
	kept->in_force_since = in_force_since;
	kept_free(atomic_exchange(&kept_over_reload, kept));
}

struct smx_kept *
smx_kept_take(const char *conf_path)
{
	struct smx_kept *kept = atomic_exchange(&kept_over_reload, NULL);

	if (kept == NULL || strcmp(kept->keeper->sources.list[0]->path, conf_path) == 0)
		return kept;
	kept_free(kept);
	return NULL;
}
