/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_RR_H
#define SMX_POLICY_RR_H

/*
 * What can be said of a record or a type of records alone, as ldns has them.
 */

#include <ldns/ldns.h>
#include <stdbool.h>

/*
 * Whether a record of a type that protected zones use has the fields of that
 * type; true for all other types.  ldns hands out records without some of them
 * for odd lines in the form of RFC 3597 (TYPE6 \# 1 00).
 */
bool smx_rr_has_fields(const ldns_rr *rr);

/* What a signed or digested zone has besides (RFC 4034, 5155, 7344, 8976). */
bool smx_rr_is_dnssec(ldns_rr_type type);

/* The type's name, or TYPE and its number (RFC 3597, 5), which `buf` is for. */
const char *smx_rr_type_text(ldns_rr_type type, char buf[16]);

#endif /* SMX_POLICY_RR_H */
