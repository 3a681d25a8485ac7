/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as a list, of protected and of allowed names: what cannot be loaded has been said.
 */
#undef NDEBUG
#include <assert.h>

#include "builder.h"
#include "fuzz.h"
#include "policy/list.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, fuzz_file(data, size), 0};
	struct smx_builder builder;
	struct smx_params conf;
	struct smx_zone *zone;
	int rc;

	smx_messages_init(&messages);
	smx_params_init(&conf);
	fuzz_builder_init(&builder, &place);
	zone = smx_builder_add_zone(&builder, "z", false);
	assert(zone != NULL);
	rc = smx_list_load(&builder, zone, &conf, &place);
	if (rc == SMX_OK)
		rc = smx_list_load_allow(&builder, &place);
	assert((rc == SMX_OK) == (messages.n_errors == 0));
	if (rc == SMX_OK)
		smx_policy_free(smx_builder_finish(&builder));
	else
		smx_builder_abandon(&builder);
	smx_messages_free(&messages);
	return 0;
}
