/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as straymx.conf: what cannot be read has been said.
 */
#undef NDEBUG
#include <assert.h>

#include "fuzz.h"
#include "policy/conf.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "input", 0};
	struct smx_conf conf;
	int rc;

	smx_messages_init(&messages);
	rc = smx_conf_parse(&conf, (const char *)data, size, &place);
	assert((rc == SMX_OK) == (messages.n_errors == 0));
	smx_conf_free(&conf);
	smx_messages_free(&messages);
	return 0;
}
