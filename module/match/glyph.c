/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/glyph.h"

#include <string.h>

#include "match/punycode.h"
#include "match/unicode_table.h"
#include "straymx.h"

/* A label in Normalization Form D. */
#define NFD_MAX (SMX_LABEL_MAX * SMX_UNICODE_NFD_MAX)

/* Hangul syllables are decomposed by rule (Unicode, 3.12). */
#define HANGUL_S 0xac00
#define HANGUL_L 0x1100
#define HANGUL_V 0x1161
#define HANGUL_T 0x11a7
#define HANGUL_N_V 21
#define HANGUL_N_T 28
#define HANGUL_N_S 11172

static size_t
hangul_decompose(uint32_t cp, uint32_t *out)
{
	uint32_t syllable = cp - HANGUL_S;

	out[0] = HANGUL_L + syllable / (HANGUL_N_V * HANGUL_N_T);
	out[1] = HANGUL_V + syllable / HANGUL_N_T % HANGUL_N_V;
	out[2] = HANGUL_T + syllable % HANGUL_N_T;
	return out[2] == HANGUL_T ? 2 : 3;
}

/* Canonical decompositions, not yet in order; `out` has room for NFD_MAX. */
static size_t
decompose(const uint32_t *text, size_t n, uint32_t *out)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t mapping = smx_unicode_mapping(text[i]);

		if (mapping != 0 && mapping < smx_unicode_first_skeleton) {
			const uint32_t *sequence = smx_unicode_sequences + mapping;

			memcpy(out + len, sequence + 1, sequence[0] * sizeof *out);
			len += sequence[0];
		} else if (text[i] >= HANGUL_S && text[i] < HANGUL_S + HANGUL_N_S) {
			len += hangul_decompose(text[i], out + len);
		} else {
			out[len++] = text[i];
		}
	}
	return len;
}

/* Replace each code point of a decomposed text by its folded prototype. */
static bool
map(const uint32_t *text, size_t n, uint32_t out[SMX_GLYPH_MAX], size_t *out_len)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		const uint32_t *sequence = smx_unicode_sequences + smx_unicode_mapping(text[i]);
		bool is_itself = sequence == smx_unicode_sequences;
		size_t sequence_len = is_itself ? 1 : sequence[0];

		if (sequence_len > SMX_GLYPH_MAX - len)
			return false;
		memcpy(out + len, is_itself ? text + i : sequence + 1,
		       sequence_len * sizeof *out);
		len += sequence_len;
	}
	*out_len = len;
	return true;
}

/* Put the marks behind each starter in canonical order (Unicode, D109). */
static void
order(uint32_t *text, size_t n)
{
	uint8_t ccc[SMX_GLYPH_MAX];

	for (size_t i = 0; i < n; i++) {
		uint32_t cp = text[i];
		uint8_t own = smx_unicode_property(cp)->ccc;
		size_t at = i;

		/* A starter has class 0, and is never passed. */
		for (; own != 0 && at > 0 && ccc[at - 1] > own; at--) {
			ccc[at] = ccc[at - 1];
			text[at] = text[at - 1];
		}
		ccc[at] = own;
		text[at] = cp;
	}
}

bool
smx_glyph_fold(const uint32_t *text, size_t n, uint32_t out[SMX_GLYPH_MAX], size_t *out_len)
{
	uint32_t nfd[NFD_MAX];

	n = decompose(text, n, nfd);
	order(nfd, n);
	if (!map(nfd, n, out, out_len))
		return false;
	order(out, *out_len);
	return true;
}

static size_t
replace(uint32_t *text, size_t n)
{
	size_t len = 0, n_replaced;

	for (size_t i = 0; i < n; i += n_replaced)
		text[len++] = smx_glyph_replacement(text[i], i + 1 < n ? text[i + 1] : 0,
						    &n_replaced);
	return len;
}

/* The text of a label. */
static bool
read_label(struct smx_span label, uint32_t out[SMX_LABEL_MAX], size_t *n)
{
	if (smx_span_is_alabel(label)) {
		label.ptr += 4, label.len -= 4;
		return smx_punycode_decode(label, out, n) == SMX_OK;
	}
	for (size_t i = 0; i < label.len; i++) {
		if (label.ptr[i] >= 0x80)
			return false;
		out[i] = label.ptr[i];
	}
	*n = label.len;
	return true;
}

bool
smx_glyph_label(struct smx_span label, uint32_t out[SMX_GLYPH_MAX], size_t *n)
{
	uint32_t text[SMX_LABEL_MAX];
	size_t text_len;

	if (!read_label(label, text, &text_len) || !smx_glyph_fold(text, text_len, out, n))
		return false;
	*n = replace(out, *n);
	return true;
}
