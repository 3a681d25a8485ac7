/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_STRAY_H
#define SMX_TOOLS_STRAY_H

/*
 * A lookalike that was found in lists and logs.
 *
 * It is the candidate of a query name, the part that is confusable, which is
 * what is exempted to let it pass; below a protected public suffix, the candidate and
 * the label before it.  So www.army.ml and mail.army.ml are one, army.ml.
 *
 * It may be compared with another policy: then each is hit by the policy, by the other
 * one, or by both in different ways.
 */

#include "logline.h"
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

/* The name of a lookalike, in wire format; and that and its example as text, in buffers of
 * SMX_NAME_TEXT_SIZE, and what was meant on one of the sides that it is hit on, in one of
 * 2 * SMX_NAME_TEXT_SIZE. */
const uint8_t *stray_name(const struct stray *stray, size_t *len);
void stray_name_write(const struct stray *stray, char *text);
void stray_example_write(const struct stray *stray, char *text);
void stray_intended_write(const struct stray *stray, int side, char *text);

/* By labels from the left, as text would be sorted. */
int stray_compare_names(const struct stray *a, const struct stray *b);

/* By what stands in reports, protected name, rule and zone: where entries lie in memory is
 * another thing each time. */
int stray_compare_hits(const struct stray_hit *a, const struct stray_hit *b);

/* As lists of them are sorted: the most found first, of those the best ranks, then by names. */
int stray_compare(const struct stray *a, const struct stray *b);

#endif /* SMX_TOOLS_STRAY_H */
