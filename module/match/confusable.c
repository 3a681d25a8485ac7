/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/confusable.h"

#include <string.h>

#include "match/edit.h"
#include "match/osa.h"
#include "match/skeleton.h"
#include "match/suffix.h"

/*
 * What the rules ask about a protected name P and a candidate C.  The
 * distances are exact up to FAR - 1; all that is further apart is FAR.
 */
#define FAR 3

struct pair {
	const struct smx_policy *policy;
	const struct smx_entry *entry;
	struct smx_tail p;
	const struct smx_candidate *candidate;
	const struct smx_tail *c;
	/* For the rules marked = in design.md, which ask for as many labels in C as in
	 * P and no A-label in C; FAR and empty where it is not so. */
	bool is_comparable;
	unsigned ds;    /* distance of the suffixes */
	unsigned dl;    /* sum of the distances of the other labels */
	size_t len;     /* of P's shortest label, suffix apart, that differs; else 0 */
	unsigned edits; /* rules that fit the edit, for dl = 1 */
	bool is_cc;     /* ds = 1, from one country's registry to another's */
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

/* Compare P and C label by label, for the rules that ask for it. */
static void
compare_labels(struct pair *pair)
{
	unsigned n = smx_tail_count_labels(&pair->p);
	unsigned s = pair->entry->n_suffix_labels;
	struct smx_span from = {NULL, 0}, to = {NULL, 0};

	pair->ds = pair->dl = FAR;
	pair->len = 0;
	pair->edits = 0;
	pair->is_cc = false;
	pair->is_comparable =
		smx_tail_count_labels(pair->c) == n && !pair->candidate->has_alabel;
	if (!pair->is_comparable)
		return;

	pair->ds = smx_osa(smx_tail_text(&pair->p, s), smx_tail_text(pair->c, s), FAR - 1);
	pair->dl = 0;
	for (unsigned i = 0; i < n - s && pair->dl < FAR; i++) {
		struct smx_span a = smx_tail_label(&pair->p, i);
		struct smx_span b = smx_tail_label(pair->c, i);

		if (smx_span_equals(a, b))
			continue;
		from = a;
		to = b;
		pair->dl += smx_osa(a, b, FAR - 1);
		if (pair->len == 0 || a.len < pair->len)
			pair->len = a.len;
	}
	if (pair->ds == 0 && pair->dl == 1)
		pair->edits = smx_edit_rules(from, to, pair->policy->keyboard);
	if (pair->ds == 1 && pair->dl <= 1)
		pair->is_cc = is_other_registry(pair);
}

static bool
holds_tld(const struct pair *pair)
{
	return pair->dl == 0 && pair->ds == 1 && !pair->is_cc;
}

static bool
holds_cc(const struct pair *pair)
{
	return pair->dl == 0 && pair->ds == 1 && pair->is_cc;
}

static bool
holds_both(const struct pair *pair)
{
	return pair->dl == 1 && pair->ds == 1 && !pair->is_cc;
}

static bool
holds_two(const struct pair *pair)
{
	return pair->ds == 0 && pair->dl == 2;
}

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

/* Whether `label` is a usual host name, or that and a hyphen, before `rest`. */
static bool
has_host_before(struct smx_span label, struct smx_span rest)
{
	static const char *const hosts[] = {"mail",  "smtp", "mx",  "webmail",
					    "email", "imap", "pop", "www",
					    "owa",   "exchange", "autodiscover"};

	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		size_t len = strlen(hosts[i]);
		struct smx_span after = {label.ptr + len, label.len - len};

		if (label.len < len || memcmp(label.ptr, hosts[i], len) != 0)
			continue;
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

	if (!pair->is_comparable)
		return false;
	for (unsigned i = 1; i < n; i++) {
		if (!smx_span_equals(smx_tail_label(&pair->p, i), smx_tail_label(pair->c, i)))
			return false;
	}
	return has_host_before(smx_tail_label(pair->c, 0), smx_tail_label(&pair->p, 0));
}

static bool
holds_glyph(const struct pair *pair)
{
	struct smx_tail p = {&pair->entry->skeleton, 0};
	struct smx_tail c = {&pair->candidate->skeleton, 0};

	return pair->entry->has_skeleton && !pair->candidate->has_alabel &&
	       smx_tail_equals(&p, &c) && !smx_tail_equals(&pair->p, pair->c);
}

/*
 * The rules in the order in which they win: by distance, then as in the table
 * of design.md.  Those without a predicate hold by the edit in one label.
 */
static const struct {
	enum smx_rule rule;
	unsigned distance;
	size_t (*length)(const struct pair *pair);
	bool (*holds)(const struct pair *pair);
} rules[SMX_N_RULES] = {
	{SMX_RULE_TLD, 1, registrable_len, holds_tld},
	{SMX_RULE_DOT, 1, registrable_len, holds_dot},
	{SMX_RULE_SWAP, 1, differing_len, NULL},
	{SMX_RULE_REPEAT, 1, differing_len, NULL},
	{SMX_RULE_LOOK, 1, differing_len, NULL},
	{SMX_RULE_SLIP, 1, differing_len, NULL},
	{SMX_RULE_OMIT, 1, differing_len, NULL},
	{SMX_RULE_KEY, 1, differing_len, NULL},
	{SMX_RULE_VOWEL, 1, differing_len, NULL},
	{SMX_RULE_EXTRA, 1, differing_len, NULL},
	{SMX_RULE_OTHER, 1, differing_len, NULL},
	{SMX_RULE_HOST, 1, first_label_len, holds_host},
	{SMX_RULE_GLYPH, 1, registrable_len, holds_glyph},
	{SMX_RULE_CC, 1, registrable_len, holds_cc},
	{SMX_RULE_BOTH, 2, differing_len, holds_both},
	{SMX_RULE_TWO, 2, differing_len, holds_two},
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

	if (entry->is_suffix)
		return false;
	compare_labels(&pair);
	for (size_t i = 0; i < SMX_N_RULES; i++) {
		enum smx_rule each = rules[i].rule;
		unsigned least_len = entry->least_len[each];

		if (least_len == 0 || rules[i].length(&pair) < least_len)
			continue;
		if (rules[i].holds != NULL ? rules[i].holds(&pair)
					   : (pair.edits & SMX_RULE_BIT(each)) != 0) {
			*rule = each;
			*distance = rules[i].distance;
			return true;
		}
	}
	return false;
}
