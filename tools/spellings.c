/* SPDX-License-Identifier: BSD-3-Clause */
#include "spellings.h"

#include <string.h>

#include "match/hostprefix.h"
#include "match/likeness.h"
#include "match/punycode.h"
#include "straymx.h"

/* `name` with `by` in the place of its characters `begin` up to `end`, if that fits. */
static bool
say_replaced(const struct spelling *name, size_t begin, size_t end, const char *by, size_t by_len,
	     spellings_say say, void *closure)
{
	struct spelling spelling;
	size_t rest = name->len - end;

	if (begin + by_len + rest > SPELLING_MAX)
		return true;
	memcpy(spelling.text, name->text, begin);
	memcpy(spelling.text + begin, by, by_len);
	memcpy(spelling.text + begin + by_len, name->text + end, rest);
	spelling.len = begin + by_len + rest;
	spelling.text[spelling.len] = '\0';
	return say(closure, &spelling);
}

/* ---- edits ------------------------------------------------------------------------------ */

/* Each character of host names before the one at `at`, or, with `n` = 1, in its place. */
static bool
say_characters(const struct spelling *name, size_t at, size_t n, spellings_say say, void *closure)
{
	for (size_t i = 0; i < SMX_N_CHARACTERS; i++) {
		char by = (char)smx_characters[i];

		if ((n == 0 || name->text[at] != by) &&
		    !say_replaced(name, at, at + n, &by, 1, say, closure))
			return false;
	}
	return true;
}

bool
spellings_edit(const struct spelling *name, size_t begin, size_t end, spellings_say say,
	       void *closure)
{
	for (size_t at = begin; at < end; at++) {
		const char swapped[2] = {name->text[at + 1], name->text[at]};

		if (!say_replaced(name, at, at + 1, "", 0, say, closure) ||
		    (at + 1 < end && swapped[0] != swapped[1] &&
		     !say_replaced(name, at, at + 2, swapped, 2, say, closure)) ||
		    !say_characters(name, at, 1, say, closure))
			return false;
	}
	for (size_t at = begin; at <= end; at++) {
		if (!say_characters(name, at, 0, say, closure))
			return false;
	}
	return true;
}

/* ---- endings ---------------------------------------------------------------------------- */

struct ending_filter {
	const struct smx_suffix_list *suffixes;
	unsigned n_dots;
	spellings_say say;
	void *closure;
};

static unsigned
count_dots(const struct spelling *spelling)
{
	unsigned n = 0;

	for (size_t i = 0; i < spelling->len; i++)
		n += spelling->text[i] == '.';
	return n;
}

static bool
say_if_delegated(void *closure, const struct spelling *ending)
{
	const struct ending_filter *filter = closure;
	const char *last = strrchr(ending->text, '.');

	last = last != NULL ? last + 1 : ending->text;
	if (count_dots(ending) != filter->n_dots || ending->len == 0 || ending->text[0] == '.' ||
	    last[0] == '\0' || strstr(ending->text, "..") != NULL ||
	    !filter->suffixes->is_registry(filter->suffixes->list, last))
		return true;
	return filter->say(filter->closure, ending);
}

bool
spellings_ending(const struct spelling *ending, const struct smx_suffix_list *suffixes,
		 spellings_say say, void *closure)
{
	struct ending_filter filter = {suffixes, count_dots(ending), say, closure};

	return spellings_edit(ending, 0, ending->len, say_if_delegated, &filter);
}

/* ---- dots and hosts --------------------------------------------------------------------- */

bool
spellings_dot(const struct spelling *name, spellings_say say, void *closure)
{
	for (size_t at = 0; at < name->len; at++) {
		char c = name->text[at];

		if (at > 0 && c != '.' && c != '-' &&
		    (!say_replaced(name, at, at, ".", 1, say, closure) ||
		     !say_replaced(name, at, at, "-", 1, say, closure)))
			return false;
		if ((c == '.' || c == '-') &&
		    (!say_replaced(name, at, at + 1, "", 0, say, closure) ||
		     !say_replaced(name, at, at + 1, c == '.' ? "-" : ".", 1, say, closure)))
			return false;
	}
	return true;
}

bool
spellings_host(const struct spelling *name, spellings_say say, void *closure)
{
	const char *prefix;

	for (unsigned i = 0; (prefix = smx_hostprefix_name(i)) != NULL; i++) {
		char host[16];
		size_t len = strlen(prefix);

		memcpy(host, prefix, len);
		host[len] = '-';
		if (!say_replaced(name, 0, 0, host, len, say, closure) ||
		    !say_replaced(name, 0, 0, host, len + 1, say, closure))
			return false;
	}
	return true;
}

/* ---- looks ------------------------------------------------------------------------------ */

static const struct {
	const char *one, *other;
} looks[] = {{"m", "rn"}, {"w", "vv"}, {"d", "cl"}, {"o", "0"}, {"l", "1"}};

#define N_LOOKS (sizeof looks / sizeof looks[0])
#define LOOK_PLACES_MAX 6 /* where there are more, the rest stays as it is */

struct look_place {
	size_t at, n;
	const char *by;
};

static size_t
find_look_places(const struct spelling *name, size_t end, struct look_place *places)
{
	size_t n_places = 0;

	for (size_t at = 0; at < end && n_places < LOOK_PLACES_MAX; at++) {
		for (size_t i = 0; i < 2 * N_LOOKS && n_places < LOOK_PLACES_MAX; i++) {
			const char *from = i < N_LOOKS ? looks[i].one : looks[i - N_LOOKS].other;
			const char *to = i < N_LOOKS ? looks[i].other : looks[i - N_LOOKS].one;
			size_t len = strlen(from);

			if (at + len <= end && memcmp(name->text + at, from, len) == 0)
				places[n_places++] = (struct look_place){at, len, to};
		}
	}
	return n_places;
}

/* The places of the set replaced, from the last one to the first. */
static bool
say_looks(const struct spelling *name, const struct look_place *places, size_t n_places,
	  unsigned set, spellings_say say, void *closure)
{
	struct spelling spelling = *name;
	size_t behind = name->len;

	for (size_t i = n_places; i-- > 0;) {
		size_t end = places[i].at + places[i].n, len = strlen(places[i].by);

		if ((set >> i & 1) == 0)
			continue;
		/* Two may overlap, as cl does with l. */
		if (end > behind || spelling.len - places[i].n + len > SPELLING_MAX)
			return true;
		memmove(spelling.text + places[i].at + len, spelling.text + end, spelling.len - end);
		memcpy(spelling.text + places[i].at, places[i].by, len);
		spelling.len = spelling.len - places[i].n + len;
		behind = places[i].at;
	}
	spelling.text[spelling.len] = '\0';
	return say(closure, &spelling);
}

/* The label from `begin` to `end` with these code points. */
static bool
say_ulabel(const struct spelling *name, size_t begin, size_t end, const uint32_t *cps,
	   spellings_say say, void *closure)
{
	uint8_t alabel[SMX_LABEL_MAX + 4] = {'x', 'n', '-', '-'};
	size_t len;

	if (smx_punycode_encode(cps, end - begin, alabel + 4, &len) != SMX_OK ||
	    len + 4 > SMX_LABEL_MAX)
		return true;
	return say_replaced(name, begin, end, (const char *)alabel, len + 4, say, closure);
}

static bool
say_ulabels(const struct spelling *name, size_t begin, size_t end,
	    const struct homoglyphs *homoglyphs, spellings_say say, void *closure)
{
	uint32_t cps[SMX_LABEL_MAX];
	size_t n = end - begin;

	for (unsigned script = 0; script < HOMOGLYPHS_N_SCRIPTS; script++) {
		bool is_whole = true;

		for (size_t i = 0; i < n && is_whole; i++) {
			uint8_t c = (uint8_t)name->text[begin + i];

			cps[i] = c >= 'a' && c <= 'z' ? homoglyphs_of_script(homoglyphs, c, script) : c;
			is_whole = cps[i] != 0;
		}
		if (is_whole && !say_ulabel(name, begin, end, cps, say, closure))
			return false;
	}
	for (size_t i = 0; i < n; i++)
		cps[i] = (uint8_t)name->text[begin + i];
	for (size_t i = 0; i < n; i++) {
		uint8_t c = (uint8_t)name->text[begin + i];

		for (size_t k = homoglyphs->first[c]; k < homoglyphs->first[c + 1]; k++) {
			cps[i] = homoglyphs->list[k].cp;
			if (!say_ulabel(name, begin, end, cps, say, closure))
				return false;
		}
		cps[i] = c;
	}
	return true;
}

bool
spellings_glyph(const struct spelling *name, size_t end, const struct homoglyphs *homoglyphs,
		spellings_say say, void *closure)
{
	struct look_place places[LOOK_PLACES_MAX];
	size_t n_places = find_look_places(name, end, places);

	for (unsigned set = 1; set < 1u << n_places; set++) {
		if (!say_looks(name, places, n_places, set, say, closure))
			return false;
	}
	for (size_t begin = 0, at = 0; at <= end; at++) {
		if (at < end && name->text[at] != '.')
			continue;
		if (at - begin <= SMX_LABEL_MAX && (at - begin < 4 || memcmp(name->text + begin, "xn--", 4) != 0) &&
		    !say_ulabels(name, begin, at, homoglyphs, say, closure))
			return false;
		begin = at + 1;
	}
	return true;
}
