/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_ALLOC_HEAP_H
#define SMX_TESTS_ALLOC_HEAP_H

/*
 * The program's heap, watched: malloc() and its kin of everything in it, of
 * libraries and the C library as well.  One thread.
 */

#include <stdbool.h>
#include <stddef.h>

/* Allocations so far, failed ones included. */
size_t heap_count(void);

/* Blocks that are allocated and not freed. */
size_t heap_count_live(void);

/* Let the allocation after the next `n` ones fail, and that one alone. */
void heap_fail_after(size_t n);

/* Let none fail any more.  Returns whether one did. */
bool heap_stop_failing(void);

#endif /* SMX_TESTS_ALLOC_HEAP_H */
