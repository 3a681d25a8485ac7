/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Questions to libidn2.  It gives away no property of a character, but says by
 * which test a label fails, and makes the tests in this order: NFC, hyphens,
 * leading mark, disallowed, joiners, unassigned, Bidi.  So each property shows
 * in a label in which nothing before it can fail.
 */
#include <idn2.h>

#include "table/unicode_gen.h"

/* Characters that are beyond doubt, for the other places of these labels. */
enum {
	PLAIN = 0x250,       /* a letter that composes with nothing and joins nothing */
	ALEF = 0x5d0,        /* Bidi class R */
	BEH = 0x628,         /* Joining_Type D */
	OVERLAY = 0x334,     /* combining class 1 */
	GRAVE = 0x300,       /* combining class 230 */
	SIGN_VIRAMA = 0x94d, /* combining class 9, Bidi class NSM */
	ANUSVARA = 0x902,    /* Joining_Type T, combining class 0 */
	ZWNJ = 0x200c,
	ZWJ = 0x200d,
};

static size_t
utf8_write(uint32_t cp, uint8_t *out)
{
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	static const uint8_t lead[] = {0, 0, 0xc0, 0xe0, 0xf0};

	for (size_t i = n; i > 1; i--) {
		out[i - 1] = (uint8_t)(0x80 | (cp & 0x3f));
		cp >>= 6;
	}
	out[0] = (uint8_t)(lead[n] | cp);
	return n;
}

/* libidn2's verdict about a label. */
static int
ask(const uint32_t *cps, size_t n)
{
	uint8_t label[64];
	size_t at = 0;
	int rc;

	for (size_t i = 0; i < n; i++)
		at += utf8_write(cps[i], label + at);
	label[at] = '\0';
	rc = idn2_lookup_u8(label, NULL, IDN2_NO_TR46);
	if (rc == IDN2_MALLOC)
		gen_die("%s", idn2_strerror(rc));
	return rc;
}

#define ASK(...)                                                                                   \
	ask((const uint32_t[]){__VA_ARGS__},                                                       \
	    sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

/* The classes that there are, each with a character of it; from ICU. */
static struct {
	uint8_t ccc;
	uint32_t cp;
} classes[256];
static size_t n_classes;

static void
find_classes(const struct gen *gen)
{
	uint32_t of_class[256] = {0};

	for (uint32_t cp = N_CODE_POINTS; cp-- > 0;)
		of_class[gen->properties[cp].ccc] = cp;
	for (unsigned ccc = 1; ccc < 256; ccc++) {
		if (of_class[ccc] == 0)
			continue;
		classes[n_classes].ccc = (uint8_t)ccc;
		classes[n_classes++].cp = of_class[ccc];
	}
}

/* By what it may stand before. */
static uint8_t
combining_class(uint32_t cp)
{
	if (ASK(PLAIN, GRAVE, cp) != IDN2_NOT_NFC && ASK(PLAIN, cp, OVERLAY) != IDN2_NOT_NFC)
		return 0;
	for (size_t i = 0; i < n_classes; i++) {
		if (ASK(PLAIN, cp, classes[i].cp) != IDN2_NOT_NFC)
			return classes[i].ccc;
	}
	gen_die("U+%04X has a combining class that no other character has", (unsigned)cp);
}

static unsigned
joining_flags(uint32_t cp)
{
	unsigned flags = 0;

	if (ASK(PLAIN, cp, ZWJ) != IDN2_CONTEXTJ)
		flags |= SMX_UNICODE_VIRAMA;
	/* Not right before the joiner, where a virama passes whatever it joins. */
	if (ASK(PLAIN, cp, ANUSVARA, ZWNJ, BEH) != IDN2_CONTEXTJ)
		flags |= SMX_UNICODE_JOINS_NEXT;
	if (ASK(BEH, ZWNJ, cp) != IDN2_CONTEXTJ)
		flags |= SMX_UNICODE_JOINS_LAST;
	else if (ASK(BEH, ZWNJ, cp, BEH) != IDN2_CONTEXTJ)
		flags |= SMX_UNICODE_TRANSPARENT;
	return flags;
}

static unsigned
bidi_flags(uint32_t cp)
{
	unsigned flags = 0;

	if (ASK(PLAIN, cp) == IDN2_BIDI) {
		flags |= SMX_UNICODE_BIDI;
		if (ASK(cp) == IDN2_OK)
			flags |= SMX_UNICODE_RTL_START;
	}
	if (ASK(ALEF, cp, ALEF) == IDN2_OK)
		flags |= SMX_UNICODE_RTL_INSIDE;
	if (ASK(ALEF, cp) == IDN2_OK)
		flags |= SMX_UNICODE_RTL_END;
	return flags;
}

/* A joiner stands only where a joiner may. */
static unsigned
joiner_flags(uint32_t cp)
{
	unsigned flags = SMX_UNICODE_ALLOWED;

	if (cp != ZWNJ && cp != ZWJ)
		gen_die("U+%04X is a joiner without a rule", (unsigned)cp);
	if (ASK(ALEF, SIGN_VIRAMA, cp, ALEF) == IDN2_OK)
		flags |= SMX_UNICODE_RTL_INSIDE;
	if (ASK(ALEF, SIGN_VIRAMA, cp) == IDN2_OK)
		flags |= SMX_UNICODE_RTL_END;
	return flags;
}

static void
ask_all(uint32_t cp, struct smx_unicode_property *property)
{
	switch (ASK(PLAIN, cp)) {
	case IDN2_CONTEXTJ:
		property->flags = (uint16_t)joiner_flags(cp);
		break;
	case IDN2_OK:
	case IDN2_BIDI:
		property->flags = (uint16_t)(SMX_UNICODE_ALLOWED | joining_flags(cp) |
					     bidi_flags(cp));
		if (ASK(cp) == IDN2_LEADING_COMBINING)
			property->flags |= SMX_UNICODE_MARK;
		property->idna_ccc = combining_class(cp);
		break;
	default:
		break;
	}
}

void
gen_idna(struct gen *gen)
{
	find_classes(gen);
	for (uint32_t cp = 1; cp < N_CODE_POINTS; cp++) {
		/* A dot would end the label. */
		if (cp != '.' && !IS_SURROGATE(cp))
			ask_all(cp, &gen->properties[cp]);
	}
}

void
gen_idna_pair(struct gen *gen, uint32_t first, uint32_t second)
{
	struct smx_unicode_property *a = &gen->properties[first], *b = &gen->properties[second];

	if ((a->flags & SMX_UNICODE_ALLOWED) == 0 || (b->flags & SMX_UNICODE_ALLOWED) == 0 ||
	    a->idna_ccc != 0 || ASK(first, second) != IDN2_NOT_NFC)
		return;
	if (gen->n_pairs == PAIRS_MAX)
		gen_die("too many pairs that compose");
	gen->pairs[gen->n_pairs++] = (uint64_t)first << 32 | second;
	b->flags |= SMX_UNICODE_COMPOSES;
}

const char *
gen_idna_version(void)
{
	return idn2_check_version(NULL);
}
