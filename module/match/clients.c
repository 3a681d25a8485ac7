/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/clients.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "straymx.h"

static unsigned
bits_of(int family)
{
	return family == AF_INET ? 32 : 128;
}

int
smx_network_parse(const char *text, struct smx_network *network)
{
	char address[INET6_ADDRSTRLEN];
	const char *slash = strchr(text, '/');
	size_t len = slash != NULL ? (size_t)(slash - text) : strlen(text);
	size_t n_digits;

	memset(network, 0, sizeof *network);
	if (len >= sizeof address)
		return SMX_EVALUE;
	memcpy(address, text, len);
	address[len] = '\0';
	network->family = strchr(address, ':') != NULL ? AF_INET6 : AF_INET;
	network->prefix_len = (uint8_t)bits_of(network->family);
	if (inet_pton(network->family, address, network->address) != 1)
		return SMX_EVALUE;
	if (slash == NULL)
		return SMX_OK;
	n_digits = strspn(slash + 1, "0123456789");
	if (n_digits == 0 || n_digits > 3 || slash[1 + n_digits] != '\0' ||
	    (unsigned)atoi(slash + 1) > bits_of(network->family))
		return SMX_EVALUE;
	network->prefix_len = (uint8_t)atoi(slash + 1);
	return SMX_OK;
}

static bool
holds(const struct smx_network *network, int family, const uint8_t *address)
{
	size_t n_bytes = network->prefix_len / 8;
	unsigned n_bits = network->prefix_len % 8;

	if (network->family != family || memcmp(network->address, address, n_bytes) != 0)
		return false;
	return n_bits == 0 ||
	       (network->address[n_bytes] ^ address[n_bytes]) >> (8 - n_bits) == 0;
}

bool
smx_clients_cover(const struct smx_clients *clients, int family, const void *address)
{
	const struct smx_network *longest = NULL;
	bool has_clients = false;

	for (size_t i = 0; i < clients->n_networks; i++) {
		const struct smx_network *network = &clients->networks[i];

		has_clients |= !network->is_exempt;
		if (holds(network, family, address) &&
		    (longest == NULL || network->prefix_len > longest->prefix_len ||
		     (network->prefix_len == longest->prefix_len && network->is_exempt)))
			longest = network;
	}
	return longest != NULL ? !longest->is_exempt : !has_clients;
}
