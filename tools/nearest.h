/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_NEAREST_H
#define SMX_TOOLS_NEAREST_H

/*
 * Why a name is not intercepted: the protected name that comes closest, and what it
 * takes.  All protected names are gone through, one by one, so it is for names that
 * somebody asks about, not for lists of a million.
 */

#include "match/lookup.h"

enum nearest_kind {
	NEAREST_NONE,      /* there is no protected name */
	NEAREST_HOLDS,     /* a rule holds: but for an exemption, it would match */
	NEAREST_SHORT,     /* the rule needs a longer label */
	NEAREST_OFF,       /* the rule is off for this protected name */
	NEAREST_SUFFIX,    /* the candidate is itself a public suffix, so it is none */
	NEAREST_REGISTRY,  /* the rule `zone` leaves other countries' registries alone */
	NEAREST_FAR,       /* no rule knows so many edits, or such ones */
};

struct nearest {
	enum nearest_kind kind;
	/* Unless it is NEAREST_NONE: */
	const struct smx_entry *entry;
	char candidate[SMX_NAME_TEXT_SIZE]; /* the tail of the query name that is close to it */
	unsigned distance;                  /* edits */
	/* Unless it is NEAREST_FAR: */
	enum smx_rule rule;
	/* For NEAREST_SHORT: */
	unsigned needs;                     /* characters, the least length */
	char label[SMX_LABEL_MAX + 1];      /* which is shorter */
};

/* Look for it; `qname` as in smx_lookup(). */
void nearest_find(const struct smx_policy *policy, const uint8_t *qname, size_t qname_len,
		  struct nearest *nearest);

/* "none", "holds", "short", "off", "public-suffix", "registry", "far" */
const char *nearest_kind_name(enum nearest_kind kind);

#endif /* SMX_TOOLS_NEAREST_H */
