/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_SUFFIX_H
#define SMX_MATCH_SUFFIX_H

/*
 * Asking the Public Suffix List about the tail of a name.  The list itself
 * comes from policy/psl.c; it is asked during a look-up, so it must not
 * allocate.
 */

#include "match/name.h"

/* The Public Suffix List, asked by name text: ASCII, lower-case, no final dot. */
struct smx_suffix_list {
	void *list;
	/* Whether the name is a public suffix by the whole list. */
	bool (*is_public)(const void *list, const char *name);
	/* Whether it is one by the ICANN section, by a rule other than the default. */
	bool (*is_registry)(const void *list, const char *name);
	void (*free)(void *list);
};

/* Whether the tail is a public suffix by the whole list. */
bool smx_suffix_is_public(const struct smx_suffix_list *list, const struct smx_tail *tail);

/* Whether it is one by the ICANN section, by a rule other than the default one. */
bool smx_suffix_is_registry(const struct smx_suffix_list *list, const struct smx_tail *tail);

/*
 * Whether suffixes of as many labels differ in one label alone, which has two
 * characters in both: where the second one is a registry's, another country's
 * (the rule `cc`).
 */
bool smx_suffix_is_other_country(const struct smx_tail *from, const struct smx_tail *to);

#endif /* SMX_MATCH_SUFFIX_H */
