/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names to ask a sample's policy about.
 */
#include "sample.h"

#include <idn2.h>
#include <string.h>

#define LEN_MAX 250 /* of a question's text, with room for what an edit adds */

/* ---- edits of text --------------------------------------------------------------------- */

static void
insert(struct sample_name *name, size_t at, const void *bytes, size_t len)
{
	if (name->len + len > LEN_MAX)
		return;
	memmove(name->text + at + len, name->text + at, name->len - at);
	memcpy(name->text + at, bytes, len);
	name->len += len;
}

static void
erase(struct sample_name *name, size_t at, size_t len)
{
	memmove(name->text + at, name->text + at + len, name->len - at - len);
	name->len -= len;
}

/* Mostly a letter of those that names of samples have. */
static uint8_t
random_byte(struct common_random *random)
{
	static const char often[] = "abcdelmnorvwyiu01-qwert";

	if (common_below(random, 40) == 0)
		return (uint8_t)common_random(random);
	if (common_below(random, 12) == 0)
		return '.';
	return (uint8_t)often[common_below(random, sizeof often - 1)];
}

static void
edit(struct sample_name *name, struct common_random *random)
{
	size_t at = name->len > 0 ? common_below(random, name->len) : 0;
	uint8_t byte = random_byte(random);

	switch (common_below(random, 5)) {
	case 0: /* double a character, or put one in */
		if (name->len > 0 && common_below(random, 3) == 0)
			byte = name->text[at];
		insert(name, at + common_below(random, 2) * (name->len > 0), &byte, 1);
		break;
	case 1:
		if (name->len > 1)
			erase(name, at, 1);
		break;
	case 2:
		if (name->len > 0)
			name->text[at] = byte;
		break;
	case 3:
		if (at + 1 < name->len) {
			byte = name->text[at];
			name->text[at] = name->text[at + 1];
			name->text[at + 1] = byte;
		}
		break;
	default: /* a dot or a hyphen lost or gained */
		insert(name, at, common_below(random, 2) == 0 ? "." : "-", 1);
	}
}

static void
remove_separator(struct sample_name *name, struct common_random *random)
{
	size_t at = name->len > 0 ? common_below(random, name->len) : 0;

	for (size_t i = at; i < name->len; i++) {
		if (name->text[i] == '.' || name->text[i] == '-') {
			erase(name, i, 1);
			return;
		}
	}
}

static void
replace_glyphs(struct sample_name *name, struct common_random *random)
{
	static const char *const glyphs[][2] = {{"m", "rn"}, {"w", "vv"}, {"d", "cl"},
						{"o", "0"},  {"l", "1"},  {"rn", "m"},
						{"cl", "d"}, {"vv", "w"}, {"0", "o"}};
	size_t g = common_below(random, sizeof glyphs / sizeof glyphs[0]);
	size_t from_len = strlen(glyphs[g][0]);

	for (size_t i = 0; i + from_len <= name->len; i++) {
		if (memcmp(name->text + i, glyphs[g][0], from_len) == 0 &&
		    common_below(random, 2) == 0) {
			erase(name, i, from_len);
			insert(name, i, glyphs[g][1], strlen(glyphs[g][1]));
		}
	}
}

/* ---- A-labels -------------------------------------------------------------------------- */

/* Replace letters of a label by what looks like them, and make an A-label of that. */
static void
disguise(struct sample_name *name, struct common_random *random)
{
	static const struct {
		char letter;
		const char *like;
	} likes[] = {{'a', "\320\260"}, {'e', "\320\265"}, {'o', "\316\277"}, {'o', "\320\276"},
		     {'p', "\321\200"}, {'c', "\321\201"}, {'y', "\321\203"}, {'l', "\323\217"},
		     {'i', "\304\261"}, {'m', "\341\264\215"}, {'u', "\303\274"}, {'b', "\321\214"},
		     {'w', "\311\257"}, {'d', "\341\220\207"}, {'r', "\320\263"}, {'0', "\327\241"}};
	size_t start = 0, end, n_labels = 1;
	char utf8[256];
	size_t len = 0;
	uint8_t *ascii = NULL;

	for (size_t i = 0; i < name->len; i++)
		n_labels += name->text[i] == '.';
	for (size_t skip = common_below(random, n_labels); skip > 0; skip--)
		start = (size_t)((uint8_t *)memchr(name->text + start, '.', name->len - start) -
				 name->text) + 1;
	for (end = start; end < name->len && name->text[end] != '.'; end++) {
		size_t l = common_below(random, sizeof likes / sizeof likes[0]);

		for (size_t tries = 0; tries < 8 && likes[l].letter != (char)name->text[end]; tries++)
			l = common_below(random, sizeof likes / sizeof likes[0]);
		if (len + 4 > sizeof utf8 || name->text[end] == 0 || name->text[end] >= 0x80)
			return;
		if (likes[l].letter == (char)name->text[end]) {
			memcpy(utf8 + len, likes[l].like, strlen(likes[l].like));
			len += strlen(likes[l].like);
		} else {
			utf8[len++] = (char)name->text[end];
		}
	}
	utf8[len] = '\0';
	if (len == 0 || idn2_lookup_u8((const uint8_t *)utf8, &ascii,
				       IDN2_NFC_INPUT | IDN2_NO_TR46) != IDN2_OK)
		return;
	erase(name, start, end - start);
	insert(name, start, ascii, strlen((char *)ascii));
	idn2_free(ascii);
}

/* ---- questions -------------------------------------------------------------------------- */

static void
put_in_front(struct sample_name *name, struct common_random *random)
{
	static const char *const hosts[] = {"mail", "www-", "mx", "smtp-", "autodiscover", "www.",
					    "xn--", "pop--"};
	struct sample_name label = {.len = 0};

	if (common_below(random, 2) == 0) {
		const char *host = hosts[common_below(random, sizeof hosts / sizeof hosts[0])];

		insert(name, 0, host, strlen(host));
		return;
	}
	sample_add_label(&label, random);
	label.text[label.len++] = '.';
	insert(name, 0, label.text, label.len);
}

static void
change(struct sample_name *name, struct common_random *random)
{
	switch (common_below(random, 10)) {
	case 0:
		put_in_front(name, random);
		break;
	case 1:
		remove_separator(name, random);
		break;
	case 2:
		replace_glyphs(name, random);
		break;
	case 3:
		disguise(name, random);
		break;
	default:
		edit(name, random);
	}
}

/* The text's labels in wire format; labels that are too long are cut, and empty ones
 * left out.  Now and then a dot stays in its label. */
static size_t
write_wire(const struct sample_name *name, struct common_random *random, uint8_t wire[255])
{
	size_t at = 0, length_at = 0;

	wire[at++] = 0;
	for (size_t i = 0; i < name->len && at < 253; i++) {
		if (name->text[i] != '.' || common_below(random, 200) == 0) {
			if (wire[length_at] < 63) {
				wire[length_at]++;
				wire[at++] = name->text[i];
			}
		} else if (wire[length_at] > 0) {
			length_at = at;
			wire[at++] = 0;
		}
	}
	if (wire[length_at] > 0)
		wire[at++] = 0;
	return at;
}

/* Upper case here and there. */
static void
raise_case(uint8_t *wire, size_t len, struct common_random *random)
{
	for (size_t at = 0; wire[at] != 0; at += 1 + (size_t)wire[at]) {
		for (size_t i = at + 1; i <= at + wire[at] && i < len; i++) {
			if (wire[i] >= 'a' && wire[i] <= 'z' && common_below(random, 4) == 0)
				wire[i] = (uint8_t)(wire[i] - 'a' + 'A');
		}
	}
}

void
sample_question(const struct sample *sample, struct common_random *random, uint8_t wire[255],
		size_t *len)
{
	struct sample_name name = {.len = 0};

	if (common_below(random, 16) == 0 && sample->n_exempt > 0)
		name = sample->exempt[common_below(random, sample->n_exempt)];
	else if (common_below(random, 12) != 0 && sample->n_protected > 0)
		name = sample->protected[common_below(random, sample->n_protected)];
	else
		for (size_t n = 1 + common_below(random, 3); n > 0; n--) {
			sample_add_label(&name, random);
			if (n > 1)
				name.text[name.len++] = '.';
		}
	for (size_t n = common_below(random, 4); n > 0; n--)
		change(&name, random);
	if (common_below(random, 6) == 0)
		put_in_front(&name, random);
	*len = write_wire(&name, random, wire);
	if (common_below(random, 5) == 0)
		raise_case(wire, *len, random);
}
