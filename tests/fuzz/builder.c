/* SPDX-License-Identifier: BSD-3-Clause */
#include "builder.h"

#include <stdlib.h>

static void
keep_list(void *list)
{
	(void)list;
}

void
fuzz_builder_init(struct smx_builder *builder, const struct smx_place *place)
{
	static struct smx_suffix_list suffixes;

	if (suffixes.list == NULL) {
		if (smx_builder_init(builder, 0, place) != SMX_OK)
			abort();
		suffixes = builder->policy->suffixes;
		suffixes.free = keep_list;
		builder->policy->suffixes.free = keep_list;
		smx_builder_abandon(builder);
	}
	builder->now = 0;
	builder->policy = calloc(1, sizeof *builder->policy);
	if (builder->policy == NULL)
		abort();
	builder->policy->suffixes = suffixes;
}
