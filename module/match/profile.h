/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_PROFILE_H
#define SMX_MATCH_PROFILE_H

/*
 * The profiles of straymx-zone(5): how long a label has to be for each
 * rule to be active.
 */

#include "straymx.h"

/* The least length for `rule` in `profile`, in bytes; 0: the rule is off. */
uint8_t smx_profile_least_len(enum smx_profile profile, enum smx_rule rule);

#endif /* SMX_MATCH_PROFILE_H */
