/* SPDX-License-Identifier: BSD-3-Clause */
#include "nearest.h"

#include <string.h>

#include "match/confusable.h"
#include "match/osa.h"
#include "match/query.h"
#include "match/suffix.h"

const char *
nearest_kind_name(enum nearest_kind kind)
{
	static const char *const names[] = {
		[NEAREST_NONE] = "none",	    [NEAREST_HOLDS] = "holds",
		[NEAREST_SHORT] = "short",	    [NEAREST_OFF] = "off",
		[NEAREST_SUFFIX] = "public-suffix", [NEAREST_REGISTRY] = "registry",
		[NEAREST_FAR] = "far"};

	return names[kind];
}

/* An entry with least lengths of its own. */
struct tried_entry {
	struct smx_settings settings;
	union {
		struct smx_entry entry;
		uint8_t bytes[sizeof(struct smx_entry) + UINT8_MAX];
	} copy;
};

/* All rules at any length. */
static void
tried_init(struct tried_entry *tried, const struct smx_entry *entry)
{
	tried->settings = *entry->settings;
	memset(tried->settings.least_len, 1, sizeof tried->settings.least_len);
	memcpy(&tried->copy, entry, sizeof *entry + entry->text_len);
	tried->copy.entry.settings = &tried->settings;
}

struct search {
	const struct smx_policy *policy;
	struct smx_query query;
	struct nearest *nearest;
	struct smx_candidate candidate; /* of the best one so far */
	unsigned edits;                 /* of the best one that no rule holds for */
};

static struct smx_candidate
candidate_of(const struct search *search, unsigned n_labels)
{
	struct smx_candidate candidate = {.tail = smx_name_tail(&search->query.name, n_labels)};

	candidate.has_alabel = smx_tail_has_alabel(&candidate.tail);
	return candidate;
}

static void
keep(struct search *search, const struct smx_entry *entry, enum nearest_kind kind,
     const struct smx_candidate *candidate, enum smx_rule rule, unsigned distance)
{
	struct nearest *nearest = search->nearest;
	bool is_better = nearest->kind == NEAREST_NONE || nearest->kind == NEAREST_FAR ||
			 distance < nearest->distance ||
			 (distance == nearest->distance &&
			  entry->n_labels > nearest->entry->n_labels);

	if (!is_better)
		return;
	nearest->kind = kind;
	nearest->entry = entry;
	nearest->rule = rule;
	nearest->distance = distance;
	search->candidate = *candidate;
}

/* ---- going through the entries ------------------------------------------------------------ */

static void
try_suffix(struct search *search, const struct smx_entry *entry)
{
	unsigned n = entry->n_labels;
	struct smx_candidate candidate;

	if (search->query.name.n_labels <= n)
		return;
	candidate = candidate_of(search, n);
	if (smx_osa(smx_entry_text(entry), smx_tail_text(&candidate.tail, n), 1) != 1)
		return;
	keep(search, entry,
	     smx_confusable_zone(search->policy, entry, &candidate) ? NEAREST_HOLDS
								    : NEAREST_REGISTRY,
	     &candidate, SMX_RULE_ZONE, 1);
}

static void
try_rules(struct search *search, const struct smx_entry *entry)
{
	unsigned most = entry->n_labels + 1u, n_labels = search->query.name.n_labels;
	struct tried_entry tried;

	tried_init(&tried, entry);
	/* Only `dot` asks for another number of labels than P has. */
	for (unsigned n = 2; n <= most && n <= n_labels; n++) {
		struct smx_candidate candidate = candidate_of(search, n);
		enum smx_rule rule;
		unsigned distance;

		if (smx_confusable(search->policy, &tried.copy.entry, &candidate, SMX_RULES_ALL,
				   &rule, &distance))
			keep(search, entry, NEAREST_OFF, &candidate, rule, distance);
	}
}

static void
try_edits(struct search *search, const struct smx_entry *entry)
{
	struct nearest *nearest = search->nearest;
	unsigned n = entry->n_labels, n_labels = search->query.name.n_labels, edits;
	struct smx_candidate candidate;

	if (nearest->kind != NEAREST_NONE && nearest->kind != NEAREST_FAR)
		return;
	candidate = candidate_of(search, n < n_labels ? n : n_labels);
	edits = smx_osa(smx_entry_text(entry),
			smx_tail_text(&candidate.tail, n < n_labels ? n : n_labels),
			search->edits - 1);
	if (edits >= search->edits)
		return;
	search->edits = edits;
	search->candidate = candidate;
	nearest->kind = NEAREST_FAR;
	nearest->entry = entry;
	nearest->distance = edits;
}

/* ---- what stopped it ---------------------------------------------------------------------- */

static bool
holds(const struct search *search, struct tried_entry *tried, enum smx_rule rule,
      unsigned least_len)
{
	enum smx_rule held;
	unsigned distance;

	tried->settings.least_len[rule] = (uint8_t)least_len;
	return smx_confusable(search->policy, &tried->copy.entry, &search->candidate,
			      SMX_RULE_BIT(rule), &held, &distance);
}

/* The label of P, before its suffix, that has this length, and differs if any such does. */
static void
name_label(const struct search *search, unsigned len, char *text)
{
	const struct smx_entry *entry = search->nearest->entry;
	const struct smx_tail *c = &search->candidate.tail;
	bool is_found = false, has_as_many = smx_tail_count_labels(c) == entry->n_labels;
	struct smx_name name;
	struct smx_tail p;

	smx_entry_name(entry, &name);
	p = smx_name_tail(&name, name.n_labels);
	for (unsigned i = 0; i < (unsigned)entry->n_labels - entry->n_suffix_labels; i++) {
		struct smx_span label = smx_tail_label(&p, i);
		bool differs = has_as_many && !smx_span_equals(label, smx_tail_label(c, i));

		if (label.len != len || (is_found && !differs))
			continue;
		memcpy(text, label.ptr, label.len);
		text[label.len] = '\0';
		is_found = true;
	}
}

/* Of the rules that hold at some length, the one that lacks least. */
static void
find_what_lacks(struct search *search)
{
	struct nearest *nearest = search->nearest;
	const uint8_t *least_len = nearest->entry->settings->least_len;
	struct tried_entry tried;
	unsigned least = UINT8_MAX;

	tried_init(&tried, nearest->entry);
	for (int r = 0; r < SMX_N_RULES; r++) {
		enum smx_rule rule = (enum smx_rule)r;
		unsigned has = 1;

		if (least_len[rule] == 0 || !holds(search, &tried, rule, 1))
			continue;
		if (holds(search, &tried, rule, least_len[rule])) {
			nearest->kind = NEAREST_HOLDS;
			nearest->rule = rule;
			return;
		}
		while (holds(search, &tried, rule, has + 1))
			has++;
		if (least_len[rule] - has >= least)
			continue;
		least = least_len[rule] - has;
		nearest->kind = NEAREST_SHORT;
		nearest->rule = rule;
		nearest->needs = least_len[rule];
		name_label(search, has, nearest->label);
	}
}

void
nearest_find(const struct smx_policy *policy, const uint8_t *qname, size_t qname_len,
	     struct nearest *nearest)
{
	struct search search = {.policy = policy, .nearest = nearest, .edits = SMX_WIRE_MAX - 1};

	memset(nearest, 0, sizeof *nearest);
	if (smx_query_init(&search.query, qname, qname_len) != SMX_OK)
		return;
	for (size_t i = 0; i < policy->n_entries; i++) {
		const struct smx_entry *entry = policy->entries[i];

		if (smx_entry_is_suffix(entry)) {
			try_suffix(&search, entry);
			continue;
		}
		try_rules(&search, entry);
		try_edits(&search, entry);
	}
	if (nearest->kind == NEAREST_OFF) {
		if (smx_suffix_is_public(&policy->suffixes, &search.candidate.tail))
			nearest->kind = NEAREST_SUFFIX;
		else
			find_what_lacks(&search);
	}
	if (nearest->kind != NEAREST_NONE)
		smx_tail_write(&search.candidate.tail, 0, nearest->candidate,
			       sizeof nearest->candidate);
}
