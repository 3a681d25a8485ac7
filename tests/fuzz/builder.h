/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_FUZZ_BUILDER_H
#define SMX_TESTS_FUZZ_BUILDER_H

#include <stddef.h>
#include <stdint.h>

#include "policy/builder.h"
#include "policy/file.h"

/* A way to load a file into a policy, as names of a zone. */
typedef int fuzz_loader(struct smx_builder *builder, struct smx_zone *zone,
			const struct smx_params *conf, const struct smx_text *text,
			const struct smx_place *place);

/*
 * Load any bytes as a file; aborts where it fails without a message, or has
 * one and does not fail.
 */
void fuzz_load(const uint8_t *data, size_t size, fuzz_loader *loader);

#endif /* SMX_TESTS_FUZZ_BUILDER_H */
