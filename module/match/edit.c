/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/edit.h"

#include <string.h>

/* Whether `label` without its byte at `i` is `shorter`. */
static bool
equals_without(struct smx_span label, size_t i, struct smx_span shorter)
{
	return memcmp(label.ptr, shorter.ptr, i) == 0 &&
	       memcmp(label.ptr + i + 1, shorter.ptr + i, shorter.len - i) == 0;
}

bool
smx_edit_repeats(struct smx_span label, size_t i)
{
	return (i > 0 && label.ptr[i - 1] == label.ptr[i]) ||
	       (i + 1 < label.len && label.ptr[i + 1] == label.ptr[i]);
}

/* Whether the key of the byte at `i` touches that of one beside it. */
static bool
slips(struct smx_span label, size_t i, enum smx_keyboard keyboard)
{
	return (i > 0 && smx_keyboard_touches(keyboard, label.ptr[i], label.ptr[i - 1])) ||
	       (i + 1 < label.len &&
		smx_keyboard_touches(keyboard, label.ptr[i], label.ptr[i + 1]));
}

static const char lookalikes[][3] = {"0o", "1l", "1i", "il", "5s", "uv", "nm", "vw",
				     "gq", "ij", "ce", "3e", "2z", "8b", "6b", "9g"};

#define N_LOOKALIKES (sizeof lookalikes / sizeof lookalikes[0])

bool
smx_edit_has_lookalike(uint8_t c)
{
	for (size_t i = 0; i < N_LOOKALIKES; i++) {
		if (lookalikes[i][0] == c || lookalikes[i][1] == c)
			return true;
	}
	return false;
}

static bool
looks_alike(uint8_t a, uint8_t b)
{
	for (size_t i = 0; i < N_LOOKALIKES; i++) {
		if ((lookalikes[i][0] == a && lookalikes[i][1] == b) ||
		    (lookalikes[i][0] == b && lookalikes[i][1] == a))
			return true;
	}
	return false;
}

static bool
is_vowel(uint8_t c)
{
	return c != 0 && strchr("aeiouy", c) != NULL;
}

static unsigned
insertion_rules(struct smx_span from, struct smx_span to, enum smx_keyboard keyboard)
{
	unsigned rules = 0;

	for (size_t i = 0; i < to.len; i++) {
		if (!equals_without(to, i, from))
			continue;
		rules |= SMX_RULE_BIT(SMX_RULE_EXTRA);
		if (smx_edit_repeats(to, i))
			rules |= SMX_RULE_BIT(SMX_RULE_REPEAT);
		if (slips(to, i, keyboard))
			rules |= SMX_RULE_BIT(SMX_RULE_SLIP);
	}
	return rules;
}

static unsigned
omission_rules(struct smx_span from, struct smx_span to)
{
	unsigned rules = 0;

	for (size_t i = 0; i < from.len; i++) {
		if (!equals_without(from, i, to))
			continue;
		rules |= SMX_RULE_BIT(SMX_RULE_OMIT);
		if (smx_edit_repeats(from, i))
			rules |= SMX_RULE_BIT(SMX_RULE_REPEAT);
	}
	return rules;
}

static unsigned
substitution_rules(uint8_t from, uint8_t to, enum smx_keyboard keyboard)
{
	unsigned rules = SMX_RULE_BIT(SMX_RULE_OTHER);

	if (looks_alike(from, to))
		rules |= SMX_RULE_BIT(SMX_RULE_LOOK);
	if (smx_keyboard_touches(keyboard, from, to))
		rules |= SMX_RULE_BIT(SMX_RULE_KEY);
	if (is_vowel(from) && is_vowel(to))
		rules |= SMX_RULE_BIT(SMX_RULE_VOWEL);
	return rules;
}

/* Labels of one length: one byte differs, or two neighbours are swapped. */
static unsigned
same_length_rules(struct smx_span from, struct smx_span to, enum smx_keyboard keyboard)
{
	size_t first = 0, last = from.len;

	while (first < last && from.ptr[first] == to.ptr[first])
		first++;
	while (last > first && from.ptr[last - 1] == to.ptr[last - 1])
		last--;
	if (last - first == 1)
		return substitution_rules(from.ptr[first], to.ptr[first], keyboard);
	if (last - first == 2 && from.ptr[first] == to.ptr[first + 1] &&
	    from.ptr[first + 1] == to.ptr[first])
		return SMX_RULE_BIT(SMX_RULE_SWAP);
	return 0;
}

unsigned
smx_edit_rules(struct smx_span from, struct smx_span to, enum smx_keyboard keyboard)
{
	if (to.len == from.len)
		return same_length_rules(from, to, keyboard);
	if (to.len == from.len + 1)
		return insertion_rules(from, to, keyboard);
	if (to.len + 1 == from.len)
		return omission_rules(from, to);
	return 0;
}
