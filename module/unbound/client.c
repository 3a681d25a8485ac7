/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <netinet/in.h>

#include "services/mesh.h"

#include "unbound/client.h"

struct smx_client
smx_client_of(const struct sockaddr_storage *address)
{
	struct smx_client client = {address->ss_family, address};

	if (client.family == AF_INET) {
		client.address = &((const struct sockaddr_in *)address)->sin_addr;
	} else if (client.family == AF_INET6) {
		const struct in6_addr *six = &((const struct sockaddr_in6 *)address)->sin6_addr;

		client.address = six;
		if (IN6_IS_ADDR_V4MAPPED(six)) {
			client.family = AF_INET;
			client.address = six->s6_addr + 12;
		}
	}
	return client;
}

bool
smx_client_waits(const struct module_qstate *qstate)
{
	return qstate->mesh_info->reply_list != NULL;
}

unsigned
smx_client_count(const struct module_qstate *qstate)
{
	unsigned n = 0;

	for (const struct mesh_reply *reply = qstate->mesh_info->reply_list; reply != NULL;
	     reply = reply->next)
		n++;
	return n;
}

void
smx_client_set_apart(struct module_qstate *qstate)
{
	struct mesh_state *mesh_state = qstate->mesh_info;
	struct rbtree_type *all = &qstate->env->mesh->all;

	if (mesh_state->unique != NULL || mesh_state->super_set.count > 0 ||
	    mesh_state->sub_set.count > 0)
		return;
	(void)rbtree_delete(all, mesh_state);
	mesh_state_make_unique(mesh_state);
	(void)rbtree_insert(all, &mesh_state->node);
}
