/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_PAGES_H
#define SMX_MATCH_PAGES_H

/*
 * Memory for tables that are read here and there all over: on large pages, where
 * the system has them, so that where a page is need not be looked up each time.
 */

#include <stddef.h>

/* `n` zeroed elements of `size` bytes, to be freed with free(); NULL if memory ran out. */
void *smx_pages_alloc(size_t n, size_t size);

#endif /* SMX_MATCH_PAGES_H */
