/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as a list, of protected and of allowed names.
 */
#include "builder.h"
#include "fuzz.h"
#include "policy/list.h"

static int
load_both(struct smx_builder *builder, struct smx_zone *zone, const struct smx_params *conf,
	  const struct smx_text *text, const struct smx_place *place)
{
	int rc = smx_list_load(builder, zone, conf, text, place);
	int allow_rc = smx_list_load_allow(builder, text, place);

	return rc != SMX_OK ? rc : allow_rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_load(data, size, load_both);
	return 0;
}
