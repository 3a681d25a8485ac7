/* SPDX-License-Identifier: BSD-3-Clause */
#include "alloc.h"

#include <stdint.h>

static size_t n_allocations;
static size_t failing = SIZE_MAX;

void
alloc_fail_after(size_t n)
{
	n_allocations = 0;
	failing = n;
}

size_t
alloc_never_fail(void)
{
	failing = SIZE_MAX;
	return n_allocations;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *ptr, size_t size);
char *__real_strdup(const char *text);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *ptr, size_t size);
char *__wrap_strdup(const char *text);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

void *
__wrap_malloc(size_t size)
{
	return n_allocations++ == failing ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return n_allocations++ == failing ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *ptr, size_t size)
{
	return n_allocations++ == failing ? NULL : __real_realloc(ptr, size);
}

char *
__wrap_strdup(const char *text)
{
	return n_allocations++ == failing ? NULL : __real_strdup(text);
}

void *
__wrap_aligned_alloc(size_t alignment, size_t size)
{
	return n_allocations++ == failing ? NULL : __real_aligned_alloc(alignment, size);
}
