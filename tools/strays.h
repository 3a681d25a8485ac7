/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_STRAYS_H
#define SMX_TOOLS_STRAYS_H

/*
 * Lookalikes that were found in lists and logs, counted: by themselves, up to so many
 * different ones, and by the protected name and rule that they are hit by, always.
 *
 * A lookalike is the candidate of a query name, the part that is confusable, which is
 * what is exempted to let it pass; below a protected public suffix, the candidate and
 * the label before it.  So www.army.ml and mail.army.ml are one, army.ml.
 *
 * It may be compared with another policy: then each is hit by the policy, by the other
 * one, or by both in different ways.
 */

#include "logline.h"
#include "match/arena.h"
#include "straymx.h"

/*
 * How often something was found.  Logs may have a question twice, as it came and as it
 * was answered: of each lookalike, the more of the two count.
 */
struct stray_counts {
	uint64_t listed, asked, answered;
};

/* Count a line that weighs `weight`, of the kinds LOGLINE_NAME, QUERY and REPLY. */
void stray_counts_add(struct stray_counts *counts, enum logline_kind kind, uint64_t weight);

uint64_t stray_counts_sum(const struct stray_counts *counts);

/* By what a lookalike is hit: the verdict but for the name. */
struct stray_hit {
	const struct smx_entry *entry; /* NULL: it is not hit */
	enum smx_rule rule;
	unsigned distance;
	unsigned candidate_at; /* where in a name's wire form the candidate begins */
};

enum { STRAY_POLICY, STRAY_OTHER, STRAY_N_SIDES };

/* All lookalikes that are hit by the same protected names and rules. */
struct stray_row {
	struct stray_hit hit[STRAY_N_SIDES]; /* without candidate_at */
	struct stray_counts others; /* of lookalikes that there was no room for */
	uint64_t sum;               /* of them and of those that there was room for */
	uint64_t n_strays;          /* of the latter */
};

struct stray {
	struct stray_row *row;
	struct stray_counts counts;
	uint64_t sum;
	uint64_t rank; /* the best one of popularity lists; 0: none */
	/* The shortest name that it was found in, and where in it the lookalike begins. */
	uint8_t wire_len, name_at;
	uint8_t candidate_at[STRAY_N_SIDES]; /* from there on */
	uint8_t wire[];
};

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

/* The name of a lookalike, in wire format; and the names that go with it, as text in
 * buffers of 2 * SMX_NAME_TEXT_SIZE, on one of the sides that it is hit on. */
const uint8_t *stray_name(const struct stray *stray, size_t *len);
void stray_name_write(const struct stray *stray, char *text);
void stray_example_write(const struct stray *stray, char *text);
void stray_intended_write(const struct stray *stray, int side, char *text);

/* By labels from the left, as text would be sorted. */
int stray_compare_names(const struct stray *a, const struct stray *b);

#endif /* SMX_TOOLS_STRAYS_H */
