/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_ZONEFILE_H
#define SMX_POLICY_ZONEFILE_H

/*
 * Reading a protected zone: a master file (RFC 1035, 5) through ldns, record
 * by record, into the vocabulary of straymx-zone(5).  What the zone means
 * is the next step's business (zone.c).
 */

#include "policy/builder.h"
#include "policy/file.h"
#include "policy/record.h"

struct smx_zonefile {
	struct smx_name origin; /* the SOA record's owner, which all names are below */
	struct smx_soa soa;
	struct smx_params apex; /* the zone's defaults */
	struct smx_records records;
};

/*
 * Read `text`, of the file `place->file`, which has `records_max` records at most, those
 * apart that say nothing here.  All its errors are added to the messages, each with its
 * line.  `is_called_off` is looked at meanwhile; it may be NULL.  Returns 0, or the
 * code of the first error, or SMX_ECANCEL; SMX_ELIMIT, where reading stops, for more
 * records.  In any case smx_zonefile_free() has to follow.
 */
int smx_zonefile_read(struct smx_zonefile *zonefile, const struct smx_text *text,
		      size_t records_max, const struct smx_place *place,
		      const atomic_bool *is_called_off);

void smx_zonefile_free(struct smx_zonefile *zonefile);

#endif /* SMX_POLICY_ZONEFILE_H */
