/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_DIFF_H
#define SMX_MATCH_DIFF_H

/*
 * What was done to a text to make another one of it, in words: "omitted 'i' at 7".
 * For people; nothing is decided by it.
 *
 * Places are counted in characters from 1: in the text before, but in that after
 * for what was inserted.  Of several ways the one is told whose differences begin
 * furthest right.  Characters are code points; ASCII is printed, and the rest as
 * U+0430, or \255 where the texts are bytes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SMX_DIFF_MAX 255 /* characters of a text */

struct smx_text {
	const uint32_t *characters;
	size_t n_characters; /* SMX_DIFF_MAX at most */
	bool is_bytes;
};

/*
 * Write the edits of an optimal string alignment from `from` to `to`, joined by
 * ", ", into `buf` of `size` bytes, cut where they do not fit, terminated.
 * Insertions beside each other are told as one, and so are omissions.  Returns the
 * length of the whole.
 */
size_t smx_diff_write(struct smx_text from, struct smx_text to, char *buf, size_t size);

/* The same where pieces of one text stand for pieces of the other: told is what
 * is between the equal characters at both ends, or if both are of one length, each
 * character that differs. */
size_t smx_diff_replaced_write(struct smx_text from, struct smx_text to, char *buf, size_t size);

#endif /* SMX_MATCH_DIFF_H */
