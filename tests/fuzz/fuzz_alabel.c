/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as a label, as they are and behind xn--: what decodes is encoded
 * again to the same bytes, libidn2 agrees about what is an A-label, and a
 * skeleton keeps to its bounds.
 */
#undef NDEBUG
#include <assert.h>
#include <string.h>

#include "common/idna.h"
#include "fuzz.h"
#include "match/glyph.h"
#include "match/punycode.h"
#include "match/ulabel.h"

static bool
is_libidn2_alabel(struct smx_span label)
{
	char alabel[SMX_LABEL_MAX + 1];

	memcpy(alabel, label.ptr, label.len);
	alabel[label.len] = '\0';
	return common_is_alabel(alabel);
}

static void
check_punycode(struct smx_span in)
{
	uint32_t cps[SMX_LABEL_MAX];
	uint8_t again[SMX_LABEL_MAX];
	size_t n, again_len;

	if (smx_punycode_decode(in, cps, &n) != 0)
		return;
	assert(n <= SMX_LABEL_MAX);
	for (size_t i = 0; i < n; i++)
		assert(cps[i] <= 0x10ffff && !(cps[i] >= 0xd800 && cps[i] <= 0xdfff));
	assert(smx_punycode_encode(cps, n, again, &again_len) == 0);
	assert(again_len == in.len && memcmp(again, in.ptr, in.len) == 0);
}

static void
check_alabel(struct smx_span label)
{
	uint32_t ulabel[SMX_LABEL_MAX], skeleton[SMX_GLYPH_MAX];
	size_t n, skeleton_len;
	bool is_valid = smx_alabel_decodes(label, ulabel, &n);

	/* To libidn2 a dot ends the label, and a NUL the text. */
	if (memchr(label.ptr, '.', label.len) == NULL && memchr(label.ptr, 0, label.len) == NULL)
		assert(is_valid == is_libidn2_alabel(label));
	if (is_valid) {
		assert(smx_ulabel_is_valid(ulabel, n));
		assert(smx_glyph_label(label, skeleton, &skeleton_len));
	}
}

static void
check_glyph(struct smx_span label)
{
	uint32_t first[SMX_GLYPH_MAX], second[SMX_GLYPH_MAX];
	size_t first_len, second_len;

	if (!smx_glyph_label(label, first, &first_len))
		return;
	assert(first_len <= SMX_GLYPH_MAX);
	assert(smx_glyph_label(label, second, &second_len));
	assert(first_len == second_len && memcmp(first, second, first_len * sizeof *first) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t text[4 + SMX_LABEL_MAX] = "xn--";
	size_t len = size < SMX_LABEL_MAX ? size : SMX_LABEL_MAX;
	struct smx_span bytes = {text + 4, len}, alabel = {text, len + 4};

	if (len > 0)
		memcpy(text + 4, data, len);
	for (size_t i = 0; i < alabel.len; i++) {
		if (text[i] >= 'A' && text[i] <= 'Z')
			text[i] = (uint8_t)(text[i] - 'A' + 'a');
	}
	check_glyph(bytes);
	if (len >= 4 && memcmp(bytes.ptr, "xn--", 4) == 0)
		check_alabel(bytes);
	if (alabel.len > SMX_LABEL_MAX)
		return 0;
	check_punycode((struct smx_span){text + 4, len});
	check_alabel(alabel);
	check_glyph(alabel);
	return 0;
}
