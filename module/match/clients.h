/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_CLIENTS_H
#define SMX_MATCH_CLIENTS_H

/*
 * Which clients a zone is for: `clients` and `exempt-clients` of straymx.conf; and how much
 * is told of them.
 * Immutable once its policy is built.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How much of clients' addresses is written: `log-clients`. */
enum smx_log_clients {
	SMX_CLIENTS_FULL,
	SMX_CLIENTS_PREFIX, /* 24 bits of IPv4, 48 of IPv6 */
	SMX_CLIENTS_NONE,
	SMX_N_LOG_CLIENTS
};

struct smx_network {
	int family;          /* AF_INET or AF_INET6 */
	uint8_t address[16]; /* network order; 4 bytes of it for AF_INET */
	uint8_t prefix_len;  /* bits */
	bool is_exempt;
};

struct smx_clients {
	struct smx_network *networks;
	size_t n_networks;
};

/*
 * Read an address, or a network in CIDR notation (RFC 4632, RFC 4291).  Bits
 * behind the prefix do not matter.  Returns 0, or SMX_EVALUE with `*network`
 * unspecified.
 */
int smx_network_parse(const char *text, struct smx_network *network);

/*
 * Whether the zone is for this client, by the longest network that it is in; of
 * two equally long ones the exempt one decides.  A client that is in none is in
 * scope if there are no `clients`.  `address` is in network order, of 4 bytes for
 * AF_INET and of 16 for AF_INET6.
 */
bool smx_clients_cover(const struct smx_clients *clients, int family, const void *address);

#endif /* SMX_MATCH_CLIENTS_H */
