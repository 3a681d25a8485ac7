/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_JSONTEXT_H
#define SMX_JOURNAL_JSONTEXT_H

/*
 * Texts of files and names of files, which may be in any encoding, as JSON strings.
 */

#include <jansson.h>

/* The text; where it is not UTF-8, with ? for the bytes beyond ASCII.  A new reference, or
 * NULL if memory ran out. */
json_t *smx_json_text(const char *text);

#endif /* SMX_JOURNAL_JSONTEXT_H */
