/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_LABEL_H
#define SMX_MATCH_LABEL_H

/*
 * One label, and the hashes of what single edits make of it, each in a few
 * operations whatever its length (match/hash.h).  All functions are pure.
 */

#include "match/hash.h"

/* Powers of the hashes' base, from 0 on. */
struct smx_powers {
	uint64_t of_base[SMX_LABEL_MAX + 1];
};

void smx_powers_init(struct smx_powers *powers);

struct smx_label {
	const struct smx_powers *powers;
	const uint8_t *text;
	unsigned len;
	uint64_t before[SMX_LABEL_MAX + 1]; /* hashes of the first i characters */
};

/* A label of at most SMX_LABEL_MAX characters; its text and `powers` must outlive it. */
void smx_label_init(struct smx_label *label, const struct smx_powers *powers,
		    struct smx_span text);

/* The label itself. */
static inline uint64_t
smx_label_whole(const struct smx_label *label)
{
	return label->before[label->len];
}

/* The label whose first `n` characters become something with the hash `by`. */
static inline uint64_t
smx_label_rebegun(const struct smx_label *label, unsigned n, uint64_t by)
{
	return smx_label_whole(label) +
	       (by - label->before[n]) * label->powers->of_base[label->len - n];
}

/* Without character `i`. */
static inline uint64_t
smx_label_without(const struct smx_label *label, unsigned i)
{
	return smx_label_rebegun(label, i + 1, label->before[i]);
}

/* With another character in the place of character `i`. */
static inline uint64_t
smx_label_replaced(const struct smx_label *label, unsigned i, uint8_t by)
{
	return smx_label_rebegun(label, i + 1, smx_hash_extend(label->before[i], by));
}

/* With one more character before character `i`, or at the end for i = len. */
static inline uint64_t
smx_label_inserted(const struct smx_label *label, unsigned i, uint8_t character)
{
	return smx_label_rebegun(label, i, smx_hash_extend(label->before[i], character));
}

/* With the characters `i` and i + 1 swapped. */
static inline uint64_t
smx_label_swapped(const struct smx_label *label, unsigned i)
{
	uint64_t hash = smx_hash_extend(label->before[i], label->text[i + 1]);

	return smx_label_rebegun(label, i + 2, smx_hash_extend(hash, label->text[i]));
}

/* The first `n` characters of the label without character `i`; it has as many. */
static inline uint64_t
smx_label_begin_without(const struct smx_label *label, unsigned n, unsigned i)
{
	if (i >= n)
		return label->before[n];
	return label->before[n + 1] +
	       (label->before[i] - label->before[i + 1]) * label->powers->of_base[n - i];
}

/* Without the characters `i` and `j`, i < j. */
static inline uint64_t
smx_label_without_two(const struct smx_label *label, unsigned i, unsigned j)
{
	return smx_label_rebegun(label, j + 1, smx_label_begin_without(label, j - 1, i));
}

/* The first `n` characters of that. */
static inline uint64_t
smx_label_begin_without_two(const struct smx_label *label, unsigned n, unsigned i, unsigned j)
{
	uint64_t before;

	if (j > n)
		return smx_label_begin_without(label, n, i);
	if (i >= n)
		return label->before[n];
	before = smx_label_begin_without(label, j - 1, i);
	return label->before[n + 2] +
	       (before - label->before[j + 1]) * label->powers->of_base[n + 1 - j];
}

/* Its last `n` characters. */
static inline uint64_t
smx_label_end(const struct smx_label *label, unsigned n)
{
	return smx_label_rebegun(label, label->len - n, 0);
}

#endif /* SMX_MATCH_LABEL_H */
