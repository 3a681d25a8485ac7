/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_HOST_H
#define SMX_POLICY_HOST_H

/*
 * Names as people write them in policies: host names, A-labels that decode,
 * U-labels where the file allows them (IDNA 2008, RFC 5890, through libidn2).
 */

#include "match/name.h"
#include "policy/messages.h"

/*
 * Read a name of `len` bytes: UTF-8 U-labels become A-labels, a leading `*.`
 * is dropped (it means the same, as in response policy zones), the final dot
 * is optional.  Returns 0 and the name, or SMX_ENAME (SMX_ENOMEM) with the
 * error added at `place`.
 */
int smx_host_parse(const char *text, size_t len, const struct smx_place *place,
		   struct smx_name *name);

enum smx_host_use {
	SMX_HOST_PROTECTED, /* letters, digits, hyphens (RFC 1123, 2.1); A-labels that decode */
	SMX_HOST_EXEMPT,    /* underscores too, hyphens and A-labels as they come */
};

/*
 * Check that a name can be protected, or exempt.  Returns 0 or SMX_ENAME with
 * the error added at `place`.
 */
int smx_host_check(const struct smx_name *name, enum smx_host_use use,
		   const struct smx_place *place);

/* Drop the first label if it is `*`. */
void smx_host_strip_wildcard(struct smx_name *name);

#endif /* SMX_POLICY_HOST_H */
