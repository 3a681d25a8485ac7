/* SPDX-License-Identifier: BSD-3-Clause */
#include "survey_records.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match/name.h"
#include "straymx.h"

#define PREFERENCE_LEN 2 /* bytes before the name in MX */

struct record {
	unsigned preference;
	char text[SMX_NAME_TEXT_SIZE];
};

struct records {
	size_t n;
	struct record list[];
};

static int
compare_records(const void *a, const void *b)
{
	const struct record *left = a, *right = b;

	if (left->preference != right->preference)
		return left->preference < right->preference ? -1 : 1;
	return strcmp(left->text, right->text);
}

/* A name as a text that does nothing to terminals, pages and shells. */
static bool
write_name(const uint8_t *wire, size_t len, char *text, size_t size)
{
	struct smx_name name;
	size_t at = 0;

	if (smx_name_from_wire(&name, wire, len) != SMX_OK)
		return false;
	snprintf(text, size, "%s", name.n_labels == 0 ? "." : "");
	for (unsigned i = 0; i < name.n_labels; i++) {
		struct smx_tail tail = smx_name_tail(&name, name.n_labels);
		struct smx_span label = smx_tail_label(&tail, i);

		if (i > 0)
			at += (size_t)snprintf(text + at, size - at, ".");
		for (size_t k = 0; k < label.len; k++) {
			unsigned char c = label.ptr[k];
			bool is_plain = c < 0x80 && (isalnum(c) || c == '-' || c == '_');

			at += (size_t)snprintf(text + at, size - at, is_plain ? "%c" : "\\%03u", c);
		}
	}
	return true;
}

/* The names that stand behind `skip` bytes of each record; to be freed. */
static struct records *
read_names(const struct asker_answer *answer, size_t skip)
{
	struct records *records = malloc(sizeof *records + answer->n_data * sizeof(struct record));

	if (records == NULL)
		return NULL;
	records->n = 0;
	for (size_t i = 0; i < answer->n_data; i++) {
		struct record *record = &records->list[records->n];
		size_t len = (size_t)answer->len[i];
		const uint8_t *data = answer->data[i];

		if (len <= skip)
			continue;
		record->preference = skip == 0 ? 0 : (unsigned)data[0] << 8 | data[1];
		if (write_name(data + skip, len - skip, record->text, sizeof record->text))
			records->n++;
	}
	qsort(records->list, records->n, sizeof records->list[0], compare_records);
	return records;
}

static json_t *
mx_object(const struct record *record)
{
	return json_pack("{s:s, s:i}", "host", record->text, "preference", (int)record->preference);
}

json_t *
survey_records_mx(const struct asker_answer *answer, bool *is_null)
{
	struct records *records = read_names(answer, PREFERENCE_LEN);
	json_t *array = records != NULL ? json_array() : NULL;

	*is_null = records != NULL && records->n == 1 && strcmp(records->list[0].text, ".") == 0;
	for (size_t i = 0; array != NULL && i < records->n; i++) {
		if (!*is_null && strcmp(records->list[i].text, ".") == 0)
			continue;
		if (json_array_append_new(array, mx_object(&records->list[i])) != 0) {
			json_decref(array);
			array = NULL;
		}
	}
	free(records);
	return array;
}

json_t *
survey_records_ns(const struct asker_answer *answer)
{
	struct records *records = read_names(answer, 0);
	json_t *array = records != NULL ? json_array() : NULL;

	for (size_t i = 0; array != NULL && i < records->n; i++) {
		if (i > 0 && strcmp(records->list[i].text, records->list[i - 1].text) == 0)
			continue;
		if (json_array_append_new(array, json_string(records->list[i].text)) != 0) {
			json_decref(array);
			array = NULL;
		}
	}
	free(records);
	return array;
}

/* ---- addresses -------------------------------------------------------------------------- */

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(a, b);
}

json_t *
survey_records_addresses(const struct asker_answer *answer)
{
	char(*texts)[INET6_ADDRSTRLEN] = malloc((answer->n_data + 1) * sizeof *texts);
	json_t *array = texts != NULL ? json_array() : NULL;
	size_t n = 0;

	for (size_t i = 0; texts != NULL && i < answer->n_data; i++) {
		int family = answer->len[i] == 4 ? AF_INET : AF_INET6;

		if ((answer->len[i] == 4 || answer->len[i] == 16) &&
		    inet_ntop(family, answer->data[i], texts[n], sizeof texts[n]) != NULL)
			n++;
	}
	if (n > 0)
		qsort(texts, n, sizeof texts[0], compare_texts);
	for (size_t i = 0; array != NULL && i < n; i++) {
		if (json_array_append_new(array, json_string(texts[i])) != 0) {
			json_decref(array);
			array = NULL;
		}
	}
	free(texts);
	return array;
}
