/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as straymx.conf: what cannot be read has been said, and there is always a
 * state directory, that of the text if it can be read.
 */
#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "policy/conf.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "folder/straymx.conf", 0};
	struct smx_conf conf;
	char *state_dir;
	int rc;

	smx_messages_init(&messages);
	rc = smx_conf_parse(&conf, (const char *)data, size, &place);
	assert((rc == SMX_OK) == (messages.n_errors == 0));
	assert(rc != SMX_ENOMEM); /* what libConfuse ends at without a word */
	state_dir = smx_conf_find_state_dir((const char *)data, size, &place);
	assert(state_dir != NULL);
	if (rc == SMX_OK)
		assert(strcmp(state_dir, conf.state_dir) == 0);
	free(state_dir);
	smx_conf_free(&conf);
	smx_messages_free(&messages);
	return 0;
}
