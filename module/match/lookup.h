/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_LOOKUP_H
#define SMX_MATCH_LOOKUP_H

/*
 * The lookup is public: smx_lookup() in straymx.h, with the writers of what a
 * verdict names.  This header adds what only the module asks.
 */

#include "match/policy.h"

/* A protected name that a candidate is confusable with. */
struct smx_match {
	const struct smx_entry *entry;
	struct smx_tail candidate;
	enum smx_rule rule;
	unsigned distance; /* 0: no match yet */
};

/* Which entries count in a lookup, as if there were no others; and what else is asked. */
struct smx_filter {
	bool is_enforced;    /* those in enforce mode */
	bool is_for_all;     /* those of zones that are for all clients */
	int family;          /* of the address: AF_INET or AF_INET6 */
	const void *address; /* those that are for this client (straymx.h); NULL: for any */
	bool takes_all;      /* judge what would pass unjudged, protected names as well */
	/*
	 * Called with each match, in no order, with several of one entry at times; the
	 * verdict is SMX_NO_MATCH then.  NULL: the best one is the verdict.
	 */
	void (*found)(void *context, const struct smx_match *match);
	void *context;
};

/* smx_lookup() with a filter; NULL for none. */
void smx_lookup_filtered(const struct smx_policy *policy, const struct smx_filter *filter,
			 const uint8_t *qname, size_t qname_len, struct smx_verdict *verdict);

/*
 * The wire form of the candidate inside the query name that `verdict` was
 * made for, and its length with the root label.  It is in the letter case of
 * the question.
 */
const uint8_t *smx_candidate_wire(const struct smx_verdict *verdict, const uint8_t *qname,
				  size_t qname_len, size_t *len);

/*
 * Write the intended name of a match of `qname` in wire format to `wire`, which has
 * room for SMX_WIRE_MAX bytes.  Returns its length with the root label; 0 where it is
 * longer than a name can be (RFC 1035, 2.3.4), so that there is no such name.
 */
size_t smx_intended_wire(const struct smx_verdict *verdict, const uint8_t *qname, uint8_t *wire);

#endif /* SMX_MATCH_LOOKUP_H */
