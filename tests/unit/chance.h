/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_CHANCE_H
#define SMX_TESTS_CHANCE_H

/*
 * Texts that look random and are the same in every run.
 */

#include <string.h>

#include "common/random.h"
#include "match/name.h"

/* `len` characters of an alphabet. */
static inline struct smx_span
chance_text(struct common_random *random, const char *alphabet, size_t len, uint8_t *text)
{
	struct smx_span span = {text, len};

	for (size_t i = 0; i < len; i++)
		text[i] = (uint8_t)alphabet[common_below(random, strlen(alphabet))];
	return span;
}

/* One insertion, omission, substitution or swap somewhere in a text with room for one
 * more character; an empty text gets a character.  Returns its new length. */
static inline size_t
chance_edit(struct common_random *random, const char *alphabet, uint8_t *text, size_t len)
{
	size_t kind = common_below(random, 4);
	size_t i = common_below(random, len + 1);
	uint8_t c;

	chance_text(random, alphabet, 1, &c);
	if (kind == 0 || len == 0) {
		memmove(text + i + 1, text + i, len - i);
		text[i] = c;
		return len + 1;
	}
	if (i == len)
		i--;
	if (kind == 1) {
		memmove(text + i, text + i + 1, len - i - 1);
		return len - 1;
	}
	if (kind == 3 && i + 1 < len) {
		c = text[i];
		text[i] = text[i + 1];
		text[++i] = c;
	}
	text[i] = c;
	return len;
}

#endif /* SMX_TESTS_CHANCE_H */
