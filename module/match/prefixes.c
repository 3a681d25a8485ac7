/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/prefixes.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

/*
 * How a string lies in its block, if it is not the first one: the length of what it
 * shares with the one before it, and of the rest, in four bits each, or in a byte of
 * its own where it does not fit; and the rest.
 */
#define STRINGS_PER_BLOCK 16
#define OWN_BYTE 15 /* in the four bits */

static size_t
min(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many bytes at their beginnings are the same, of `len`. */
static size_t
count_same(const uint8_t *a, const uint8_t *b, size_t len)
{
	size_t n = 0;

	while (n < len && a[n] == b[n])
		n++;
	return n;
}

static size_t
count_shared(const uint8_t *a, const uint8_t *b)
{
	return count_same(a + 1, b + 1, min(a[0], b[0]));
}

/* The first eight bytes as a number: of two strings with different ones, the one with
 * the smaller number stands first. */
static uint64_t
head_of(const uint8_t *string, size_t len)
{
	uint64_t head = 0;

	memcpy(&head, string, min(len, sizeof head));
	return be64toh(head);
}

/* ---- sorting -------------------------------------------------------------------------- */

static int
compare(const void *left, const void *right)
{
	const uint8_t *a = *(const uint8_t *const *)left, *b = *(const uint8_t *const *)right;
	int order = memcmp(a + 1, b + 1, min(a[0], b[0]));

	return order != 0 ? order : a[0] - b[0];
}

size_t
smx_prefixes_sort(const uint8_t **strings, size_t n_strings, size_t *n_different)
{
	const uint8_t *before = NULL;
	size_t n = 0;

	*n_different = 0;
	if (n_strings > 0)
		qsort(strings, n_strings, sizeof *strings, compare);
	for (size_t i = 0; i < n_strings; i++) {
		const uint8_t *string = strings[i];

		*n_different += before == NULL || compare(&before, &string) != 0;
		before = string;
		/* Whatever begins with a string stands right behind it. */
		if (n == 0 || count_shared(strings[n - 1], string) < strings[n - 1][0])
			strings[n++] = string;
	}
	return n;
}

/* ---- writing -------------------------------------------------------------------------- */

static size_t
count_blocks(size_t n_strings)
{
	return (n_strings + STRINGS_PER_BLOCK - 1) / STRINGS_PER_BLOCK;
}

/* Write string `i`, unless `to` is NULL; returns how many bytes it takes. */
static size_t
string_write(const uint8_t *const *strings, size_t i, uint8_t *to)
{
	const uint8_t *string = strings[i];
	size_t shared = 0, rest = string[0], n = 0;
	uint8_t head[3];

	if (i % STRINGS_PER_BLOCK == 0) {
		head[n++] = string[0];
	} else {
		shared = count_shared(strings[i - 1], string);
		rest -= shared;
		head[n++] = (uint8_t)(min(shared, OWN_BYTE) << 4 | min(rest, OWN_BYTE));
		if (shared >= OWN_BYTE)
			head[n++] = (uint8_t)shared;
		if (rest >= OWN_BYTE)
			head[n++] = (uint8_t)rest;
	}
	if (to != NULL) {
		memcpy(to, head, n);
		memcpy(to + n, string + 1 + shared, rest);
	}
	return n + rest;
}

size_t
smx_prefixes_measure(const uint8_t *const *strings, size_t n_strings)
{
	size_t len = 0;

	for (size_t i = 0; i < n_strings; i++)
		len += string_write(strings, i, NULL);
	if (len > UINT32_MAX)
		return SIZE_MAX;
	return count_blocks(n_strings) * sizeof(uint64_t) +
	       (count_blocks(n_strings) + 1) * sizeof(uint32_t) + len;
}

void
smx_prefixes_write(struct smx_prefixes *prefixes, const uint8_t *const *strings,
		   size_t n_strings, void *memory)
{
	size_t n_blocks = count_blocks(n_strings);
	uint64_t *heads = memory;
	uint32_t *blocks = (uint32_t *)(heads + n_blocks);
	uint8_t *bytes = (uint8_t *)(blocks + n_blocks + 1);
	size_t at = 0;

	for (size_t i = 0; i < n_strings; i++) {
		if (i % STRINGS_PER_BLOCK == 0) {
			heads[i / STRINGS_PER_BLOCK] = head_of(strings[i] + 1, strings[i][0]);
			blocks[i / STRINGS_PER_BLOCK] = (uint32_t)at;
		}
		at += string_write(strings, i, bytes + at);
	}
	blocks[n_blocks] = (uint32_t)at;
	prefixes->heads = heads;
	prefixes->blocks = blocks;
	prefixes->bytes = bytes;
	prefixes->n_blocks = n_blocks;
}

/* ---- looking -------------------------------------------------------------------------- */

/* A string, and how much of it is shared by what stands last before it, of all that was
 * looked at. */
struct probe {
	const uint8_t *string;
	size_t len;
	size_t shared;
};

enum order { BEFORE, COVERS, BEHIND };

/*
 * How a string of which all but the `len` bytes of `rest` is shared stands to the
 * probe's.  If it stands before it, it is the last one before it from now on.
 */
static enum order
compare_rest(struct probe *probe, size_t shared, const uint8_t *rest, size_t len)
{
	const uint8_t *other = probe->string + shared;
	size_t other_len = probe->len - shared;
	size_t same = count_same(rest, other, min(len, other_len));

	if (same == len)
		return COVERS;
	if (same == other_len || rest[same] > other[same])
		return BEHIND;
	probe->shared = shared + same;
	return BEFORE;
}

/* Read what a string shares, and how much it has besides; returns where that begins. */
static const uint8_t *
read_head(const uint8_t *at, size_t *shared, size_t *rest)
{
	*shared = *at >> 4;
	*rest = *at & 15;
	at++;
	if (*shared == OWN_BYTE)
		*shared = *at++;
	if (*rest == OWN_BYTE)
		*rest = *at++;
	return at;
}

/* Whether the block has it behind its first string, which stands before the probe's. */
static bool
block_covers(const uint8_t *at, const uint8_t *end, struct probe *probe)
{
	while (at < end) {
		size_t shared, rest;
		enum order order = BEFORE;

		at = read_head(at, &shared, &rest);
		/* With less in common than the one before it, it is behind; with more, it
		 * is still before where that one was. */
		if (shared < probe->shared)
			return false;
		if (shared == probe->shared)
			order = compare_rest(probe, shared, at, rest);
		if (order != BEFORE)
			return order == COVERS;
		at += rest;
	}
	return false;
}

/* Whether a block's first string stands before the probe's or covers it. */
static bool
begins_before(const struct smx_prefixes *prefixes, size_t block, uint64_t head,
	      const struct probe *probe)
{
	struct probe other = *probe;
	const uint8_t *first = prefixes->bytes + prefixes->blocks[block];

	if (prefixes->heads[block] != head)
		return prefixes->heads[block] < head;
	return compare_rest(&other, 0, first + 1, first[0]) != BEHIND;
}

/*
 * Since none begins with another one, what covers the string can only be the last one
 * that does not stand behind it.
 */
bool
smx_prefixes_cover(const struct smx_prefixes *prefixes, const uint8_t *string, size_t len)
{
	struct probe probe = {string, len, 0};
	uint64_t head = head_of(string, len);
	const uint8_t *first, *next;
	enum order order;
	size_t begin = 0, end = prefixes->n_blocks;

	while (begin < end) {
		size_t middle = begin + (end - begin) / 2;

		if (begins_before(prefixes, middle, head, &probe))
			begin = middle + 1;
		else
			end = middle;
	}
	if (begin == 0)
		return false;
	first = prefixes->bytes + prefixes->blocks[begin - 1];
	next = prefixes->bytes + prefixes->blocks[begin];
	order = compare_rest(&probe, 0, first + 1, first[0]);
	if (order != BEFORE)
		return order == COVERS;
	return block_covers(first + 1 + first[0], next, &probe);
}

void
smx_prefixes_each(const struct smx_prefixes *prefixes,
		  bool (*take)(void *closure, const uint8_t *string, size_t len), void *closure)
{
	uint8_t string[UINT8_MAX];

	for (size_t block = 0; block < prefixes->n_blocks; block++) {
		const uint8_t *at = prefixes->bytes + prefixes->blocks[block];
		const uint8_t *end = prefixes->bytes + prefixes->blocks[block + 1];
		size_t shared = 0, rest = *at++;

		for (;;) {
			memcpy(string + shared, at, rest);
			if (!take(closure, string, shared + rest))
				return;
			at += rest;
			if (at == end)
				break;
			at = read_head(at, &shared, &rest);
		}
	}
}
