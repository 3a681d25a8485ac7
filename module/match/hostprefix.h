/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_HOSTPREFIX_H
#define SMX_MATCH_HOSTPREFIX_H

/*
 * Usual names of hosts in front of a domain, whose dot gets lost: the rule
 * `host` of straymx-zone(5).
 */

#include "match/name.h"

/* Whether `label`, of at least one character, may begin with a usual host name. */
static inline bool
smx_hostprefix_may_begin(struct smx_span label)
{
	/* Bit 0 for a. */
	const uint32_t letters = 1u << ('a' - 'a') | 1u << ('e' - 'a') | 1u << ('i' - 'a') |
				 1u << ('m' - 'a') | 1u << ('o' - 'a') | 1u << ('p' - 'a') |
				 1u << ('s' - 'a') | 1u << ('w' - 'a');
	unsigned letter = label.ptr[0] - (unsigned)'a';

	return letter < 26 && (letters >> letter & 1) != 0;
}

/* The usual host names one after the other, from number 0 on; NULL behind the last one. */
const char *smx_hostprefix_name(unsigned number);

/*
 * What follows a usual host name at the beginning of `label`, and what follows
 * it and one hyphen, where that is something: written to `rests`, their number
 * returned.
 */
unsigned smx_hostprefix_rests(struct smx_span label, struct smx_span rests[2]);

/* Whether `label` is a usual host name, or that and a hyphen, before `rest`. */
bool smx_hostprefix_holds(struct smx_span label, struct smx_span rest);

#endif /* SMX_MATCH_HOSTPREFIX_H */
