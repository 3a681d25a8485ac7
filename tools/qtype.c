/* SPDX-License-Identifier: BSD-3-Clause */
#include "qtype.h"

#include <string.h>

#include <ldns/ldns.h>

#define TYPE_TEXT_MAX 16 /* bytes; NSEC3PARAM is the longest of those in use */

static const struct {
	const char *text;
	uint16_t type;
} common[] = {
	{"A", LDNS_RR_TYPE_A},     {"AAAA", LDNS_RR_TYPE_AAAA}, {"MX", LDNS_RR_TYPE_MX},
	{"HTTPS", 65},             {"PTR", LDNS_RR_TYPE_PTR},   {"TXT", LDNS_RR_TYPE_TXT},
	{"NS", LDNS_RR_TYPE_NS},   {"SRV", LDNS_RR_TYPE_SRV},   {"SOA", LDNS_RR_TYPE_SOA},
	{"DS", LDNS_RR_TYPE_DS},   {"ANY", LDNS_RR_TYPE_ANY},   {"CNAME", LDNS_RR_TYPE_CNAME},
	{"SVCB", 64},              {"DNSKEY", LDNS_RR_TYPE_DNSKEY},
};

uint16_t
qtype_read(const char *text, size_t len)
{
	char copy[TYPE_TEXT_MAX + 1];

	for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
		if (strlen(common[i].text) == len && memcmp(common[i].text, text, len) == 0)
			return common[i].type;
	}
	if (len > TYPE_TEXT_MAX)
		return 0;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return (uint16_t)ldns_get_rr_type_by_name(copy);
}
