/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SPELLINGS_H
#define SMX_TOOLS_SPELLINGS_H

/*
 * Texts that are some slip away from a name: more than what is confusable with it, as
 * nothing here knows of least lengths, but all of it that variants.h promises.  A text
 * may come twice.
 *
 * Each function calls `say` with texts of at most SPELLING_MAX characters, not
 * terminated, until that returns false; it returns false then itself.
 */

#include "homoglyphs.h"
#include "match/suffix.h"

#define SPELLING_MAX 253 /* RFC 1035, 2.3.4 */

struct spelling {
	char text[SPELLING_MAX + 1];
	size_t len;
};

typedef bool (*spellings_say)(void *closure, const struct spelling *spelling);

/*
 * One edit in the characters `begin` up to `end` of `name`: what osa calls distance 1, with
 * the characters of host names.
 */
bool spellings_edit(const struct spelling *name, size_t begin, size_t end, spellings_say say,
		    void *closure);

/* The texts at distance 1 of `ending`, with as many labels, whose last label is in the
 * ICANN section: delegated, that is. */
bool spellings_ending(const struct spelling *ending, const struct smx_suffix_list *suffixes,
		      spellings_say say, void *closure);

/* One dot or hyphen more, or fewer, or one instead of the other. */
bool spellings_dot(const struct spelling *name, spellings_say say, void *closure);

/* A usual name of a host before the first label, with and without a hyphen. */
bool spellings_host(const struct spelling *name, spellings_say say, void *closure);

/*
 * What looks like it: m for rn and the like, at any places; and A-labels with one other
 * character, or all of one script, in one of the labels up to character `end`.
 */
bool spellings_glyph(const struct spelling *name, size_t end, const struct homoglyphs *homoglyphs,
		     spellings_say say, void *closure);

#endif /* SMX_TOOLS_SPELLINGS_H */
