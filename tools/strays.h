/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_STRAYS_H
#define SMX_TOOLS_STRAYS_H

/*
 * Lookalikes that were found in lists and logs, counted: by themselves, up to so many
 * different ones, and by the protected name and rule that they are hit by, always.
 */

#include "match/arena.h"
#include "stray.h"

struct strays {
	void *tree, *rows_tree; /* tsearch */
	struct smx_arena arena;
	size_t n_strays, n_rows, n_max;
	/* From strays_finish() on: */
	struct stray **list;    /* the most found first */
	struct stray_row **rows; /* likewise */
	size_t n_listed, n_rows_listed;
};

/* `n_max` different lookalikes are told apart, at about 130 bytes each. */
void strays_init(struct strays *strays, size_t n_max);
void strays_free(struct strays *strays);

/*
 * A line's name that is hit on at least one side; of those that are not, `entry` is
 * NULL.  Returns false if memory ran out.
 */
bool strays_add(struct strays *strays, const struct logline *line,
		const struct stray_hit hit[STRAY_N_SIDES]);

/* Sum up and sort: nothing can be added any more.  Returns false if memory ran out. */
bool strays_finish(struct strays *strays);

/* How much there was no room for. */
uint64_t strays_count_others(const struct strays *strays);

#endif /* SMX_TOOLS_STRAYS_H */
