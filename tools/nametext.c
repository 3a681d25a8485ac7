/* SPDX-License-Identifier: BSD-3-Clause */
#include "nametext.h"

#include <stdbool.h>
#include <string.h>

#include <idn2.h>

#define LABEL_MAX 63
#define UTF8_MAX 1024 /* bytes; no name needs more */

/* A name that is being written: the label that is open begins at `label`. */
struct writer {
	uint8_t *wire;
	size_t at, label;
};

static const char *
add_byte(struct writer *writer, uint8_t c)
{
	if (writer->at - writer->label > LABEL_MAX)
		return "a label of more than 63 bytes";
	if (writer->at >= NAME_WIRE_MAX - 1) /* the root label comes behind it */
		return "a name of more than 253 bytes";
	writer->wire[writer->at++] = c >= 'A' && c <= 'Z' ? (uint8_t)(c + 'a' - 'A') : c;
	return NULL;
}

/* Write the length of the label that ends here, and open the next one. */
static const char *
end_label(struct writer *writer)
{
	size_t len = writer->at - writer->label - 1;

	if (len == 0)
		return "an empty label";
	writer->wire[writer->label] = (uint8_t)len;
	if (writer->at >= NAME_WIRE_MAX)
		return "a name of more than 253 bytes";
	writer->label = writer->at++;
	return NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What is behind a backslash: a character, or a number of three digits (RFC 1035, 5.1). */
static const char *
add_escaped(struct writer *writer, const char *text, size_t len, size_t *taken)
{
	unsigned number;

	*taken = 1;
	if (len == 0)
		return "a backslash with nothing behind it";
	if (!is_digit(text[0]))
		return add_byte(writer, (uint8_t)text[0]);
	*taken = 3;
	if (len < 3 || !is_digit(text[1]) || !is_digit(text[2]))
		return "a backslash with fewer than three digits behind it";
	number = (unsigned)((text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0'));
	if (number > UINT8_MAX)
		return "a backslash with a number beyond 255 behind it";
	return add_byte(writer, (uint8_t)number);
}

static const char *
read_ascii(const char *text, size_t len, uint8_t *wire, size_t *wire_len)
{
	struct writer writer = {.wire = wire, .at = 1};
	const char *why = NULL;
	size_t taken;

	if (len == 1 && text[0] == '.') {
		wire[0] = 0;
		*wire_len = 1;
		return NULL;
	}
	for (size_t i = 0; i < len && why == NULL; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '.') {
			why = end_label(&writer);
		} else if (c == '\\') {
			why = add_escaped(&writer, text + i + 1, len - i - 1, &taken);
			i += taken;
		} else if (c <= ' ' || c == 0x7f) {
			why = c == '\0' ? "a NUL byte"
			      : c == ' ' || c == '\t' ? "a blank in a name"
						      : "a control character in a name";
		} else {
			why = add_byte(&writer, c);
		}
	}
	/* The final dot has opened a label, which is the root's. */
	if (why == NULL && writer.at - writer.label > 1)
		why = end_label(&writer);
	if (why == NULL && writer.label == 0)
		why = "no name";
	if (why != NULL)
		return why;
	wire[writer.label] = 0;
	*wire_len = writer.label + 1;
	return NULL;
}

static const char *
read_utf8(const char *text, size_t len, uint8_t *wire, size_t *wire_len)
{
	char utf8[UTF8_MAX + 1];
	uint8_t *ascii = NULL;
	const char *why;
	int rc;

	if (len > UTF8_MAX)
		return "a name of more than 253 bytes";
	if (memchr(text, '\0', len) != NULL)
		return "a NUL byte";
	memcpy(utf8, text, len);
	utf8[len] = '\0';
	rc = idn2_lookup_u8((const uint8_t *)utf8, &ascii,
			    IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	if (rc != IDN2_OK)
		return idn2_strerror(rc);
	why = read_ascii((const char *)ascii, strlen((const char *)ascii), wire, wire_len);
	idn2_free(ascii);
	return why;
}

const char *
name_text_read(const char *text, size_t len, uint8_t wire[NAME_WIRE_MAX], size_t *wire_len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] >= 0x80)
			return read_utf8(text, len, wire, wire_len);
	}
	return read_ascii(text, len, wire, wire_len);
}
