/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_PREFIXES_H
#define SMX_MATCH_PREFIXES_H

/*
 * Strings of up to 255 bytes, asked whether another string begins with one of them.
 * They are sorted, and written in blocks: the first one of a block as it is, of each
 * other one what it does not share with the one before it.  Written once, as a whole,
 * into memory of the caller's, and then only read.
 *
 * A string is given as its length in one byte and its bytes behind it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct smx_prefixes {
	const uint64_t *heads;  /* of each block, the beginning of its first string */
	const uint32_t *blocks; /* where in `bytes` each begins; and where the last one ends */
	const uint8_t *bytes;
	size_t n_blocks;
};

/*
 * Bring strings into order, drop those that begin with another one, and return how
 * many are left, at the beginning of `strings`.  `*n_different` is how many of them were
 * different.
 */
size_t smx_prefixes_sort(const uint8_t **strings, size_t n_strings, size_t *n_different);

/*
 * How many bytes the strings, as smx_prefixes_sort() leaves them, will take; SIZE_MAX if
 * they are too many for a block's place to fit 32 bits.
 */
size_t smx_prefixes_measure(const uint8_t *const *strings, size_t n_strings);

/*
 * Write them to `memory`, which has room for as many bytes, is aligned for uint64_t and
 * has to stay as long as `*prefixes` is used.
 */
void smx_prefixes_write(struct smx_prefixes *prefixes, const uint8_t *const *strings,
			size_t n_strings, void *memory);

/* Whether a string of `len` bytes is equal to one of them or begins with it; zeroed
 * prefixes are none. */
bool smx_prefixes_cover(const struct smx_prefixes *prefixes, const uint8_t *string, size_t len);

/*
 * Give each of them to `take`, in byte order, until that returns false; `string` is the
 * callee's to read until it returns.
 */
void smx_prefixes_each(const struct smx_prefixes *prefixes,
		       bool (*take)(void *closure, const uint8_t *string, size_t len),
		       void *closure);

#endif /* SMX_MATCH_PREFIXES_H */
