/* SPDX-License-Identifier: BSD-3-Clause */
#include "strays.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

/* ---- the trees --------------------------------------------------------------------------- */

/* What is added, as a lookalike of the most that one can take; `row` has its hits. */
struct probe {
	struct stray stray;
	uint8_t wire[NAME_WIRE_MAX];
	struct stray_row row;
};

static int
compare_pointers(const void *a, const void *b)
{
	return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

static int
compare_rows(const void *a, const void *b)
{
	const struct stray_row *x = a, *y = b;
	int order = 0;

	for (int side = 0; side < STRAY_N_SIDES && order == 0; side++) {
		order = compare_pointers(x->hit[side].entry, y->hit[side].entry);
		if (order == 0)
			order = (int)x->hit[side].rule - (int)y->hit[side].rule;
	}
	return order;
}

static int
compare_strays(const void *a, const void *b)
{
	const struct stray *x = a, *y = b;
	size_t x_len, y_len;
	const uint8_t *x_name = stray_name(x, &x_len), *y_name = stray_name(y, &y_len);
	int order = x_len != y_len ? (int)x_len - (int)y_len : memcmp(x_name, y_name, x_len);

	return order != 0 ? order : compare_rows(x->row, y->row);
}

/* The row for these hits; a new one, if need be.  NULL if memory ran out. */
static struct stray_row *
find_row(struct strays *strays, const struct stray_row *probe)
{
	struct stray_row *row;
	void **node = tfind(probe, &strays->rows_tree, compare_rows);

	if (node != NULL)
		return *node;
	row = smx_arena_alloc(&strays->arena, sizeof *row);
	if (row == NULL)
		return NULL;
	*row = *probe;
	if (tsearch(row, &strays->rows_tree, compare_rows) == NULL)
		return NULL;
	strays->n_rows++;
	return row;
}

/* Where the lookalike begins: on each side at the candidate or a label before it; of
 * two, the longer one. */
static size_t
find_name(const uint8_t *wire, const struct stray_hit hit[STRAY_N_SIDES])
{
	size_t at = SIZE_MAX;

	for (int side = 0; side < STRAY_N_SIDES; side++) {
		size_t label = 0, before = 0, candidate = hit[side].candidate_at;

		if (hit[side].entry == NULL)
			continue;
		while (label < candidate) {
			before = label;
			label += wire[label] + 1u;
		}
		if (hit[side].rule == SMX_RULE_ZONE)
			candidate = before;
		if (candidate < at)
			at = candidate;
	}
	return at;
}

static void
make_probe(struct probe *probe, const struct logline *line,
	   const struct stray_hit hit[STRAY_N_SIDES])
{
	size_t name_at = find_name(line->wire, hit);

	memset(&probe->stray, 0, sizeof probe->stray);
	memset(&probe->row, 0, sizeof probe->row);
	probe->stray.row = &probe->row;
	probe->stray.wire_len = (uint8_t)line->wire_len;
	probe->stray.name_at = (uint8_t)name_at;
	memcpy(probe->stray.wire, line->wire, line->wire_len);
	for (int side = 0; side < STRAY_N_SIDES; side++) {
		if (hit[side].entry == NULL)
			continue;
		probe->row.hit[side] = hit[side];
		probe->row.hit[side].candidate_at = 0;
		probe->stray.candidate_at[side] = (uint8_t)(hit[side].candidate_at - name_at);
	}
}

/* A lookalike of its own for what is looked for; NULL if memory ran out. */
static struct stray *
add_stray(struct strays *strays, const struct probe *probe)
{
	size_t size = offsetof(struct stray, wire) + probe->stray.wire_len;
	struct stray *stray = smx_arena_alloc(&strays->arena, size);

	if (stray == NULL)
		return NULL;
	memcpy(stray, &probe->stray, size);
	stray->row = find_row(strays, &probe->row);
	if (stray->row == NULL || tsearch(stray, &strays->tree, compare_strays) == NULL)
		return NULL;
	stray->row->n_strays++;
	strays->n_strays++;
	return stray;
}

/* The shortest example, and the first of those in byte order, so that it does not depend
 * on which thread was first. */
static void
take_example(struct stray *stray, const struct stray *found)
{
	if (found->wire_len > stray->wire_len ||
	    (found->wire_len == stray->wire_len &&
	     memcmp(found->wire, stray->wire, stray->wire_len) >= 0))
		return;
	memcpy(stray->wire, found->wire, found->wire_len);
	stray->wire_len = found->wire_len;
	stray->name_at = found->name_at;
}

bool
strays_add(struct strays *strays, const struct logline *line,
	   const struct stray_hit hit[STRAY_N_SIDES])
{
	struct probe probe;
	struct stray *stray;
	struct stray_row *row;
	void **node;

	make_probe(&probe, line, hit);
	node = tfind(&probe.stray, &strays->tree, compare_strays);
	if (node == NULL && strays->n_strays >= strays->n_max) {
		row = find_row(strays, &probe.row);
		if (row != NULL)
			stray_counts_add(&row->others, line->kind, line->weight);
		return row != NULL;
	}
	stray = node != NULL ? *node : add_stray(strays, &probe);
	if (stray == NULL)
		return false;
	take_example(stray, &probe.stray);
	stray_counts_add(&stray->counts, line->kind, line->weight);
	if (line->rank != 0 && (stray->rank == 0 || line->rank < stray->rank))
		stray->rank = line->rank;
	return true;
}

/* ---- sums -------------------------------------------------------------------------------- */

/* Visits of twalk_r(). */
static void
list_row(const void *node, VISIT visit, void *closure)
{
	struct strays *strays = closure;
	struct stray_row *row = *(struct stray_row *const *)node;

	if (visit != postorder && visit != leaf)
		return;
	row->sum = stray_counts_sum(&row->others);
	strays->rows[strays->n_rows_listed++] = row;
}

static void
list_stray(const void *node, VISIT visit, void *closure)
{
	struct strays *strays = closure;
	struct stray *stray = *(struct stray *const *)node;

	if (visit != postorder && visit != leaf)
		return;
	stray->sum = stray_counts_sum(&stray->counts);
	stray->row->sum += stray->sum;
	strays->list[strays->n_listed++] = stray;
}

static int
compare_listed_rows(const void *a, const void *b)
{
	const struct stray_row *x = *(struct stray_row *const *)a;
	const struct stray_row *y = *(struct stray_row *const *)b;
	int order = (x->sum < y->sum) - (x->sum > y->sum);

	for (int side = 0; side < STRAY_N_SIDES && order == 0; side++)
		order = stray_compare_hits(&x->hit[side], &y->hit[side]);
	return order;
}

static int
compare_listed(const void *a, const void *b)
{
	return stray_compare(*(struct stray *const *)a, *(struct stray *const *)b);
}

bool
strays_finish(struct strays *strays)
{
	strays->list = calloc(strays->n_strays + 1, sizeof(struct stray *));
	strays->rows = calloc(strays->n_rows + 1, sizeof(struct stray_row *));
	if (strays->list == NULL || strays->rows == NULL)
		return false;
	twalk_r(strays->rows_tree, list_row, strays);
	twalk_r(strays->tree, list_stray, strays);
	qsort(strays->list, strays->n_listed, sizeof(struct stray *), compare_listed);
	qsort(strays->rows, strays->n_rows_listed, sizeof(struct stray_row *), compare_listed_rows);
	return true;
}

uint64_t
strays_count_others(const struct strays *strays)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < strays->n_rows_listed; i++)
		sum += stray_counts_sum(&strays->rows[i]->others);
	return sum;
}

void
strays_init(struct strays *strays, size_t n_max)
{
	memset(strays, 0, sizeof *strays);
	strays->n_max = n_max;
	smx_arena_init(&strays->arena);
}

static void
keep(void *node)
{
	(void)node; /* the arena's */
}

void
strays_free(struct strays *strays)
{
	tdestroy(strays->tree, keep);
	tdestroy(strays->rows_tree, keep);
	smx_arena_free(&strays->arena);
	free(strays->list);
	free(strays->rows);
}
