/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_COMPAT_H
#define SMX_UNBOUND_COMPAT_H

/*
 * What differs between the Unbounds that the module is built for: known here alone, by
 * what configure has tried (HAVE_...), and by no version number.  Includes Unbound's
 * config.h, so it comes first in each file that includes Unbound's headers.
 *
 * Compiled in is what one Unbound has; that it runs in no other one is abi.h.
 */

#include "config.h" /* Unbound's */

#include <stddef.h>
#include <stdint.h>

#include "util/module.h"

/*
 * All that the module takes from the program it is loaded into.  Weak: Unbound ends if
 * a module cannot be loaded, as in a program that lacks one of these, where this one
 * has to stand aside.  tests/symbols/run looks for what is missing here.
 */
#pragma weak edns_opt_list_append
#pragma weak errinf
#pragma weak fname_after_chroot
#pragma weak log_err
#pragma weak log_info
#pragma weak log_warn
#pragma weak mesh_area_find
#pragma weak mesh_state_make_unique
#pragma weak msg_cache_remove
#pragma weak rbtree_delete
#pragma weak rbtree_insert
#pragma weak regional_alloc
#pragma weak regional_alloc_init
#pragma weak regional_alloc_zero
#pragma weak respip_clear
#pragma weak respip_operate
#pragma weak rrset_cache_remove
#pragma weak slabhash_remove
#pragma weak sldns_wire2str_type_buf
#pragma weak strmodulevent
#pragma weak worker_send_query

struct mesh_state;

/*
 * env->attach_sub() and env->add_sub() of util/module.h, for questions that belong to no
 * client and are neither priming nor part of a validation.  They return what those do:
 * 0 is failure.
 */
static inline int
smx_attach_sub(struct module_qstate *qstate, struct query_info *qinfo, uint16_t flags,
	       struct module_qstate **newq)
{
#ifdef HAVE_SUB_CLIENT_INFO
	return qstate->env->attach_sub(qstate, qinfo, NULL, flags, 0, 0, newq);
#else
	return qstate->env->attach_sub(qstate, qinfo, flags, 0, 0, newq);
#endif
}

static inline int
smx_add_sub(struct module_qstate *qstate, struct query_info *qinfo, uint16_t flags,
	    struct module_qstate **newq, struct mesh_state **sub)
{
#ifdef HAVE_SUB_CLIENT_INFO
	return qstate->env->add_sub(qstate, qinfo, NULL, flags, 0, 0, newq, sub);
#else
	return qstate->env->add_sub(qstate, qinfo, flags, 0, 0, newq, sub);
#endif
}

#endif /* SMX_UNBOUND_COMPAT_H */
