/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_TEXT_H
#define SMX_POLICY_TEXT_H

/*
 * The bytes of a file, and what can be said of them as a text before anybody asks
 * what it means.
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "policy/messages.h"

/* Two hexadecimal digits a byte, and a NUL. */
#define SMX_SHA256_SIZE 65

/* All 0: none. */
struct smx_text {
	char *bytes; /* malloced; NULL: none */
	size_t len;
	time_t modified;
	char sha256[SMX_SHA256_SIZE];
};

/* Make a text of `len` bytes, which are malloced and belong to it then. */
void smx_text_take(struct smx_text *text, char *bytes, size_t len);

/* Make a text of a copy of `len` bytes.  Returns 0 or SMX_ENOMEM. */
int smx_text_copy(struct smx_text *text, const char *bytes, size_t len);

/* Free what the text has, and make it empty. */
void smx_text_free(struct smx_text *text);

/*
 * Look for what no reader of this folder could make sense of: a byte order mark, NUL
 * bytes, and lines of more than `line_max` bytes (0: no limit).  Returns 0, or
 * SMX_ESYNTAX or SMX_ELIMIT with one error added for `place->file`.
 */
int smx_text_check(const struct smx_text *text, size_t line_max, const struct smx_place *place);

/* Bytes of the byte order mark that it begins with; 0 if it has none. */
size_t smx_text_mark_len(const struct smx_text *text);

/* Whether its last line lacks its end. */
bool smx_text_ends_open(const struct smx_text *text);

/* Warn if it does: the file may have been cut off there. */
void smx_text_warn_of_open_end(const struct smx_text *text, const struct smx_place *place);

/* Room for a quoted line. */
#define SMX_QUOTE_SIZE 64

/*
 * Copy the first line from offset `at` on that says something, which one whose first
 * character is `comment` does not, without blanks at its ends, into `quote`, cut behind 60
 * bytes and then followed by "...".  `quote` is empty if there is no such line.
 */
void smx_text_quote(const struct smx_text *text, size_t at, char comment,
		    char quote[SMX_QUOTE_SIZE]);

#endif /* SMX_POLICY_TEXT_H */
