/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_GROW_H
#define SMX_MATCH_GROW_H

/*
 * Arrays that grow one element at a time and never shrink, for the time of
 * loading.  Their room is the next power of two, so that it need not be kept.
 */

#include <stddef.h>

/*
 * Make room for one more in `array`, which has `n` elements of `size` bytes
 * (NULL for 0) and got its room here.  Returns the array, perhaps moved, or
 * NULL if memory ran out, with the array as it was.
 */
void *smx_grow(void *array, size_t n, size_t size);

#endif /* SMX_MATCH_GROW_H */
