/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/ulabel.h"

#include <string.h>

#include "match/punycode.h"
#include "match/unicode_table.h"
#include "straymx.h"

#define ZWNJ 0x200c
#define ZWJ 0x200d

/* A label and the properties of its code points. */
struct ulabel {
	const uint32_t *cps;
	size_t n;
	const struct smx_unicode_property *of[SMX_LABEL_MAX];
};

static bool
has(const struct ulabel *label, size_t i, unsigned flag)
{
	return (label->of[i]->flags & flag) != 0;
}

/* ---- Normalization Form C ---------------------------------------------------- */

static bool
is_pair(uint32_t first, uint32_t second)
{
	uint64_t pair = (uint64_t)first << 32 | second;
	size_t from = 0, to = smx_unicode_n_pairs;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (smx_unicode_pairs[middle] == pair)
			return true;
		if (smx_unicode_pairs[middle] < pair)
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}

/*
 * No code point that is allowed is changed by itself.  So it takes a wrong
 * order, or two that compose with nothing between them that would keep them
 * apart: a starter, or a mark of the same class (Unicode, D115 and D117).
 */
static bool
is_nfc(const struct ulabel *label)
{
	size_t starter = SMX_LABEL_MAX; /* none yet */
	unsigned last = 0;

	for (size_t i = 0; i < label->n; i++) {
		unsigned ccc = label->of[i]->idna_ccc;

		if (ccc != 0 && last > ccc)
			return false;
		if (has(label, i, SMX_UNICODE_COMPOSES) && starter != SMX_LABEL_MAX &&
		    (starter + 1 == i || last < ccc) &&
		    is_pair(label->cps[starter], label->cps[i]))
			return false;
		if (ccc == 0)
			starter = i;
		last = ccc;
	}
	return true;
}

/* ---- joiners ------------------------------------------------------------------- */

/* RFC 5892, A.1: between letters that would join, with transparent ones in between. */
static bool
parts_joining_letters(const struct ulabel *label, size_t at)
{
	size_t before = at, after = at + 1;

	while (before > 0 && has(label, before - 1, SMX_UNICODE_TRANSPARENT))
		before--;
	while (after < label->n && has(label, after, SMX_UNICODE_TRANSPARENT))
		after++;
	return before > 0 && has(label, before - 1, SMX_UNICODE_JOINS_NEXT) &&
	       after < label->n && has(label, after, SMX_UNICODE_JOINS_LAST);
}

static bool
has_joiners_in_context(const struct ulabel *label)
{
	for (size_t i = 0; i < label->n; i++) {
		if (label->cps[i] != ZWNJ && label->cps[i] != ZWJ)
			continue;
		if (i > 0 && has(label, i - 1, SMX_UNICODE_VIRAMA))
			continue;
		if (label->cps[i] == ZWJ || !parts_joining_letters(label, i))
			return false;
	}
	return true;
}

/* ---- Bidi ------------------------------------------------------------------------ */

/*
 * A label that has to obey the rule has a character that no left-to-right label
 * may have (RFC 5893, 2, condition 5).
 */
static bool
obeys_bidi_rule(const struct ulabel *label)
{
	bool is_inside = true, is_bidi = false;

	for (size_t i = 0; i < label->n; i++) {
		is_bidi |= has(label, i, SMX_UNICODE_BIDI);
		is_inside &= has(label, i, SMX_UNICODE_RTL_INSIDE);
	}
	return !is_bidi || (is_inside && has(label, 0, SMX_UNICODE_RTL_START) &&
			    has(label, label->n - 1, SMX_UNICODE_RTL_END));
}

/* ---- all of them --------------------------------------------------------------- */

bool
smx_ulabel_is_valid(const uint32_t *cps, size_t n)
{
	struct ulabel label = {.cps = cps, .n = n};
	bool is_ascii = true;

	if (n > SMX_LABEL_MAX)
		return false;
	for (size_t i = 0; i < n; i++) {
		label.of[i] = smx_unicode_property(cps[i]);
		if (!has(&label, i, SMX_UNICODE_ALLOWED))
			return false;
		is_ascii &= cps[i] < 0x80;
	}
	if (is_ascii || has(&label, 0, SMX_UNICODE_MARK) ||
	    (n >= 4 && cps[2] == '-' && cps[3] == '-'))
		return false;
	return is_nfc(&label) && has_joiners_in_context(&label) && obeys_bidi_rule(&label);
}

bool
smx_alabel_decodes(struct smx_span alabel, uint32_t out[SMX_LABEL_MAX], size_t *n)
{
	uint8_t again[SMX_LABEL_MAX];
	size_t again_len;

	if (!smx_span_is_alabel(alabel))
		return false;
	alabel.ptr += 4, alabel.len -= 4;
	if (smx_punycode_decode(alabel, out, n) != SMX_OK || !smx_ulabel_is_valid(out, *n) ||
	    smx_punycode_encode(out, *n, again, &again_len) != SMX_OK)
		return false;
	return again_len == alabel.len && memcmp(again, alabel.ptr, again_len) == 0;
}
