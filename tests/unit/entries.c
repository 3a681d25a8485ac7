/* SPDX-License-Identifier: BSD-3-Clause */
#include "entries.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "unit.h"

void
entries_init(struct entries *entries, uint8_t least_len)
{
	memset(entries, 0, sizeof *entries);
	entries->settings.zone = &entries->zone;
	memset(entries->settings.least_len, least_len, sizeof entries->settings.least_len);
}

struct smx_entry *
entries_add(struct entries *entries, const char *text, unsigned n_suffix_labels)
{
	struct smx_name name = unit_name(text);
	struct smx_span span = smx_name_text(&name);
	struct smx_entry *entry = calloc(1, sizeof *entry + span.len);

	entries->list = smx_grow(entries->list, entries->n_entries, sizeof *entries->list);
	ck_assert_ptr_nonnull(entry);
	ck_assert_ptr_nonnull(entries->list);
	entry->settings = &entries->settings;
	entry->sequence = (uint32_t)entries->n_entries;
	entry->n_labels = name.n_labels;
	entry->n_suffix_labels = (uint8_t)n_suffix_labels;
	entry->text_len = (uint8_t)span.len;
	memcpy(entry->text, span.ptr, span.len);
	entries->list[entries->n_entries++] = entry;
	return entry;
}

static int
compare(const void *a, const void *b)
{
	const struct smx_entry *left = *(struct smx_entry *const *)a;
	const struct smx_entry *right = *(struct smx_entry *const *)b;
	int order = smx_span_compare(smx_entry_text(left), smx_entry_text(right));

	return order != 0 ? order : (int)left->sequence - (int)right->sequence;
}

void
entries_order(struct entries *entries)
{
	if (entries->n_entries > 0)
		qsort(entries->list, entries->n_entries, sizeof *entries->list, compare);
}

void
entries_free(struct entries *entries)
{
	for (size_t i = 0; i < entries->n_entries; i++)
		free(entries->list[i]);
	free(entries->list);
	memset(entries, 0, sizeof *entries);
}

static bool
is_public(const void *list, const char *name)
{
	(void)list;
	(void)name;
	return false;
}

static bool
is_registry(const void *list, const char *name)
{
	(void)list;
	return strlen(name) == 2;
}

const struct smx_suffix_list entries_suffixes = {.is_public = is_public,
						 .is_registry = is_registry};
