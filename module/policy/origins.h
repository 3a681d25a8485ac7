/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_ORIGINS_H
#define SMX_POLICY_ORIGINS_H

/*
 * In which file and line each entry stands: for as long as the policy is being
 * made, beside the entries, which are to stay small.
 */

#include <stdint.h>

#include "policy/messages.h"

struct smx_origin {
	uint32_t file; /* its number in `files` */
	uint32_t line : 31;
	uint32_t is_explained : 1; /* a comment gives a reason for what is there */
};

struct smx_origin_file {
	char *name;
	bool is_doubtful; /* it may say more than was understood */
};

struct smx_origins {
	struct smx_origin *list; /* by the entries' sequence numbers */
	size_t n_origins;
	struct smx_origin_file *files;
	size_t n_files;
};

void smx_origins_init(struct smx_origins *origins);

/*
 * Add the place of the next entry, whose file's name is copied once for entries
 * that follow each other.  Returns 0, or SMX_ENOMEM with the origins as they were.
 */
int smx_origins_add(struct smx_origins *origins, const struct smx_place *place);

/* The place of an entry, for messages that go to `messages`; valid as long as the
 * origins. */
struct smx_place smx_origins_place(const struct smx_origins *origins, uint32_t sequence,
				   struct smx_messages *messages);

/* A comment gives a reason for the last entry. */
void smx_origins_explain(struct smx_origins *origins);

bool smx_origins_is_explained(const struct smx_origins *origins, uint32_t sequence);

/* Of the last file, if it is this one, not all was understood. */
void smx_origins_doubt(struct smx_origins *origins, const char *file);

/* Whether the entry is of such a file. */
bool smx_origins_is_doubtful(const struct smx_origins *origins, uint32_t sequence);

void smx_origins_free(struct smx_origins *origins);

#endif /* SMX_POLICY_ORIGINS_H */
