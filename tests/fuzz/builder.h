/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_FUZZ_BUILDER_H
#define SMX_TESTS_FUZZ_BUILDER_H

#include "policy/builder.h"

/*
 * A builder for one input: as smx_builder_init(), but the Public Suffix List,
 * which takes most of its time, is loaded once.
 */
void fuzz_builder_init(struct smx_builder *builder, const struct smx_place *place);

#endif /* SMX_TESTS_FUZZ_BUILDER_H */
