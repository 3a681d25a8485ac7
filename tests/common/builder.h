/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_COMMON_BUILDER_H
#define SMX_TESTS_COMMON_BUILDER_H

/*
 * Builders for tests that make many policies.
 */

#include "policy/builder.h"

/*
 * As smx_builder_init(), but the Public Suffix List, which takes most of its
 * time, is loaded once for the program.  Aborts if that fails.
 */
void common_builder_init(struct smx_builder *builder, const struct smx_place *place);

#endif /* SMX_TESTS_COMMON_BUILDER_H */
