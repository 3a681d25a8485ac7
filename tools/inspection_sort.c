/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What was found, in the order in which it is told.
 */
#include <stdlib.h>
#include <string.h>

#include "inspection.h"

/* A message, and in which place it was found. */
struct numbered {
	struct smx_message message;
	size_t number;
};

static int
compare_places(const void *a, const void *b)
{
	const struct numbered *left = a, *right = b;
	int order = strcmp(left->message.file, right->message.file);

	if (order == 0)
		order = (left->message.line > right->message.line) -
			(left->message.line < right->message.line);
	return order;
}

static int
compare_contents(const void *a, const void *b)
{
	const struct numbered *left = a, *right = b;
	int order = compare_places(a, b);

	if (order == 0)
		order = (left->message.severity > right->message.severity) -
			(left->message.severity < right->message.severity);
	return order != 0 ? order : strcmp(left->message.text, right->message.text);
}

static int
compare_numbered(const void *a, const void *b, int (*compare)(const void *, const void *))
{
	const struct numbered *left = a, *right = b;
	int order = compare(a, b);

	return order != 0 ? order : (left->number > right->number) -
					    (left->number < right->number);
}

static int
compare_for_twins(const void *a, const void *b)
{
	return compare_numbered(a, b, compare_contents);
}

static int
compare_for_print(const void *a, const void *b)
{
	return compare_numbered(a, b, compare_places);
}

static void
drop_message(struct smx_messages *found, struct smx_message *message)
{
	if (message->severity == SMX_ERROR)
		found->n_errors--;
	else
		found->n_warnings--;
	free(message->file);
	free(message->text);
}

void
inspection_sort(struct inspection *inspection)
{
	struct smx_messages *found = &inspection->found;
	size_t n = 0, n_all = found->n_messages;
	struct numbered *list;

	if (smx_messages_count_unlisted(found) > 0)
		inspection_fail(inspection);
	list = n_all > 0 ? calloc(n_all, sizeof *list) : NULL;
	if (n_all > 0 && list == NULL)
		inspection_fail(inspection);
	if (list == NULL)
		return;
	for (size_t i = 0; i < n_all; i++)
		list[i] = (struct numbered){found->list[i], i};
	qsort(list, n_all, sizeof *list, compare_for_twins);
	for (size_t i = 0; i < n_all; i++) {
		/* A file that two sections name is read for both. */
		if (n > 0 && compare_contents(&list[n - 1], &list[i]) == 0)
			drop_message(found, &list[i].message);
		else
			list[n++] = list[i];
	}
	qsort(list, n, sizeof *list, compare_for_print);
	for (size_t i = 0; i < n; i++)
		found->list[i] = list[i].message;
	found->n_messages = n;
	free(list);
}
