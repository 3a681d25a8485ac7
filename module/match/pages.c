/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE_SIZE ((size_t)2 * 1024 * 1024)

void *
smx_pages_alloc(size_t n, size_t size)
{
	size_t len = n * size;
	void *memory;

	if (size != 0 && n > (SIZE_MAX - PAGE_SIZE) / size)
		return NULL;
	if (len < PAGE_SIZE)
		return calloc(n, size);
	len = (len + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
	memory = aligned_alloc(PAGE_SIZE, len);
	if (memory == NULL)
		return NULL;
	/* Advice: without it, small pages do as well. */
	(void)madvise(memory, len, MADV_HUGEPAGE);
	memset(memory, 0, len);
	return memory;
}
