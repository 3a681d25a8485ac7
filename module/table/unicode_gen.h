/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TABLE_UNICODE_GEN_H
#define SMX_TABLE_UNICODE_GEN_H

/*
 * unicode_gen: writes unicode_table.c when straymx is built.  A program for
 * that time alone: here, and nowhere else in this folder, libidn2 and ICU are
 * known, and nothing that is installed has it inside or is linked with ICU.
 *
 * Each library is asked what it is the authority for, and nothing is taken
 * from where the other one might know another version of Unicode: libidn2 for
 * validity, character by character, by the verdicts of its lookup about small
 * labels; ICU for the parts of skeletons.
 *
 * What cannot go on ends the program with a message.
 */

#include <stddef.h>
#include <stdint.h>

#include "match/unicode_table.h"

#define N_CODE_POINTS 0x110000
#define SEQUENCES_MAX 0x10000
#define PAIRS_MAX 0x10000
#define IS_SURROGATE(cp) ((cp) >= 0xd800 && (cp) <= 0xdfff)

/* All that unicode_table.c is made from; unicode_table.h says what each is. */
struct gen {
	struct smx_unicode_property properties[N_CODE_POINTS];
	uint16_t mappings[N_CODE_POINTS];
	uint64_t pairs[PAIRS_MAX];
	size_t n_pairs;
	uint32_t sequences[SEQUENCES_MAX];
	size_t n_sequences;
	size_t first_skeleton;
};

/* What libidn2 says: `flags`, but for SMX_UNICODE_COMPOSES, and `idna_ccc` of all code points. */
void gen_idna(struct gen *gen);

/*
 * What it says about a pair that may compose, both code points being asked
 * about before: if it is not in Normalization Form C it becomes one of `pairs`.
 */
void gen_idna_pair(struct gen *gen, uint32_t first, uint32_t second);

/* What ICU says: `ccc`, `mappings`, `sequences`. */
void gen_skeletons(struct gen *gen);

/* The pairs that may compose, from ICU, each handed to gen_idna_pair(). */
void gen_pairs(struct gen *gen);

/* The versions of both, for the head of the table; valid until the next call. */
const char *gen_idna_version(void);
const char *gen_icu_version(void);

/* Print a message as printf() does, and exit. */
void gen_die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

#endif /* SMX_TABLE_UNICODE_GEN_H */
