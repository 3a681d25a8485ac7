/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "parts.h"

/* What the rules marked = speak of; set if is_aligned alone. */
struct pair {
	const struct protected *entry;
	const struct candidate *candidate;
	const struct keyboard *keyboard;
	bool is_aligned;	   /* "as many labels in C as in P and no A-label in C" */
	unsigned ds;		   /* "osa of the two suffixes (the last s labels as one string)" */
	unsigned dl;		   /* "the sum of osa over the other labels, one by one" */
	bool is_cc;		   /* what `cc` says of the suffixes */
	size_t len;		   /* "the length of P's shortest label that differs" */
	const struct label *p, *c; /* the labels that differ, one pair of them */
};

/* ---- the rules ---------------------------------------------------------------- */

/* "C ≠ P, equal once '.' and '-' are removed from both" */
static bool
differ_in_dots(const struct protected *p, const struct candidate *c)
{
	return reference_form_equal(&p->squeezed, &c->squeezed) &&
	       !reference_name_equal(&p->name, &c->name);
}

/* "C's first label is H or H- followed by P's first label, the rest equal" */
static bool
has_host(const struct name *p, const struct name *c)
{
	static const char *const hosts[] = {"mail",  "smtp",	 "mx",		"webmail",
					    "email", "imap",	 "pop",		"www",
					    "owa",   "exchange", "autodiscover"};
	const struct label *p_first = &p->labels[0], *c_first = &c->labels[0];

	for (size_t i = 1; i < p->n_labels; i++) {
		if (!reference_label_equal(&p->labels[i], &c->labels[i]))
			return false;
	}
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		size_t n = strlen(hosts[i]);

		if (c_first->len < n || memcmp(c_first->bytes, hosts[i], n) != 0)
			continue;
		if (c_first->len == n + 1 + p_first->len && c_first->bytes[n] == '-')
			n++;
		const struct label rest = {c_first->bytes + n, c_first->len - n};
		if (reference_label_equal(&rest, p_first))
			return true;
	}
	return false;
}

/* "same number of labels, C ≠ P, equal skeletons" */
static bool
skeletons_equal(const struct protected *p, const struct candidate *c)
{
	return p->name.n_labels == c->name.n_labels &&
	       reference_form_equal(&c->skeleton, c->has_alabel ? &p->full : &p->plain) &&
	       !reference_name_equal(&p->name, &c->name);
}

/*
 * "ds = 1, the edit leaves a two-letter label two letters long, and C's suffix
 * is listed"; a dot that changes places with a letter edits two labels.
 */
static bool
suffixes_as_in_cc(const struct name *p, const struct name *c, const psl_ctx_t *psl)
{
	size_t n_differing = 0, n_of_two_letters = 0;

	for (size_t i = 0; i < p->n_labels; i++) {
		if (reference_label_equal(&p->labels[i], &c->labels[i]))
			continue;
		n_differing++;
		n_of_two_letters += p->labels[i].len == 2 && c->labels[i].len == 2;
	}
	return n_differing == 1 && n_of_two_letters == 1 &&
	       reference_osa_table(p->text, p->text_len, c->text, c->text_len) == 1 &&
	       reference_is_listed(psl, c);
}

static bool
holds(enum smx_rule rule, const struct pair *pair)
{
	if (rule == SMX_RULE_DOT)
		return differ_in_dots(pair->entry, pair->candidate);
	if (rule == SMX_RULE_GLYPH)
		return skeletons_equal(pair->entry, pair->candidate);
	if (!pair->is_aligned)
		return false;
	switch (rule) {
	case SMX_RULE_TLD:
		return pair->dl == 0 && pair->ds == 1 && !pair->is_cc;
	case SMX_RULE_HOST:
		return has_host(&pair->entry->name, &pair->candidate->name);
	case SMX_RULE_BOTH:
		return pair->dl == 1 && pair->ds == 1 && !pair->is_cc;
	case SMX_RULE_TWO:
		return pair->ds == 0 && pair->dl == 2;
	case SMX_RULE_CC:
		return pair->dl == 0 && pair->ds == 1 && pair->is_cc;
	default:
		/* "the next nine: ds = 0, dl = 1, and the one edit from P's label to C's is ..." */
		return pair->ds == 0 && pair->dl == 1 &&
		       reference_edit_fits(rule, pair->p, pair->c, pair->keyboard);
	}
}

/* The columns "length" and "distance" of the table. */
static size_t
length(enum smx_rule rule, const struct pair *pair)
{
	const struct protected *entry = pair->entry;

	switch (rule) {
	case SMX_RULE_GLYPH:
		if (pair->candidate->has_alabel)
			return SIZE_MAX; /* "the rule then holds at any length" */
					 /* fall through */
	case SMX_RULE_TLD:
	case SMX_RULE_DOT:
	case SMX_RULE_CC:
		/* reg: "the label left of" the suffix */
		return entry->name.labels[entry->name.n_labels - entry->n_suffix - 1].len;
	case SMX_RULE_HOST:
		return entry->name.labels[0].len;
	default:
		return pair->len;
	}
}

static unsigned
distance(enum smx_rule rule)
{
	return rule == SMX_RULE_BOTH || rule == SMX_RULE_TWO ? 2 : 1;
}

/* ---- a pair ---------------------------------------------------------------------- */

static void
align(struct pair *pair, const psl_ctx_t *psl)
{
	const struct name *p = &pair->entry->name, *c = &pair->candidate->name;
	const size_t n_suffix = pair->entry->n_suffix;
	struct name p_suffix, c_suffix;

	pair->is_aligned = p->n_labels == c->n_labels && !pair->candidate->has_alabel;
	if (!pair->is_aligned)
		return;
	p_suffix = reference_name_tail(p, n_suffix);
	c_suffix = reference_name_tail(c, n_suffix);
	pair->ds = reference_osa_table(p_suffix.text, p_suffix.text_len, c_suffix.text,
				       c_suffix.text_len);
	pair->is_cc = suffixes_as_in_cc(&p_suffix, &c_suffix, psl);
	for (size_t i = 0; i < p->n_labels - n_suffix; i++) {
		const struct label *a = &p->labels[i], *b = &c->labels[i];

		if (reference_label_equal(a, b))
			continue;
		pair->dl += reference_osa_table(a->bytes, a->len, b->bytes, b->len);
		pair->p = a;
		pair->c = b;
		if (pair->len == 0 || a->len < pair->len)
			pair->len = a->len;
	}
}

unsigned
reference_judge(const struct protected *entry, const struct candidate *candidate,
		const struct surroundings *around, enum smx_rule *winner)
{
	struct pair pair = {.entry = entry, .candidate = candidate, .keyboard = &around->keyboard};
	unsigned best = 0;

	align(&pair, around->psl);
	/* "each active where its least length is non-zero and reached" */
	for (enum smx_rule rule = 0; rule < SMX_N_RULES; rule++) {
		if (entry->least_len[rule] == 0 || !holds(rule, &pair) ||
		    length(rule, &pair) < entry->least_len[rule])
			continue;
		/* "least distance; [...] the rule first in the order of the table" */
		if (best == 0 || distance(rule) < best) {
			best = distance(rule);
			*winner = rule;
		}
	}
	return best;
}

/* "osa(last labels of Q, as many as P has; P) = 1, and not as in `cc`" */
bool
reference_judge_zone(const struct name *p, const struct name *c, const struct surroundings *around)
{
	return reference_osa_table(p->text, p->text_len, c->text, c->text_len) == 1 &&
	       !suffixes_as_in_cc(p, c, around->psl);
}

/* ---- the first look ---------------------------------------------------------------- */

void
reference_candidate_init(struct candidate *candidate, const struct surroundings *around)
{
	const struct name *name = &candidate->name;

	candidate->has_alabel = reference_name_has_alabel(name);
	candidate->squeezed.units = candidate->squeezed_units;
	reference_form_squeeze(&candidate->squeezed, name);
	candidate->skeleton.units = candidate->skeleton_units;
	if (candidate->has_alabel)
		reference_form_full(&candidate->skeleton, around->confusables, name);
	else
		reference_form_plain(&candidate->skeleton, name);
	reference_pattern_init(&candidate->pattern, name->text, name->text_len);
}

/*
 * dl + ds <= 2 for all rules but dot, glyph and host, and the whole names are
 * no farther apart than their parts together.
 */
bool
reference_is_near(const struct protected *p, const struct candidate *c)
{
	const size_t p_len = p->name.text_len, c_len = c->name.text_len;

	if (differ_in_dots(p, c))
		return true;
	if (p->name.n_labels != c->name.n_labels)
		return false;
	if (skeletons_equal(p, c))
		return true;
	if (c->has_alabel)
		return false;
	/* host: C ends with P */
	if (c_len > p_len && memcmp(c->name.text + (c_len - p_len), p->name.text, p_len) == 0)
		return true;
	return p_len <= c_len + 2 && c_len <= p_len + 2 &&
	       reference_pattern_osa(&c->pattern, p->name.text, p_len, 2) <= 2;
}
