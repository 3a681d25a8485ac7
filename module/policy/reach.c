/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/reach.h"

void
smx_reach_init(struct smx_reach *reach, const struct smx_entry *entry)
{
	struct smx_span text = smx_entry_text(entry);
	size_t begin = 0;

	reach->n_labels = 0;
	for (size_t i = 0; reach->n_labels + entry->n_suffix_labels < entry->n_labels; i++) {
		if (text.ptr[i] != '.')
			continue;
		reach->len[reach->n_labels++] = (uint8_t)(i - begin);
		begin = i + 1;
	}
}

/* The labels that count: from `*first` up to but not including `*end`. */
static void
counting_labels(const struct smx_reach *reach, enum smx_rule rule, unsigned *first, unsigned *end)
{
	*first = 0;
	*end = reach->n_labels;
	if (reach->n_labels == 0)
		return;
	switch (rule) {
	case SMX_RULE_TLD:
	case SMX_RULE_DOT:
	case SMX_RULE_GLYPH:
	case SMX_RULE_CC:
		*first = reach->n_labels - 1;
		break;
	case SMX_RULE_HOST:
		*end = 1;
		break;
	default:
		break;
	}
}

unsigned
smx_reach_longest(const struct smx_reach *reach, enum smx_rule rule)
{
	unsigned longest = 0, first, end;

	counting_labels(reach, rule, &first, &end);
	for (unsigned i = first; i < end; i++) {
		if (reach->len[i] > longest)
			longest = reach->len[i];
	}
	return longest;
}

const char *
smx_reach_label(enum smx_rule rule)
{
	switch (rule) {
	case SMX_RULE_TLD:
	case SMX_RULE_DOT:
	case SMX_RULE_GLYPH:
	case SMX_RULE_CC:
		return "registrable label";
	case SMX_RULE_HOST:
		return "first label";
	default:
		return "longest label left of the suffix";
	}
}

bool
smx_reach_is_too_short(const struct smx_entry *entry)
{
	struct smx_reach reach;
	bool has_length = false;

	smx_reach_init(&reach, entry);
	if (reach.n_labels == 0)
		return false;
	for (int rule = 0; rule < SMX_N_RULES; rule++) {
		if (smx_entry_reaches(entry, (enum smx_rule)rule,
				      smx_reach_longest(&reach, (enum smx_rule)rule)))
			return false;
		has_length |= rule != SMX_RULE_GLYPH && entry->settings->least_len[rule] != 0;
	}
	return has_length;
}

/* Whether candidates by the rule may end otherwise, whichever labels the end has. */
static bool
changes_end(enum smx_rule rule)
{
	switch (rule) {
	case SMX_RULE_TLD:
	case SMX_RULE_DOT:
	case SMX_RULE_GLYPH:
	case SMX_RULE_BOTH:
	case SMX_RULE_CC:
		return true;
	default:
		return false;
	}
}

bool
smx_reach_is_shut_in(const struct smx_entry *entry, unsigned n_labels)
{
	struct smx_reach reach;

	smx_reach_init(&reach, entry);
	if (reach.n_labels == 0)
		return false;
	for (int rule = 0; rule < SMX_N_RULES; rule++) {
		unsigned first, end;

		counting_labels(&reach, (enum smx_rule)rule, &first, &end);
		/* Otherwise a label that is to stay would have to change. */
		if (!changes_end((enum smx_rule)rule) && first < entry->n_labels - n_labels)
			first = entry->n_labels - n_labels;
		for (unsigned i = first; i < end; i++) {
			if (smx_entry_reaches(entry, (enum smx_rule)rule, reach.len[i]))
				return false;
		}
	}
	return true;
}

bool
smx_reach_is_as_wide(const struct smx_entry *entry, const struct smx_entry *other)
{
	const uint8_t *least_len = entry->settings->least_len;
	const uint8_t *other_least_len = other->settings->least_len;
	struct smx_reach reach;

	smx_reach_init(&reach, entry);
	if (reach.n_labels == 0)
		return true; /* the rule `zone` has no length */
	if (other_least_len[SMX_RULE_GLYPH] != 0 && least_len[SMX_RULE_GLYPH] == 0)
		return false;
	for (int rule = 0; rule < SMX_N_RULES; rule++) {
		unsigned first, end;

		counting_labels(&reach, (enum smx_rule)rule, &first, &end);
		for (unsigned i = first; i < end; i++) {
			if (smx_entry_reaches(other, (enum smx_rule)rule, reach.len[i]) &&
			    !smx_entry_reaches(entry, (enum smx_rule)rule, reach.len[i]))
				return false;
		}
	}
	return true;
}
