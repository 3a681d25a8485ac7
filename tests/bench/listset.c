/* SPDX-License-Identifier: BSD-3-Clause */
#include "listset.h"

#include <string.h>
#include <sys/mman.h>

#include "variants.h"

#define FILL_PERCENT 70
#define OFFSET_BITS 40
#define OFFSET_MASK ((UINT64_C(1) << OFFSET_BITS) - 1)

/* ---- hashes ---------------------------------------------------------------- */

/*
 * FNV-1a from the end of the text on, so that one pass over a query name gives the
 * hashes of all its suffixes.
 */
static uint64_t
hash_step(uint64_t hash, uint8_t byte)
{
	return (hash ^ byte) * 0x100000001b3;
}

static uint64_t
hash_end(uint64_t hash)
{
	hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
	return hash ^ (hash >> 33);
}

static const uint64_t hash_start = 0xcbf29ce484222325;

static size_t
first_slot(const struct listset *set, uint64_t hash)
{
	return (size_t)(((unsigned __int128)hash * set->n_slots) >> 64);
}

/* The slot of a text, or the free one where it belongs. */
static size_t
find_slot(const struct listset *set, uint64_t hash, const uint8_t *text, size_t len)
{
	size_t i = first_slot(set, hash);

	for (; set->slots[i] != 0; i = i + 1 < set->n_slots ? i + 1 : 0) {
		const uint8_t *name = set->pool + (set->slots[i] & OFFSET_MASK) - 1;

		if (((set->slots[i] ^ (hash << OFFSET_BITS)) & ~OFFSET_MASK) == 0 &&
		    name[0] == len && memcmp(name + 1, text, len) == 0)
			break;
	}
	return i;
}

/* ---- filling ----------------------------------------------------------------- */

struct count {
	size_t n_names, pool_len;
};

static void
count_variant(void *visitor, const char *name, size_t len)
{
	struct count *count = visitor;

	(void)name;
	count->n_names++;
	count->pool_len += 1 + len;
}

/* Variants that are not in the set yet, so that the slots of many are on their way from
 * memory at once. */
struct batch {
	struct listset *set;
	size_t n;
	struct pending {
		uint64_t hash;
		size_t len;
		uint8_t text[NAME_TEXT_MAX];
	} pending[64];
};

static void
insert(struct listset *set, const struct pending *new)
{
	size_t slot = find_slot(set, new->hash, new->text, new->len);
	unsigned n_labels = 1;

	if (set->slots[slot] != 0)
		return;
	set->slots[slot] = (new->hash << OFFSET_BITS) | (set->pool_len + 1);
	set->pool[set->pool_len] = (uint8_t)new->len;
	memcpy(set->pool + set->pool_len + 1, new->text, new->len);
	set->pool_len += 1 + new->len;
	set->n_names++;
	for (size_t i = 0; i < new->len; i++)
		n_labels += new->text[i] == '.';
	if (n_labels > set->longest)
		set->longest = n_labels;
}

static void
insert_batch(struct batch *batch)
{
	for (size_t i = 0; i < batch->n; i++)
		insert(batch->set, &batch->pending[i]);
	batch->n = 0;
}

static void
add_variant(void *visitor, const char *name, size_t len)
{
	struct batch *batch = visitor;
	struct pending *new = &batch->pending[batch->n++];

	new->hash = hash_start;
	new->len = len;
	memcpy(new->text, name, len);
	for (size_t i = len; i > 0; i--)
		new->hash = hash_step(new->hash, new->text[i - 1]);
	new->hash = hash_end(new->hash);
	__builtin_prefetch(&batch->set->slots[first_slot(batch->set, new->hash)], 1);
	if (batch->n == sizeof batch->pending / sizeof batch->pending[0])
		insert_batch(batch);
}

/* Zeroed memory, in huge pages if they are to be had: the set is to be as fast as it
 * can be. */
static void *
map(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		names_die("no memory for %zu bytes", size);
	madvise(memory, size, MADV_HUGEPAGE);
	return memory;
}

static size_t
size_of_slots(size_t n_names)
{
	return (n_names * 100 / FILL_PERCENT + 1) * sizeof(uint64_t);
}

static size_t
size_by(const struct count *count)
{
	return size_of_slots(count->n_names) + count->pool_len;
}

bool
listset_make(struct listset *set, const struct names *names, enum smx_profile profile,
	     size_t max_bytes, size_t *needed)
{
	struct suffix_edits *edits = suffix_edits_new();
	struct count count = {0};
	size_t n_counted = 0;

	memset(set, 0, sizeof *set);
	for (; n_counted < names->n && size_by(&count) <= max_bytes; n_counted++)
		variants_visit(names_get(names, n_counted), profile, edits, count_variant, &count);
	*needed = (size_t)((double)size_by(&count) * (double)names->n / (double)n_counted);
	if (n_counted == names->n) {
		struct batch batch = {.set = set};

		set->n_slots = size_of_slots(count.n_names) / sizeof *set->slots;
		set->pool_size = count.pool_len;
		set->slots = map(set->n_slots * sizeof *set->slots);
		set->pool = map(set->pool_size);
		for (size_t i = 0; i < names->n; i++)
			variants_visit(names_get(names, i), profile, edits, add_variant, &batch);
		insert_batch(&batch);
	}
	suffix_edits_free(edits);
	return set->slots != NULL;
}

void
listset_free(struct listset *set)
{
	if (set->slots != NULL) {
		munmap(set->slots, set->n_slots * sizeof *set->slots);
		munmap(set->pool, set->pool_size);
	}
	memset(set, 0, sizeof *set);
}

/* ---- asking -------------------------------------------------------------------- */

bool
listset_covers(const void *listset, const uint8_t *wire, size_t len)
{
	const struct listset *set = listset;
	uint8_t text[NAME_WIRE_MAX];
	uint8_t start[NAME_WIRE_MAX];
	uint64_t hash = hash_start;
	unsigned n_labels = 0, n_asked;
	size_t end;

	/* A label's length octet is where the text has a dot, but for the first one. */
	for (size_t at = 0; at + 1 < len; at += 1u + wire[at])
		start[n_labels++] = (uint8_t)at;
	for (size_t i = 1; i + 1 < len; i++)
		text[i - 1] = wire[i] >= 'A' && wire[i] <= 'Z' ? wire[i] | 0x20 : wire[i];
	for (unsigned i = 1; i < n_labels; i++)
		text[start[i] - 1] = '.';
	end = len - 2;
	n_asked = n_labels < set->longest ? n_labels : set->longest;
	for (unsigned i = 1, at = (unsigned)end; i <= n_asked; i++) {
		for (; at > start[n_labels - i]; at--)
			hash = hash_step(hash, text[at - 1]);
		if (i > 1 && set->slots[find_slot(set, hash_end(hash), text + at, end - at)] != 0)
			return true;
		if (at > 0)
			hash = hash_step(hash, text[--at]);
	}
	return false;
}

size_t
listset_size(const struct listset *set)
{
	return size_of_slots(set->n_names) + set->pool_len;
}

size_t
listset_hashes_size(const struct listset *set)
{
	return size_of_slots(set->n_names);
}
