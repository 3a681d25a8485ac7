/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_RECORD_H
#define SMX_POLICY_RECORD_H

/*
 * What a protected zone says, record by record, before it is known what its
 * owners amount to: an owner's records may stand anywhere in the file.
 */

#include <stddef.h>
#include <stdint.h>

#include "match/name.h"

enum smx_record_kind {
	SMX_RECORD_NXDOMAIN,  /* CNAME . */
	SMX_RECORD_NODATA,    /* CNAME *. */
	SMX_RECORD_PASSTHRU,  /* CNAME rpz-passthru. */
	SMX_RECORD_PROTECTED, /* TXT "" */
	SMX_RECORD_DATA,      /* MX, A, AAAA: `type` and `bytes` as in smx_rdata */
	SMX_RECORD_PARAM,     /* one string at _straymx.OWNER, in `bytes` */
};

struct smx_record {
	enum smx_record_kind kind;
	unsigned line;
	uint16_t type;
	uint16_t len;
	uint8_t *bytes;
	uint8_t name_len;
	char name[]; /* the owner below the apex, lower-case text of `name_len` */
};

/* Records in an array of pointers; it owns them. */
struct smx_records {
	struct smx_record **list;
	size_t n_records;
};

void smx_records_init(struct smx_records *records);

/*
 * Add a record, with a copy of `len` bytes at `bytes`.  Returns 0 or
 * SMX_ENOMEM with `records` untouched.
 */
int smx_records_add(struct smx_records *records, enum smx_record_kind kind, uint16_t type,
		    const struct smx_name *owner, const void *bytes, size_t len, unsigned line);

/* Bring records of one owner together, in order of the lines. */
void smx_records_sort(struct smx_records *records);

void smx_records_free(struct smx_records *records);

#endif /* SMX_POLICY_RECORD_H */
