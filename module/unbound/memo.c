/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/memo.h"

#include "match/query.h"
#include "straymx.h"

#define MEMORY_BITS ((uint64_t)3)

/* The hash of a name, in whatever letter case, and a number. */
static uint64_t
hash(const uint8_t *name, size_t len, unsigned long number)
{
	struct smx_query query;

	if (smx_query_init(&query, name, len) != SMX_OK)
		return 0; /* the root, and no name but it */
	return smx_hash_mix(query.tails[query.name.n_labels] + smx_hash_mix(number));
}

static size_t
place(uint64_t hash)
{
	return (size_t)(hash >> 32) % SMX_MEMO_SIZE;
}

void
smx_memo_put(struct smx_memo *memo, const uint8_t *name, size_t len, unsigned long number,
	     enum smx_memory memory)
{
	uint64_t key = hash(name, len, number);

	atomic_store_explicit(&memo->names[place(key)], (key & ~MEMORY_BITS) | memory,
			      memory_order_relaxed);
}

enum smx_memory
smx_memo_get(const struct smx_memo *memo, const uint8_t *name, size_t len, unsigned long number)
{
	uint64_t key = hash(name, len, number);
	uint64_t found = atomic_load_explicit(&memo->names[place(key)], memory_order_relaxed);

	return (found & ~MEMORY_BITS) == (key & ~MEMORY_BITS)
		       ? (enum smx_memory)(found & MEMORY_BITS)
		       : SMX_MEMORY_NONE;
}
