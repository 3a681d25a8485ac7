/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "parts.h"

/* Whether two bytes fit a rule. */
typedef bool fits_fn(const struct keyboard *keyboard, uint8_t a, uint8_t b);

static bool
any(const struct keyboard *keyboard, uint8_t a, uint8_t b)
{
	(void)keyboard, (void)a, (void)b;
	return true;
}

static bool
are_equal(const struct keyboard *keyboard, uint8_t a, uint8_t b)
{
	(void)keyboard;
	return a == b;
}

static bool
are_adjacent(const struct keyboard *keyboard, uint8_t a, uint8_t b)
{
	return keyboard->are_adjacent[a][b];
}

static bool
are_lookalikes(const struct keyboard *keyboard, uint8_t a, uint8_t b)
{
	static const char pairs[][3] = {"0o", "1l", "1i", "il", "5s", "uv", "nm", "vw",
					"gq", "ij", "ce", "3e", "2z", "8b", "6b", "9g"};

	(void)keyboard;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		if ((a == pairs[i][0] && b == pairs[i][1]) ||
		    (a == pairs[i][1] && b == pairs[i][0]))
			return true;
	}
	return false;
}

static bool
are_vowels(const struct keyboard *keyboard, uint8_t a, uint8_t b)
{
	(void)keyboard;
	return a != 0 && b != 0 && strchr("aeiouy", a) != NULL && strchr("aeiouy", b) != NULL;
}

/* "two neighbouring characters swapped" */
static bool
is_swap(const struct label *p, const struct label *c)
{
	if (p->len != c->len)
		return false;
	for (size_t i = 0; i + 1 < p->len; i++) {
		if (p->bytes[i] == c->bytes[i + 1] && p->bytes[i + 1] == c->bytes[i] &&
		    memcmp(p->bytes, c->bytes, i) == 0 &&
		    memcmp(p->bytes + i + 2, c->bytes + i + 2, p->len - i - 2) == 0)
			return true;
	}
	return false;
}

/* A substitution between two characters that fit. */
static bool
is_substitution(const struct label *p, const struct label *c, fits_fn *fits,
		const struct keyboard *keyboard)
{
	size_t n_differing = 0, where = 0;

	if (p->len != c->len)
		return false;
	for (size_t i = 0; i < p->len; i++) {
		if (p->bytes[i] != c->bytes[i]) {
			n_differing++;
			where = i;
		}
	}
	return n_differing == 1 && fits(keyboard, p->bytes[where], c->bytes[where]);
}

/*
 * Whether `longer` is `shorter` with one character more.  Where several can be
 * the one (the o's of "good"), "a rule holds if any of them fits it".
 */
static bool
has_one_more(const struct label *shorter, const struct label *longer, fits_fn *fits_one_beside,
	     const struct keyboard *keyboard)
{
	const uint8_t *s = shorter->bytes, *l = longer->bytes;
	const size_t n = longer->len;

	if (n != shorter->len + 1)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (memcmp(s, l, i) != 0 || memcmp(s + i, l + i + 1, n - i - 1) != 0)
			continue;
		if (fits_one_beside == any ||
		    (i > 0 && fits_one_beside(keyboard, l[i], l[i - 1])) ||
		    (i + 1 < n && fits_one_beside(keyboard, l[i], l[i + 1])))
			return true;
	}
	return false;
}

bool
reference_edit_fits(enum smx_rule rule, const struct label *p, const struct label *c,
		    const struct keyboard *keyboard)
{
	switch (rule) {
	case SMX_RULE_SWAP:
		return is_swap(p, c);
	case SMX_RULE_REPEAT:
		return has_one_more(p, c, are_equal, keyboard) ||
		       has_one_more(c, p, are_equal, keyboard);
	case SMX_RULE_LOOK:
		return is_substitution(p, c, are_lookalikes, keyboard);
	case SMX_RULE_SLIP:
		return has_one_more(p, c, are_adjacent, keyboard);
	case SMX_RULE_OMIT:
		return has_one_more(c, p, any, keyboard);
	case SMX_RULE_KEY:
		return is_substitution(p, c, are_adjacent, keyboard);
	case SMX_RULE_VOWEL:
		return is_substitution(p, c, are_vowels, keyboard);
	case SMX_RULE_EXTRA:
		return has_one_more(p, c, any, keyboard);
	case SMX_RULE_OTHER:
		return is_substitution(p, c, any, keyboard);
	default:
		return false;
	}
}
