/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_JSONTEXT_H
#define SMX_TOOLS_JSONTEXT_H

/*
 * Texts of files and arguments, which may be in any encoding, as JSON strings.
 */

#include <jansson.h>
#include <stdbool.h>

/* A text that should be UTF-8; where it is not, its first 1,024 bytes, with \255 for those
 * beyond ASCII.  A new reference, or NULL if memory ran out. */
json_t *json_text(const char *text);

/* Print an object on one line of standard output, and drop the reference to it.
 * Returns false, with nothing printed, if it is NULL or memory ran out. */
bool json_print(json_t *object);

#endif /* SMX_TOOLS_JSONTEXT_H */
