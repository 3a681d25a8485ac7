/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_ASKER_CONTEXT_H
#define SMX_TOOLS_ASKER_CONTEXT_H

/*
 * libunbound, set up for many questions at once; for asker.c alone.  What it logs is
 * kept until it has begun to work, and dropped from then on.
 */

#include <stdio.h>

#include <unbound.h>

#include "asker.h"

struct asker_context {
	struct ub_ctx *ctx;
	FILE *log; /* NULL: nothing is kept any more */
	char *log_text;
	size_t log_len;
};

/* Returns false, having told on standard error what is wrong. */
bool asker_context_init(struct asker_context *context, const struct asker_settings *settings);

void asker_context_free(struct asker_context *context);

/* It works: what it says of single servers from now on is of no use to anybody. */
void asker_context_end_log(struct asker_context *context);

/* It does not: print what it said of that to standard error. */
void asker_context_show_log(struct asker_context *context);

#endif /* SMX_TOOLS_ASKER_CONTEXT_H */
