/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/record.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "straymx.h"

void
smx_records_init(struct smx_records *records)
{
	memset(records, 0, sizeof *records);
}

static void
record_free(struct smx_record *record)
{
	if (record != NULL)
		free(record->bytes);
	free(record);
}

int
smx_records_add(struct smx_records *records, enum smx_record_kind kind, uint16_t type,
		const struct smx_name *owner, const void *bytes, size_t len, unsigned line)
{
	struct smx_span name = smx_name_text(owner);
	struct smx_record *record;
	struct smx_record **list = smx_grow(records->list, records->n_records, sizeof *list);

	if (list == NULL)
		return SMX_ENOMEM;
	records->list = list;
	record = calloc(1, sizeof *record + name.len);
	if (record == NULL)
		return SMX_ENOMEM;
	record->kind = kind;
	record->line = line;
	record->type = type;
	record->len = (uint16_t)len;
	record->name_len = (uint8_t)name.len;
	memcpy(record->name, name.ptr, name.len);
	if (len > 0) {
		record->bytes = malloc(len);
		if (record->bytes == NULL) {
			record_free(record);
			return SMX_ENOMEM;
		}
		memcpy(record->bytes, bytes, len);
	}
	records->list[records->n_records++] = record;
	return SMX_OK;
}

static int
compare(const void *a, const void *b)
{
	const struct smx_record *left = *(struct smx_record *const *)a;
	const struct smx_record *right = *(struct smx_record *const *)b;
	struct smx_span left_name = {(const uint8_t *)left->name, left->name_len};
	struct smx_span right_name = {(const uint8_t *)right->name, right->name_len};
	int order = smx_span_compare(left_name, right_name);

	if (order != 0)
		return order;
	return (left->line > right->line) - (left->line < right->line);
}

void
smx_records_sort(struct smx_records *records)
{
	if (records->n_records > 0)
		qsort(records->list, records->n_records, sizeof *records->list, compare);
}

void
smx_records_free(struct smx_records *records)
{
	for (size_t i = 0; i < records->n_records; i++)
		record_free(records->list[i]);
	free(records->list);
	smx_records_init(records);
}
