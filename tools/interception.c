/* SPDX-License-Identifier: BSD-3-Clause */
#include "interception.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#define DNS_PORT 53
#define EDNS_SIZE 1232
#define TIMEOUT 2     /* seconds */
#define OPTION_EDE 15 /* RFC 8914, 2 */
#define HINT "did you mean "

/* The two codes that unbound-straymx(8) has. */
enum { EDE_FORGED = 4, EDE_BLOCKED = 15 };

static unsigned
read_u16(const uint8_t *bytes)
{
	return (unsigned)bytes[0] << 8 | bytes[1];
}

static void
copy_text(char *text, size_t size, const uint8_t *bytes, size_t len)
{
	size_t at = 0;

	for (size_t i = 0; i < len && at + 1 < size; i++)
		text[at++] = bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char)bytes[i] : '?';
	text[at] = '\0';
}

/* Whether the options of an answer have straymx's hint, which is copied. */
static bool
find_hint(const uint8_t *options, size_t len, char *text, size_t size)
{
	while (len >= 4) {
		size_t option_len = read_u16(options + 2);
		const uint8_t *value = options + 4;

		if (option_len > len - 4)
			return false;
		if (read_u16(options) == OPTION_EDE && option_len >= 2 + strlen(HINT) &&
		    (read_u16(value) == EDE_FORGED || read_u16(value) == EDE_BLOCKED) &&
		    memcmp(value + 2, HINT, strlen(HINT)) == 0) {
			copy_text(text, size, value + 2, option_len - 2);
			return true;
		}
		options += 4 + option_len;
		len -= 4 + option_len;
	}
	return false;
}

static ldns_resolver *
new_resolver(const char *resolver)
{
	char address[64];
	const char *port = strchr(resolver, '@');
	size_t len = port != NULL ? (size_t)(port - resolver) : strlen(resolver);
	ldns_rdf *rdf;
	ldns_resolver *made = ldns_resolver_new();

	snprintf(address, sizeof address, "%.*s", (int)len, resolver);
	rdf = ldns_rdf_new_frm_str(strchr(address, ':') != NULL ? LDNS_RDF_TYPE_AAAA
								: LDNS_RDF_TYPE_A, address);
	if (made == NULL || rdf == NULL || ldns_resolver_push_nameserver(made, rdf) != LDNS_STATUS_OK) {
		ldns_resolver_deep_free(made);
		made = NULL;
	} else {
		ldns_resolver_set_port(made, port != NULL ? (uint16_t)atoi(port + 1) : DNS_PORT);
		ldns_resolver_set_timeout(made, (struct timeval){.tv_sec = TIMEOUT});
		ldns_resolver_set_retry(made, 1);
		ldns_resolver_set_edns_udp_size(made, EDNS_SIZE);
		ldns_resolver_set_recursive(made, true);
	}
	ldns_rdf_deep_free(rdf);
	return made;
}

enum interception
interception_probe(const char *resolver, const char *name, char *text, size_t size)
{
	enum interception seen = INTERCEPTION_UNKNOWN;
	ldns_resolver *asked = new_resolver(resolver);
	ldns_rdf *qname = ldns_dname_new_frm_str(name), *options;
	ldns_pkt *answer = NULL;

	if (asked != NULL && qname != NULL &&
	    ldns_resolver_send(&answer, asked, qname, LDNS_RR_TYPE_MX, LDNS_RR_CLASS_IN, LDNS_RD) ==
		    LDNS_STATUS_OK && answer != NULL) {
		options = ldns_pkt_edns_data(answer);
		seen = options != NULL && find_hint(ldns_rdf_data(options), ldns_rdf_size(options),
						    text, size) ? INTERCEPTION_SEEN
								: INTERCEPTION_NONE;
	}
	ldns_pkt_free(answer);
	ldns_rdf_deep_free(qname);
	ldns_resolver_deep_free(asked);
	return seen;
}
