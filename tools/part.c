/* SPDX-License-Identifier: BSD-3-Clause */
#include "part.h"

#include <string.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

bool
part_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct part
part_trim(struct part part)
{
	while (part.len > 0 && is_blank(part.text[part.len - 1]))
		part.len--;
	while (part.len > 0 && is_blank(part.text[0])) {
		part.text++;
		part.len--;
	}
	return part;
}

bool
part_is(struct part part, const char *text)
{
	return strlen(text) == part.len && memcmp(part.text, text, part.len) == 0;
}

bool
part_read_number(struct part part, uint64_t max, uint64_t *number)
{
	uint64_t value = 0;

	for (size_t i = 0; i < part.len; i++) {
		if (!part_is_digit(part.text[i]))
			return false;
		if (value <= max)
			value = value * 10 + (uint64_t)(part.text[i] - '0');
	}
	if (part.len == 0)
		return false;
	*number = value > max ? max : value;
	return true;
}

size_t
part_cut(struct part text, struct part parts[PARTS_MAX])
{
	const char *end = text.text + text.len;
	const char *c = text.text;
	size_t n = 0;

	while (n < PARTS_MAX) {
		while (c < end && is_blank(*c))
			c++;
		if (c == end)
			break;
		parts[n].text = c;
		while (c < end && !is_blank(*c))
			c++;
		parts[n].len = (size_t)(c - parts[n].text);
		n++;
	}
	return n;
}

bool
part_split(struct part part, char c, struct part *before, struct part *behind)
{
	const char *at = memrchr(part.text, c, part.len);

	if (at == NULL)
		return false;
	*behind = (struct part){at + 1, part.len - (size_t)(at - part.text) - 1};
	*before = (struct part){part.text, (size_t)(at - part.text)};
	return true;
}
