/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_HASH_H
#define SMX_MATCH_HASH_H

/*
 * Hashes of labels and names, made so that those of what is one edit away
 * follow from what is known, without going through the text again.
 *
 * A label's hash is a polynomial modulo 2^64 in a fixed odd base.  It is for
 * calculating; smx_hash_mix() makes bits of it that can be relied on.  A name's
 * hash is the sum of its labels' parts, each mixed with the label's place, so
 * that one label is exchanged by a subtraction and an addition.
 *
 * The hashes are fixed and not secret: nothing is decided by them.  A collision
 * costs a comparison of names, and who makes them on purpose gets no more.
 *
 * All functions are pure.
 */

#include "match/name.h"

#define SMX_HASH_BASE UINT64_C(0x9e3779b97f4a7c15)

/* Added to or mixed into hashes: what stands for a label left open, and what tells keys
 * of one kind apart from those of another. */
#define SMX_HASH_OPEN UINT64_C(0x5851f42d4c957f2d)
#define SMX_HASH_ENDING UINT64_C(0x589965cc75374cc3)
#define SMX_HASH_SQUEEZED UINT64_C(0xda942042e4dd58b5)
#define SMX_HASH_GLYPH UINT64_C(0xc2b2ae3d27d4eb4f)
#define SMX_HASH_HALF UINT64_C(0x8ebc6af09c88c6e3)
#define SMX_HASH_PLACE UINT64_C(0xe7037ed1a0b428db)

/* The bits of the result depend on nearly all bits of `x`, enough for a filter; different
 * `x` have different results. */
static inline uint64_t
smx_hash_mix(uint64_t x)
{
	/* One round will do: the upper bits of what comes here are mixed already. */
	x = (x ^ x >> 32) * UINT64_C(0xd6e8feb86659fd93);
	return x ^ x >> 29;
}

/* The hash of a string that is continued by one more character. */
static inline uint64_t
smx_hash_extend(uint64_t hash, uint32_t character)
{
	return hash * SMX_HASH_BASE + character + 1;
}

/* The hash of a label; that of an empty one is 0. */
static inline uint64_t
smx_hash_label(struct smx_span label)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < label.len; i++)
		hash = smx_hash_extend(hash, label.ptr[i]);
	return hash;
}

/* What a label with this hash adds to the hash of a name, at a place counted
 * from the right, the last label's being 0. */
static inline uint64_t
smx_hash_part(uint64_t label_hash, unsigned place)
{
	return smx_hash_mix(label_hash + (place + 1) * UINT64_C(0xa0761d6478bd642f));
}

/* What a label that is left open adds at its place. */
static inline uint64_t
smx_hash_open(unsigned place)
{
	return smx_hash_part(SMX_HASH_OPEN, place);
}

/* The hash of the tail of a name. */
static inline uint64_t
smx_hash_tail(const struct smx_tail *tail)
{
	unsigned n = smx_tail_count_labels(tail);
	uint64_t hash = 0;

	for (unsigned i = 0; i < n; i++)
		hash += smx_hash_part(smx_hash_label(smx_tail_label(tail, i)), n - 1 - i);
	return hash;
}

#endif /* SMX_MATCH_HASH_H */
