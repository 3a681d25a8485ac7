/* SPDX-License-Identifier: BSD-3-Clause */
#undef NDEBUG
#include "builder.h"

#include <assert.h>

#include "common/builder.h"

#define FINISH_EVERY 32 /* sizes */

void
fuzz_load(const uint8_t *data, size_t size, fuzz_loader *loader)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "input", 0};
	struct smx_text text;
	struct smx_clients clients = {NULL, 0};
	struct smx_builder builder;
	struct smx_params conf;
	struct smx_policy *policy = NULL;
	struct smx_zone *zone;
	int rc;

	smx_messages_init(&messages);
	smx_params_init(&conf);
	common_builder_init(&builder, &place);
	zone = smx_builder_add_zone(&builder, "z", &clients);
	assert(zone != NULL);
	assert(smx_text_copy(&text, (const char *)data, size) == SMX_OK);
	rc = loader(&builder, zone, &conf, &text, &place);
	smx_text_free(&text);
	assert((rc == SMX_OK) == (messages.n_errors == 0));
	/* The index takes ten times as long as the reading, and has a target of its own. */
	if (rc == SMX_OK && size % FINISH_EVERY == 0)
		rc = smx_builder_finish(&builder, &place, &policy);
	else
		smx_builder_abandon(&builder);
	smx_policy_free(policy);
	smx_messages_free(&messages);
}
