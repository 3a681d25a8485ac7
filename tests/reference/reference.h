/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef REFERENCE_H
#define REFERENCE_H

/*
 * The matching rules once more, written from their definitions alone and
 * holding every candidate against every protected name: what the lookup of
 * the library has to agree with, and what its speed is measured against.  It
 * shares no code with module/match.
 *
 * Trouble (no memory, no Public Suffix List, a name that is none) ends the
 * program with a message: this is for tests.  Looking up allocates nothing
 * for a pair of names, and changes nothing: threads may share a reference.
 */

#include <stddef.h>
#include <stdint.h>

#include "straymx.h"

struct reference;

struct reference_entry {
	/* The protected name: lower-case, A-labels, no final dot, no escapes. */
	const char *name;
	unsigned char least_len[SMX_N_RULES]; /* 0: the rule is off */
};

/*
 * Everything given is copied.  The names in `exempt` are as those of entries;
 * `keyboard` is 0 for QWERTY, 1 for QWERTZ, 2 for AZERTY.  The Public Suffix
 * List is the text that comes with libpsl's distribution.
 */
struct reference *reference_new(const struct reference_entry *entries, size_t n_entries,
				const char *const *exempt, size_t n_exempt, int keyboard);

/* NULL is nothing to free. */
void reference_free(struct reference *reference);

struct reference_verdict {
	enum smx_reason reason;
	/* The rest is set for SMX_MATCH alone, and 0 otherwise. */
	size_t entry;		 /* index into entries; of equal ones the first given */
	size_t candidate_offset; /* where in the wire form of the query name C begins */
	enum smx_rule rule;	 /* SMX_RULE_ZONE for a public suffix */
	unsigned distance;	 /* 1 or 2 */
};

/*
 * Judge a name in uncompressed wire format, of `qname_len` bytes with the
 * root label, any bytes in its labels, in any letter case.  One that is not
 * well-formed, and the root, are SMX_NO_MATCH.
 */
void reference_lookup(const struct reference *reference, const uint8_t *qname, size_t qname_len,
		      struct reference_verdict *verdict);

/*
 * The optimal string alignment distance of two strings of up to 255 bytes:
 * by the bit-parallel algorithm of Hyyro (A Bit-Vector Algorithm for Computing
 * Levenshtein and Damerau Edit Distances, 2003), and by the plain table.
 */
unsigned reference_osa(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len);
unsigned reference_osa_table(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len);

#endif /* REFERENCE_H */
