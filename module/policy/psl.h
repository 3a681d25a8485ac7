/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_PSL_H
#define SMX_POLICY_PSL_H

/*
 * The Public Suffix List through libpsl: the distribution's file, or where
 * there is none (in a chroot, say) the list that libpsl has built in.
 * <https://publicsuffix.org/list/>
 */

#include "match/suffix.h"

/*
 * Load the list.  Returns 0 or SMX_EPSL with `*suffixes` untouched.  Free it
 * with its own `free`.
 */
int smx_psl_load(struct smx_suffix_list *suffixes);

/*
 * How many labels of `name` are its public suffix by the ICANN section, the
 * default rule included: at least 1, all of them for a public suffix itself.
 */
unsigned smx_psl_count_suffix_labels(const struct smx_suffix_list *suffixes,
				     const struct smx_name *name);

#endif /* SMX_POLICY_PSL_H */
