/* SPDX-License-Identifier: BSD-3-Clause */
#include "heap.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

/* The C library's own, for those who put others in their place (glibc manual,
 * "Replacing malloc"). */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *memory);

static size_t n_allocations, n_live;
static size_t failing = SIZE_MAX;
static bool has_failed;

size_t
heap_count(void)
{
	return n_allocations;
}

size_t
heap_count_live(void)
{
	return n_live;
}

void
heap_fail_after(size_t n)
{
	failing = n_allocations + n;
	has_failed = false;
}

bool
heap_stop_failing(void)
{
	failing = SIZE_MAX;
	return has_failed;
}

static bool
fails(void)
{
	if (n_allocations++ != failing)
		return false;
	has_failed = true;
	errno = ENOMEM;
	return true;
}

static void *
counted(void *memory)
{
	n_live += memory != NULL;
	return memory;
}

void *
malloc(size_t size)
{
	return fails() ? NULL : counted(__libc_malloc(size));
}

void *
calloc(size_t n, size_t size)
{
	return fails() ? NULL : counted(__libc_calloc(n, size));
}

void *
realloc(void *memory, size_t size)
{
	if (fails())
		return NULL;
	return memory == NULL ? counted(__libc_malloc(size)) : __libc_realloc(memory, size);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
	return fails() ? NULL : counted(__libc_memalign(alignment, size));
}

void
free(void *memory)
{
	n_live -= memory != NULL;
	__libc_free(memory);
}
