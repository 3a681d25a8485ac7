/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/hostprefix.h"
#include "match/search.h"
#include "match/skeleton.h"

/* The rule `host`: the first label without the host's name. */
static void
judge_host(struct smx_search *search, unsigned n_labels)
{
	const struct smx_query *query = &search->query;
	struct smx_span rests[2];
	struct smx_span label = smx_query_label(query, n_labels - 1);
	unsigned n = smx_hostprefix_may_begin(label) ? smx_hostprefix_rests(label, rests) : 0;

	for (unsigned i = 0; i < n; i++)
		smx_search_judge(search,
				 query->tails[n_labels - 1] +
					 smx_hash_part(smx_hash_label(rests[i]), n_labels - 1),
				 SMX_RULE_BIT(SMX_RULE_HOST));
}

/* Add the label left of those before to the skeleton of candidates without A-labels. */
static void
add_plain(struct smx_forms *forms, const struct smx_query *query, unsigned place)
{
	uint8_t text[SMX_LABEL_MAX];
	struct smx_span skeleton = {text, 0};

	if ((query->traits[place] & SMX_LABEL_GLYPHS) == 0) {
		forms->plain += query->parts[place];
		return;
	}
	skeleton.len = smx_skeleton_label(smx_query_label(query, place), text);
	forms->plain += smx_hash_part(smx_hash_label(skeleton), place);
}

/* The same for candidates with an A-label; labels are caught up with when the first
 * one is there. */
static void
add_full(struct smx_forms *forms, const struct smx_query *query, unsigned n_labels)
{
	for (; forms->n_full < n_labels && forms->has_full; forms->n_full++) {
		unsigned place = forms->n_full;
		uint64_t hash = 0;

		forms->has_full = smx_skeleton_full_label(smx_query_label(query, place), &hash);
		forms->full += smx_hash_part(hash, place);
	}
}

/* The rule `glyph`.  A name that is its own skeleton is found by its own key. */
static void
judge_glyphs(struct smx_search *search, struct smx_forms *forms, unsigned n_labels)
{
	const struct smx_query *query = &search->query;
	uint64_t skeleton = 0;

	if (!search->candidate.has_alabel) {
		add_plain(forms, query, n_labels - 1);
		skeleton = forms->plain;
	}
	if (!search->index->has_labels[n_labels])
		return;
	if (search->candidate.has_alabel) {
		add_full(forms, query, n_labels);
		if (!forms->has_full)
			return;
		skeleton = forms->full;
	}
	if (skeleton != query->tails[n_labels])
		smx_search_judge(search, skeleton, SMX_RULE_BIT(SMX_RULE_GLYPH));
	smx_search_judge(search, skeleton ^ SMX_HASH_GLYPH, SMX_RULE_BIT(SMX_RULE_GLYPH));
}

void
smx_search_forms(struct smx_search *search, struct smx_forms *forms, unsigned n_labels)
{
	smx_squeeze_add(&forms->squeeze, &search->index->powers, &search->query, n_labels - 1);
	if (n_labels > 1) /* a single label is no candidate */
		smx_search_judge(search, smx_squeeze_key(&forms->squeeze),
				 SMX_RULE_BIT(SMX_RULE_DOT));
	judge_glyphs(search, forms, n_labels);
	if (search->index->has_labels[n_labels] && !search->candidate.has_alabel)
		judge_host(search, n_labels);
}
