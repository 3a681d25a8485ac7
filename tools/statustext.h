/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_STATUSTEXT_H
#define SMX_TOOLS_STATUSTEXT_H

/*
 * How a module stands, as a person reads it and as a program does.
 */

#include <stdio.h>

#include "troubles.h"

/* Print it to standard output; what comes from files is printed with its control characters
 * escaped. */
void statustext_print(const struct standing *standing);

/* The same as an object, with all of status.json in it; a new reference, or NULL if memory
 * ran out. */
json_t *statustext_object(const struct standing *standing);

/* Print a text with \DDD for each byte of control characters, of those as well that turn the
 * direction of writing. */
void statustext_escaped(FILE *stream, const char *text);

#endif /* SMX_TOOLS_STATUSTEXT_H */
