/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/likeness.h"

#include <string.h>

#include "match/edit.h"

const uint8_t smx_characters[SMX_N_CHARACTERS] = {
	'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-'};

bool
smx_likeness_has(uint64_t set, uint8_t c)
{
	const uint8_t *at = memchr(smx_characters, c, SMX_N_CHARACTERS);

	return at != NULL && (set >> (at - smx_characters) & 1) != 0;
}

/* The rules of the edit from label `from` to label `to`, of two characters at most. */
static unsigned
rules(const uint8_t *from, size_t from_len, const uint8_t *to, size_t to_len,
      enum smx_keyboard keyboard)
{
	struct smx_span before = {from, from_len}, after = {to, to_len};

	return smx_edit_rules(before, after, keyboard);
}

void
smx_likeness_init(struct smx_likeness *likeness, enum smx_keyboard keyboard)
{
	const unsigned replacing = SMX_RULE_BIT(SMX_RULE_LOOK) | SMX_RULE_BIT(SMX_RULE_KEY) |
				   SMX_RULE_BIT(SMX_RULE_VOWEL);
	const unsigned inserting = SMX_RULE_BIT(SMX_RULE_REPEAT) | SMX_RULE_BIT(SMX_RULE_SLIP);

	memset(likeness, 0, sizeof *likeness);
	for (unsigned byte = 0; byte < 256; byte++) {
		for (unsigned c = 0; c < SMX_N_CHARACTERS; c++) {
			const uint8_t meant = smx_characters[c];
			const uint8_t typed[2] = {(uint8_t)byte, meant};

			if ((rules(&meant, 1, typed, 1, keyboard) & replacing) != 0)
				likeness->replaced[byte] |= UINT64_C(1) << c;
			if ((rules(&meant, 1, typed, 2, keyboard) & inserting) != 0)
				likeness->beside[byte] |= UINT64_C(1) << c;
		}
	}
}
