/* SPDX-License-Identifier: BSD-3-Clause */
#include <limits.h>
#include <string.h>

#include "parts.h"

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* d[i][j] is the distance of the first i bytes of a and the first j of b. */
unsigned
reference_osa_table(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len)
{
	uint8_t d[256][256];
	size_t i, j;

	for (i = 0; i <= a_len; i++)
		d[i][0] = i;
	for (j = 0; j <= b_len; j++)
		d[0][j] = j;
	for (i = 1; i <= a_len; i++) {
		for (j = 1; j <= b_len; j++) {
			unsigned best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

			best = least(best, d[i - 1][j] + 1);
			best = least(best, d[i][j - 1] + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				best = least(best, d[i - 2][j - 2] + 1);
			d[i][j] = best;
		}
	}
	return d[a_len][b_len];
}

/* ---- bit-parallel --------------------------------------------------------- */

void
reference_pattern_init(struct pattern *pattern, const uint8_t *bytes, size_t len)
{
	memset(pattern, 0, sizeof *pattern);
	pattern->len = len;
	for (size_t i = 0; i < len; i++)
		pattern->places[i / 64][bytes[i]] |= UINT64_C(1) << i % 64;
}

/*
 * A column of the table, a row a bit (bit 0 is row 1), in Hyyro's names: where
 * a cell is one more (vp) and one less (vn) than the one above it, and where
 * it is no more than the one diagonally before it (d0); and where the byte of
 * the column stands in the pattern (pm).
 */
struct column {
	uint64_t vp, vn, d0, pm;
};

/*
 * Hyyro's step from one column to the next, on numbers of `n_words` words:
 * what a shift or the sum moves out of one word goes into the next.  It is
 * made twice by the compiler, since one word is what nearly all names need.
 */
static inline __attribute__((always_inline)) unsigned
walk(const struct pattern *pattern, const uint8_t *bytes, size_t len, unsigned limit,
     size_t n_words)
{
	const unsigned last_bit = (pattern->len - 1) % 64;
	struct column column[REFERENCE_WORDS];
	unsigned score = pattern->len;

	for (size_t w = 0; w < n_words; w++)
		column[w] = (struct column){.vp = UINT64_MAX};
	for (size_t j = 0; j < len; j++) {
		uint64_t tr_carry = 0, sum_carry = 0, hp_carry = 1, hn_carry = 0;

		for (size_t w = 0; w < n_words; w++) {
			const struct column old = column[w];
			const uint64_t pm = pattern->places[w][bytes[j]];
			const uint64_t open = ~old.d0 & pm;
			const uint64_t tr = (open << 1 | tr_carry) & old.pm;
			const uint64_t half = (pm & old.vp) + old.vp;
			const uint64_t sum = half + sum_carry;
			const uint64_t d0 = tr | (sum ^ old.vp) | pm | old.vn;
			uint64_t hp = old.vn | ~(d0 | old.vp);
			uint64_t hn = d0 & old.vp;

			tr_carry = open >> 63;
			sum_carry = half < old.vp || sum < half;
			if (w == n_words - 1) {
				score += hp >> last_bit & 1;
				score -= hn >> last_bit & 1;
			}
			const uint64_t hp_shifted = hp << 1 | hp_carry;
			const uint64_t hn_shifted = hn << 1 | hn_carry;
			hp_carry = hp >> 63;
			hn_carry = hn >> 63;
			hp = hp_shifted;
			hn = hn_shifted;
			column[w] = (struct column){
				.vp = hn | ~(d0 | hp), .vn = hp & d0, .d0 = d0, .pm = pm};
		}
		/* Each column that is left can take one off. */
		if (score > limit + (len - 1 - j))
			return limit + 1;
	}
	return score;
}

unsigned
reference_pattern_osa(const struct pattern *pattern, const uint8_t *bytes, size_t len,
		      unsigned limit)
{
	if (pattern->len == 0)
		return len;
	if (pattern->len <= 64)
		return walk(pattern, bytes, len, limit, 1);
	return walk(pattern, bytes, len, limit, (pattern->len + 63) / 64);
}

unsigned
reference_osa(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len)
{
	struct pattern pattern;

	reference_pattern_init(&pattern, a, a_len);
	return reference_pattern_osa(&pattern, b, b_len, UCHAR_MAX);
}
