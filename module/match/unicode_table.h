/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_UNICODE_TABLE_H
#define SMX_MATCH_UNICODE_TABLE_H

/*
 * What the matching knows about code points: for each its properties, and
 * what it becomes in a skeleton.  unicode_table.c is written by unicode_gen at
 * build time, from what libidn2 (for validity) and ICU (for skeletons) say on
 * the machine that builds; neither is asked at run time.
 *
 * Both tables are tries of two stages: a code point's upper bits choose a
 * block, its lower bits an element of it, and equal blocks are kept once.
 */

#include <stdint.h>

/* Code points from here on have neither properties nor a mapping. */
#define SMX_UNICODE_END 0xe1000
#define SMX_UNICODE_PROPERTY_BITS 7
#define SMX_UNICODE_MAPPING_BITS 7

/* What validity needs, with the names that RFC 5892 and RFC 5893 have for it. */
enum smx_unicode_flag {
	SMX_UNICODE_ALLOWED = 1 << 0,     /* may stand in a U-label: PVALID, CONTEXTJ, CONTEXTO */
	SMX_UNICODE_MARK = 1 << 1,        /* may not begin one: General_Category M */
	SMX_UNICODE_COMPOSES = 1 << 2,    /* is the second of a pair of smx_unicode_pairs */
	SMX_UNICODE_VIRAMA = 1 << 3,      /* lets joiners follow: combining class Virama */
	SMX_UNICODE_JOINS_NEXT = 1 << 4,  /* Joining_Type L or D */
	SMX_UNICODE_JOINS_LAST = 1 << 5,  /* Joining_Type R or D */
	SMX_UNICODE_TRANSPARENT = 1 << 6, /* Joining_Type T */
	SMX_UNICODE_BIDI = 1 << 7,        /* brings its label under the Bidi rule: R, AL, AN */
	SMX_UNICODE_RTL_START = 1 << 8,   /* may begin a right-to-left label: R, AL */
	SMX_UNICODE_RTL_INSIDE = 1 << 9,  /* may stand in one: those of condition 2 */
	SMX_UNICODE_RTL_END = 1 << 10,    /* may end one: R, AL, AN, EN, NSM */
};

struct smx_unicode_property {
	uint16_t flags;   /* of enum smx_unicode_flag */
	uint8_t idna_ccc; /* Canonical_Combining_Class as libidn2 has it */
	uint8_t ccc;      /* and as ICU has it: not 0 for what only a newer Unicode knows */
};

extern const struct smx_unicode_property smx_unicode_properties[];
extern const uint16_t smx_unicode_property_index[];
extern const uint8_t smx_unicode_property_blocks[];

static inline const struct smx_unicode_property *
smx_unicode_property(uint32_t cp)
{
	uint32_t block, low = cp & ((1u << SMX_UNICODE_PROPERTY_BITS) - 1);

	if (cp >= SMX_UNICODE_END)
		return &smx_unicode_properties[0];
	block = smx_unicode_property_index[cp >> SMX_UNICODE_PROPERTY_BITS];
	return &smx_unicode_properties[smx_unicode_property_blocks
					       [block << SMX_UNICODE_PROPERTY_BITS | low]];
}

/*
 * Pairs that Normalization Form C does not let stand: a code point of
 * combining class 0, and one that composes with it or with a part of it.
 * Sorted; the first of a pair is in the upper 32 bits, the second in the lower.
 */
extern const uint64_t smx_unicode_pairs[];
extern const uint32_t smx_unicode_n_pairs;

/*
 * A code point other than a Hangul syllable becomes a sequence: if it has a
 * canonical decomposition that one, in full, else its part of a skeleton as
 * glyph.h defines it.  0 is the mapping of a code point that stays as it is,
 * any other number where in smx_unicode_sequences its sequence begins: how many
 * code points, and these.
 */
extern const uint32_t smx_unicode_sequences[];
extern const uint16_t smx_unicode_mapping_index[];
extern const uint16_t smx_unicode_mapping_blocks[];

/* Sequences before this one are canonical decompositions. */
extern const uint16_t smx_unicode_first_skeleton;

/* Code points in the longest canonical decomposition of one. */
#define SMX_UNICODE_NFD_MAX 4

static inline uint32_t
smx_unicode_mapping(uint32_t cp)
{
	uint32_t block, low = cp & ((1u << SMX_UNICODE_MAPPING_BITS) - 1);

	if (cp >= SMX_UNICODE_END)
		return 0;
	block = smx_unicode_mapping_index[cp >> SMX_UNICODE_MAPPING_BITS];
	return smx_unicode_mapping_blocks[block << SMX_UNICODE_MAPPING_BITS | low];
}

#endif /* SMX_MATCH_UNICODE_TABLE_H */
