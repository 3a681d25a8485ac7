/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/search.h"

static struct smx_span
whole_text(const struct smx_tail *tail)
{
	return smx_tail_text(tail, smx_tail_count_labels(tail));
}

/*
 * straymx-zone(5), "Which entry wins": whether `a` wins over `b`.  Of two
 * entries with all the same the one of the zone that comes first does.
 */
static bool
wins(const struct smx_match *a, const struct smx_match *b)
{
	int order;

	if (b->distance == 0)
		return true;
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->entry->n_labels != b->entry->n_labels)
		return a->entry->n_labels > b->entry->n_labels;
	if (a->rule != b->rule)
		return a->rule < b->rule;
	order = smx_span_compare(smx_entry_text(a->entry), smx_entry_text(b->entry));
	if (order == 0)
		order = smx_span_compare(whole_text(&a->candidate), whole_text(&b->candidate));
	return order != 0 ? order < 0 : a->entry->sequence < b->entry->sequence;
}

/* Whether the entry counts in this lookup. */
static bool
counts(const struct smx_filter *filter, const struct smx_entry *entry)
{
	if (filter->is_enforced && entry->settings->mode != SMX_ENFORCE)
		return false;
	if (filter->is_for_all && entry->settings->zone->clients.n_networks > 0)
		return false;
	return filter->address == NULL ||
	       smx_entry_covers_client(entry, filter->family, filter->address);
}

/* The list is slow, so it is asked when all else says that there is a match. */
static bool
is_public_suffix(struct smx_search *search)
{
	if (search->is_public == SMX_LIST_NOT_ASKED)
		search->is_public = smx_suffix_is_public(&search->policy->suffixes,
							 &search->candidate.tail)
					    ? SMX_LIST_HAS
					    : SMX_LIST_HAS_NOT;
	return search->is_public == SMX_LIST_HAS;
}

void
smx_search_offer(struct smx_search *search, const struct smx_match *match)
{
	const struct smx_filter *filter = search->filter;

	if (filter != NULL && !counts(filter, match->entry))
		return;
	if (filter != NULL && filter->found != NULL) {
		if (match->rule == SMX_RULE_ZONE || !is_public_suffix(search))
			filter->found(filter->context, match);
		return;
	}
	if (wins(match, &search->best) &&
	    (match->rule == SMX_RULE_ZONE || !is_public_suffix(search)))
		search->best = *match;
}

/* Hold the candidate at hand against the entries that have the name of entry `number`. */
static void
judge(struct smx_search *search, size_t number, unsigned rules)
{
	const struct smx_policy *policy = search->policy;
	const struct smx_entry *first = policy->entries[number];

	for (size_t i = number; i < policy->n_entries; i++) {
		struct smx_match match = {.entry = policy->entries[i],
				      .candidate = search->candidate.tail};

		if (!smx_span_equals(smx_entry_text(match.entry), smx_entry_text(first)))
			break;
		if (smx_confusable(policy, match.entry, &search->candidate, rules, &match.rule,
				   &match.distance))
			smx_search_offer(search, &match);
	}
}

void
smx_search_judge_found(struct smx_search *search, uint64_t key, unsigned rules)
{
	const struct smx_item *item, *end;
	uint32_t tag = smx_keymap_find(&search->index->names, key, &item, &end);

	for (; item < end; item++) {
		if (item->tag == tag)
			judge(search, item->value, rules);
	}
}
