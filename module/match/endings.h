/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_ENDINGS_H
#define SMX_MATCH_ENDINGS_H

/*
 * The endings of protected names: the public suffixes that they are under, and
 * those that are protected themselves.  There are few (com, co.uk), so what is
 * one edit away from each of them is worked out in advance.
 *
 * Built once, then only read, by any number of threads.
 */

#include "match/entry.h"
#include "match/keymap.h"
#include "match/query.h"
#include "match/suffix.h"

struct smx_ending {
	struct smx_span text; /* in an entry's name */
	unsigned n_labels;
	uint64_t hash;
	bool has_names;      /* of protected names that are no public suffixes */
	bool has_cc;         /* one of these has the rule `cc` */
	bool is_registry;    /* by the ICANN section */
	uint32_t first_zone; /* the entries that are this public suffix itself: */
	uint32_t n_zones;    /* numbers in a row */
	uint32_t first_near; /* in `near`: the endings that this one may be meant for */
	uint32_t n_near;
};

struct smx_endings {
	struct smx_ending *list; /* by number of labels */
	size_t n_endings;
	uint32_t *near; /* numbers of endings */
	size_t n_near;
	uint32_t *all; /* the numbers of all endings, in order */
	struct smx_keymap map; /* their names, and texts whole and without one character */
	unsigned most_labels;
	uint8_t longest[SMX_LABELS_MAX + 1]; /* text length, by number of labels; 0: none */
};

/*
 * Collect the endings of `entries`, which are in byte order and must outlive
 * them.  Returns 0, or SMX_ENOMEM with `*endings` empty.
 */
int smx_endings_build(struct smx_endings *endings, struct smx_entry *const *entries,
		      size_t n_entries, const struct smx_suffix_list *suffixes);

void smx_endings_free(struct smx_endings *endings);

size_t smx_endings_size(const struct smx_endings *endings);

/* How many near endings are kept for an ending that nothing protected has.  There are
 * 50 or so near two letters that are no country's. */
#define SMX_NEAR_ENDINGS_MAX 128

struct smx_near_endings {
	const uint32_t *numbers; /* in `list` of the endings */
	size_t n_numbers;
	bool is_all; /* there were too many to keep: these are all endings, near or not */
	uint32_t found[SMX_NEAR_ENDINGS_MAX];
};

/* Whether the last labels of the query name, as many as the ending's, are one edit away
 * from it. */
bool smx_ending_is_near(const struct smx_ending *ending, const struct smx_query *query);

/* Whether the last `n_labels` labels of the query name, which has so many, are short
 * enough to be near an ending. */
static inline bool
smx_endings_may_be_near(const struct smx_endings *endings, const struct smx_query *query,
			unsigned n_labels)
{
	const struct smx_name *name = &query->name;
	unsigned len = name->start[name->n_labels] - 1u - name->start[name->n_labels - n_labels];

	return len <= endings->longest[n_labels] + 1u;
}

/*
 * The endings of `n_labels` labels that are one edit away from the last
 * `n_labels` labels of the query name, which may be near.  Those may be missing that
 * are away as in the rule `cc`, where no entry has it.  With `is_all`, it is for the
 * caller to see which are near.  `numbers` is unspecified where there are none; it may
 * point into `*near`, which is not to be copied.
 */
void smx_endings_near(const struct smx_endings *endings, const struct smx_query *query,
		      unsigned n_labels, struct smx_near_endings *near);

#endif /* SMX_MATCH_ENDINGS_H */
