/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_LOOKUP_H
#define SMX_MATCH_LOOKUP_H

/*
 * The lookup is public: smx_lookup() in straymx.h, with the writers of what a
 * verdict names.  This header adds what only the module asks.
 */

#include "match/policy.h"

/*
 * The wire form of the candidate inside the query name that `verdict` was
 * made for, and its length with the root label.  It is in the letter case of
 * the question.
 */
const uint8_t *smx_candidate_wire(const struct smx_verdict *verdict, const uint8_t *qname,
				  size_t qname_len, size_t *len);

#endif /* SMX_MATCH_LOOKUP_H */
