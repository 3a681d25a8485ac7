/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

#include "match/glyph.h"
#include "unicode.h"

#define TEXT_MAX 2048

/*
 * NFD(toCasefold(skeleton(text))): the skeleton of UTS #39, which is in
 * Normalization Form D, folded, and in that form again.  Returns its length in
 * code points.
 */
static size_t
expect(const uint32_t *cps, size_t n, uint32_t *out)
{
	static USpoofChecker *checker;
	UErrorCode status = U_ZERO_ERROR;
	UChar text[TEXT_MAX], skeleton[TEXT_MAX], folded[TEXT_MAX];
	int32_t len = 0;
	size_t out_len = 0;

	if (checker == NULL)
		checker = uspoof_open(&status);
	for (size_t i = 0; i < n; i++)
		U16_APPEND_UNSAFE(text, len, cps[i]);
	len = uspoof_getSkeleton(checker, 0, text, len, skeleton, TEXT_MAX, &status);
	len = u_strFoldCase(folded, TEXT_MAX, skeleton, len, U_FOLD_CASE_DEFAULT, &status);
	len = unorm2_normalize(unorm2_getNFDInstance(&status), folded, len, text, TEXT_MAX,
			       &status);
	if (U_FAILURE(status)) {
		printf("ICU: %s\n", u_errorName(status));
		exit(1);
	}
	for (int32_t i = 0; i < len;) {
		UChar32 cp;

		U16_NEXT(text, i, len, cp);
		out[out_len++] = (uint32_t)cp;
	}
	return out_len;
}

bool
icu_agrees(const uint32_t *cps, size_t n)
{
	uint32_t expected[TEXT_MAX], got[SMX_GLYPH_MAX];
	size_t expected_len = expect(cps, n, expected), got_len;

	if (!smx_glyph_fold(cps, n, got, &got_len))
		return expected_len > SMX_GLYPH_MAX;
	return got_len == expected_len &&
	       memcmp(got, expected, got_len * sizeof *got) == 0;
}

bool
icu_maps(uint32_t cp)
{
	uint32_t expected[TEXT_MAX];

	return expect(&cp, 1, expected) != 1 || expected[0] != cp;
}

bool
icu_is_composite(uint32_t cp)
{
	return u_getIntPropertyValue((UChar32)cp, UCHAR_DECOMPOSITION_TYPE) == U_DT_CANONICAL &&
	       u_getIntPropertyValue((UChar32)cp, UCHAR_HANGUL_SYLLABLE_TYPE) ==
		       U_HST_NOT_APPLICABLE;
}

bool
icu_may_compose(uint32_t cp)
{
	return u_getIntPropertyValue((UChar32)cp, UCHAR_NFC_QUICK_CHECK) == UNORM_MAYBE;
}
