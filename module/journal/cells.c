/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/cells.h"

#include <stdbool.h>
#include <string.h>

#include "journal/exposition.h"

static int
compare(const struct smx_cell *a, const struct smx_cell *b)
{
	int order = strcmp(a->zone, b->zone);

	if (order != 0)
		return order;
	return (a->rule << 16 | a->action << 8 | a->mode) -
	       (b->rule << 16 | b->action << 8 | b->mode);
}

/* Where the cell is, or belongs. */
static size_t
find(const struct smx_cells *cells, const struct smx_cell *key)
{
	size_t low = 0, high = cells->n_cells;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(&cells->list[middle], key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_at(const struct smx_cells *cells, size_t at, const struct smx_cell *key)
{
	return at < cells->n_cells && compare(&cells->list[at], key) == 0;
}

/* Whether a cell of the zone is beside the place where another one belongs. */
static bool
has_title(const struct smx_cells *cells, size_t at, const struct smx_cell *key)
{
	return (at < cells->n_cells && strcmp(cells->list[at].zone, key->zone) == 0) ||
	       (at > 0 && strcmp(cells->list[at - 1].zone, key->zone) == 0);
}

struct smx_cell *
smx_cells_get(struct smx_cells *cells, const struct smx_event *event)
{
	struct smx_cell key = {.rule = event->rule, .action = event->action, .mode = event->mode};
	bool is_new;
	size_t at;

	smx_exposition_clean(event->zone, key.zone, sizeof key.zone);
	at = find(cells, &key);
	if (is_at(cells, at, &key))
		return &cells->list[at];
	is_new = !has_title(cells, at, &key);
	if ((is_new && cells->n_titles >= SMX_CELLS_TITLES) || cells->n_cells >= SMX_CELLS_OWN) {
		strcpy(key.zone, SMX_CELLS_OTHER);
		is_new = false;
		at = find(cells, &key);
		if (is_at(cells, at, &key))
			return &cells->list[at];
	}
	memmove(&cells->list[at + 1], &cells->list[at],
		(cells->n_cells - at) * sizeof cells->list[0]);
	cells->list[at] = key;
	cells->n_cells++;
	cells->n_titles += is_new;
	return &cells->list[at];
}
