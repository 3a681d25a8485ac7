/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <unicode/uchar.h>

#include "common/random.h"
#include "match/name.h"
#include "unicode.h"

/* What there may be many of in a class is thinned out by chance. */
#define CLASS_MAX 4096

enum kind {
	ASCII,
	CONFUSABLE,
	MARK,
	RIGHT_TO_LEFT,
	NUMBER,
	OTHER_DIRECTION, /* neither letters nor numbers */
	JOINING,
	VIRAMA,
	CONTEXTUAL, /* joiners, and what has a contextual rule */
	COMPOSITE,
	HANGUL, /* syllables and jamo */
	ANY,
	N_KINDS
};

static uint32_t classes[N_KINDS][CLASS_MAX];
static uint32_t class_len[N_KINDS];
static bool is_allowed[N_CODE_POINTS];

uint32_t
random_below(uint32_t limit)
{
	static struct common_random random = {1};

	return (uint32_t)common_below(&random, limit);
}

static void
add(enum kind kind, uint32_t cp)
{
	if (class_len[kind] < CLASS_MAX)
		classes[kind][class_len[kind]++] = cp;
	else if (random_below(4) == 0)
		classes[kind][random_below(CLASS_MAX)] = cp;
}

static void
add_by_direction(uint32_t cp)
{
	switch (u_charDirection((UChar32)cp)) {
	case U_RIGHT_TO_LEFT:
	case U_RIGHT_TO_LEFT_ARABIC:
		add(RIGHT_TO_LEFT, cp);
		break;
	case U_ARABIC_NUMBER:
	case U_EUROPEAN_NUMBER:
		add(NUMBER, cp);
		break;
	case U_LEFT_TO_RIGHT:
		break;
	default:
		add(OTHER_DIRECTION, cp);
	}
}

static void
add_by_shape(uint32_t cp)
{
	int32_t joining = u_getIntPropertyValue((UChar32)cp, UCHAR_JOINING_TYPE);
	int32_t hangul = u_getIntPropertyValue((UChar32)cp, UCHAR_HANGUL_SYLLABLE_TYPE);

	if (joining != U_JT_NON_JOINING && joining != U_JT_TRANSPARENT)
		add(JOINING, cp);
	if (icu_is_composite(cp))
		add(COMPOSITE, cp);
	if (hangul != U_HST_NOT_APPLICABLE)
		add(HANGUL, cp);
	if (u_getCombiningClass((UChar32)cp) == 9)
		add(VIRAMA, cp);
	if ((U_GET_GC_MASK(cp) & U_GC_M_MASK) != 0)
		add(MARK, cp);
}

void
random_init(void)
{
	static const uint32_t contextual[] = {0xb7,  0x375, 0x5f3, 0x5f4,  0x660,  0x669,
					      0x6f0, 0x6f9, 0x30fb, 0x200c, 0x200d};

	for (size_t i = 0; i < sizeof contextual / sizeof contextual[0]; i++)
		add(CONTEXTUAL, contextual[i]);
	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		if (IS_SURROGATE(cp) || cp == '.' || !u_isdefined((UChar32)cp))
			continue;
		is_allowed[cp] = libidn2_allows(cp);
		if (cp == '-' || (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z'))
			add(ASCII, cp);
		if (icu_maps(cp))
			add(CONFUSABLE, cp);
		add_by_direction(cp);
		add_by_shape(cp);
		add(ANY, cp);
	}
}

size_t
random_label(uint32_t *cps)
{
	/* Labels of few kinds and of characters that are allowed are valid more often,
	 * and long ones seldom. */
	enum kind kinds[3];
	size_t n = 1 + random_below(random_below(8) == 0 ? SMX_LABEL_MAX : 8);
	unsigned n_tries = random_below(2) == 0 ? 1 : 8;

	for (size_t i = 0; i < 3; i++)
		kinds[i] = random_below(N_KINDS);
	for (size_t i = 0; i < n; i++) {
		enum kind kind = kinds[random_below(3)];

		for (unsigned k = 0; k < n_tries && (k == 0 || !is_allowed[cps[i]]); k++)
			cps[i] = classes[kind][random_below(class_len[kind])];
		/* The same again, for what matters in runs. */
		if (i > 0 && random_below(8) == 0)
			cps[i] = cps[i - 1];
	}
	return n;
}
