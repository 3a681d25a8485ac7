/* SPDX-License-Identifier: BSD-3-Clause */
#include "edit.h"

#include <stdlib.h>
#include <string.h>

#include "match/profile.h"

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

struct key {
	int row, column;
};

static bool
find_key(char c, struct key *key)
{
	static const char *const rows[] = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"};

	for (key->row = 0; key->row < 4; key->row++) {
		const char *at = strchr(rows[key->row], c);

		if (c != '\0' && at != NULL) {
			key->column = (int)(at - rows[key->row]);
			return true;
		}
	}
	return false;
}

/* Rows are set off by half a key: a key has two neighbours in each other row. */
static bool
are_keys_adjacent(char a, char b)
{
	struct key upper, lower;

	if (!find_key(a, &upper) || !find_key(b, &lower))
		return false;
	if (upper.row > lower.row) {
		struct key swapped = upper;

		upper = lower;
		lower = swapped;
	}
	if (upper.row == lower.row)
		return abs(upper.column - lower.column) == 1;
	return upper.row + 1 == lower.row &&
	       (lower.column == upper.column || lower.column == upper.column - 1);
}

static bool
are_lookalikes(char a, char b)
{
	static const char pairs[] = "0o1l1iil5suvnmvwgqijce3e2z8b6b9g";

	for (const char *pair = pairs; *pair != '\0'; pair += 2) {
		if ((pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a))
			return true;
	}
	return false;
}

static bool
is_vowel(char c)
{
	return strchr("aeiouy", c) != NULL;
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
	       (reaches(len, profile, SMX_RULE_LOOK) && are_lookalikes(from, c)) ||
	       (reaches(len, profile, SMX_RULE_KEY) && are_keys_adjacent(from, c)) ||
	       (reaches(len, profile, SMX_RULE_VOWEL) && is_vowel(from) && is_vowel(c));
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
