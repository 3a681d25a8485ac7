/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_KEYMAP_H
#define SMX_MATCH_KEYMAP_H

/*
 * From keys to numbers, several for a key if need be: written once, as a whole,
 * and then only read.  The items lie in the order of their buckets, without
 * room between them.  An item keeps half of its key, so that what is found has
 * to be looked at.
 *
 * Keys are 64 bits, well mixed (match/hash.h).  Errors: 0 or SMX_ENOMEM, which is also
 * what more than UINT32_MAX pairs are.
 */

#include <stddef.h>
#include <stdint.h>

#include "match/bloom.h"

struct smx_pair {
	uint64_t key;
	uint32_t value;
};

/* Pairs being collected. */
struct smx_pairs {
	struct smx_pair *list;
	size_t n_pairs;
};

/* Add a pair; the first one to a zeroed struct. */
int smx_pairs_add(struct smx_pairs *pairs, uint64_t key, uint32_t value);

/* Free the list and make it empty. */
void smx_pairs_free(struct smx_pairs *pairs);

/*
 * Make a filter of the pairs' keys, of SMX_BLOOM_BITS each, for a map of them to be
 * asked less often; there is one at least.  Returns the filter's words, the caller's to
 * free, or NULL if memory ran out.
 */
uint64_t *smx_pairs_filter(const struct smx_pairs *pairs, struct smx_bloom *filter);

struct smx_item {
	uint32_t tag;
	uint32_t value;
};

struct smx_keymap {
	uint32_t *first; /* of each bucket, its first item; one more at the end */
	struct smx_item *items;
	size_t n_buckets, n_items;
};

/*
 * Make a map of pairs, which stay as they are; the values of one key keep their
 * order.  On error the map is empty.
 */
int smx_keymap_build(struct smx_keymap *map, const struct smx_pairs *pairs);

/* Free what the map holds and make it empty; a zeroed struct is empty, too. */
void smx_keymap_free(struct smx_keymap *map);

/* How many bytes it takes. */
size_t smx_keymap_size(const struct smx_keymap *map);

/* The bucket of a key. */
static inline size_t
smx_keymap_bucket(const struct smx_keymap *map, uint64_t key)
{
	return (size_t)((key >> 32) * map->n_buckets >> 32);
}

/*
 * The items from `*begin` up to but not including `*end` may have the key.
 * Those that do have its tag.
 */
static inline uint32_t
smx_keymap_find(const struct smx_keymap *map, uint64_t key, const struct smx_item **begin,
		const struct smx_item **end)
{
	size_t bucket = smx_keymap_bucket(map, key);

	if (map->n_items == 0) {
		*begin = *end = NULL;
		return 0;
	}
	*begin = map->items + map->first[bucket];
	*end = map->items + map->first[bucket + 1];
	return (uint32_t)key;
}

#endif /* SMX_MATCH_KEYMAP_H */
