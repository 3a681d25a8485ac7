/* SPDX-License-Identifier: BSD-3-Clause */
#include "unicode.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "match/glyph.h"
#include "match/name.h"
#include "match/punycode.h"

#define N_LABELS 400000
#define SHOWN_MAX 10

static unsigned long n_tried, n_disagreements;

/* Count what was tried; what there is no agreement about is shown, the first few times. */
static void
count(bool agrees, const uint32_t *cps, size_t n)
{
	n_tried++;
	if (agrees || n_disagreements++ >= SHOWN_MAX)
		return;
	printf("   ");
	for (size_t i = 0; i < n; i++)
		printf(" U+%04X", (unsigned)cps[i]);
	printf("\n");
}

/* ---- validity ------------------------------------------------------------------- */

/* Where the character that is tried stands. */
#define X 0xffffffff

/* Labels around each character. */
static const uint32_t everywhere[][4] = {{X}, {'a', X}, {X, 'a'}};

/* Around each that is a letter, digit or mark somewhere. */
static const uint32_t contexts[][8] = {
	{0x250, X, 0x200d},                /* ZWJ: after a virama? */
	{0x250, X, 0x200c},                /* ZWNJ: the same */
	{0x628, 0x94d, 0x200c, X},         /* after a virama what follows does not matter */
	{0x628, 0x200c, X},                /* between Arabic letters: the one behind */
	{X, 0x200c, 0x628},                /* the one before */
	{0x628, X, 0x200c, 0x628},         /* transparent before the joiner? */
	{0x628, 0x200c, X, 0x628},         /* and behind? */
	{0x628, 0x64b, X, 0x200c, 0x64b, 0x628},
	{0x5d0, X},                        /* a Hebrew label's end */
	{0x5d0, X, 0x5d0},                 /* its inside */
	{X, 0x5d0},                        /* its beginning */
	{0x627, X, '1'},                   /* Arabic and a digit */
	{0x627, X, 0x660},                 /* and one of its own */
	{0x5d0, '1', X, 0x661},            /* both */
	{'1', X, 0x5d0},                   /* a digit first */
	{0x5d0, '-', X},                   /* behind a neutral one */
	{'a', X, '-', '-', 0xe9},          /* hyphens in third and fourth place */
	{0x103, X},                        /* a mark that goes into a composite */
	{'a', 0x316, X},                   /* one behind a lower one */
	{'a', 0x301, X},                   /* one behind a higher one */
	{0x9c7, X},                        /* a starter that composes */
};

/* The context with `cp` in its place; returns its length. */
static size_t
put(const uint32_t *context, size_t max, uint32_t cp, uint32_t *label)
{
	size_t n = 0;

	for (; n < max && context[n] != 0; n++)
		label[n] = context[n] == X ? cp : context[n];
	return n;
}

static void
every_character(void)
{
	uint32_t label[8];

	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		/* Surrogates have no Punycode; for libidn2 a dot ends the label. */
		if (IS_SURROGATE(cp) || cp == '.')
			continue;
		for (size_t i = 0; i < sizeof everywhere / sizeof everywhere[0]; i++) {
			size_t n = put(everywhere[i], 4, cp, label);

			/* Alone is enough where whole planes are empty. */
			if (i > 0 && cp >= 0x40000 && cp >> 16 != 0xe)
				break;
			count(libidn2_agrees(label, n), label, n);
		}
	}
}

static void
characters_in_context(void)
{
	uint32_t label[8];

	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		if (IS_SURROGATE(cp) || !libidn2_allows(cp))
			continue;
		for (size_t i = 0; i < sizeof contexts / sizeof contexts[0]; i++) {
			size_t n = put(contexts[i], 8, cp, label);

			count(libidn2_agrees(label, n), label, n);
		}
	}
}

/* A mark composes with a composite, or takes the place of a part of it. */
static void
composites_and_marks(void)
{
	static uint32_t marks[N_CODE_POINTS];
	size_t n_marks = 0;

	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		if (icu_may_compose(cp))
			marks[n_marks++] = cp;
	}
	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		for (size_t i = 0; icu_is_composite(cp) && i < n_marks; i++) {
			uint32_t label[] = {cp, marks[i]}, apart[] = {cp, 0x316, marks[i]};

			count(libidn2_agrees(label, 2), label, 2);
			count(libidn2_agrees(apart, 3), apart, 3);
		}
	}
}

static void
random_labels(void)
{
	uint32_t label[SMX_LABEL_MAX];

	for (unsigned long i = 0; i < N_LABELS; i++) {
		size_t n = random_label(label);

		count(libidn2_agrees(label, n), label, n);
	}
}

/* ---- what is no Punycode, mostly ---------------------------------------------- */

static void
count_bytes(const char *alabel)
{
	uint32_t bytes[SMX_LABEL_MAX];
	size_t n = strlen(alabel);

	for (size_t i = 0; i < n; i++)
		bytes[i] = (unsigned char)alabel[i];
	count(libidn2_agrees_about(alabel), bytes, n);
}

/* Any byte of a name in lower case, mostly one of a host name; no dot, no NUL. */
static char
random_byte(void)
{
	static const char usual[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	uint32_t byte = 1 + random_below(255);

	if (random_below(16) != 0 || byte == '.' || (byte >= 'A' && byte <= 'Z'))
		return usual[random_below(sizeof usual - 1)];
	return (char)byte;
}

static void
random_bytes(void)
{
	char alabel[SMX_LABEL_MAX + 1] = "xn--";

	for (unsigned long i = 0; i < N_LABELS; i++) {
		size_t n = 4 + random_below(random_below(4) == 0 ? SMX_LABEL_MAX - 3 : 8);

		for (size_t k = 4; k < n; k++)
			alabel[k] = random_byte();
		alabel[n] = '\0';
		count_bytes(alabel);
	}
}

/* Labels that were Punycode before one byte of them changed. */
static void
damaged_labels(void)
{
	char alabel[4 + SMX_LABEL_MAX + 1] = "xn--";
	uint32_t label[SMX_LABEL_MAX];

	for (unsigned long i = 0; i < N_LABELS; i++) {
		size_t n = random_label(label), len;

		if (smx_punycode_encode(label, n, (uint8_t *)alabel + 4, &len) != 0 ||
		    len + 4 > SMX_LABEL_MAX)
			continue;
		alabel[4 + len] = '\0';
		alabel[4 + random_below((uint32_t)len)] = random_byte();
		for (size_t k = 4; alabel[k] != '\0'; k++) {
			if (alabel[k] >= 'A' && alabel[k] <= 'Z')
				alabel[k] = 'a';
		}
		count_bytes(alabel);
	}
}

/* ---- skeletons -------------------------------------------------------------------- */

/* Whether a label full of it has a skeleton. */
static bool
fits(uint32_t cp)
{
	uint32_t label[SMX_LABEL_MAX], skeleton[SMX_GLYPH_MAX];
	size_t n;

	for (size_t i = 0; i < SMX_LABEL_MAX; i++)
		label[i] = cp;
	return smx_glyph_fold(label, SMX_LABEL_MAX, skeleton, &n);
}

static void
every_skeleton(void)
{
	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		/* Between marks of a high and of a low class, for the order of marks. */
		uint32_t label[] = {'a', 0x345, 0x301, cp, 0x323, 0x327};

		if (IS_SURROGATE(cp))
			continue;
		count(icu_agrees(&cp, 1), &cp, 1);
		if (icu_maps(cp))
			count(icu_agrees(label, 6), label, 6);
		if (libidn2_allows(cp))
			count(fits(cp), &cp, 1);
	}
}

static void
random_skeletons(void)
{
	uint32_t label[SMX_LABEL_MAX];

	for (unsigned long i = 0; i < N_LABELS; i++) {
		size_t n = random_label(label);

		count(icu_agrees(label, n), label, n);
	}
}

/* ---- what they cost ---------------------------------------------------------------- */

/* Nanoseconds, the best of many times. */
static double
cost(const char *label)
{
	struct smx_span span = {(const uint8_t *)label, strlen(label)};
	uint32_t skeleton[SMX_GLYPH_MAX];
	double least = 0;

	for (int i = 0; i < 100; i++) {
		struct timespec from, to;
		size_t n;
		double each;

		clock_gettime(CLOCK_MONOTONIC, &from);
		for (int k = 0; k < 1000; k++)
			smx_glyph_label(span, skeleton, &n);
		clock_gettime(CLOCK_MONOTONIC, &to);
		each = ((double)(to.tv_sec - from.tv_sec) * 1e9 +
			(double)(to.tv_nsec - from.tv_nsec)) / 1000;
		if (i == 0 || each < least)
			least = each;
	}
	return least;
}

int
main(void)
{
	static const struct {
		const char *name;
		void (*run)(void);
	} tests[] = {
		{"every character, alone and beside a letter", every_character},
		{"every allowed character, in contexts", characters_in_context},
		{"composites and marks", composites_and_marks},
		{"random labels", random_labels},
		{"random bytes after xn--", random_bytes},
		{"damaged A-labels", damaged_labels},
		{"every character's skeleton", every_skeleton},
		{"skeletons of random labels", random_skeletons},
	};
	unsigned n_passed = 0, n_failed = 0;

	random_init();
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
		n_tried = n_disagreements = 0;
		tests[i].run();
		printf("%s: %lu tried, %lu disagreements\n", tests[i].name, n_tried,
		       n_disagreements);
		if (n_tried > 0 && n_disagreements == 0)
			n_passed++;
		else
			n_failed++;
	}
	/* The worst that a search found: marks of two kinds, all in the wrong order. */
	printf("a skeleton takes %.0f ns (xn--pypal-4ve), %.0f ns (at worst)\n",
	       cost("xn--pypal-4ve"),
	       cost("xn--jcbaaaaaaaaaaaaaaaaaaaaaaaaaaa7864eaaaaaaaaaaaaaaaaaaaaaaaa"));
	printf("%u passed, %u failed\n", n_passed, n_failed);
	return n_failed == 0 ? 0 : 1;
}
