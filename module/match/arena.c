/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/arena.h"

#include <stdint.h>
#include <stdlib.h>

#define BLOCK_SIZE ((size_t)64 * 1024)
#define ALIGNMENT sizeof(void *)

struct smx_arena_block {
	struct smx_arena_block *older;
	size_t size, used; /* of `bytes` */
	uint8_t bytes[];
};

void
smx_arena_init(struct smx_arena *arena)
{
	arena->newest = NULL;
	arena->size = 0;
}

static struct smx_arena_block *
add_block(struct smx_arena *arena, size_t least)
{
	size_t size = BLOCK_SIZE - sizeof(struct smx_arena_block);
	struct smx_arena_block *block;

	if (least > size)
		size = least;
	block = calloc(1, sizeof *block + size);
	if (block == NULL)
		return NULL;
	block->size = size;
	block->older = arena->newest;
	arena->newest = block;
	arena->size += sizeof *block + size;
	return block;
}

void *
smx_arena_alloc(struct smx_arena *arena, size_t size)
{
	struct smx_arena_block *block = arena->newest;
	void *memory;

	if (size > SIZE_MAX / 2)
		return NULL;
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (block == NULL || block->size - block->used < size)
		block = add_block(arena, size);
	if (block == NULL)
		return NULL;
	memory = block->bytes + block->used;
	block->used += size;
	return memory;
}

void
smx_arena_free(struct smx_arena *arena)
{
	while (arena->newest != NULL) {
		struct smx_arena_block *block = arena->newest;

		arena->newest = block->older;
		free(block);
	}
	arena->size = 0;
}
