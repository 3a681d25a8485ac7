/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/lookup.h"

#include <string.h>

#include "match/search.h"

/* ---- what passes unjudged ------------------------------------------------------------ */

static bool
is_special_use(const struct smx_query *query)
{
	static const char *const tlds[] = {"arpa",  "localhost", "local",
					   "onion", "invalid",   "internal"};
	struct smx_span tld = smx_query_label(query, 0);

	if (tld.len < strlen("arpa") || tld.len > strlen("localhost"))
		return false;
	for (size_t i = 0; i < sizeof tlds / sizeof tlds[0]; i++) {
		if (tld.ptr[0] == (uint8_t)tlds[i][0] && tld.len == strlen(tlds[i]) &&
		    memcmp(tld.ptr, tlds[i], tld.len) == 0)
			return true;
	}
	return false;
}

/* Whether the last `n` labels are a protected name. */
static bool
has_entry(const struct smx_search *search, unsigned n)
{
	struct smx_tail tail = smx_name_tail(&search->query.name, n);
	struct smx_span text = smx_tail_text(&tail, n);
	const struct smx_item *item, *end;
	uint32_t tag = smx_keymap_find(&search->index->names, search->query.tails[n], &item, &end);

	for (; item < end; item++) {
		const struct smx_entry *entry = search->policy->entries[item->value];

		if (item->tag == tag && entry->n_labels == n &&
		    smx_span_equals(smx_entry_text(entry), text))
			return true;
	}
	return false;
}

/* Whether the query name is equal to or below a protected name. */
static bool
is_protected(const struct smx_search *search)
{
	const struct smx_index *index = search->index;
	unsigned n_labels = search->query.name.n_labels;

	if (n_labels > index->longest)
		n_labels = index->longest;
	for (unsigned n = 1; n <= n_labels; n++) {
		if (smx_index_may_have(index, search->query.tails[n]) && has_entry(search, n))
			return true;
	}
	return false;
}

static enum smx_reason
reason_to_pass(const struct smx_search *search)
{
	if (smx_nameset_covers(&search->policy->exempt, &search->query))
		return SMX_ALLOWED;
	if (is_protected(search))
		return SMX_PROTECTED;
	if (is_special_use(&search->query))
		return SMX_SPECIAL_USE;
	return SMX_NO_MATCH;
}

/* ---- what is close to a protected name -------------------------------------------------- */

/* The rule `zone`: the last labels of the name are close to a protected public suffix. */
static void
judge_zones(struct smx_search *search, const struct smx_ending *ending)
{
	if (search->query.name.n_labels <= ending->n_labels)
		return;
	smx_search_use(search, ending->n_labels);
	for (size_t i = 0; i < ending->n_zones; i++) {
		struct smx_match match = {.entry = search->policy->entries[ending->first_zone + i],
				      .candidate = search->candidate.tail,
				      .rule = SMX_RULE_ZONE,
				      .distance = 1};

		if (smx_confusable_zone(search->policy, match.entry, &search->candidate))
			smx_search_offer(search, &match);
	}
}

/* The rules `tld`, `cc` and `both`: the candidates under another ending of as many
 * labels as their own. */
static void
judge_ending(struct smx_search *search, const struct smx_ending *ending)
{
	const struct smx_query *query = &search->query;
	uint64_t difference = ending->hash - query->tails[ending->n_labels];

	for (unsigned n = ending->n_labels + 1; n <= search->n_labels; n++) {
		if (!search->index->has_labels[n])
			continue;
		smx_search_use(search, n);
		if (search->candidate.has_alabel)
			return; /* and so will the longer ones */
		smx_search_judge(search, query->tails[n] + difference, SMX_RULES_LABELS);
		/* The rule `both` loses to any rule of distance 1. */
		for (unsigned place = ending->n_labels;
		     place < n && search->best.distance != 1; place++)
			smx_search_edits_under(search, difference, n, place);
	}
}

static void
judge_endings(struct smx_search *search)
{
	const struct smx_endings *endings = &search->index->endings;
	struct smx_near_endings near;

	for (unsigned n = 1; n <= endings->most_labels && n <= search->query.name.n_labels; n++) {
		if (!smx_endings_may_be_near(endings, &search->query, n))
			continue;
		smx_endings_near(endings, &search->query, n, &near);
		for (size_t i = 0; i < near.n_numbers; i++) {
			const struct smx_ending *ending = &endings->list[near.numbers[i]];

			if (near.is_all && (ending->n_labels != n ||
					    !smx_ending_is_near(ending, &search->query)))
				continue;
			if (ending->n_zones > 0)
				judge_zones(search, ending);
			if (ending->has_names)
				judge_ending(search, ending);
		}
	}
}

/* All other rules. */
static void
judge_candidates(struct smx_search *search)
{
	struct smx_forms forms;

	smx_forms_init(&forms);
	for (unsigned n = 1; n <= search->n_labels; n++) {
		smx_search_use(search, n);
		smx_search_forms(search, &forms, n);
		if (!search->index->has_labels[n] || search->candidate.has_alabel)
			continue;
		for (unsigned place = 1; place < n; place++)
			smx_search_edits(search, n, place);
	}
}

/* How many of the last labels are no A-labels. */
static unsigned
count_plain_labels(const struct smx_query *query)
{
	unsigned n = 0;

	while (n < query->name.n_labels && (query->traits[n] & SMX_LABEL_ALABEL) == 0)
		n++;
	return n;
}

void
smx_lookup_filtered(const struct smx_policy *policy, const struct smx_filter *filter,
		    const uint8_t *qname, size_t qname_len, struct smx_verdict *verdict)
{
	struct smx_search search;

	memset(verdict, 0, sizeof *verdict);
	verdict->reason = SMX_NO_MATCH;
	if (smx_query_init(&search.query, qname, qname_len) != SMX_OK)
		return;
	search.policy = policy;
	search.filter = filter;
	search.index = &policy->index;
	if (filter == NULL || !filter->takes_all)
		verdict->reason = reason_to_pass(&search);
	if (verdict->reason != SMX_NO_MATCH)
		return;
	search.n_labels = search.query.name.n_labels;
	if (search.n_labels > policy->index.longest + 1)
		search.n_labels = policy->index.longest + 1;
	search.n_plain = count_plain_labels(&search.query);
	search.probe_place = SMX_LABELS_MAX;
	search.best.distance = 0;
	smx_search_prefetch(&search);
	judge_candidates(&search);
	judge_endings(&search);
	if (search.best.distance == 0)
		return;
	verdict->reason = SMX_MATCH;
	verdict->entry = search.best.entry;
	verdict->candidate_offset = search.query.name.start[search.best.candidate.first];
	verdict->rule = search.best.rule;
	verdict->distance = search.best.distance;
}

void
smx_lookup(const struct smx_policy *policy, const uint8_t *qname, size_t qname_len,
	   struct smx_verdict *verdict)
{
	smx_lookup_filtered(policy, NULL, qname, qname_len, verdict);
}

void
smx_lookup_for_client(const struct smx_policy *policy, const uint8_t *qname, size_t qname_len,
		      int family, const void *address, struct smx_verdict *verdict)
{
	const struct smx_filter filter = {.family = family, .address = address};

	smx_lookup_filtered(policy, &filter, qname, qname_len, verdict);
}

const uint8_t *
smx_candidate_wire(const struct smx_verdict *verdict, const uint8_t *qname, size_t qname_len,
		   size_t *len)
{
	*len = qname_len - verdict->candidate_offset;
	return qname + verdict->candidate_offset;
}

size_t
smx_intended_wire(const struct smx_verdict *verdict, const uint8_t *qname, uint8_t *wire)
{
	size_t head_len = verdict->candidate_offset;
	struct smx_name name;

	smx_entry_name(verdict->entry, &name);
	/* The entry's name in wire format is its text, a length octet and the root label. */
	if (head_len + verdict->entry->text_len + 2 > SMX_WIRE_MAX)
		return 0;
	memcpy(wire, qname, head_len);
	return head_len + smx_name_to_wire(&name, wire + head_len);
}
