/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/nameset.h"

#include <stdlib.h>
#include <string.h>

#include "straymx.h"

/* How a name lies in `stored`. */
struct stored_name {
	uint8_t n_labels; /* tells apart dots that separate and dots in labels */
	uint8_t len;
	uint8_t text[];
};

void
smx_nameset_init(struct smx_nameset *set)
{
	memset(set, 0, sizeof *set);
}

/* Make room for `len` more bytes. */
static int
reserve(struct smx_nameset *set, size_t len)
{
	size_t size = set->stored_size > 0 ? set->stored_size : 4096;
	uint8_t *stored;

	for (; size - set->stored_len < len; size *= 2) {
		/* Where a name is has to fit a value of the map. */
		if (size > UINT32_MAX / 2)
			return SMX_ENOMEM;
	}
	if (size == set->stored_size)
		return SMX_OK;
	stored = realloc(set->stored, size);
	if (stored == NULL)
		return SMX_ENOMEM;
	set->stored = stored;
	set->stored_size = size;
	return SMX_OK;
}

int
smx_nameset_add(struct smx_nameset *set, const struct smx_name *name)
{
	struct smx_span text = smx_name_text(name);
	struct smx_tail all = {name, 0};
	struct stored_name *stored;

	if (reserve(set, sizeof *stored + text.len) != SMX_OK ||
	    smx_pairs_add(&set->added, smx_hash_tail(&all), (uint32_t)set->stored_len) != SMX_OK)
		return SMX_ENOMEM;
	stored = (struct stored_name *)(set->stored + set->stored_len);
	stored->n_labels = name->n_labels;
	stored->len = (uint8_t)text.len;
	memcpy(stored->text, text.ptr, text.len);
	set->stored_len += sizeof *stored + text.len;
	if (name->n_labels > set->longest)
		set->longest = name->n_labels;
	return SMX_OK;
}

static const struct stored_name *
stored_at(const struct smx_nameset *set, size_t at)
{
	return (const struct stored_name *)(set->stored + at);
}

/* Where the set has the tail of a name; SIZE_MAX: it has not. */
static size_t
find(const struct smx_nameset *set, uint64_t key, struct smx_span text, unsigned n_labels)
{
	const struct smx_item *item, *end;
	uint32_t tag = smx_keymap_find(&set->map, key, &item, &end);

	for (; item < end; item++) {
		const struct stored_name *stored = stored_at(set, item->value);

		if (item->tag == tag && stored->n_labels == n_labels && stored->len == text.len &&
		    memcmp(stored->text, text.ptr, text.len) == 0)
			return item->value;
	}
	return SIZE_MAX;
}

/* Names that were added again are found where they are first. */
static size_t
count_different(const struct smx_nameset *set)
{
	size_t n = 0;

	for (size_t i = 0; i < set->added.n_pairs; i++) {
		const struct smx_pair *pair = &set->added.list[i];
		const struct stored_name *stored = stored_at(set, pair->value);
		struct smx_span text = {stored->text, stored->len};

		n += find(set, pair->key, text, stored->n_labels) == pair->value;
	}
	return n;
}

int
smx_nameset_freeze(struct smx_nameset *set)
{
	if (set->added.n_pairs == 0)
		return SMX_OK;
	set->words = smx_pairs_filter(&set->added, &set->filter);
	if (set->words == NULL || smx_keymap_build(&set->map, &set->added) != SMX_OK)
		return SMX_ENOMEM;
	set->n_names = count_different(set);
	smx_pairs_free(&set->added);
	return SMX_OK;
}

bool
smx_nameset_covers(const struct smx_nameset *set, const struct smx_query *query)
{
	unsigned n_labels = query->name.n_labels;

	if (n_labels > set->longest)
		n_labels = set->longest;
	for (unsigned n = 1; n <= n_labels; n++) {
		struct smx_tail tail = smx_name_tail(&query->name, n);

		if (smx_bloom_has(set->words, set->filter, query->tails[n]) &&
		    find(set, query->tails[n], smx_tail_text(&tail, n), n) != SIZE_MAX)
			return true;
	}
	return false;
}

size_t
smx_nameset_size(const struct smx_nameset *set)
{
	return set->stored_size + smx_keymap_size(&set->map) +
	       set->filter.n_words * sizeof *set->words;
}

void
smx_nameset_free(struct smx_nameset *set)
{
	free(set->stored);
	free(set->words);
	smx_pairs_free(&set->added);
	smx_keymap_free(&set->map);
	smx_nameset_init(set);
}
