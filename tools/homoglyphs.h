/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_HOMOGLYPHS_H
#define SMX_TOOLS_HOMOGLYPHS_H

/*
 * Which characters of U-labels look like a letter or digit: the table of UTS #39 that
 * the matching has (match/unicode_table.h), the other way round.
 */

#include <stddef.h>
#include <stdint.h>

struct homoglyph {
	uint32_t cp;       /* allowed in U-labels (RFC 5892), beyond ASCII */
	uint8_t character; /* what its skeleton is */
};

struct homoglyphs {
	struct homoglyph *list; /* by character, then by code point */
	size_t n_homoglyphs;
	size_t first[257]; /* those of character c are first[c] up to first[c + 1] */
};

/* Make the table, which takes some ten milliseconds.  Returns 0 or SMX_ENOMEM, with
 * nothing to free. */
int homoglyphs_init(struct homoglyphs *homoglyphs);

void homoglyphs_free(struct homoglyphs *homoglyphs);

/* Scripts with enough of them to write whole words that look Latin. */
#define HOMOGLYPHS_N_SCRIPTS 3

/* A homoglyph of the character in that script (0 to HOMOGLYPHS_N_SCRIPTS - 1); 0: none. */
uint32_t homoglyphs_of_script(const struct homoglyphs *homoglyphs, uint8_t character,
			      unsigned script);

#endif /* SMX_TOOLS_HOMOGLYPHS_H */
