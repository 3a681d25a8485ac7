/* SPDX-License-Identifier: BSD-3-Clause */
#include "alabels.h"

#include <idn2.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Letters in the order of what they look like. */
static const struct {
	char letter;
	uint16_t code_points[4];
} lookalikes[] = {
	{'a', {0x430, 0x3b1, 0xe1, 0x1ea1}}, {'b', {0x44c}},
	{'c', {0x441, 0xe7}},                {'d', {0x501, 0x111}},
	{'e', {0x435, 0xe9, 0x1eb9}},        {'g', {0x123, 0x1e5}},
	{'h', {0x4bb, 0x127}},               {'i', {0x456, 0x3b9, 0x131, 0xed}},
	{'j', {0x458}},                      {'k', {0x43a, 0x3ba}},
	{'l', {0x142, 0x13c}},               {'m', {0x43c, 0x1e43}},
	{'n', {0x43f, 0x3b7, 0xf1}},         {'o', {0x43e, 0x3bf, 0xf6, 0x1ecd}},
	{'p', {0x440, 0x3c1}},               {'q', {0x51b}},
	{'r', {0x433, 0x155}},               {'s', {0x455, 0x15f}},
	{'t', {0x442, 0x3c4, 0x163}},        {'u', {0x3c5, 0xfc, 0x173}},
	{'v', {0x3bd, 0x475}},               {'w', {0x51d, 0x3c9, 0x175}},
	{'x', {0x445, 0x3c7}},               {'y', {0x443, 0x3b3, 0xfd}},
	{'z', {0x17e, 0x1e93}},
};

/* Letters that stand beside each other without further rules. */
static const struct {
	uint16_t first, last;
} scripts[] = {
	{0x430, 0x44f},   /* Cyrillic */
	{0x3b1, 0x3c1},   /* Greek */
	{0xe0, 0xf6},     /* Latin with marks */
	{0x4e00, 0x9fa5}, /* Han */
	{0xac00, 0xd7a3}, /* Hangul */
	{0x627, 0x63a},   /* Arabic */
};

static char *
put_utf8(char *at, unsigned code_point)
{
	if (code_point < 0x80) {
		*at++ = (char)code_point;
	} else if (code_point < 0x800) {
		*at++ = (char)(0xc0 | code_point >> 6);
		*at++ = (char)(0x80 | (code_point & 0x3f));
	} else {
		*at++ = (char)(0xe0 | code_point >> 12);
		*at++ = (char)(0x80 | (code_point >> 6 & 0x3f));
		*at++ = (char)(0x80 | (code_point & 0x3f));
	}
	return at;
}

static unsigned
draw_lookalike(struct prng *prng, char letter)
{
	for (size_t i = 0; i < COUNT(lookalikes); i++) {
		size_t n = 0;

		if (lookalikes[i].letter != letter)
			continue;
		while (n < COUNT(lookalikes[i].code_points) && lookalikes[i].code_points[n] != 0)
			n++;
		return lookalikes[i].code_points[prng_below(prng, n)];
	}
	return (unsigned char)letter;
}

static bool
to_alabels(const char *utf8, name_text name)
{
	uint8_t *ascii = NULL;
	bool is_name = idn2_lookup_u8((const uint8_t *)utf8, &ascii,
				      IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK &&
		       strlen((const char *)ascii) <= NAME_TEXT_MAX &&
		       strstr((const char *)ascii, "xn--") != NULL;

	if (is_name)
		strcpy(name, (const char *)ascii);
	idn2_free(ascii);
	return is_name;
}

bool
alabels_draw_homograph(struct prng *prng, const char *protected, name_text name)
{
	char utf8[3 * NAME_TEXT_MAX + 1];
	char *at = utf8;
	size_t len = strcspn(protected, ".");
	size_t chosen[2] = {prng_below(prng, len), prng_below(prng, len)};
	bool is_all = prng_is(prng, 20), is_two = prng_is(prng, 40);

	for (size_t i = 0; i < len; i++) {
		bool is_chosen = is_all || i == chosen[0] || (is_two && i == chosen[1]);

		at = put_utf8(at, is_chosen ? draw_lookalike(prng, protected[i])
					    : (unsigned char)protected[i]);
	}
	strcpy(at, protected + len);
	return to_alabels(utf8, name);
}

bool
alabels_draw_random(struct prng *prng, name_text name)
{
	size_t script = prng_below(prng, COUNT(scripts));
	size_t n_letters = (size_t)(scripts[script].last - scripts[script].first) + 1;
	char utf8[256];
	char *at = utf8;

	for (size_t len = 2 + prng_below(prng, 11); len > 0; len--) {
		unsigned letter = scripts[script].first + (unsigned)prng_below(prng, n_letters);

		at = put_utf8(at, letter);
	}
	strcpy(at, prng_is(prng, 70) ? ".com" : ".net");
	return to_alabels(utf8, name);
}

bool
alabels_draw_garbage(struct prng *prng, name_text name)
{
	size_t len = 4 + 1 + prng_below(prng, 20);

	strcpy(name, "xn--");
	for (size_t i = 4; i < len; i++)
		name[i] = prng_char(prng, "abcdefghijklmnopqrstuvwxyz0123456789-");
	strcpy(name + len, prng_is(prng, 70) ? ".com" : ".net");
	return true;
}
