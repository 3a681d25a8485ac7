/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/osa.h"

#include <string.h>

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned
smx_osa(struct smx_span a, struct smx_span b, unsigned limit)
{
	/* Rows i - 2, i - 1 and i of the table: row i, column j is the distance of
	 * the first i bytes of `a` and the first j of `b`. */
	unsigned rows[3][SMX_WIRE_MAX + 1];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];
	size_t gap = a.len > b.len ? a.len - b.len : b.len - a.len;

	if (gap > limit)
		return limit + 1;
	/* Equal beginnings and ends cost nothing in a shortest alignment. */
	while (a.len > 0 && b.len > 0 && a.ptr[0] == b.ptr[0]) {
		a.ptr++, a.len--;
		b.ptr++, b.len--;
	}
	while (a.len > 0 && b.len > 0 && a.ptr[a.len - 1] == b.ptr[b.len - 1])
		a.len--, b.len--;

	for (size_t j = 0; j <= b.len; j++)
		above[j] = (unsigned)j;
	for (size_t i = 1; i <= a.len; i++) {
		unsigned *oldest = before;
		unsigned row_least = (unsigned)i;

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b.len; j++) {
			unsigned substituted = above[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);

			row[j] = least(substituted, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
			    a.ptr[i - 2] == b.ptr[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
			row_least = least(row_least, row[j]);
		}
		/* All ways go through this row or, by a swap, from the one above to the one
		 * below; either costs no less than this row's least. */
		if (row_least > limit)
			return limit + 1;
		before = above;
		above = row;
		row = oldest;
	}
	return above[b.len];
}
