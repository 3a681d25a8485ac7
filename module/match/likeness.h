/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_LIKENESS_H
#define SMX_MATCH_LIKENESS_H

/*
 * The characters of protected names' labels (RFC 1123, 2.1), and which of them
 * are easily typed for which others: what the rules `look`, `key` and `vowel`, and
 * `repeat` and `slip`, have in common, as sets.
 */

#include "match/keyboard.h"

#define SMX_N_CHARACTERS 37

extern const uint8_t smx_characters[SMX_N_CHARACTERS];

/* For each byte, sets of characters: bits by their places in smx_characters. */
struct smx_likeness {
	uint64_t replaced[256]; /* instead of which it is easily typed */
	uint64_t beside[256];   /* beside which it is easily typed as well */
};

/* Whether `c` is in a set. */
bool smx_likeness_has(uint64_t set, uint8_t c);

void smx_likeness_init(struct smx_likeness *likeness, enum smx_keyboard keyboard);

#endif /* SMX_MATCH_LIKENESS_H */
