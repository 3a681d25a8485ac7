/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REMARK_H
#define SMX_TOOLS_REMARK_H

/*
 * What the reader of a zone should know of a protected name: the U-labels that people see,
 * and which rules its length keeps out of reach, where these are most of them.
 */

#include <stdio.h>

#include "match/entry.h"

/* Write it as a comment of a zone file, `  ; ...`; nothing if there is nothing to say. */
void remark_write(FILE *stream, const struct smx_entry *entry);

#endif /* SMX_TOOLS_REMARK_H */
