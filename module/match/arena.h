/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_ARENA_H
#define SMX_MATCH_ARENA_H

/*
 * Memory for many small things that live and die together.
 */

#include <stddef.h>

struct smx_arena_block;

struct smx_arena {
	struct smx_arena_block *newest;
	size_t size; /* bytes taken, room not used yet included */
};

/* Make it an arena without memory. */
void smx_arena_init(struct smx_arena *arena);

/* `size` zeroed bytes, aligned for pointers; NULL if memory ran out. */
void *smx_arena_alloc(struct smx_arena *arena, size_t size);

/* Free all that came from the arena, and make it empty. */
void smx_arena_free(struct smx_arena *arena);

#endif /* SMX_MATCH_ARENA_H */
