/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/name.h"

#include <string.h>

#include "straymx.h"

/* In lower case, ASCII only (RFC 4343). */
static uint8_t
lower(uint8_t c)
{
	return (uint8_t)(c - 'A') < 26 ? (uint8_t)(c | 0x20) : c;
}

/* Append a label; `name->start[n_labels]` is where it begins. */
static int
label_add(struct smx_name *name, const uint8_t *label, size_t len)
{
	size_t at = name->start[name->n_labels];

	/* In wire format: every label with its length octet, and the root. */
	if (len == 0 || len > SMX_LABEL_MAX || at + 1 + len + 1 > SMX_WIRE_MAX)
		return SMX_ENAME;
	if (at > 0)
		name->text[at - 1] = '.';
	for (size_t i = 0; i < len; i++)
		name->text[at + i] = lower(label[i]);
	name->n_labels++;
	name->start[name->n_labels] = (uint8_t)(at + len + 1);
	return SMX_OK;
}

/* Copy `len` bytes in lower case, eight at once as far as they reach. */
static void
copy_lower(uint8_t *to, const uint8_t *from, size_t len)
{
	const uint64_t high = UINT64_C(0x8080808080808080), one = UINT64_C(0x0101010101010101);

	for (; len >= 8; to += 8, from += 8, len -= 8) {
		uint64_t bytes, is_upper;

		memcpy(&bytes, from, 8);
		/* The high bit of a byte: it is ASCII, at least A and not more than Z. */
		is_upper = (bytes & ~high) + (0x80 - 'A') * one;
		is_upper &= ~((bytes & ~high) + (0x80 - 'Z' - 1) * one) & ~bytes & high;
		bytes |= is_upper >> 2;
		memcpy(to, &bytes, 8);
	}
	for (size_t i = 0; i < len; i++)
		to[i] = lower(from[i]);
}

int
smx_name_from_wire(struct smx_name *name, const uint8_t *wire, size_t len)
{
	size_t at = 0;
	unsigned n = 0;

	if (len == 0 || len > SMX_WIRE_MAX)
		return SMX_ENAME;
	/* Length octets are no letters; dots will take their places. */
	copy_lower(name->text, wire + 1, len - 1);
	while (at < len && wire[at] != 0) {
		/* Behind it, there has to be the root at least. */
		if (wire[at] > SMX_LABEL_MAX || at + 1 + wire[at] >= len)
			return SMX_ENAME;
		if (at > 0)
			name->text[at - 1] = '.';
		name->start[n++] = (uint8_t)at;
		at += 1 + (size_t)wire[at];
	}
	name->start[n] = (uint8_t)at;
	name->n_labels = (uint8_t)n;
	return at + 1 == len ? SMX_OK : SMX_ENAME;
}

size_t
smx_name_to_wire(const struct smx_name *name, uint8_t *wire)
{
	uint8_t *at = wire;

	for (unsigned i = 0; i < name->n_labels; i++) {
		size_t len = (size_t)(name->start[i + 1] - 1 - name->start[i]);

		*at++ = (uint8_t)len;
		memcpy(at, name->text + name->start[i], len);
		at += len;
	}
	*at++ = 0;
	return (size_t)(at - wire);
}

int
smx_name_from_text(struct smx_name *name, const char *text, size_t len)
{
	size_t at = 0;

	name->n_labels = 0;
	name->start[0] = 0;
	if (len == 1 && text[0] == '.')
		return SMX_OK;
	if (len > 0 && text[len - 1] == '.')
		len--;
	for (;;) {
		const char *dot = memchr(text + at, '.', len - at);
		size_t label_len = dot != NULL ? (size_t)(dot - (text + at)) : len - at;

		if (label_add(name, (const uint8_t *)text + at, label_len) != SMX_OK)
			return SMX_ENAME;
		if (dot == NULL)
			return SMX_OK;
		at += label_len + 1;
	}
}

struct smx_span
smx_name_text(const struct smx_name *name)
{
	struct smx_tail all = {name, 0};

	return smx_tail_text(&all, name->n_labels);
}

struct smx_tail
smx_name_tail(const struct smx_name *name, unsigned n_labels)
{
	struct smx_tail tail = {name, name->n_labels - n_labels};

	return tail;
}

unsigned
smx_tail_count_labels(const struct smx_tail *tail)
{
	return tail->name->n_labels - tail->first;
}

struct smx_span
smx_tail_label(const struct smx_tail *tail, unsigned i)
{
	const struct smx_name *name = tail->name;
	unsigned label = tail->first + i;
	struct smx_span span = {name->text + name->start[label],
				(size_t)(name->start[label + 1] - 1 - name->start[label])};

	return span;
}

struct smx_span
smx_tail_text(const struct smx_tail *tail, unsigned n)
{
	const struct smx_name *name = tail->name;
	struct smx_span span = {name->text, 0};

	if (n > 0) {
		size_t start = name->start[name->n_labels - n];

		span.ptr = name->text + start;
		span.len = (size_t)name->start[name->n_labels] - 1 - start;
	}
	return span;
}

bool
smx_tail_equals(const struct smx_tail *a, const struct smx_tail *b)
{
	unsigned n = smx_tail_count_labels(a);

	if (n != smx_tail_count_labels(b))
		return false;
	for (unsigned i = 0; i < n; i++) {
		if (!smx_span_equals(smx_tail_label(a, i), smx_tail_label(b, i)))
			return false;
	}
	return true;
}

bool
smx_span_is_alabel(struct smx_span label)
{
	return label.len >= 4 && memcmp(label.ptr, "xn--", 4) == 0;
}

bool
smx_tail_has_alabel(const struct smx_tail *tail)
{
	unsigned n = smx_tail_count_labels(tail);

	for (unsigned i = 0; i < n; i++) {
		if (smx_span_is_alabel(smx_tail_label(tail, i)))
			return true;
	}
	return false;
}

int
smx_span_compare(struct smx_span a, struct smx_span b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common > 0 ? memcmp(a.ptr, b.ptr, common) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool
smx_span_equals(struct smx_span a, struct smx_span b)
{
	return a.len == b.len && smx_span_compare(a, b) == 0;
}

/* How one byte of a label stands in presentation format; returns its length. */
static size_t
byte_write(uint8_t c, char out[4])
{
	if (c <= 0x20 || c >= 0x7f) {
		out[0] = '\\';
		out[1] = (char)('0' + c / 100);
		out[2] = (char)('0' + c / 10 % 10);
		out[3] = (char)('0' + c % 10);
		return 4;
	}
	if (strchr(".\\\"();@$", c) != NULL) {
		out[0] = '\\';
		out[1] = (char)c;
		return 2;
	}
	out[0] = (char)c;
	return 1;
}

size_t
smx_label_write(struct smx_span label, char *buf, size_t size, size_t at)
{
	for (size_t i = 0; i < label.len; i++) {
		char out[4];
		size_t len = byte_write(label.ptr[i], out);

		for (size_t k = 0; k < len; k++, at++) {
			if (at + 1 < size)
				buf[at] = out[k];
		}
	}
	return at;
}

size_t
smx_tail_write(const struct smx_tail *tail, size_t at, char *buf, size_t size)
{
	unsigned n = smx_tail_count_labels(tail);

	for (unsigned i = 0; i < n; i++) {
		if (i > 0) {
			if (at + 1 < size)
				buf[at] = '.';
			at++;
		}
		at = smx_label_write(smx_tail_label(tail, i), buf, size, at);
	}
	if (size > 0)
		buf[at < size ? at : size - 1] = '\0';
	return at;
}
