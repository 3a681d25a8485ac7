/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_SEARCH_H
#define SMX_MATCH_SEARCH_H

/*
 * A lookup under way: a query name, its candidates one after the other, the
 * names that the index proposes for each, and the best match so far.  For
 * lookup.c; it lies on the stack and nothing here allocates.
 */

#include "match/confusable.h"
#include "match/lookup.h"
#include "match/neighbours.h"
#include "match/policy.h"

enum smx_answer_of_list { SMX_LIST_NOT_ASKED, SMX_LIST_HAS, SMX_LIST_HAS_NOT };

struct smx_search {
	const struct smx_policy *policy;
	const struct smx_filter *filter; /* NULL: all entries count */
	const struct smx_index *index;
	struct smx_query query;
	unsigned n_labels; /* of the longest candidate */
	unsigned n_plain;  /* so many of the last labels are no A-labels */
	/* The candidate at hand, and whether it is a public suffix. */
	struct smx_candidate candidate;
	enum smx_answer_of_list is_public;
	/* The label that was held against a frame last. */
	struct smx_probe probe;
	unsigned probe_place; /* SMX_LABELS_MAX: none yet */
	const struct smx_frame *first_frame; /* of two labels, the left one open; or NULL */
	struct smx_match best;
};

/* Take the last `n_labels` labels of the query name as the candidate. */
static inline void
smx_search_use(struct smx_search *search, unsigned n_labels)
{
	search->candidate.tail.name = &search->query.name;
	search->candidate.tail.first = search->query.name.n_labels - n_labels;
	search->candidate.has_alabel = n_labels > search->n_plain;
	search->is_public = SMX_LIST_NOT_ASKED;
}

/* Keep a match if its entry counts and it wins over the best one so far; the rule
 * `zone` alone takes candidates that are public suffixes. */
void smx_search_offer(struct smx_search *search, const struct smx_match *match);

/* Judge the candidate, by a set of rules, by all names that have this key in the index. */
void smx_search_judge_found(struct smx_search *search, uint64_t key, unsigned rules);

static inline void
smx_search_judge(struct smx_search *search, uint64_t key, unsigned rules)
{
	if (smx_index_may_have(search->index, key)) /* mostly not */
		smx_search_judge_found(search, key, rules);
}

/* ---- search_edits.c: names with edits in their labels ------------------------- */

/* Find the first frame, and have the memory fetched that it needs first. */
void smx_search_prefetch(struct smx_search *search);

/*
 * Judge by names that are equal to the candidate, which has `n_labels` labels,
 * but for one or two edits in the label at `place`, or one in it and one in a
 * label left of it.
 */
void smx_search_edits(struct smx_search *search, unsigned n_labels, unsigned place);

/*
 * Judge by names with another ending, whose hash minus that of the candidate's is
 * `difference`, that are equal but for one edit in the label at `place`.
 */
void smx_search_edits_under(struct smx_search *search, uint64_t difference, unsigned n_labels,
			    unsigned place);

/* ---- search_forms.c: names that are another form of the candidate ---------------- */

/* What is known of the forms of candidates, which grow by a label each time. */
struct smx_forms {
	struct smx_squeeze squeeze;
	uint64_t plain;  /* hash of the plain skeleton */
	uint64_t full;   /* hash of the full one */
	unsigned n_full; /* of so many labels */
	bool has_full;   /* so far */
};

static inline void
smx_forms_init(struct smx_forms *forms)
{
	smx_squeeze_init(&forms->squeeze);
	forms->plain = forms->full = 0;
	forms->n_full = 0;
	forms->has_full = true;
}

/* Judge by the rules `dot`, `glyph` and `host`; the candidate has `n_labels` labels, one
 * more than the time before, 1 at first. */
void smx_search_forms(struct smx_search *search, struct smx_forms *forms, unsigned n_labels);

#endif /* SMX_MATCH_SEARCH_H */
