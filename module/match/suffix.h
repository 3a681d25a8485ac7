/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_SUFFIX_H
#define SMX_MATCH_SUFFIX_H

/*
 * Asking the Public Suffix List about the tail of a name.  The list itself
 * comes from policy/psl.c; it is asked about each candidate, so it must
 * not allocate.
 */

#include "match/policy.h"

/* Whether the tail is a public suffix by the whole list. */
bool smx_suffix_is_public(const struct smx_suffix_list *list, const struct smx_tail *tail);

/* Whether it is one by the ICANN section, by a rule other than the default one. */
bool smx_suffix_is_registry(const struct smx_suffix_list *list, const struct smx_tail *tail);

#endif /* SMX_MATCH_SUFFIX_H */
