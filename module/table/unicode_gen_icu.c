/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Questions to ICU: decompositions, and what is left of a character in a skeleton.
 */
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

#include "table/unicode_gen.h"

#define TEXT_MAX 256

static UErrorCode status = U_ZERO_ERROR;

static void
check_status(const char *what)
{
	if (U_FAILURE(status))
		gen_die("ICU, %s: %s", what, u_errorName(status));
}

/* The text as code points; returns how many. */
static size_t
to_code_points(const UChar *text, int32_t len, uint32_t *out)
{
	size_t n = 0;

	for (int32_t i = 0; i < len;) {
		UChar32 cp;

		U16_NEXT(text, i, len, cp);
		out[n++] = (uint32_t)cp;
	}
	return n;
}

static int32_t
from_code_point(uint32_t cp, UChar *text)
{
	int32_t len = 0;

	U16_APPEND_UNSAFE(text, len, cp);
	return len;
}

/* Where `sequences` has this one, from `from` on; appended if it is not there yet. */
static uint16_t
intern(struct gen *gen, size_t from, const uint32_t *cps, size_t n)
{
	uint32_t *all = gen->sequences;

	for (size_t at = from; at < gen->n_sequences; at += 1 + all[at]) {
		if (all[at] == n && memcmp(all + at + 1, cps, n * sizeof *cps) == 0)
			return (uint16_t)at;
	}
	if (gen->n_sequences + 1 + n > SEQUENCES_MAX)
		gen_die("too many sequences");
	from = gen->n_sequences;
	all[from] = (uint32_t)n;
	memcpy(all + from + 1, cps, n * sizeof *cps);
	gen->n_sequences += 1 + n;
	return (uint16_t)from;
}

/* ---- canonical decompositions ------------------------------------------------ */

static bool
is_hangul_syllable(uint32_t cp)
{
	return cp >= 0xac00 && cp <= 0xd7a3;
}

/* Whether `cp` has one; `*n` code points then. */
static bool
decompose(const UNormalizer2 *nfd, uint32_t cp, uint32_t *out, size_t *n)
{
	UChar text[TEXT_MAX];
	int32_t len = unorm2_getDecomposition(nfd, (UChar32)cp, text, TEXT_MAX, &status);

	check_status("decomposition");
	if (len < 0)
		return false;
	*n = to_code_points(text, len, out);
	return true;
}

static void
add_decompositions(struct gen *gen)
{
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
	uint32_t cps[TEXT_MAX];
	size_t n;

	check_status("NFD");
	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		if (is_hangul_syllable(cp) || !decompose(nfd, cp, cps, &n))
			continue;
		if (n > SMX_UNICODE_NFD_MAX)
			gen_die("U+%04X decomposes to %zu code points", (unsigned)cp, n);
		gen->mappings[cp] = intern(gen, 1, cps, n);
	}
}

/* ---- skeletons ----------------------------------------------------------------- */

/*
 * A label's skeleton is put together from those of its characters, each folded
 * by itself; the canonical order is made only then.  In UTS #39 it is made
 * before folding as well, which comes to the same as long as folding leaves
 * non-starters alone and begins with a starter where it begins with one.
 */
static void
check_folding(uint32_t cp)
{
	UChar text[2], folded[TEXT_MAX];
	int32_t len = from_code_point(cp, text);
	int32_t folded_len =
		u_strFoldCase(folded, TEXT_MAX, text, len, U_FOLD_CASE_DEFAULT, &status);
	UChar32 first;

	check_status("folding");
	if (folded_len == len && memcmp(folded, text, (size_t)len * sizeof *text) == 0)
		return;
	U16_GET(folded, 0, 0, folded_len, first);
	if (u_getCombiningClass((UChar32)cp) != 0 || u_getCombiningClass(first) != 0)
		gen_die("U+%04X folds to another combining class", (unsigned)cp);
}

/* NFD(toCasefold(skeleton(cp))) */
static size_t
skeleton_of(USpoofChecker *checker, const UNormalizer2 *nfd, uint32_t cp, uint32_t *out)
{
	UChar text[2], skeleton[TEXT_MAX], folded[TEXT_MAX], ordered[TEXT_MAX];
	int32_t len = from_code_point(cp, text);
	size_t n;

	len = uspoof_getSkeleton(checker, 0, text, len, skeleton, TEXT_MAX, &status);
	check_status("skeleton");
	n = to_code_points(skeleton, len, out);
	for (size_t i = 0; i < n; i++)
		check_folding(out[i]);
	len = u_strFoldCase(folded, TEXT_MAX, skeleton, len, U_FOLD_CASE_DEFAULT, &status);
	len = unorm2_normalize(nfd, folded, len, ordered, TEXT_MAX, &status);
	check_status("folding");
	return to_code_points(ordered, len, out);
}

static void
add_skeletons(struct gen *gen)
{
	USpoofChecker *checker = uspoof_open(&status);
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
	uint32_t cps[TEXT_MAX];

	check_status("uspoof");
	gen->first_skeleton = gen->n_sequences;
	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		size_t n;

		if (is_hangul_syllable(cp) || IS_SURROGATE(cp) || gen->mappings[cp] != 0)
			continue;
		n = skeleton_of(checker, nfd, cp, cps);
		if (n != 1 || cps[0] != cp)
			gen->mappings[cp] = intern(gen, gen->first_skeleton, cps, n);
	}
	uspoof_close(checker);
}

void
gen_skeletons(struct gen *gen)
{
	for (uint32_t cp = 0; cp < N_CODE_POINTS; cp++)
		gen->properties[cp].ccc = u_getCombiningClass((UChar32)cp);
	/* None begins at 0, which means that there is none. */
	gen->n_sequences = 1;
	add_decompositions(gen);
	add_skeletons(gen);
}

/* ---- composition ------------------------------------------------------------------ */

/* A primary composite's two parts. */
static bool
split(const UNormalizer2 *nfc, uint32_t cp, uint32_t parts[2])
{
	UChar text[TEXT_MAX];
	uint32_t cps[TEXT_MAX];
	int32_t len = unorm2_getRawDecomposition(nfc, (UChar32)cp, text, TEXT_MAX, &status);

	check_status("raw decomposition");
	if (len < 0 || to_code_points(text, len, cps) != 2 ||
	    unorm2_composePair(nfc, (UChar32)cps[0], (UChar32)cps[1]) != (UChar32)cp)
		return false;
	parts[0] = cps[0];
	parts[1] = cps[1];
	return true;
}

/*
 * A character that may compose takes part in a composite or replaces a part of
 * one: a with breve, and then a dot below, is a with dot below, and then breve,
 * which are one character.  So all first parts and composites are held against
 * all second parts.  (Hangul's parts are not allowed in U-labels.)
 */
void
gen_pairs(struct gen *gen)
{
	static bool is_first[N_CODE_POINTS], is_second[N_CODE_POINTS];
	static uint32_t seconds[N_CODE_POINTS];
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	size_t n_seconds = 0;
	uint32_t parts[2];

	check_status("NFC");
	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		if (is_hangul_syllable(cp) || !split(nfc, cp, parts))
			continue;
		is_first[cp] = is_first[parts[0]] = true;
		if (!is_second[parts[1]])
			seconds[n_seconds++] = parts[1];
		is_second[parts[1]] = true;
	}
	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		for (size_t i = 0; is_first[cp] && i < n_seconds; i++)
			gen_idna_pair(gen, cp, seconds[i]);
	}
}

const char *
gen_icu_version(void)
{
	static char text[80];
	char icu[U_MAX_VERSION_STRING_LENGTH], unicode[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;

	u_getVersion(version);
	u_versionToString(version, icu);
	u_getUnicodeVersion(version);
	u_versionToString(version, unicode);
	snprintf(text, sizeof text, "%s (Unicode %s)", icu, unicode);
	return text;
}
