/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/lookup.h"

#include <string.h>

#include "match/confusable.h"
#include "match/suffix.h"

/* A protected name that a candidate is confusable with. */
struct match {
	const struct smx_entry *entry;
	struct smx_tail candidate;
	enum smx_rule rule;
	unsigned distance; /* 0: no match yet */
};

static bool
is_special_use(const struct smx_name *qname)
{
	static const char *const tlds[] = {"arpa",  "localhost", "local",
					   "onion", "invalid",   "internal"};
	struct smx_tail last = smx_name_tail(qname, 1);
	struct smx_span tld = smx_tail_label(&last, 0);

	for (size_t i = 0; i < sizeof tlds / sizeof tlds[0]; i++) {
		if (tld.len == strlen(tlds[i]) && memcmp(tld.ptr, tlds[i], tld.len) == 0)
			return true;
	}
	return false;
}

/*
 * straymx-zone(5), "Which entry wins": whether `a` wins over `b`.  Of two
 * entries with all the same the one that was seen first stays.
 */
static bool
wins(const struct match *a, const struct match *b)
{
	int order;

	if (b->distance == 0)
		return true;
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->entry->name.n_labels != b->entry->name.n_labels)
		return a->entry->name.n_labels > b->entry->name.n_labels;
	if (a->rule != b->rule)
		return a->rule < b->rule;
	order = smx_span_compare(smx_name_text(&a->entry->name), smx_name_text(&b->entry->name));
	if (order != 0)
		return order < 0;
	return smx_span_compare(
		       smx_tail_text(&a->candidate, smx_tail_count_labels(&a->candidate)),
		       smx_tail_text(&b->candidate, smx_tail_count_labels(&b->candidate))) < 0;
}

/* Hold one candidate against all protected names. */
static void
match_candidate(const struct smx_policy *policy, struct smx_tail tail, struct match *best)
{
	struct smx_candidate candidate;

	if (smx_suffix_is_public(&policy->suffixes, &tail))
		return;
	smx_candidate_init(&candidate, tail);
	for (size_t i = 0; i < policy->n_entries; i++) {
		struct match match = {.entry = policy->entries[i], .candidate = tail};

		if (smx_confusable(policy, match.entry, &candidate, &match.rule,
				   &match.distance) &&
		    wins(&match, best))
			*best = match;
	}
}

static enum smx_reason
reason_to_pass(const struct smx_policy *policy, const struct smx_name *qname)
{
	if (smx_nameset_covers(&policy->exempt, qname))
		return SMX_ALLOWED;
	if (smx_nameset_covers(&policy->protected, qname))
		return SMX_PROTECTED;
	if (is_special_use(qname))
		return SMX_SPECIAL_USE;
	return SMX_NO_MATCH;
}

void
smx_lookup(const struct smx_policy *policy, const uint8_t *qname, size_t qname_len,
	   struct smx_verdict *verdict)
{
	struct smx_name name;
	struct match best = {.distance = 0};

	memset(verdict, 0, sizeof *verdict);
	verdict->reason = SMX_NO_MATCH;
	if (smx_name_from_wire(&name, qname, qname_len) != SMX_OK || name.n_labels == 0)
		return;
	verdict->reason = reason_to_pass(policy, &name);
	if (verdict->reason != SMX_NO_MATCH)
		return;
	for (unsigned n = 2; n <= name.n_labels && n <= policy->longest + 1; n++)
		match_candidate(policy, smx_name_tail(&name, n), &best);
	if (best.distance == 0)
		return;
	verdict->reason = SMX_MATCH;
	verdict->entry = best.entry;
	verdict->candidate_offset = name.start[best.candidate.first];
	verdict->rule = best.rule;
	verdict->distance = best.distance;
}

const uint8_t *
smx_candidate_wire(const struct smx_verdict *verdict, const uint8_t *qname, size_t qname_len,
		   size_t *len)
{
	*len = qname_len - verdict->candidate_offset;
	return qname + verdict->candidate_offset;
}
