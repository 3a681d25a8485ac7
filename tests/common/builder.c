/* SPDX-License-Identifier: BSD-3-Clause */
#undef NDEBUG
#include "common/builder.h"

#include <assert.h>
#include <stdlib.h>

static void
keep_list(void *list)
{
	(void)list;
}

void
common_builder_init(struct smx_builder *builder, const struct smx_place *place)
{
	static struct smx_suffix_list suffixes;

	if (suffixes.list == NULL) {
		int rc = smx_builder_init(builder, 0, place);

		assert(rc == SMX_OK);
		builder->policy->suffixes.free = keep_list;
		suffixes = builder->policy->suffixes;
		smx_builder_abandon(builder);
	}
	*builder = (struct smx_builder){.policy = calloc(1, sizeof *builder->policy),
					.names_max = SMX_NAMES_MAX};
	assert(builder->policy != NULL);
	builder->policy->suffixes = suffixes;
}
