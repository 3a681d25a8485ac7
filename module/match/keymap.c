/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "match/pages.h"
#include "straymx.h"

#define ITEMS_PER_BUCKET 2 /* on average */

int
smx_pairs_add(struct smx_pairs *pairs, uint64_t key, uint32_t value)
{
	struct smx_pair *list = smx_grow(pairs->list, pairs->n_pairs, sizeof *list);

	if (list == NULL)
		return SMX_ENOMEM;
	pairs->list = list;
	list[pairs->n_pairs].key = key;
	list[pairs->n_pairs++].value = value;
	return SMX_OK;
}

void
smx_pairs_free(struct smx_pairs *pairs)
{
	free(pairs->list);
	memset(pairs, 0, sizeof *pairs);
}

uint64_t *
smx_pairs_filter(const struct smx_pairs *pairs, struct smx_bloom *filter)
{
	uint64_t *words;

	filter->at = 0;
	filter->n_words = smx_bloom_count_words(pairs->n_pairs, SMX_BLOOM_BITS);
	words = smx_pages_alloc(filter->n_words, sizeof *words);
	for (size_t i = 0; words != NULL && i < pairs->n_pairs; i++)
		smx_bloom_add(words, *filter, pairs->list[i].key);
	return words;
}

/* Count the items of each bucket, turn that into where each ends, and fill the
 * buckets from their ends, so that `first` says in the end where they begin. */
static void
distribute(struct smx_keymap *map, const struct smx_pairs *pairs)
{
	uint32_t end = 0;

	for (size_t i = 0; i < pairs->n_pairs; i++)
		map->first[smx_keymap_bucket(map, pairs->list[i].key)]++;
	for (size_t b = 0; b <= map->n_buckets; b++) {
		end += map->first[b];
		map->first[b] = end;
	}
	for (size_t i = pairs->n_pairs; i-- > 0;) {
		const struct smx_pair *pair = &pairs->list[i];
		struct smx_item *item = &map->items[--map->first[smx_keymap_bucket(map, pair->key)]];

		item->tag = (uint32_t)pair->key;
		item->value = pair->value;
	}
}

int
smx_keymap_build(struct smx_keymap *map, const struct smx_pairs *pairs)
{
	memset(map, 0, sizeof *map);
	if (pairs->n_pairs == 0)
		return SMX_OK;
	if (pairs->n_pairs > UINT32_MAX)
		return SMX_ENOMEM;
	map->n_buckets = pairs->n_pairs / ITEMS_PER_BUCKET + 1;
	map->first = smx_pages_alloc(map->n_buckets + 1, sizeof *map->first);
	map->items = smx_pages_alloc(pairs->n_pairs, sizeof *map->items);
	if (map->first == NULL || map->items == NULL) {
		smx_keymap_free(map);
		return SMX_ENOMEM;
	}
	map->n_items = pairs->n_pairs;
	distribute(map, pairs);
	return SMX_OK;
}

void
smx_keymap_free(struct smx_keymap *map)
{
	free(map->first);
	free(map->items);
	memset(map, 0, sizeof *map);
}

size_t
smx_keymap_size(const struct smx_keymap *map)
{
	if (map->n_items == 0)
		return 0;
	return (map->n_buckets + 1) * sizeof *map->first + map->n_items * sizeof *map->items;
}
