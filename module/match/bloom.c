/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/bloom.h"

#define BITS_PER_KEY 14

uint32_t
smx_bloom_count_words(size_t n_keys)
{
	size_t n_words = (n_keys * BITS_PER_KEY + 63) / 64;

	return n_words < UINT32_MAX ? (uint32_t)n_words : UINT32_MAX;
}
