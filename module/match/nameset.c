/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/nameset.h"

#include <stdlib.h>
#include <string.h>

#include "match/pages.h"
#include "straymx.h"

/*
 * The key of a name is its labels from the right, each behind its length: a name is
 * equal to or below another one if, and only if, its key begins with the other one's.
 */
#define KEY_MAX (SMX_WIRE_MAX - 1) /* all of the wire format but the root */

/* Write the key of a name's last labels; returns its length. */
static size_t
key_write(const struct smx_name *name, unsigned n_labels, uint8_t key[KEY_MAX])
{
	struct smx_tail all = {name, 0};
	size_t at = 0;

	for (unsigned i = name->n_labels; n_labels > 0; n_labels--) {
		struct smx_span label = smx_tail_label(&all, --i);

		key[at++] = (uint8_t)label.len;
		memcpy(key + at, label.ptr, label.len);
		at += label.len;
	}
	return at;
}

void
smx_nameset_init(struct smx_nameset *set)
{
	memset(set, 0, sizeof *set);
}

/* ---- filling -------------------------------------------------------------------------- */

/* Make room for one more key. */
static int
reserve(struct smx_nameset *set)
{
	size_t size = set->added_size > 0 ? 2 * set->added_size : 4096;
	uint8_t *added;

	if (set->added_size - set->added_len >= 1 + KEY_MAX)
		return SMX_OK;
	added = realloc(set->added, size);
	if (added == NULL)
		return SMX_ENOMEM;
	set->added = added;
	set->added_size = size;
	return SMX_OK;
}

int
smx_nameset_add(struct smx_nameset *set, const struct smx_name *name)
{
	uint8_t *key;

	if (reserve(set) != SMX_OK)
		return SMX_ENOMEM;
	key = set->added + set->added_len;
	key[0] = (uint8_t)key_write(name, name->n_labels, key + 1);
	set->added_len += 1 + (size_t)key[0];
	set->n_added++;
	return SMX_OK;
}

/* ---- freezing ------------------------------------------------------------------------- */

/* The hash of the name that has the key, as in smx_hash_tail(), and how many labels. */
static uint64_t
hash_key(const uint8_t *key, unsigned *n_labels)
{
	uint64_t hash = 0;

	*n_labels = 0;
	for (size_t at = 0; at < key[0]; ++*n_labels) {
		struct smx_span label = {key + 1 + at + 1, key[1 + at]};

		hash += smx_hash_part(smx_hash_label(label), *n_labels);
		at += 1 + label.len;
	}
	return hash;
}

/* What the second filter is asked about; it has to go wrong where the first one does not. */
static inline uint64_t
second_key(uint64_t hash)
{
	return smx_hash_mix(hash);
}

/* Make the filters of the keys, and the bounds of their labels. */
static void
fill_filters(struct smx_nameset *set, const uint8_t *const *keys, size_t n_keys)
{
	for (size_t i = 0; i < n_keys; i++) {
		unsigned n_labels;
		uint64_t hash = hash_key(keys[i], &n_labels);

		smx_bloom_add(set->words, set->filter, hash);
		smx_bloom_add(set->words, set->second, second_key(hash));
		if (i == 0 || n_labels < set->shortest)
			set->shortest = n_labels;
		if (n_labels > set->longest)
			set->longest = n_labels;
	}
}

/* Write all that looking takes into one piece of memory. */
static int
build(struct smx_nameset *set, const uint8_t **keys)
{
	size_t n_keys = smx_prefixes_sort(keys, set->n_added, &set->n_names);
	size_t len = smx_prefixes_measure(keys, n_keys);
	size_t n_words;

	if (len == SIZE_MAX)
		return SMX_ENOMEM;
	set->filter.n_words = smx_bloom_count_words(n_keys, SMX_BLOOM_BITS);
	set->second.n_words = smx_bloom_count_words(n_keys, SMX_BLOOM_BITS_FEW);
	set->second.at = set->filter.n_words;
	n_words = (size_t)set->filter.n_words + set->second.n_words;
	set->size = n_words * sizeof *set->words + len;
	set->words = smx_pages_alloc(set->size, 1);
	if (set->words == NULL)
		return SMX_ENOMEM;
	fill_filters(set, keys, n_keys);
	smx_prefixes_write(&set->names, keys, n_keys, set->words + n_words);
	return SMX_OK;
}

int
smx_nameset_freeze(struct smx_nameset *set)
{
	const uint8_t *at = set->added, **keys;
	int rc;

	if (set->n_added == 0)
		return SMX_OK;
	keys = calloc(set->n_added, sizeof *keys);
	if (keys == NULL)
		return SMX_ENOMEM;
	for (size_t i = 0; i < set->n_added; i++, at += 1 + (size_t)at[0])
		keys[i] = at;
	rc = build(set, keys);
	free(keys);
	free(set->added);
	set->added = NULL;
	set->added_len = set->added_size = set->n_added = 0;
	return rc;
}

/* ---- looking -------------------------------------------------------------------------- */

/* Whether the set may have the name with this hash. */
static inline bool
may_have(const struct smx_nameset *set, uint64_t hash)
{
	return smx_bloom_has(set->words, set->filter, hash) &&
	       smx_bloom_has(set->words, set->second, second_key(hash));
}

unsigned
smx_nameset_count_labels(const struct smx_nameset *set, const struct smx_query *query)
{
	unsigned n_labels = query->name.n_labels;
	uint8_t key[KEY_MAX];

	if (set->n_names == 0)
		return 0;
	if (n_labels > set->longest)
		n_labels = set->longest;
	for (unsigned n = set->shortest; n <= n_labels; n++) {
		if (may_have(set, query->tails[n]) &&
		    smx_prefixes_cover(&set->names, key, key_write(&query->name, n, key)))
			return n;
	}
	return 0;
}

bool
smx_nameset_covers(const struct smx_nameset *set, const struct smx_query *query)
{
	unsigned n_labels = query->name.n_labels;
	uint8_t key[KEY_MAX];

	if (set->n_names == 0)
		return false;
	if (n_labels > set->longest)
		n_labels = set->longest;
	for (unsigned n = set->shortest; n <= n_labels; n++) {
		/* If it has none of them, it has none of the longer ones either. */
		if (may_have(set, query->tails[n]))
			return smx_prefixes_cover(&set->names, key,
						  key_write(&query->name, n_labels, key));
	}
	return false;
}

/* Whom names are given to. */
struct taker {
	bool (*take)(void *closure, const uint8_t *wire, size_t wire_len);
	void *closure;
};

static bool
take_key(void *closure, const uint8_t *key, size_t len)
{
	const struct taker *taker = closure;
	uint8_t wire[SMX_WIRE_MAX];
	size_t end = len;

	wire[len] = 0;
	for (size_t at = 0; at < len; at += 1 + (size_t)key[at]) {
		end -= 1 + (size_t)key[at];
		memcpy(wire + end, key + at, 1 + (size_t)key[at]);
	}
	return taker->take(taker->closure, wire, len + 1);
}

void
smx_nameset_each(const struct smx_nameset *set,
		 bool (*take)(void *closure, const uint8_t *wire, size_t wire_len), void *closure)
{
	struct taker taker = {take, closure};

	smx_prefixes_each(&set->names, take_key, &taker);
}

size_t
smx_nameset_size(const struct smx_nameset *set)
{
	return set->added_size + set->size;
}

void
smx_nameset_free(struct smx_nameset *set)
{
	free(set->added);
	free(set->words);
	smx_nameset_init(set);
}
