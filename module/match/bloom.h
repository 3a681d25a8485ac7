/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_BLOOM_H
#define SMX_MATCH_BLOOM_H

/*
 * Bloom filters in which the bits of a key share one word, so that a look costs
 * one access to memory and one comparison.  Many filters can share one array;
 * each is a range of it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct smx_bloom {
	uint32_t at;      /* the first word */
	uint32_t n_words; /* 0: it has no keys */
};

/*
 * Bits a key: with the first one, two false answers in a hundred; with the second one,
 * which is for what is asked only after something else was there, five or so.
 */
#define SMX_BLOOM_BITS 14
#define SMX_BLOOM_BITS_FEW 9

/* How many words `n_keys` keys take, UINT32_MAX at most. */
uint32_t smx_bloom_count_words(size_t n_keys, unsigned bits);

/*
 * The bits of a key, whose 64 bits have to be well mixed: one, and two that are
 * always as far from each other, which is almost as good as three and cheaper.
 */
static inline uint64_t
smx_bloom_mask(uint64_t key)
{
	const uint64_t two = UINT64_C(0x0000000008000001);
	unsigned turn = key >> 6 & 63;

	return UINT64_C(1) << (key & 63) | two << turn | two >> ((64 - turn) & 63);
}

static inline size_t
smx_bloom_word(struct smx_bloom bloom, uint64_t key)
{
	return bloom.at + (size_t)((key >> 32) * bloom.n_words >> 32);
}

/* Add a key; the filter has at least one word. */
static inline void
smx_bloom_add(uint64_t *words, struct smx_bloom bloom, uint64_t key)
{
	words[smx_bloom_word(bloom, key)] |= smx_bloom_mask(key);
}

/* False if the key was never added; the filter has at least one word. */
static inline bool
smx_bloom_has(const uint64_t *words, struct smx_bloom bloom, uint64_t key)
{
	uint64_t mask = smx_bloom_mask(key);

	return (words[smx_bloom_word(bloom, key)] & mask) == mask;
}

#endif /* SMX_MATCH_BLOOM_H */
