/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_QUERY_H
#define SMX_MATCH_QUERY_H

/*
 * A query name, taken apart once for all that is asked about it.  Labels are
 * known by their place, counted from the right: the last one has place 0.
 */

#include "match/hash.h"
#include "match/name.h"

/* What a label has in it. */
enum {
	SMX_LABEL_HYPHEN = 1,
	SMX_LABEL_GLYPHS = 2, /* something that a plain skeleton replaces */
	SMX_LABEL_ALABEL = 4, /* it begins with "xn--" */
};

struct smx_query {
	struct smx_name name;
	uint8_t traits[SMX_LABELS_MAX];     /* of labels, by place */
	uint64_t labels[SMX_LABELS_MAX];    /* hashes of labels, by place */
	uint64_t parts[SMX_LABELS_MAX];     /* what they add to a name's hash */
	uint64_t tails[SMX_LABELS_MAX + 1]; /* hashes of tails, by their labels' number */
};

/*
 * Take apart a name in uncompressed wire format.  Returns 0, or SMX_ENAME with
 * `*query` unspecified where it is not one or the root.
 */
int smx_query_init(struct smx_query *query, const uint8_t *wire, size_t len);

/* Fill in the rest of a query whose name is there. */
void smx_query_hash(struct smx_query *query);

/* The label at a place that the name has. */
static inline struct smx_span
smx_query_label(const struct smx_query *query, unsigned place)
{
	const struct smx_name *name = &query->name;
	const uint8_t *start = &name->start[name->n_labels - 1 - place];
	struct smx_span label = {name->text + start[0], (size_t)(start[1] - 1 - start[0])};

	return label;
}

#endif /* SMX_MATCH_QUERY_H */
