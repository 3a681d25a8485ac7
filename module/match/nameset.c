/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/nameset.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "straymx.h"

struct smx_stored_name {
	uint8_t n_labels; /* tells apart dots that separate and dots in labels */
	uint8_t len;
	uint8_t text[];
};

void
smx_nameset_init(struct smx_nameset *set)
{
	memset(set, 0, sizeof *set);
}

static struct smx_span
stored_text(const struct smx_stored_name *stored)
{
	struct smx_span span = {stored->text, stored->len};

	return span;
}

int
smx_nameset_add(struct smx_nameset *set, const struct smx_name *name)
{
	struct smx_span text = smx_name_text(name);
	struct smx_stored_name *stored;
	struct smx_stored_name **names = smx_grow(set->names, set->n_names, sizeof *names);

	if (names == NULL)
		return SMX_ENOMEM;
	set->names = names;
	stored = malloc(sizeof *stored + text.len);
	if (stored == NULL)
		return SMX_ENOMEM;
	stored->n_labels = name->n_labels;
	stored->len = (uint8_t)text.len;
	memcpy(stored->text, text.ptr, text.len);
	set->names[set->n_names++] = stored;
	return SMX_OK;
}

static int
compare(const struct smx_stored_name *stored, struct smx_span text, unsigned n_labels)
{
	int order = smx_span_compare(stored_text(stored), text);

	return order != 0 ? order : (int)stored->n_labels - (int)n_labels;
}

static int
compare_stored(const void *a, const void *b)
{
	const struct smx_stored_name *right = *(struct smx_stored_name *const *)b;

	return compare(*(struct smx_stored_name *const *)a, stored_text(right), right->n_labels);
}

void
smx_nameset_freeze(struct smx_nameset *set)
{
	size_t n = 0;

	if (set->n_names == 0)
		return;
	qsort(set->names, set->n_names, sizeof *set->names, compare_stored);
	for (size_t i = 0; i < set->n_names; i++) {
		if (n > 0 && compare_stored(&set->names[n - 1], &set->names[i]) == 0)
			free(set->names[i]);
		else
			set->names[n++] = set->names[i];
	}
	set->n_names = n;
}

static bool
has_tail(const struct smx_nameset *set, const struct smx_tail *tail)
{
	unsigned n_labels = smx_tail_count_labels(tail);
	struct smx_span text = smx_tail_text(tail, n_labels);
	size_t low = 0, high = set->n_names;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(set->names[middle], text, n_labels);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool
smx_nameset_covers(const struct smx_nameset *set, const struct smx_name *name)
{
	for (unsigned n_labels = 1; n_labels <= name->n_labels; n_labels++) {
		struct smx_tail tail = smx_name_tail(name, n_labels);

		if (has_tail(set, &tail))
			return true;
	}
	return false;
}

size_t
smx_nameset_size(const struct smx_nameset *set)
{
	size_t size = set->n_names * sizeof *set->names;

	for (size_t i = 0; i < set->n_names; i++)
		size += sizeof *set->names[i] + set->names[i]->len;
	return size;
}

void
smx_nameset_free(struct smx_nameset *set)
{
	for (size_t i = 0; i < set->n_names; i++)
		free(set->names[i]);
	free(set->names);
	smx_nameset_init(set);
}
