/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/punycode.h"

#include <string.h>

#include "straymx.h"

/* RFC 3492, 5 */
#define BASE 36
#define T_MIN 1
#define T_MAX 26
#define SKEW 38
#define DAMP 700
#define INITIAL_BIAS 72
#define INITIAL_N 0x80
#define DELIMITER '-'

#define CODE_POINT_MAX 0x10ffff
#define IS_SURROGATE(cp) ((cp) >= 0xd800 && (cp) <= 0xdfff)

/*
 * A delta leads from one insertion to the next: over all places of a label for
 * each code point between them.  A larger one leads nowhere.
 */
#define DELTA_MAX ((uint32_t)(CODE_POINT_MAX + 1) * (SMX_LABEL_MAX + 1))

/* RFC 3492, 6.1; `n` is how many code points there are with the one just inserted. */
static uint32_t
adapt(uint32_t delta, size_t n, bool is_first)
{
	uint32_t k = 0;

	delta = is_first ? delta / DAMP : delta / 2;
	delta += delta / (uint32_t)n;
	while (delta > (BASE - T_MIN) * T_MAX / 2) {
		delta /= BASE - T_MIN;
		k += BASE;
	}
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

/* The least digit with which an integer goes on behind place `k` / BASE. */
static uint32_t
threshold(uint32_t k, uint32_t bias)
{
	if (k <= bias + T_MIN)
		return T_MIN;
	return k >= bias + T_MAX ? T_MAX : k - bias;
}

/* BASE for a byte that is no digit. */
static uint32_t
digit_value(uint8_t c)
{
	if (c >= 'a' && c <= 'z')
		return (uint32_t)(c - 'a');
	if (c >= 'A' && c <= 'Z')
		return (uint32_t)(c - 'A');
	return c >= '0' && c <= '9' ? (uint32_t)(c - '0') + 26 : BASE;
}

static uint8_t
digit_byte(uint32_t value)
{
	return (uint8_t)(value < 26 ? 'a' + value : '0' + value - 26);
}

/* Read a variable-length integer (RFC 3492, 3.3) from `in`, and move `in` behind it. */
static bool
read_delta(struct smx_span *in, uint32_t bias, uint32_t *delta)
{
	/* All digits but the last are at least 1, so that the weight before the last
	 * multiplication is at most DELTA_MAX when the sum is; 64 bits hold the rest. */
	uint64_t sum = 0, weight = 1;

	for (uint32_t k = BASE; in->len > 0; k += BASE) {
		uint32_t digit = digit_value(*in->ptr);
		uint32_t t = threshold(k, bias);

		in->ptr++, in->len--;
		sum += digit * weight;
		if (digit == BASE || sum > DELTA_MAX)
			return false;
		if (digit < t) {
			*delta = (uint32_t)sum;
			return true;
		}
		weight *= BASE - t;
	}
	return false;
}

/* Copy what stands before the last delimiter (RFC 3492, 3.1), and move `in` behind it. */
static bool
read_basic(struct smx_span *in, uint32_t *out, size_t *out_len)
{
	size_t n = in->len;

	while (n > 0 && in->ptr[n - 1] != DELIMITER)
		n--;
	/* A delimiter with nothing before it is none, and no digit either. */
	*out_len = n > 0 ? n - 1 : 0;
	if (*out_len == 0)
		return true;
	if (*out_len > SMX_LABEL_MAX)
		return false;
	for (size_t i = 0; i < *out_len; i++) {
		if (in->ptr[i] >= 0x80)
			return false;
		out[i] = in->ptr[i];
	}
	in->ptr += n, in->len -= n;
	return true;
}

int
smx_punycode_decode(struct smx_span in, uint32_t *out, size_t *out_len)
{
	uint32_t cp = INITIAL_N, bias = INITIAL_BIAS, at = 0;
	bool is_first = true;
	size_t n;

	if (!read_basic(&in, out, &n))
		return SMX_ENAME;
	while (in.len > 0) {
		uint32_t delta;

		if (n == SMX_LABEL_MAX || !read_delta(&in, bias, &delta))
			return SMX_ENAME;
		bias = adapt(delta, n + 1, is_first);
		is_first = false;
		at += delta;
		cp += at / (uint32_t)(n + 1);
		at %= (uint32_t)(n + 1);
		if (cp > CODE_POINT_MAX || IS_SURROGATE(cp))
			return SMX_ENAME;
		memmove(out + at + 1, out + at, (n - at) * sizeof *out);
		out[at++] = cp;
		n++;
	}
	*out_len = n;
	return SMX_OK;
}

/* Append one integer at `*out_len`. */
static bool
write_delta(uint32_t delta, uint32_t bias, uint8_t *out, size_t *out_len)
{
	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = threshold(k, bias);

		if (*out_len == SMX_LABEL_MAX)
			return false;
		if (delta < t) {
			out[(*out_len)++] = digit_byte(delta);
			return true;
		}
		out[(*out_len)++] = digit_byte(t + (delta - t) % (BASE - t));
		delta = (delta - t) / (BASE - t);
	}
}

/* Copy the basic code points and, if there are any, a delimiter; `*n_basic` of them. */
static bool
write_basic(const uint32_t *cps, size_t n, uint8_t *out, size_t *n_basic)
{
	*n_basic = 0;
	for (size_t i = 0; i < n; i++) {
		if (cps[i] > CODE_POINT_MAX || IS_SURROGATE(cps[i]))
			return false;
		if (cps[i] < INITIAL_N)
			out[(*n_basic)++] = (uint8_t)cps[i];
	}
	if (*n_basic == SMX_LABEL_MAX)
		return false;
	if (*n_basic > 0)
		out[*n_basic] = DELIMITER;
	return true;
}

/* The least of the code points from `least` on; there is one. */
static uint32_t
next_code_point(const uint32_t *cps, size_t n, uint32_t least)
{
	uint32_t next = CODE_POINT_MAX;

	for (size_t i = 0; i < n; i++) {
		if (cps[i] >= least && cps[i] < next)
			next = cps[i];
	}
	return next;
}

int
smx_punycode_encode(const uint32_t *cps, size_t n, uint8_t *out, size_t *out_len)
{
	uint32_t cp = INITIAL_N, bias = INITIAL_BIAS, delta = 0;
	size_t n_basic, n_done, len;

	if (n > SMX_LABEL_MAX || !write_basic(cps, n, out, &n_basic))
		return SMX_ENAME;
	n_done = n_basic;
	len = n_basic > 0 ? n_basic + 1 : 0;
	while (n_done < n) {
		uint32_t next = next_code_point(cps, n, cp);

		delta += (next - cp) * (uint32_t)(n_done + 1);
		cp = next;
		for (size_t i = 0; i < n; i++) {
			if (cps[i] < cp)
				delta++;
			if (cps[i] != cp)
				continue;
			if (!write_delta(delta, bias, out, &len))
				return SMX_ENAME;
			bias = adapt(delta, n_done + 1, n_done == n_basic);
			delta = 0;
			n_done++;
		}
		delta++, cp++;
	}
	*out_len = len;
	return SMX_OK;
}
