/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/confusable.h"

#include <string.h>

#include "match/hostprefix.h"
#include "match/osa.h"
#include "match/skeleton.h"
#include "match/suffix.h"
#include "match/ulabel.h"

/* A protected name P and a candidate C. */
struct pair {
	const struct smx_policy *policy;
	const struct smx_entry *entry;
	struct smx_name name;
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

/* What an A-label in C looks like, P's length does not tell. */
static size_t
glyph_len(const struct pair *pair)
{
	return pair->candidate->has_alabel ? SMX_LABEL_MAX : registrable_len(pair);
}

/* ---- rules that ask for as many labels in C, and no A-label ------------------- */

/* Whether it takes the rule `cc` to take C's suffix for P's, whose distance is 1. */
static bool
is_other_registry(const struct pair *pair, unsigned n_suffix_labels)
{
	struct smx_tail from = smx_name_tail(&pair->name, n_suffix_labels);
	struct smx_tail to = smx_name_tail(pair->c->name, n_suffix_labels);

	return smx_suffix_is_other_country(&from, &to) &&
	       smx_suffix_is_registry(&pair->policy->suffixes, &to);
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
	if (ds != 1 || dl > 1)
		return 0;
	if (is_other_registry(pair, pair->entry->n_suffix_labels))
		return dl == 0 ? SMX_RULE_BIT(SMX_RULE_CC) : 0;
	return dl == 0 ? SMX_RULE_BIT(SMX_RULE_TLD) : SMX_RULE_BIT(SMX_RULE_BOTH);
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

static bool
holds_host(const struct pair *pair)
{
	unsigned n = smx_tail_count_labels(&pair->p);

	for (unsigned i = 1; i < n; i++) {
		if (!smx_span_equals(smx_tail_label(&pair->p, i), smx_tail_label(pair->c, i)))
			return false;
	}
	return smx_hostprefix_holds(smx_tail_label(pair->c, 0), smx_tail_label(&pair->p, 0));
}

/* ---- rules for any labels ---------------------------------------------------- */

/* The next byte of a name from `*at` on that is neither between labels nor a
 * hyphen; false at the end. */
static bool
next_squeezed(const struct smx_tail *tail, unsigned *label, size_t *at, uint8_t *byte)
{
	unsigned n = smx_tail_count_labels(tail);

	for (; *label < n; ++*label, *at = 0) {
		struct smx_span span = smx_tail_label(tail, *label);

		while (*at < span.len) {
			*byte = span.ptr[(*at)++];
			if (*byte != '-')
				return true;
		}
	}
	return false;
}

/* Whether the labels of P, run together without hyphens, are C's. */
static bool
holds_dot(const struct pair *pair)
{
	unsigned p_label = 0, c_label = 0;
	size_t p_at = 0, c_at = 0;
	uint8_t p, c;

	while (next_squeezed(&pair->p, &p_label, &p_at, &p)) {
		if (!next_squeezed(pair->c, &c_label, &c_at, &c) || p != c)
			return false;
	}
	return !next_squeezed(pair->c, &c_label, &c_at, &c) &&
	       !smx_tail_equals(&pair->p, pair->c);
}

static bool
has_equal_glyphs(struct smx_span a, struct smx_span b)
{
	uint8_t of_a[SMX_LABEL_MAX], of_b[SMX_LABEL_MAX];
	size_t a_len = smx_skeleton_label(a, of_a);

	return a_len == smx_skeleton_label(b, of_b) && memcmp(of_a, of_b, a_len) == 0;
}

static bool
has_equal_full_glyphs(struct smx_span a, struct smx_span b)
{
	uint32_t of_a[SMX_GLYPH_MAX], of_b[SMX_GLYPH_MAX];
	size_t n_a, n_b;

	return smx_glyph_label(a, of_a, &n_a) && smx_glyph_label(b, of_b, &n_b) && n_a == n_b &&
	       memcmp(of_a, of_b, n_a * sizeof *of_a) == 0;
}

/* Whether all that look like A-labels are some; asked last, as it takes longest. */
static bool
is_valid_in_idna(const struct smx_tail *tail)
{
	unsigned n = smx_tail_count_labels(tail);
	uint32_t ulabel[SMX_LABEL_MAX];
	size_t len;

	for (unsigned i = 0; i < n; i++) {
		struct smx_span label = smx_tail_label(tail, i);

		if (smx_span_is_alabel(label) && !smx_alabel_decodes(label, ulabel, &len))
			return false;
	}
	return true;
}

/* For as many labels in C as in P.  Without A-labels in C, P has none either: in
 * ASCII form, none looks like any other label. */
static bool
holds_glyph(const struct pair *pair)
{
	bool is_full = pair->candidate->has_alabel;
	unsigned n = smx_tail_count_labels(&pair->p);

	if (!is_full && smx_tail_has_alabel(&pair->p))
		return false;
	for (unsigned i = 0; i < n; i++) {
		struct smx_span p = smx_tail_label(&pair->p, i);
		struct smx_span c = smx_tail_label(pair->c, i);

		if (is_full ? !has_equal_full_glyphs(p, c) : !has_equal_glyphs(p, c))
			return false;
	}
	return !smx_tail_equals(&pair->p, pair->c) && (!is_full || is_valid_in_idna(pair->c));
}

/* ---- all of them --------------------------------------------------------------- */

/* Those of `rules` that hold for the pair, whatever their least lengths; sets
 * `pair->len`. */
static unsigned
holding_rules(struct pair *pair, unsigned rules)
{
	unsigned holding = 0;

	pair->len = 0;
	if ((rules & SMX_RULE_BIT(SMX_RULE_DOT)) != 0 && holds_dot(pair))
		holding |= SMX_RULE_BIT(SMX_RULE_DOT);
	if (smx_tail_count_labels(&pair->p) != smx_tail_count_labels(pair->c))
		return holding;
	if ((rules & SMX_RULE_BIT(SMX_RULE_GLYPH)) != 0 && holds_glyph(pair))
		holding |= SMX_RULE_BIT(SMX_RULE_GLYPH);
	if (pair->candidate->has_alabel)
		return holding;
	if ((rules & SMX_RULE_BIT(SMX_RULE_HOST)) != 0 && holds_host(pair))
		holding |= SMX_RULE_BIT(SMX_RULE_HOST);
	if ((rules & SMX_RULES_LABELS) != 0)
		holding |= rules_by_labels(pair) & rules;
	return holding;
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
	{SMX_RULE_GLYPH, 1, glyph_len},       {SMX_RULE_CC, 1, registrable_len},
	{SMX_RULE_BOTH, 2, differing_len},    {SMX_RULE_TWO, 2, differing_len},
};

static void
pair_init(struct pair *pair, const struct smx_policy *policy, const struct smx_entry *entry,
	  const struct smx_candidate *candidate)
{
	pair->policy = policy;
	pair->entry = entry;
	smx_entry_name(entry, &pair->name);
	pair->p.name = &pair->name;
	pair->p.first = 0;
	pair->candidate = candidate;
	pair->c = &candidate->tail;
}

bool
smx_confusable(const struct smx_policy *policy, const struct smx_entry *entry,
	       const struct smx_candidate *candidate, unsigned rules, enum smx_rule *rule,
	       unsigned *distance)
{
	struct pair pair;
	unsigned holding;

	if (smx_entry_is_suffix(entry))
		return false;
	pair_init(&pair, policy, entry, candidate);
	holding = holding_rules(&pair, rules);
	for (size_t i = 0; holding != 0 && i < SMX_N_RULES; i++) {
		enum smx_rule each = winning_order[i].rule;

		if ((holding & SMX_RULE_BIT(each)) != 0 &&
		    smx_entry_reaches(entry, each, winning_order[i].length(&pair))) {
			*rule = each;
			*distance = winning_order[i].distance;
			return true;
		}
	}
	return false;
}

bool
smx_confusable_zone(const struct smx_policy *policy, const struct smx_entry *entry,
		    const struct smx_candidate *candidate)
{
	struct pair pair;
	unsigned n = entry->n_labels;

	pair_init(&pair, policy, entry, candidate);
	return smx_osa(smx_tail_text(&pair.p, n), smx_tail_text(pair.c, n), 1) == 1 &&
	       !is_other_registry(&pair, n);
}
