/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_OWNER_H
#define SMX_POLICY_OWNER_H

/*
 * Owner names of protected zones: which name they speak of, and what of it.
 */

#include <ldns/ldns.h>
#include <stdbool.h>

#include "match/name.h"
#include "policy/messages.h"

struct smx_owner {
	struct smx_name name; /* below the apex; no labels: the apex itself */
	bool is_param;        /* it stood behind _straymx */
};

/*
 * Understand the owner `rdf` of a record in the zone whose apex is `apex`; `*.name`
 * means name.  Returns 0, or SMX_ENAME with the error added at `place` and `*owner`
 * unspecified.
 */
int smx_owner_read(struct smx_owner *owner, const ldns_rdf *rdf, const ldns_rdf *apex,
		   const struct smx_place *place);

#endif /* SMX_POLICY_OWNER_H */
