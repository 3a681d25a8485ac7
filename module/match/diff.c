/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/diff.h"

#include <stdarg.h>
#include <stdio.h>

/* ---- writing ---------------------------------------------------------------------------- */

struct writer {
	char *buf;
	size_t size, at; /* `at` goes on where the room ends */
};

__attribute__((format(printf, 2, 3))) static void
put(struct writer *writer, const char *format, ...)
{
	bool has_room = writer->at < writer->size;
	va_list arguments;

	va_start(arguments, format);
	writer->at += (size_t)vsnprintf(has_room ? writer->buf + writer->at : NULL,
					has_room ? writer->size - writer->at : 0, format,
					arguments);
	va_end(arguments);
}

/* Characters `begin` to `end` - 1, in quotes as far as they are ASCII. */
static void
put_characters(struct writer *writer, struct smx_text text, size_t begin, size_t end)
{
	bool is_quoted = false;

	for (size_t i = begin; i < end; i++) {
		uint32_t c = text.characters[i];
		bool is_plain = text.is_bytes || (c > 0x20 && c < 0x7f);

		if (is_plain != is_quoted || i == begin) {
			put(writer, "%s%s", is_quoted ? "'" : "", i > begin ? " " : "");
			put(writer, "%s", is_plain ? "'" : "");
			is_quoted = is_plain;
		} else if (!is_plain) {
			put(writer, " ");
		}
		if (!is_plain)
			put(writer, "U+%04X", c);
		else if (c > 0x20 && c < 0x7f && c != '\'' && c != '\\')
			put(writer, "%c", (int)c);
		else
			put(writer, "\\%03u", c);
	}
	put(writer, "%s", is_quoted ? "'" : "");
}

static void
put_edit(struct writer *writer, const char *verb)
{
	put(writer, "%s%s ", writer->at > 0 ? ", " : "", verb);
}

static void
put_replaced(struct writer *writer, struct smx_text from, size_t from_begin, size_t from_end,
	     struct smx_text to, size_t to_begin, size_t to_end)
{
	put_edit(writer, "replaced");
	put_characters(writer, from, from_begin, from_end);
	put(writer, " by ");
	put_characters(writer, to, to_begin, to_end);
	put(writer, " at %zu", from_begin + 1);
}

/* ---- the alignment ----------------------------------------------------------------------- */

/* Row i, column j: the distance of what follows the first i characters of the one
 * text and the first j of the other. */
typedef uint8_t table[SMX_DIFF_MAX + 1][SMX_DIFF_MAX + 1];

static bool
is_swapped(struct smx_text from, size_t i, struct smx_text to, size_t j)
{
	return i + 1 < from.n_characters && j + 1 < to.n_characters &&
	       from.characters[i] == to.characters[j + 1] &&
	       from.characters[i + 1] == to.characters[j];
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static void
fill(table distances, struct smx_text from, struct smx_text to)
{
	for (size_t i = from.n_characters + 1; i-- > 0;) {
		for (size_t j = to.n_characters + 1; j-- > 0;) {
			unsigned best = (unsigned)(from.n_characters - i + to.n_characters - j);

			if (i < from.n_characters && j < to.n_characters) {
				best = distances[i + 1][j + 1] +
				       (from.characters[i] != to.characters[j]);
				if (is_swapped(from, i, to, j))
					best = least(best, distances[i + 2][j + 2] + 1u);
			}
			if (i < from.n_characters)
				best = least(best, distances[i + 1][j] + 1u);
			if (j < to.n_characters)
				best = least(best, distances[i][j + 1] + 1u);
			distances[i][j] = (uint8_t)best;
		}
	}
}

/* Tell the edit at (*i, *j) that a shortest way begins with, and go behind it. */
static void
tell_edit(struct writer *writer, table distances, struct smx_text from, size_t *i,
	  struct smx_text to, size_t *j)
{
	size_t i_begin = *i, j_begin = *j;
	unsigned rest = distances[*i][*j] - 1u;

	if (is_swapped(from, *i, to, *j) && distances[*i + 2][*j + 2] == rest) {
		put_edit(writer, "swapped");
		put_characters(writer, from, *i, *i + 1);
		put(writer, " and ");
		put_characters(writer, from, *i + 1, *i + 2);
		put(writer, " at %zu", *i + 1);
		*i += 2;
		*j += 2;
	} else if (*i < from.n_characters && *j < to.n_characters &&
		   distances[*i + 1][*j + 1] == rest) {
		put_replaced(writer, from, *i, *i + 1, to, *j, *j + 1);
		++*i;
		++*j;
	} else if (*i < from.n_characters && distances[*i + 1][*j] == rest) {
		while (*i < from.n_characters && distances[*i][*j] > 0 &&
		       distances[*i + 1][*j] == distances[*i][*j] - 1u)
			++*i;
		put_edit(writer, "omitted");
		put_characters(writer, from, i_begin, *i);
		put(writer, " at %zu", i_begin + 1);
	} else {
		while (*j < to.n_characters && distances[*i][*j] > 0 &&
		       distances[*i][*j + 1] == distances[*i][*j] - 1u)
			++*j;
		put_edit(writer, "inserted");
		put_characters(writer, to, j_begin, *j);
		put(writer, " at %zu", j_begin + 1);
	}
}

size_t
smx_diff_write(struct smx_text from, struct smx_text to, char *buf, size_t size)
{
	struct writer writer = {buf, size, 0};
	table distances;
	size_t i = 0, j = 0;

	put(&writer, "%s", "");
	fill(distances, from, to);
	while (i < from.n_characters || j < to.n_characters) {
		if (i < from.n_characters && j < to.n_characters &&
		    from.characters[i] == to.characters[j] &&
		    distances[i][j] == distances[i + 1][j + 1])
			i++, j++;
		else
			tell_edit(&writer, distances, from, &i, to, &j);
	}
	return writer.at;
}

size_t
smx_diff_replaced_write(struct smx_text from, struct smx_text to, char *buf, size_t size)
{
	struct writer writer = {buf, size, 0};
	size_t begin = 0, from_end = from.n_characters, to_end = to.n_characters;

	put(&writer, "%s", "");
	if (from_end == to_end) {
		for (size_t i = 0; i < from_end; i++) {
			if (from.characters[i] != to.characters[i])
				put_replaced(&writer, from, i, i + 1, to, i, i + 1);
		}
		return writer.at;
	}
	while (begin < from_end && begin < to_end &&
	       from.characters[begin] == to.characters[begin])
		begin++;
	while (from_end > begin && to_end > begin &&
	       from.characters[from_end - 1] == to.characters[to_end - 1])
		from_end--, to_end--;
	put_replaced(&writer, from, begin, from_end, to, begin, to_end);
	return writer.at;
}
