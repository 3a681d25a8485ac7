/* SPDX-License-Identifier: BSD-3-Clause */
#undef NDEBUG
#include "builder.h"

#include <assert.h>
#include <stdlib.h>

#include "fuzz.h"

static void
keep_list(void *list)
{
	(void)list;
}

/*
 * As smx_builder_init(), but the Public Suffix List, which takes most of its
 * time, is loaded once.
 */
static void
init_builder(struct smx_builder *builder, const struct smx_place *place)
{
	static struct smx_suffix_list suffixes;

	if (suffixes.list == NULL) {
		int rc = smx_builder_init(builder, 0, place);

		assert(rc == SMX_OK);
		builder->policy->suffixes.free = keep_list;
		suffixes = builder->policy->suffixes;
		smx_builder_abandon(builder);
	}
	*builder = (struct smx_builder){.policy = calloc(1, sizeof *builder->policy)};
	assert(builder->policy != NULL);
	builder->policy->suffixes = suffixes;
}

void
fuzz_load(const uint8_t *data, size_t size, fuzz_loader *loader)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, fuzz_file(data, size), 0};
	struct smx_builder builder;
	struct smx_params conf;
	struct smx_zone *zone;
	int rc;

	smx_messages_init(&messages);
	smx_params_init(&conf);
	init_builder(&builder, &place);
	zone = smx_builder_add_zone(&builder, "z", false);
	assert(zone != NULL);
	rc = loader(&builder, zone, &conf, &place);
	assert((rc == SMX_OK) == (messages.n_errors == 0));
	if (rc == SMX_OK)
		smx_policy_free(smx_builder_finish(&builder));
	else
		smx_builder_abandon(&builder);
	smx_messages_free(&messages);
}
