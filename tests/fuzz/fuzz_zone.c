/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as a zone file.
 */
#include "builder.h"
#include "fuzz.h"
#include "policy/zone.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_load(data, size, smx_zone_load);
	return 0;
}
