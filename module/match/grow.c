/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/grow.h"

#include <stdlib.h>

void *
smx_grow(void *array, size_t n, size_t size)
{
	if (n > 0 && (n & (n - 1)) != 0)
		return array;
	return realloc(array, (n > 0 ? 2 * n : 1) * size);
}
