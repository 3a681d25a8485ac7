/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_OUTGOING_H
#define SMX_UNBOUND_OUTGOING_H

/*
 * Questions to name servers.  For whatever reason they are asked (an address of a name
 * server, an alias, a step of QNAME minimisation), the answer of a lookalike must not get
 * into the cache, from which clients would be served without being judged.  All in the
 * thread of the query state.
 */

#include "unbound/state.h"

struct module_qstate;
struct query_info;

/* A question of the state goes out. */
void smx_outgoing_send(struct smx_state *state, struct module_qstate *qstate, int id,
		       const struct query_info *question);

/* Its answer comes, and has not been stored yet. */
void smx_outgoing_receive(struct smx_state *state, struct module_qstate *qstate, int id,
			  const struct query_info *question);

#endif /* SMX_UNBOUND_OUTGOING_H */
