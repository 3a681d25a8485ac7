/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_CLIENT_H
#define SMX_UNBOUND_CLIENT_H

/*
 * Who asks.
 */

#include <stdbool.h>

struct comm_reply;
struct module_qstate;
struct sockaddr_storage;

/* A client's address, in network order; an IPv4-mapped one (RFC 4291, 2.5.5.2) is that of
 * IPv4.  It lives as long as what it was taken from. */
struct smx_client {
	int family;          /* AF_INET, AF_INET6; another one for a client without an address */
	const void *address; /* 4 or 16 bytes */
};

struct smx_client smx_client_of(const struct sockaddr_storage *address);

/* Whether a client waits for the answer, or the resolver alone (name server
 * addresses, DS, prefetch). */
bool smx_client_waits(const struct module_qstate *qstate);

/* How many do. */
unsigned smx_client_count(const struct module_qstate *qstate);

/*
 * Keep clients from joining a question under way.  Being unique is part of the key by
 * which trees hold the state: that of all states, and those of the states that wait for
 * this one or that it waits for.  So it is done at the beginning, when nobody does;
 * later it is left as it is.
 */
void smx_client_set_apart(struct module_qstate *qstate);

#endif /* SMX_UNBOUND_CLIENT_H */
