/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/reasons.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"

/* Where the comment of a line begins, behind its mark; its end if it has none. */
static const char *
find_comment(const char *at, const char *end, char mark)
{
	bool is_quoted = false;

	for (; at < end; at++) {
		if (*at == '\\' && at + 1 < end)
			at++;
		else if (*at == '"')
			is_quoted = !is_quoted;
		else if (*at == mark && !is_quoted)
			return at + 1;
	}
	return end;
}

static bool
has_reason(const char *line, const char *end, char mark)
{
	static const char key[] = "reason=";
	const char *comment = find_comment(line, end, mark);

	while (comment < end && (*comment == ' ' || *comment == '\t'))
		comment++;
	return (size_t)(end - comment) > strlen(key) && memcmp(comment, key, strlen(key)) == 0;
}

int
smx_reasons_read(struct smx_reasons *reasons, const struct smx_text *text, char mark)
{
	const char *line = text->bytes, *end = text->bytes + text->len;

	smx_reasons_free(reasons);
	for (unsigned number = 1; line < end; number++) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		const char *line_end = newline != NULL ? newline : end;

		if (has_reason(line, line_end, mark)) {
			unsigned *lines =
				smx_grow(reasons->lines, reasons->n_lines, sizeof *lines);

			if (lines == NULL) {
				smx_reasons_free(reasons);
				return SMX_ENOMEM;
			}
			reasons->lines = lines;
			lines[reasons->n_lines++] = number;
		}
		line = line_end + 1;
	}
	return SMX_OK;
}

static int
compare_lines(const void *a, const void *b)
{
	const unsigned *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

bool
smx_reasons_has(const struct smx_reasons *reasons, unsigned line)
{
	return reasons->n_lines > 0 && bsearch(&line, reasons->lines, reasons->n_lines,
					       sizeof line, compare_lines) != NULL;
}

void
smx_reasons_free(struct smx_reasons *reasons)
{
	free(reasons->lines);
	memset(reasons, 0, sizeof *reasons);
}
