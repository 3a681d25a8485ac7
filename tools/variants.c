/* SPDX-License-Identifier: BSD-3-Clause */
#include "variants.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "policy/reach.h"
#include "spellings.h"

/* A spelling that the lookup finds confusable with the entry at hand. */
struct found {
	struct spelling spelling;
	struct smx_verdict verdict;
};

struct variants {
	const struct smx_policy *policy;
	struct smx_filter filter;
	bool has_filter;
	struct homoglyphs homoglyphs;

	/* The entry at hand: */
	const struct smx_entry *entry;
	struct spelling name;
	size_t head_end; /* where the dot before its public suffix is */
	struct found *founds; /* of distance 1 */
	size_t n_founds;
	void *given; /* a tree (tsearch) of the texts of distance 2 that were given */
	enum smx_rule rule; /* of distance 2, at hand */
	uint64_t limit;
	bool (*take)(void *closure, const struct variant *variant);
	void *closure;
	struct variants_outcome *outcome;
	bool is_over; /* the limit was reached, or the caller wants no more */
	int rc;
};

/* The rules of distance 1 from the most probable on: by how many of real typos they
 * explain (README.md), for each name that they lead to. */
static const enum smx_rule by_probability[] = {
	SMX_RULE_TLD,  SMX_RULE_OMIT,  SMX_RULE_REPEAT, SMX_RULE_SWAP, SMX_RULE_DOT,
	SMX_RULE_LOOK, SMX_RULE_SLIP,  SMX_RULE_VOWEL,  SMX_RULE_KEY,  SMX_RULE_HOST,
	SMX_RULE_GLYPH, SMX_RULE_EXTRA, SMX_RULE_OTHER, SMX_RULE_CC,
};

#define N_BY_PROBABILITY (sizeof by_probability / sizeof by_probability[0])

int
variants_new(const struct smx_policy *policy, const struct smx_filter *filter,
	     struct variants **variants)
{
	struct variants *made = calloc(1, sizeof *made);

	*variants = NULL;
	if (made == NULL)
		return SMX_ENOMEM;
	made->policy = policy;
	made->has_filter = filter != NULL;
	if (filter != NULL)
		made->filter = *filter;
	if (homoglyphs_init(&made->homoglyphs) != SMX_OK) {
		free(made);
		return SMX_ENOMEM;
	}
	*variants = made;
	return SMX_OK;
}

void
variants_free(struct variants *variants)
{
	if (variants == NULL)
		return;
	homoglyphs_free(&variants->homoglyphs);
	free(variants);
}

/* ---- one spelling --------------------------------------------------------------------- */

/* Whether it could be registered: labels without hyphens at their ends. */
static bool
is_plausible(const struct spelling *spelling)
{
	size_t begin = 0;

	for (size_t at = 0; at <= spelling->len; at++) {
		if (at < spelling->len && spelling->text[at] != '.')
			continue;
		if (at == begin || at - begin > SMX_LABEL_MAX || spelling->text[begin] == '-' ||
		    spelling->text[at - 1] == '-')
			return false;
		begin = at + 1;
	}
	return true;
}

/* Of a plausible one, which is a name. */
static size_t
wire_of(const struct spelling *spelling, uint8_t *wire)
{
	struct smx_name name;

	(void)smx_name_from_text(&name, spelling->text, spelling->len);
	return smx_name_to_wire(&name, wire);
}

/* Whether its last label is the name's, or in the ICANN section: a dot or hyphen that
 * moves may make another one of it. */
static bool
is_delegated(const struct variants *variants, const struct spelling *spelling)
{
	const struct smx_suffix_list *suffixes = &variants->policy->suffixes;
	const char *dot = strrchr(spelling->text, '.');

	return dot != NULL && (strcmp(dot, strrchr(variants->name.text, '.')) == 0 ||
			       suffixes->is_registry(suffixes->list, dot + 1));
}

/* Whether the lookup says that it is the entry's. */
static bool
is_lookalike(const struct variants *variants, const struct spelling *spelling,
	     struct smx_verdict *verdict)
{
	uint8_t wire[SMX_WIRE_MAX];
	size_t len;

	if (!is_plausible(spelling))
		return false;
	len = wire_of(spelling, wire);
	smx_lookup_filtered(variants->policy, variants->has_filter ? &variants->filter : NULL, wire,
			    len, verdict);
	return verdict->reason == SMX_MATCH && verdict->candidate_offset == 0 &&
	       verdict->entry == variants->entry && is_delegated(variants, spelling);
}

/* Give one to the caller; false if that was the end. */
static bool
give(struct variants *variants, const struct spelling *spelling, const struct smx_verdict *verdict)
{
	struct variants_outcome *outcome = variants->outcome;
	struct variant variant;

	if (variants->limit != 0 && outcome->n_given == variants->limit) {
		outcome->is_cut = true;
		outcome->cut_rule = verdict->rule;
		variants->is_over = true;
		return false;
	}
	memcpy(variant.text, spelling->text, spelling->len + 1);
	variant.wire_len = wire_of(spelling, variant.wire);
	variant.verdict = *verdict;
	outcome->n_given++;
	variants->is_over = !variants->take(variants->closure, &variant);
	return !variants->is_over;
}

/* ---- distance 1 ------------------------------------------------------------------------- */

static bool
collect(void *closure, const struct spelling *spelling)
{
	struct variants *variants = closure;
	struct smx_verdict verdict;
	struct found *grown;

	if (!is_lookalike(variants, spelling, &verdict) || verdict.distance != 1)
		return true;
	grown = smx_grow(variants->founds, variants->n_founds, sizeof *grown);
	if (grown == NULL) {
		variants->rc = SMX_ENOMEM;
		return false;
	}
	variants->founds = grown;
	grown[variants->n_founds].spelling = *spelling;
	grown[variants->n_founds++].verdict = verdict;
	return true;
}

/* An ending, with what the name has before it. */
struct under_ending {
	struct variants *variants;
	spellings_say say;
};

static bool
say_under_ending(void *closure, const struct spelling *ending)
{
	const struct under_ending *under = closure;
	struct spelling spelling = under->variants->name;
	size_t begin = under->variants->head_end + 1;

	if (begin + ending->len > SPELLING_MAX)
		return true;
	memcpy(spelling.text + begin, ending->text, ending->len + 1);
	spelling.len = begin + ending->len;
	return under->say(under->variants, &spelling);
}

/* The name under each ending that is near its own. */
static void
each_ending(struct variants *variants, spellings_say say)
{
	struct under_ending under = {variants, say};
	struct spelling ending;
	size_t begin = variants->head_end + 1;

	ending.len = variants->name.len - begin;
	memcpy(ending.text, variants->name.text + begin, ending.len + 1);
	spellings_ending(&ending, &variants->policy->suffixes, say_under_ending, &under);
}

/* Each edit in a label before the public suffix, from character `begin` on. */
static bool
each_edit(struct variants *variants, const struct spelling *name, size_t begin, size_t head_end,
	  spellings_say say)
{
	for (size_t at = begin; at <= head_end; at++) {
		if (at < head_end && name->text[at] != '.')
			continue;
		if (!spellings_edit(name, begin, at, say, variants))
			return false;
		begin = at + 1;
	}
	return true;
}

static bool
has_edits(const struct smx_entry *entry)
{
	struct smx_reach reach;
	bool has_any = false;

	smx_reach_init(&reach, entry);
	for (unsigned i = 0; i < reach.n_labels; i++)
		has_any |= smx_entry_reaches_edits(entry, reach.len[i]);
	return has_any;
}

static bool
may_hold(const struct smx_entry *entry, enum smx_rule rule)
{
	struct smx_reach reach;

	smx_reach_init(&reach, entry);
	return smx_entry_reaches(entry, rule, smx_reach_longest(&reach, rule));
}

static size_t
rank_of(enum smx_rule rule)
{
	size_t rank = 0;

	while (rank < N_BY_PROBABILITY && by_probability[rank] != rule)
		rank++;
	return rank;
}

static int
compare_founds(const void *a, const void *b)
{
	const struct found *left = a, *right = b;
	size_t left_rank = rank_of(left->verdict.rule), right_rank = rank_of(right->verdict.rule);

	if (left_rank != right_rank)
		return left_rank < right_rank ? -1 : 1;
	return strcmp(left->spelling.text, right->spelling.text);
}

/* Those of distance 1; false if that was the end. */
static bool
give_near(struct variants *variants)
{
	const struct smx_entry *entry = variants->entry;
	const struct spelling *name = &variants->name;

	variants->n_founds = 0;
	if (may_hold(entry, SMX_RULE_TLD) || may_hold(entry, SMX_RULE_CC))
		each_ending(variants, collect);
	if (has_edits(entry))
		each_edit(variants, name, 0, variants->head_end, collect);
	if (may_hold(entry, SMX_RULE_DOT))
		spellings_dot(name, collect, variants);
	if (may_hold(entry, SMX_RULE_HOST))
		spellings_host(name, collect, variants);
	if (entry->settings->least_len[SMX_RULE_GLYPH] != 0)
		spellings_glyph(name, variants->head_end, &variants->homoglyphs, collect, variants);
	if (variants->rc != SMX_OK)
		return false;
	if (variants->n_founds > 0)
		qsort(variants->founds, variants->n_founds, sizeof *variants->founds, compare_founds);
	for (size_t i = 0; i < variants->n_founds; i++) {
		const struct found *found = &variants->founds[i];

		if (i > 0 && strcmp(found->spelling.text, found[-1].spelling.text) == 0)
			continue;
		if (!give(variants, &found->spelling, &found->verdict))
			return false;
	}
	return true;
}

/* ---- distance 2 ------------------------------------------------------------------------- */

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Give a spelling that the rule at hand holds for, unless it was given. */
static bool
give_far(void *closure, const struct spelling *spelling)
{
	struct variants *variants = closure;
	struct smx_verdict verdict;
	char *text;

	if (!is_lookalike(variants, spelling, &verdict) || verdict.rule != variants->rule ||
	    tfind(spelling->text, &variants->given, compare_texts) != NULL)
		return true;
	text = strdup(spelling->text);
	if (text == NULL || tsearch(text, &variants->given, compare_texts) == NULL) {
		free(text);
		variants->rc = SMX_ENOMEM;
		return false;
	}
	return give(variants, spelling, &verdict);
}

/* A second edit, in a name whose ending or label was edited: in the label of the first
 * edit or in one behind it. */
static bool
edit_again(void *closure, const struct spelling *edited)
{
	struct variants *variants = closure;
	size_t head_end = variants->head_end + edited->len - variants->name.len, begin = 0;

	if (variants->rule == SMX_RULE_BOTH)
		head_end = variants->head_end; /* the ending was edited */
	for (size_t at = 0; at < head_end && edited->text[at] == variants->name.text[at]; at++) {
		if (edited->text[at] == '.')
			begin = at + 1;
	}
	return each_edit(variants, edited, variants->rule == SMX_RULE_BOTH ? 0 : begin, head_end,
			 give_far);
}

static void
give_distant(struct variants *variants)
{
	variants->given = NULL;
	variants->rule = SMX_RULE_BOTH;
	if (may_hold(variants->entry, SMX_RULE_BOTH))
		each_ending(variants, edit_again);
	variants->rule = SMX_RULE_TWO;
	if (variants->rc == SMX_OK && !variants->is_over &&
	    may_hold(variants->entry, SMX_RULE_TWO))
		each_edit(variants, &variants->name, 0, variants->head_end, edit_again);
	tdestroy(variants->given, free);
}

/* ---- all of them ------------------------------------------------------------------------ */

int
variants_each(struct variants *variants, const struct smx_entry *entry, uint64_t limit,
	      bool (*take)(void *closure, const struct variant *variant), void *closure,
	      struct variants_outcome *outcome)
{
	struct smx_span text = smx_entry_text(entry);

	memset(outcome, 0, sizeof *outcome);
	if (smx_entry_is_suffix(entry))
		return SMX_OK;
	variants->entry = entry;
	memcpy(variants->name.text, text.ptr, text.len);
	variants->name.text[text.len] = '\0';
	variants->name.len = text.len;
	variants->head_end = text.len - smx_entry_tail_text(entry, entry->n_suffix_labels).len - 1;
	variants->limit = limit;
	variants->take = take;
	variants->closure = closure;
	variants->outcome = outcome;
	variants->rc = SMX_OK;
	variants->is_over = false;
	variants->founds = NULL;
	if (give_near(variants))
		give_distant(variants);
	free(variants->founds);
	variants->founds = NULL;
	return variants->rc;
}
