/* SPDX-License-Identifier: BSD-3-Clause */
#include "edit.h"

#include <string.h>

#include "match/profile.h"
#include "reference/parts.h"

const char edit_alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

void
edit_random(struct prng *prng, name_text name)
{
	size_t len = strlen(name);
	size_t at = prng_below(prng, len);
	char *place = name + at, c;

	switch (prng_below(prng, 4)) {
	case 0:
		if (len == NAME_TEXT_MAX)
			break;
		memmove(place + 1, place, len - at + 1);
		*place = prng_char(prng, edit_alphabet);
		break;
	case 1:
		memmove(place, place + 1, len - at);
		break;
	case 2:
		*place = prng_char(prng, edit_alphabet);
		break;
	default:
		if (at + 1 == len)
			break;
		c = place[0];
		place[0] = place[1];
		place[1] = c;
	}
}

/* ---- what the rules ask -------------------------------------------------- */

static bool
are_keys_adjacent(char a, char b)
{
	static struct keyboard qwerty;
	static bool is_ready;

	if (!is_ready)
		reference_keyboard_init(&qwerty, 0);
	is_ready = true;
	return qwerty.are_adjacent[(uint8_t)a][(uint8_t)b];
}

/* Whether the rule is about the one character in the place of the other. */
static bool
fits(enum smx_rule rule, char a, char b)
{
	const struct label from = {(const uint8_t *)&a, 1}, to = {(const uint8_t *)&b, 1};

	return reference_edit_fits(rule, &from, &to, NULL);
}

/* Whether the rule is on, and the label long enough. */
static bool
reaches(size_t len, enum smx_profile profile, enum smx_rule rule)
{
	unsigned least = smx_profile_least_len(profile, rule);

	return least != 0 && len >= least;
}

bool
edit_may_insert(const char *label, size_t len, size_t at, char c, enum smx_profile profile)
{
	char left = at > 0 ? label[at - 1] : '\0';
	char right = at < len ? label[at] : '\0';

	return reaches(len, profile, SMX_RULE_EXTRA) ||
	       (reaches(len, profile, SMX_RULE_REPEAT) && (c == left || c == right)) ||
	       (reaches(len, profile, SMX_RULE_SLIP) &&
		(are_keys_adjacent(c, left) || are_keys_adjacent(c, right)));
}

bool
edit_may_replace(const char *label, size_t len, size_t at, char c, enum smx_profile profile)
{
	char from = label[at];

	if (c == from)
		return false;
	return reaches(len, profile, SMX_RULE_OTHER) ||
	       (reaches(len, profile, SMX_RULE_LOOK) && fits(SMX_RULE_LOOK, from, c)) ||
	       (reaches(len, profile, SMX_RULE_KEY) && are_keys_adjacent(from, c)) ||
	       (reaches(len, profile, SMX_RULE_VOWEL) && fits(SMX_RULE_VOWEL, from, c));
}

bool
edit_may_omit(const char *label, size_t len, size_t at, enum smx_profile profile)
{
	bool is_double = (at > 0 && label[at - 1] == label[at]) ||
			 (at + 1 < len && label[at + 1] == label[at]);

	return reaches(len, profile, SMX_RULE_OMIT) ||
	       (reaches(len, profile, SMX_RULE_REPEAT) && is_double);
}

bool
edit_may_swap(const char *label, size_t len, size_t at, enum smx_profile profile)
{
	return at + 1 < len && label[at] != label[at + 1] && reaches(len, profile, SMX_RULE_SWAP);
}
