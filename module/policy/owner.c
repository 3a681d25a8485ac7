/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/owner.h"

#include <string.h>

#include "policy/host.h"

#define PARAM_LABEL "_straymx"

static int
name_from_rdf(struct smx_name *name, const ldns_rdf *rdf)
{
	return smx_name_from_wire(name, ldns_rdf_data(rdf), ldns_rdf_size(rdf));
}

/* Drop the labels of the apex, which the owner is known to be below of or equal to. */
static void
strip_apex(struct smx_name *name, unsigned n_apex_labels)
{
	name->n_labels = (uint8_t)(name->n_labels - n_apex_labels);
}

static int
owner_error(const struct smx_place *place, const ldns_rdf *rdf, const char *what)
{
	char *text = ldns_rdf2str(rdf);
	int rc = smx_complain(place, SMX_ENAME, "owner '%s' %s", text != NULL ? text : "?",
			      what);

	LDNS_FREE(text);
	return rc;
}

static void
drop_first_label(struct smx_name *name)
{
	struct smx_tail rest = {name, 1};
	struct smx_name shorter = {.n_labels = 0, .start = {0}};
	unsigned n = smx_tail_count_labels(&rest);
	struct smx_span text = smx_tail_text(&rest, n);

	if (n > 0)
		(void)smx_name_from_text(&shorter, (const char *)text.ptr, text.len);
	*name = shorter;
}

int
smx_owner_read(struct smx_owner *owner, const ldns_rdf *rdf, const ldns_rdf *apex,
	       const struct smx_place *place)
{
	struct smx_tail all = {&owner->name, 0};
	struct smx_span first;

	if (ldns_dname_compare(rdf, apex) != 0 && !ldns_dname_is_subdomain(rdf, apex))
		return owner_error(place, rdf, "is outside of the zone: leave out its final dot, or set "
					       "$ORIGIN to the owner of the SOA record");
	if (name_from_rdf(&owner->name, rdf) != SMX_OK)
		return owner_error(place, rdf, "is not a domain name: it has 255 bytes at most with the "
					       "apex, and each label 63");
	strip_apex(&owner->name, ldns_dname_label_count(apex));
	owner->is_param = false;
	if (owner->name.n_labels == 0)
		return SMX_OK;

	first = smx_tail_label(&all, 0);
	if (first.len == strlen(PARAM_LABEL) && memcmp(first.ptr, PARAM_LABEL, first.len) == 0) {
		owner->is_param = true;
		drop_first_label(&owner->name);
	}
	smx_host_strip_wildcard(&owner->name);
	for (unsigned i = 0; i < owner->name.n_labels; i++) {
		if (smx_tail_label(&all, i).ptr[0] == '_')
			return owner_error(place, rdf,
					   "has an underscore label; only " PARAM_LABEL
					   " before a protected or exempt name is known");
	}
	return smx_host_check(&owner->name, SMX_HOST_PROTECTED, place);
}
