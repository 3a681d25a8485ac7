/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/pairs.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "match/lookup.h"
#include "policy/advice.h"

#define NAMES_AT_ONCE 256 /* between two looks at the progress */

/* Two names, by their first entries: the later one can be taken for the earlier one, or the
 * reverse. */
struct pair {
	const struct smx_entry *earlier, *later;
	bool is_reverse;
	enum smx_rule rule;
	unsigned distance;
};

struct finder {
	const struct smx_policy *policy;
	const struct smx_origins *origins;
	const struct smx_entry *candidate; /* at hand */
	bool has_failed;                   /* memory ran out */
	struct pair *list;
	size_t n_pairs;
};

/* Whether an entry stands before another one; those of a zone are in the order of names. */
static bool
is_before(const struct smx_origins *origins, const struct smx_entry *a, const struct smx_entry *b)
{
	const struct smx_origin *left = &origins->list[a->sequence];
	const struct smx_origin *right = &origins->list[b->sequence];

	if (left->file != right->file)
		return left->file < right->file;
	return left->line != right->line ? left->line < right->line : a->sequence < b->sequence;
}

static int
add_pair(struct finder *finder, const struct smx_entry *protected, const struct smx_match *match)
{
	const struct smx_entry *candidate = finder->candidate;
	bool is_reverse = is_before(finder->origins, candidate, protected);
	struct pair *list = smx_grow(finder->list, finder->n_pairs, sizeof *list);

	if (list == NULL)
		return SMX_ENOMEM;
	finder->list = list;
	list[finder->n_pairs++] = (struct pair){
		.earlier = is_reverse ? candidate : protected,
		.later = is_reverse ? protected : candidate,
		.is_reverse = is_reverse,
		.rule = match->rule,
		.distance = match->distance,
	};
	return SMX_OK;
}

static void
on_match(void *context, const struct smx_match *match)
{
	struct finder *finder = context;
	bool is_suffix = smx_entry_is_suffix(finder->candidate);
	const struct smx_entry *protected;

	/* All of the name: what is below a lookalike is not meant.  Of a public suffix, it is
	 * what follows the label that stands for the names below it. */
	if (match->candidate.first != is_suffix || is_suffix != (match->rule == SMX_RULE_ZONE))
		return;
	/* It would pass even if it were not protected itself. */
	if (smx_advice_count_passing(finder->policy, finder->candidate) > 0)
		return;
	protected = smx_advice_entry(finder->policy, smx_entry_text(match->entry));
	if (protected != finder->candidate && add_pair(finder, protected, match) != SMX_OK)
		finder->has_failed = true;
}

/* Find what the name of an entry can be taken for. */
static void
find(struct finder *finder, const struct smx_entry *entry)
{
	const struct smx_filter filter = {
		.takes_all = true, .found = on_match, .context = finder};
	struct smx_verdict unused;
	struct smx_name name;
	uint8_t wire[2 + SMX_WIRE_MAX] = {1, 'a'};
	size_t len;

	smx_entry_name(entry, &name);
	len = smx_name_to_wire(&name, wire + 2);
	finder->candidate = entry;
	if (!smx_entry_is_suffix(entry))
		smx_lookup_filtered(finder->policy, &filter, wire + 2, len, &unused);
	else if (len + 2 <= SMX_WIRE_MAX)
		smx_lookup_filtered(finder->policy, &filter, wire, len + 2, &unused);
}

static int
compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* Those of two names together, what is to be told of them first: that the later one can
 * be taken for the earlier one, by the rule that would win. */
static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *left = a, *right = b;
	int order = compare(left->later->sequence, right->later->sequence);

	if (order == 0)
		order = compare(left->earlier->sequence, right->earlier->sequence);
	if (order == 0)
		order = compare(left->is_reverse, right->is_reverse);
	if (order == 0)
		order = compare(left->distance, right->distance);
	return order != 0 ? order : compare(left->rule, right->rule);
}

static void
warn(const struct pair *pair, const struct smx_origins *origins, struct smx_messages *messages)
{
	struct smx_place place = smx_origins_place(origins, pair->later->sequence, messages);
	struct smx_place other = smx_origins_place(origins, pair->earlier->sequence, messages);
	char earlier[SMX_NAME_TEXT_SIZE], later[SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(pair->earlier, earlier, sizeof earlier);
	smx_entry_name_write(pair->later, later, sizeof later);
	smx_warn(&place,
		 "'%s' can be taken for '%s' by the rule %s, and both are protected (%s at %s:%u), "
		 "so that one typed for the other passes: if both are meant, say so with a comment "
		 "reason=, and otherwise remove one",
		 pair->is_reverse ? earlier : later, pair->is_reverse ? later : earlier,
		 smx_rule_name(pair->rule), earlier, other.file, other.line);
}

/* Warn of the pairs of a later name that are not told one by one. */
static void
warn_of_others(const struct pair *pair, size_t n_others, const struct smx_origins *origins,
	       struct smx_messages *messages)
{
	struct smx_place place = smx_origins_place(origins, pair->later->sequence, messages);
	char later[SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(pair->later, later, sizeof later);
	smx_warn(&place, "'%s' can be taken for %zu more protected name%s, or the reverse", later,
		 n_others, n_others == 1 ? "" : "s");
}

static void
warn_of_all(const struct finder *finder, struct smx_messages *messages)
{
	size_t n_of_later = 0;

	for (size_t i = 0; i < finder->n_pairs; i++) {
		const struct pair *pair = &finder->list[i];
		bool is_last = i + 1 == finder->n_pairs || pair[1].later != pair->later;

		if (i == 0 || pair[-1].later != pair->later)
			n_of_later = 0;
		if (smx_origins_is_explained(finder->origins, pair->later->sequence))
			continue;
		if (i == 0 || pair->later != pair[-1].later || pair->earlier != pair[-1].earlier) {
			n_of_later++;
			if (n_of_later <= SMX_ADVICE_PAIRS_MAX)
				warn(pair, finder->origins, messages);
		}
		if (is_last && n_of_later > SMX_ADVICE_PAIRS_MAX)
			warn_of_others(pair, n_of_later - SMX_ADVICE_PAIRS_MAX, finder->origins,
				       messages);
	}
}

int
smx_pairs_warn(const struct smx_policy *policy, const struct smx_origins *origins,
	       const struct smx_advice_progress *progress, struct smx_messages *messages)
{
	struct finder finder = {.policy = policy, .origins = origins};

	for (size_t i = 0; i < policy->n_entries && !finder.has_failed; i++) {
		const struct smx_entry *entry = policy->entries[i];

		if (i % NAMES_AT_ONCE == 0 && progress->tell != NULL)
			progress->tell(progress->closure, i, policy->n_entries);
		if (i == 0 || !smx_span_equals(smx_entry_text(entry),
					       smx_entry_text(policy->entries[i - 1])))
			find(&finder, entry);
	}
	if (!finder.has_failed && finder.n_pairs > 0)
		qsort(finder.list, finder.n_pairs, sizeof *finder.list, compare_pairs);
	if (!finder.has_failed)
		warn_of_all(&finder, messages);
	free(finder.list);
	return finder.has_failed ? SMX_ENOMEM : SMX_OK;
}
