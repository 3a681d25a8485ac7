/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/rr.h"

#include <stdio.h>

const char *
smx_rr_type_text(ldns_rr_type type, char buf[16])
{
	const ldns_rr_descriptor *descriptor = ldns_rr_descript((uint16_t)type);

	if (descriptor != NULL && descriptor->_name != NULL)
		return descriptor->_name;
	snprintf(buf, 16, "TYPE%u", (unsigned)type);
	return buf;
}

bool
smx_rr_has_fields(const ldns_rr *rr)
{
	static const struct {
		ldns_rr_type type;
		size_t n;
		ldns_rdf_type fields[7];
	} types[] = {
		{LDNS_RR_TYPE_SOA,
		 7,
		 {LDNS_RDF_TYPE_DNAME, LDNS_RDF_TYPE_DNAME, LDNS_RDF_TYPE_INT32,
		  LDNS_RDF_TYPE_PERIOD, LDNS_RDF_TYPE_PERIOD, LDNS_RDF_TYPE_PERIOD,
		  LDNS_RDF_TYPE_PERIOD}},
		{LDNS_RR_TYPE_CNAME, 1, {LDNS_RDF_TYPE_DNAME}},
		{LDNS_RR_TYPE_MX, 2, {LDNS_RDF_TYPE_INT16, LDNS_RDF_TYPE_DNAME}},
		{LDNS_RR_TYPE_A, 1, {LDNS_RDF_TYPE_A}},
		{LDNS_RR_TYPE_AAAA, 1, {LDNS_RDF_TYPE_AAAA}},
	};
	ldns_rr_type type = ldns_rr_get_type(rr);
	size_t n = ldns_rr_rd_count(rr);

	if (type == LDNS_RR_TYPE_TXT && n == 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (ldns_rr_rdf(rr, i) == NULL ||
		    (type == LDNS_RR_TYPE_TXT &&
		     ldns_rdf_get_type(ldns_rr_rdf(rr, i)) != LDNS_RDF_TYPE_STR))
			return false;
	}
	for (size_t t = 0; t < sizeof types / sizeof types[0]; t++) {
		if (types[t].type != type)
			continue;
		if (n != types[t].n)
			return false;
		for (size_t i = 0; i < n; i++) {
			if (ldns_rdf_get_type(ldns_rr_rdf(rr, i)) != types[t].fields[i])
				return false;
		}
	}
	return true;
}

bool
smx_rr_is_dnssec(ldns_rr_type type)
{
	static const ldns_rr_type types[] = {
		LDNS_RR_TYPE_RRSIG, LDNS_RR_TYPE_NSEC,    LDNS_RR_TYPE_NSEC3,
		LDNS_RR_TYPE_NSEC3PARAM, LDNS_RR_TYPE_DNSKEY, LDNS_RR_TYPE_CDS,
		LDNS_RR_TYPE_CDNSKEY, LDNS_RR_TYPE_ZONEMD};

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		if (types[i] == type)
			return true;
	}
	return false;
}
