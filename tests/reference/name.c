/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parts.h"

/* ---- names ---------------------------------------------------------------- */

void
reference_name_init(struct name *name, const char *text)
{
	const uint8_t *bytes = (const uint8_t *)text;
	const size_t len = strlen(text);
	size_t n_dots = 0, begin = 0, n_labels = 0;
	struct label *labels;

	for (size_t i = 0; i < len; i++)
		n_dots += text[i] == '.';
	labels = reference_alloc((n_dots + 1) * sizeof *labels);
	if (len > REFERENCE_TEXT_MAX || strpbrk(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ\\") != NULL)
		reference_die("no protected or exempt name", text);
	for (size_t i = 0; i <= len; i++) {
		if (i < len && text[i] != '.')
			continue;
		if (i == begin || i - begin > REFERENCE_LABEL_MAX)
			reference_die("no protected or exempt name", text);
		labels[n_labels++] = (struct label){bytes + begin, i - begin};
		begin = i + 1;
	}
	*name = (struct name){bytes, len, labels, n_labels};
}

void
reference_name_free(struct name *name)
{
	free((void *)(uintptr_t)name->labels);
}

bool
reference_name_read(struct name *name, struct name_room *room, const uint8_t *wire, size_t wire_len)
{
	size_t i = 0, text_len = 0, n_labels = 0;

	if (wire_len < 3 || wire_len > REFERENCE_TEXT_MAX + 2 || wire[wire_len - 1] != 0)
		return false;
	while (wire[i] != 0) {
		const size_t len = wire[i++];

		/* The root label has to be left after it. */
		if (len > REFERENCE_LABEL_MAX || i + len >= wire_len)
			return false;
		if (n_labels > 0)
			room->text[text_len++] = '.';
		room->labels[n_labels++] = (struct label){room->text + text_len, len};
		for (size_t end = i + len; i < end; i++) {
			const bool is_upper = wire[i] >= 'A' && wire[i] <= 'Z';

			room->text[text_len++] = is_upper ? wire[i] - 'A' + 'a' : wire[i];
		}
	}
	*name = (struct name){room->text, text_len, room->labels, n_labels};
	return i == wire_len - 1;
}

struct name
reference_name_tail(const struct name *name, size_t n_labels)
{
	const struct label *labels = name->labels + (name->n_labels - n_labels);
	const size_t before = labels->bytes - name->text;

	return (struct name){labels->bytes, name->text_len - before, labels, n_labels};
}

bool
reference_label_equal(const struct label *a, const struct label *b)
{
	return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

/* The lengths too, since a label may hold what looks like two. */
bool
reference_name_equal(const struct name *a, const struct name *b)
{
	if (a->n_labels != b->n_labels || a->text_len != b->text_len ||
	    memcmp(a->text, b->text, a->text_len) != 0)
		return false;
	for (size_t i = 0; i < a->n_labels; i++) {
		if (a->labels[i].len != b->labels[i].len)
			return false;
	}
	return true;
}

bool
reference_name_is_below_or_equal(const struct name *name, const struct name *above)
{
	struct name tail;

	if (name->n_labels < above->n_labels)
		return false;
	tail = reference_name_tail(name, above->n_labels);
	return reference_name_equal(&tail, above);
}

int
reference_name_compare(const struct name *a, const struct name *b)
{
	const size_t len = a->text_len < b->text_len ? a->text_len : b->text_len;
	const int order = memcmp(a->text, b->text, len);

	return order != 0 ? order : (a->text_len > b->text_len) - (a->text_len < b->text_len);
}

bool
reference_name_has_alabel(const struct name *name)
{
	for (size_t i = 0; i < name->n_labels; i++) {
		const struct label *label = &name->labels[i];

		if (label->len >= 4 && memcmp(label->bytes, "xn--", 4) == 0)
			return true;
	}
	return false;
}

/* ---- public suffixes -------------------------------------------------------- */

/* The list as text: libpsl 0.21.2 takes names for suffixes with the other form, .dafsa. */
static psl_ctx_t *
load_psl(void)
{
	const char *dist = psl_dist_filename();
	const char *ending = strstr(dist, ".dafsa");
	const int stem_len = ending != NULL ? ending - dist : (int)strlen(dist);
	char path[4096];
	psl_ctx_t *psl;

	snprintf(path, sizeof path, "%.*s%s", stem_len, dist, ending != NULL ? ".dat" : "");
	psl = psl_load_file(path);
	if (psl == NULL)
		reference_die("cannot load the Public Suffix List from", path);
	return psl;
}

const psl_ctx_t *
reference_psl(void)
{
	static psl_ctx_t *psl;

	if (psl == NULL)
		psl = load_psl();
	return psl;
}

/* libpsl takes strings and looks for dots in them; no suffix has a '?'. */
static bool
is_suffix(const psl_ctx_t *psl, const struct name *name, int type)
{
	char text[REFERENCE_TEXT_MAX + 1];
	size_t n = 0;

	for (size_t i = 0; i < name->n_labels; i++) {
		if (i > 0)
			text[n++] = '.';
		for (size_t j = 0; j < name->labels[i].len; j++) {
			const uint8_t byte = name->labels[i].bytes[j];

			text[n++] = byte == 0 || byte == '.' || byte >= 0x80 ? '?' : byte;
		}
	}
	text[n] = '\0';
	return psl_is_public_suffix2(psl, text, type) != 0;
}

bool
reference_is_public_suffix(const psl_ctx_t *psl, const struct name *name)
{
	return is_suffix(psl, name, PSL_TYPE_ANY);
}

bool
reference_is_listed(const psl_ctx_t *psl, const struct name *name)
{
	return is_suffix(psl, name, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

size_t
reference_count_suffix_labels(const psl_ctx_t *psl, const struct name *name)
{
	for (size_t n = name->n_labels; n >= 2; n--) {
		struct name tail = reference_name_tail(name, n);

		if (reference_is_listed(psl, &tail))
			return n;
	}
	return 1;
}
