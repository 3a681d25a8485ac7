/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE_PAGE ((size_t)2 * 1024 * 1024)

void *
smx_pages_alloc(size_t n, size_t size)
{
	size_t len = n * size;
	void *memory;

	if (size != 0 && n > (SIZE_MAX - LARGE_PAGE) / size)
		return NULL;
	if (len < LARGE_PAGE)
		return calloc(n, size);
	len = (len + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
	memory = aligned_alloc(LARGE_PAGE, len);
	if (memory == NULL)
		return NULL;
#ifdef MADV_HUGEPAGE
	/* Advice: without it, small pages do as well. */
	(void)madvise(memory, len, MADV_HUGEPAGE);
#endif
	memset(memory, 0, n * size);
	return memory;
}
