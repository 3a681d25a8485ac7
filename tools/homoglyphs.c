/* SPDX-License-Identifier: BSD-3-Clause */
#include "homoglyphs.h"

#include <stdbool.h>
#include <stdlib.h>

#include "match/glyph.h"
#include "match/grow.h"
#include "match/unicode_table.h"
#include "straymx.h"

/* What a code point looks like: a letter or digit, or 0. */
static uint8_t
looks_like(uint32_t cp)
{
	uint32_t skeleton[SMX_GLYPH_MAX];
	size_t n;

	if ((smx_unicode_property(cp)->flags & SMX_UNICODE_ALLOWED) == 0 ||
	    !smx_glyph_fold(&cp, 1, skeleton, &n) || n != 1)
		return 0;
	if ((skeleton[0] >= 'a' && skeleton[0] <= 'z') || (skeleton[0] >= '0' && skeleton[0] <= '9'))
		return (uint8_t)skeleton[0];
	return 0;
}

static int
compare(const void *a, const void *b)
{
	const struct homoglyph *left = a, *right = b;

	if (left->character != right->character)
		return left->character < right->character ? -1 : 1;
	return (left->cp > right->cp) - (left->cp < right->cp);
}

int
homoglyphs_init(struct homoglyphs *homoglyphs)
{
	struct homoglyph *list = NULL;
	size_t n = 0, at = 0;

	for (uint32_t cp = 0x80; cp < SMX_UNICODE_END; cp++) {
		uint8_t character = looks_like(cp);
		struct homoglyph *grown;

		if (character == 0)
			continue;
		grown = smx_grow(list, n, sizeof *grown);
		if (grown == NULL) {
			free(list);
			return SMX_ENOMEM;
		}
		list = grown;
		list[n++] = (struct homoglyph){cp, character};
	}
	if (n > 0)
		qsort(list, n, sizeof *list, compare);
	for (unsigned c = 0; c <= 256; c++) {
		while (at < n && list[at].character < c)
			at++;
		homoglyphs->first[c] = at;
	}
	homoglyphs->list = list;
	homoglyphs->n_homoglyphs = n;
	return SMX_OK;
}

void
homoglyphs_free(struct homoglyphs *homoglyphs)
{
	free(homoglyphs->list);
	homoglyphs->list = NULL;
	homoglyphs->n_homoglyphs = 0;
}

uint32_t
homoglyphs_of_script(const struct homoglyphs *homoglyphs, uint8_t character, unsigned script)
{
	static const struct {
		uint32_t begin, end;
	} scripts[HOMOGLYPHS_N_SCRIPTS] = {
		{0x0400, 0x0530}, /* Cyrillic */
		{0x0370, 0x0400}, /* Greek */
		{0x0530, 0x0590}, /* Armenian */
	};

	for (size_t i = homoglyphs->first[character]; i < homoglyphs->first[character + 1]; i++) {
		if (homoglyphs->list[i].cp >= scripts[script].begin &&
		    homoglyphs->list[i].cp < scripts[script].end)
			return homoglyphs->list[i].cp;
	}
	return 0;
}
