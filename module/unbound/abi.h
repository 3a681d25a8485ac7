/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_ABI_H
#define SMX_UNBOUND_ABI_H

/*
 * Whether the module fits the program that has loaded it.  It knows the layouts of
 * Unbound's structs from one source tree; in a program that was built from another one,
 * or with other options, it must not touch any.  Nobody else checks that, so it is done
 * here, by build-ids: those of the programs that configure was shown.
 */

#include <stdbool.h>

#include "util/module.h"

enum smx_host {
	SMX_HOST_KNOWN,   /* built for it, or STRAYMX_ABI=skip says to go on */
	SMX_HOST_FOREIGN, /* not; and all questions pass */
	SMX_HOST_UNFIT    /* not, and questions cannot even be let pass */
};

/*
 * Find it out and log it, at each init().  Main thread, while no others run; what
 * follows is for any thread after that.
 */
enum smx_host smx_abi_check(void);

/* Whether no struct of Unbound's may be touched. */
bool smx_abi_is_foreign(void);

/* operate() and clear() in a foreign program: the question passes, and so does its
 * answer. */
void smx_abi_operate(struct module_qstate *qstate, enum module_ev event, int id,
		     struct outbound_entry *outbound);
void smx_abi_clear(struct module_qstate *qstate, int id);

#endif /* SMX_UNBOUND_ABI_H */
