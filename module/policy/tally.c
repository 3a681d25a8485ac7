/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/tally.h"

#include <string.h>

#include "policy/reach.h"

void
smx_tally_init(struct smx_tally *tally)
{
	memset(tally, 0, sizeof *tally);
}

/* A least length of `own` for a rule that never holds with it. */
static void
warn_of_length(const struct smx_entry *entry, const struct smx_params *own, enum smx_rule rule,
	       unsigned longest, const struct smx_place *place)
{
	int least_len = own->values[SMX_PARAM_RULE + rule];
	struct smx_place there = {place->messages, place->file,
				  own->lines[SMX_PARAM_RULE + rule]};
	char text[SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(entry, text, sizeof text);
	if (smx_entry_is_suffix(entry))
		smx_warn(&there,
			 "%s=%d never acts: '%s' is a public suffix, which has the rule zone "
			 "alone: remove it",
			 smx_rule_name(rule), least_len, text);
	else
		smx_warn(&there,
			 "%s=%d never acts: the %s of '%s' has the length %u: write %u or less, "
			 "or 0 to turn the rule off",
			 smx_rule_name(rule), least_len, smx_reach_label(rule), text, longest,
			 longest);
}

static void
add_rule(struct smx_tally *tally, const struct smx_entry *entry, const struct smx_params *own,
	 enum smx_rule rule, unsigned longest, const struct smx_place *place)
{
	int least_len = own->values[SMX_PARAM_RULE + rule];

	if (least_len == SMX_PARAM_UNSET) {
		tally->n_for_all[rule]++;
		if (longest > tally->longest[rule])
			tally->longest[rule] = longest;
		return;
	}
	/* Out of reach, `glyph` is for A-labels alone. */
	if (least_len > (int)longest && (rule != SMX_RULE_GLYPH || smx_entry_is_suffix(entry)))
		warn_of_length(entry, own, rule, longest, place);
}

void
smx_tally_add_protected(struct smx_tally *tally, const struct smx_entry *entry,
			const struct smx_params *own, const struct smx_place *place)
{
	struct smx_reach reach;

	tally->n_names++;
	smx_reach_init(&reach, entry);
	for (int rule = 0; rule < SMX_N_RULES; rule++)
		add_rule(tally, entry, own, (enum smx_rule)rule,
			 smx_reach_longest(&reach, (enum smx_rule)rule), place);
	/* Without a profile of its own, such a name may be there to keep itself from
	 * being taken for another one. */
	if (own->values[SMX_PARAM_PROFILE] == SMX_PARAM_UNSET || !smx_reach_is_too_short(entry))
		return;
	if (tally->n_short++ == 0) {
		tally->short_line = own->lines[SMX_PARAM_PROFILE];
		smx_entry_name_write(entry, tally->short_name, sizeof tally->short_name);
	}
}

void
smx_tally_add_exempt(struct smx_tally *tally)
{
	tally->n_names++;
}

static void
warn_of_short_names(const struct smx_tally *tally, const struct smx_place *place)
{
	struct smx_place first = {place->messages, place->file, tally->short_line};

	if (tally->n_short == 1)
		smx_warn(&first,
			 "'%s' is too short for all rules of its profile: nothing is taken for a "
			 "slip of it, look-alike A-labels aside; give it profile=closed or rule "
			 "lengths of its own",
			 tally->short_name);
	else if (tally->n_short > 1)
		smx_warn(&first,
			 "%zu names are too short for all rules of their profiles, '%s' the "
			 "first: nothing is taken for a slip of them, look-alike A-labels aside; "
			 "give them profile=closed or rule lengths of their own",
			 tally->n_short, tally->short_name);
}

static void
warn_of_apex(const struct smx_tally *tally, const struct smx_params *apex,
	     const struct smx_place *place)
{
	for (int rule = 0; rule < SMX_N_RULES; rule++) {
		struct smx_place there = {place->messages, place->file,
					  apex->lines[SMX_PARAM_RULE + rule]};
		int least_len = apex->values[SMX_PARAM_RULE + rule];
		unsigned longest = tally->longest[rule];

		if (rule == SMX_RULE_GLYPH || tally->n_for_all[rule] == 0 ||
		    least_len <= (int)longest)
			continue;
		if (longest == 0)
			smx_warn(&there,
				 "%s=%d never acts: only public suffixes are protected by it, "
				 "which have the rule zone alone: remove it",
				 smx_rule_name((enum smx_rule)rule), least_len);
		else
			smx_warn(&there,
				 "%s=%d never acts: of all names here, no label that it is about is "
				 "longer than %u: write %u or less, or 0 to turn the rule off",
				 smx_rule_name((enum smx_rule)rule), least_len, longest, longest);
	}
}

void
smx_tally_warn_of_no_names(const struct smx_place *place)
{
	smx_warn(place, "no names in it, neither protected nor exempt ones: add some, or remove "
			"its section from straymx.conf");
}

void
smx_tally_warn(const struct smx_tally *tally, const struct smx_params *apex,
	       const struct smx_place *place)
{
	if (tally->n_names == 0)
		smx_tally_warn_of_no_names(place);
	warn_of_apex(tally, apex, place);
	warn_of_short_names(tally, place);
}
