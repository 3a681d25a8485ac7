/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/bloom.h"

uint32_t
smx_bloom_count_words(size_t n_keys, unsigned bits)
{
	if (n_keys > (size_t)UINT32_MAX * 4)
		return UINT32_MAX;
	return (uint32_t)((n_keys * bits + 63) / 64);
}
