/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/text.h"

#include <ldns/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
smx_text_take(struct smx_text *text, char *bytes, size_t len)
{
	uint8_t digest[LDNS_SHA256_DIGEST_LENGTH];

	memset(text, 0, sizeof *text);
	text->bytes = bytes;
	text->len = len;
	/* No file that is read has more bytes than an unsigned int can count. */
	ldns_sha256((const uint8_t *)bytes, (unsigned)len, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		sprintf(text->sha256 + 2 * i, "%02x", digest[i]);
}

int
smx_text_copy(struct smx_text *text, const char *bytes, size_t len)
{
	char *copy = malloc(len + 1);

	memset(text, 0, sizeof *text);
	if (copy == NULL)
		return SMX_ENOMEM;
	memcpy(copy, bytes, len);
	smx_text_take(text, copy, len);
	return SMX_OK;
}

void
smx_text_free(struct smx_text *text)
{
	free(text->bytes);
	memset(text, 0, sizeof *text);
}

/* ---- as a text ------------------------------------------------------------------- */

static int
check_line(const char *line, size_t len, size_t line_max, const struct smx_place *place)
{
	if (memchr(line, '\0', len) != NULL)
		return smx_complain(place, SMX_ESYNTAX,
				    "a NUL byte: this is not a text file, or one in UTF-16: "
				    "save it as UTF-8");
	if (line_max > 0 && len > line_max)
		return smx_complain(place, SMX_ELIMIT,
				    "a line of more than %zu bytes: break it into several, "
				    "in parentheses those of one record",
				    line_max);
	return SMX_OK;
}

size_t
smx_text_mark_len(const struct smx_text *text)
{
	static const char mark[] = {'\xef', '\xbb', '\xbf'};
	bool has_mark = text->len >= sizeof mark && memcmp(text->bytes, mark, sizeof mark) == 0;

	return has_mark ? sizeof mark : 0;
}

int
smx_text_check(const struct smx_text *text, size_t line_max, const struct smx_place *place)
{
	struct smx_place line_place = *place;
	const char *line = text->bytes;
	const char *end = text->bytes + text->len;
	int rc = SMX_OK;

	line_place.line = 1;
	if (smx_text_mark_len(text) > 0)
		return smx_complain(&line_place, SMX_ESYNTAX,
				    "the file begins with a byte order mark: save it as UTF-8 "
				    "without one");
	for (; rc == SMX_OK && line < end; line_place.line++) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((newline != NULL ? newline : end) - line);

		rc = check_line(line, len, line_max, &line_place);
		line += len + 1;
	}
	return rc;
}

bool
smx_text_ends_open(const struct smx_text *text)
{
	return text->len > 0 && text->bytes[text->len - 1] != '\n';
}

void
smx_text_warn_of_open_end(const struct smx_text *text, const struct smx_place *place)
{
	if (smx_text_ends_open(text))
		smx_warn(place, "the last line has no end: if the file was cut off, write it anew, "
				"and otherwise end that line");
}

/* ---- quotes ---------------------------------------------------------------------- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

void
smx_text_quote(const struct smx_text *text, size_t at, char comment, char quote[SMX_QUOTE_SIZE])
{
	const size_t max = SMX_QUOTE_SIZE - sizeof "...";
	size_t len = 0;
	bool is_cut;

	quote[0] = '\0';
	while (len == 0 && at < text->len) {
		const char *line = text->bytes + at;
		const char *newline = memchr(line, '\n', text->len - at);

		len = newline != NULL ? (size_t)(newline - line) : text->len - at;
		at += len + 1;
		for (; len > 0 && is_blank(line[0]); line++)
			len--;
		while (len > 0 && is_blank(line[len - 1]))
			len--;
		if (len > 0 && line[0] == comment)
			len = 0;
		is_cut = len > max;
		if (is_cut)
			len = max;
		/* Not the beginning of a character that is cut through. */
		while (is_cut && len > 0 && (unsigned char)line[len - 1] >= 0x80)
			len--;
		memcpy(quote, line, len);
		strcpy(quote + len, is_cut ? "..." : "");
		if (is_cut)
			return;
	}
}
