/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_ALLOC_H
#define SMX_TESTS_ALLOC_H

/*
 * Allocations of our own code that fail on demand: the unit program is linked
 * with --wrap for malloc, calloc, realloc, strdup and aligned_alloc.
 */

#include <stddef.h>

/* Let the allocation after the next `n` ones fail, and that one alone. */
void alloc_fail_after(size_t n);

/* Let none fail any more.  Returns how many there were since the last call. */
size_t alloc_never_fail(void);

#endif /* SMX_TESTS_ALLOC_H */
