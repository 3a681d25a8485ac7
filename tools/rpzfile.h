/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_RPZFILE_H
#define SMX_TOOLS_RPZFILE_H

/*
 * A response policy zone (draft-vixie-dnsop-dns-rpz) as a zone file on standard output:
 * what its records say, and how long their owners may be.
 *
 * Names are given in uncompressed wire format with the root label, lower-case.  What is
 * said of a name holds for all below it, by a second owner that is a wildcard.
 */

#include "match/entry.h"

struct rpz_file {
	char origin[SMX_NAME_TEXT_SIZE]; /* with the final dot */
	size_t origin_len;               /* bytes in wire format, with the root label */
	uint32_t ttl;                    /* seconds */
	uint32_t serial;
	/* The entry whose records were written last, and what they say: texts such as
	 * `MX 0 .`, one behind the other, each terminated. */
	const struct smx_entry *entry;
	char *records;
	size_t records_len;
};

/* Take the origin, a name in presentation format.  Returns false if it is none, or the
 * root. */
bool rpz_file_set_origin(struct rpz_file *file, const char *text);

/* Write what comes before all names: SOA and NS. */
void rpz_file_begin(const struct rpz_file *file);

/* Whether owners of the name and of the wildcard below it are short enough. */
bool rpz_file_has_room(const struct rpz_file *file, size_t wire_len);

/* Let the name pass, and what is below it. */
void rpz_file_pass(const uint8_t *wire, size_t wire_len);

/*
 * Give the name, and with `is_deep` what is below it, the action of the entry.  Returns 0
 * or SMX_ENOMEM.
 */
int rpz_file_block(struct rpz_file *file, const struct smx_entry *entry, const uint8_t *wire,
		   size_t wire_len, bool is_deep);

/* Free what it holds. */
void rpz_file_end(struct rpz_file *file);

#endif /* SMX_TOOLS_RPZFILE_H */
