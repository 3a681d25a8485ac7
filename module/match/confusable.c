/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/confusable.h"

#include <string.h>

#include "match/edit.h"
#include "match/osa.h"
#include "match/skeleton.h"
#include "match/suffix.h"

/* A protected name P and a candidate C. */
struct pair {
	const struct smx_policy *policy;
	const struct smx_entry *entry;
	struct smx_tail p;
	const struct smx_candidate *candidate;
	const struct smx_tail *c;
	size_t len; /* of P's shortest label, suffix apart, that differs; 0: none does */
};

static size_t
registrable_len(const struct pair *pair)
{
	unsigned n = smx_tail_count_labels(&pair->p);

	return smx_tail_label(&pair->p, n - pair->entry->n_suffix_labels - 1).len;
}

static size_t
first_label_len(const struct pair *pair)
{
	return smx_tail_label(&pair->p, 0).len;
}

static size_t
differing_len(const struct pair *pair)
{
	return pair->len;
}

/* ---- rules that ask for as many labels in C, and no A-label ------------------- */

/*
 * Rule `cc`: the one edit is inside a two-letter label and leaves it two
 * letters long, and C's suffix is a registry's.
 */
static bool
is_other_registry(const struct pair *pair)
{
	unsigned s = pair->entry->n_suffix_labels;
	struct smx_tail from = smx_name_tail(&pair->entry->name, s);
	struct smx_tail to = smx_name_tail(pair->c->name, s);
	unsigned n_differing = 0;

	for (unsigned i = 0; i < s; i++) {
		struct smx_span a = smx_tail_label(&from, i);
		struct smx_span b = smx_tail_label(&to, i);

		if (smx_span_equals(a, b))
			continue;
		n_differing++;
		if (a.len != 2 || b.len != 2)
			return false;
	}
	return n_differing == 1 && smx_suffix_is_registry(&pair->policy->suffixes, &to);
}

/*
 * The rules that hold by the distances `ds` of the suffixes and `dl`, the sum of
 * those of the other labels; for dl = 1 the edit leads `from` P's label `to` C's.
 */
static unsigned
rules_by_distance(const struct pair *pair, unsigned ds, unsigned dl, struct smx_span from,
		  struct smx_span to)
{
	if (ds == 0 && dl == 1)
		return smx_edit_rules(from, to, pair->policy->keyboard);
	if (ds == 0 && dl == 2)
		return SMX_RULE_BIT(SMX_RULE_TWO);
	if (ds == 1 && dl == 0)
		return is_other_registry(pair) ? SMX_RULE_BIT(SMX_RULE_CC)
					       : SMX_RULE_BIT(SMX_RULE_TLD);
	if (ds == 1 && dl == 1 && !is_other_registry(pair))
		return SMX_RULE_BIT(SMX_RULE_BOTH);
	return 0;
}

/* Compare P and C label by label; sets `pair->len`. */
static unsigned
rules_by_labels(struct pair *pair)
{
	unsigned n = smx_tail_count_labels(&pair->p);
	unsigned s = pair->entry->n_suffix_labels;
	struct smx_span from = {NULL, 0}, to = {NULL, 0};
	unsigned ds, dl = 0;

	ds = smx_osa(smx_tail_text(&pair->p, s), smx_tail_text(pair->c, s), 1);
	if (ds > 1)
		return 0;
	for (unsigned i = 0; i < n - s; i++) {
		struct smx_span a = smx_tail_label(&pair->p, i);
		struct smx_span b = smx_tail_label(pair->c, i);

		if (smx_span_equals(a, b))
			continue;
		from = a;
		to = b;
		dl += smx_osa(a, b, 2);
		if (dl > 2)
			return 0;
		if (pair->len == 0 || a.len < pair->len)
			pair->len = a.len;
	}
	return rules_by_distance(pair, ds, dl, from, to);
}

/* Whether `label` is a usual host name, or that and a hyphen, before `rest`. */
static bool
has_host_before(struct smx_span label, struct smx_span rest)
{
	static const char *const hosts[] = {"mail",  "smtp", "mx",  "webmail",
					    "email", "imap", "pop", "www",
					    "owa",   "exchange", "autodiscover"};

	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		size_t len = strlen(hosts[i]);
		struct smx_span after = label;

		if (label.len < len || memcmp(label.ptr, hosts[i], len) != 0)
			continue;
		after.ptr += len;
		after.len -= len;
		if (smx_span_equals(after, rest))
			return true;
		if (after.len > 0 && after.ptr[0] == '-') {
			after.ptr++, after.len--;
			if (smx_span_equals(after, rest))
				return true;
		}
	}
	return false;
}

static bool
holds_host(const struct pair *pair)
{
	unsigned n = smx_tail_count_labels(&pair->p);

	for (unsigned i = 1; i < n; i++) {
		if (!smx_span_equals(smx_tail_label(&pair->p, i), smx_tail_label(pair->c, i)))
			return false;
	}
	return has_host_before(smx_tail_label(pair->c, 0), smx_tail_label(&pair->p, 0));
}

/* ---- rules for any labels ---------------------------------------------------- */

/* Whether the labels of P, run together without hyphens, are C's. */
static bool
holds_dot(const struct pair *pair)
{
	const struct smx_candidate *candidate = pair->candidate;
	unsigned n = smx_tail_count_labels(&pair->p);
	size_t at = 0;

	for (unsigned i = 0; i < n; i++) {
		struct smx_span label = smx_tail_label(&pair->p, i);

		for (size_t k = 0; k < label.len; k++) {
			if (label.ptr[k] == '-')
				continue;
			if (at == candidate->squeezed_len ||
			    candidate->squeezed[at] != label.ptr[k])
				return false;
			at++;
		}
	}
	return at == candidate->squeezed_len && !smx_tail_equals(&pair->p, pair->c);
}

static bool
holds_glyph(const struct pair *pair)
{
	struct smx_tail p = {&pair->entry->skeleton, 0};
	struct smx_tail c = {&pair->candidate->skeleton, 0};

	return pair->entry->has_skeleton && smx_tail_equals(&p, &c) &&
	       !smx_tail_equals(&pair->p, pair->c);
}

/* ---- all of them --------------------------------------------------------------- */

/* The set of rules that hold for the pair, whatever their least lengths; sets
 * `pair->len`. */
static unsigned
holding_rules(struct pair *pair)
{
	bool has_as_many_labels =
		smx_tail_count_labels(&pair->p) == smx_tail_count_labels(pair->c);
	unsigned rules = 0;

	pair->len = 0;
	if (holds_dot(pair))
		rules |= SMX_RULE_BIT(SMX_RULE_DOT);
	if (!has_as_many_labels || pair->candidate->has_alabel)
		return rules;
	if (holds_glyph(pair))
		rules |= SMX_RULE_BIT(SMX_RULE_GLYPH);
	if (holds_host(pair))
		rules |= SMX_RULE_BIT(SMX_RULE_HOST);
	return rules | rules_by_labels(pair);
}

/*
 * The rules in the order in which they win: by distance, then as in the table
 * of straymx-zone(5); each with the length that has to be reached.
 */
static const struct {
	enum smx_rule rule;
	unsigned distance;
	size_t (*length)(const struct pair *pair);
} winning_order[SMX_N_RULES] = {
	{SMX_RULE_TLD, 1, registrable_len},   {SMX_RULE_DOT, 1, registrable_len},
	{SMX_RULE_SWAP, 1, differing_len},    {SMX_RULE_REPEAT, 1, differing_len},
	{SMX_RULE_LOOK, 1, differing_len},    {SMX_RULE_SLIP, 1, differing_len},
	{SMX_RULE_OMIT, 1, differing_len},    {SMX_RULE_KEY, 1, differing_len},
	{SMX_RULE_VOWEL, 1, differing_len},   {SMX_RULE_EXTRA, 1, differing_len},
	{SMX_RULE_OTHER, 1, differing_len},   {SMX_RULE_HOST, 1, first_label_len},
	{SMX_RULE_GLYPH, 1, registrable_len}, {SMX_RULE_CC, 1, registrable_len},
	{SMX_RULE_BOTH, 2, differing_len},    {SMX_RULE_TWO, 2, differing_len},
};

void
smx_candidate_init(struct smx_candidate *candidate, struct smx_tail tail)
{
	unsigned n = smx_tail_count_labels(&tail);

	candidate->tail = tail;
	candidate->squeezed_len = 0;
	for (unsigned i = 0; i < n; i++) {
		struct smx_span label = smx_tail_label(&tail, i);

		for (size_t k = 0; k < label.len; k++) {
			if (label.ptr[k] != '-')
				candidate->squeezed[candidate->squeezed_len++] = label.ptr[k];
		}
	}
	candidate->has_alabel = !smx_skeleton(&tail, &candidate->skeleton);
}

bool
smx_confusable(const struct smx_policy *policy, const struct smx_entry *entry,
	       const struct smx_candidate *candidate, enum smx_rule *rule, unsigned *distance)
{
	struct pair pair = {.policy = policy,
			    .entry = entry,
			    .p = {&entry->name, 0},
			    .candidate = candidate,
			    .c = &candidate->tail};
	unsigned holding;

	if (entry->is_suffix)
		return false;
	holding = holding_rules(&pair);
	for (size_t i = 0; holding != 0 && i < SMX_N_RULES; i++) {
		enum smx_rule each = winning_order[i].rule;
		unsigned least_len = entry->least_len[each];

		if ((holding & SMX_RULE_BIT(each)) != 0 && least_len != 0 &&
		    winning_order[i].length(&pair) >= least_len) {
			*rule = each;
			*distance = winning_order[i].distance;
			return true;
		}
	}
	return false;
}
