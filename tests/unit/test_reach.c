/* SPDX-License-Identifier: BSD-3-Clause */
#include "entries.h"
#include "policy/reach.h"
#include "unit.h"

START_TEST(labels_that_count)
{
	static const struct {
		const char *name;
		unsigned n_suffix_labels;
		enum smx_rule rule;
		unsigned longest;
	} cases[] = {
		{"mail.us.army.co.uk", 2, SMX_RULE_TLD, 4},  {"m.navy.us.mil", 1, SMX_RULE_DOT, 2},
		{"m.navy.us.mil", 1, SMX_RULE_GLYPH, 2},     {"m.navy.us.mil", 1, SMX_RULE_CC, 2},
		{"m.navy.us.mil", 1, SMX_RULE_HOST, 1},      {"m.navy.us.mil", 1, SMX_RULE_SWAP, 4},
		{"m.navy.us.mil", 1, SMX_RULE_OTHER, 4},     {"m.navy.us.mil", 1, SMX_RULE_BOTH, 4},
		{"m.navy.us.mil", 1, SMX_RULE_TWO, 4},       {"gov.uk", 2, SMX_RULE_TLD, 0},
		{"gov.uk", 2, SMX_RULE_TWO, 0},              {"gov.uk", 2, SMX_RULE_HOST, 0},
	};
	struct entries entries;
	struct smx_reach reach;

	entries_init(&entries, 1);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		smx_reach_init(&reach, entries_add(&entries, cases[i].name,
						   cases[i].n_suffix_labels));
		ck_assert_msg(smx_reach_longest(&reach, cases[i].rule) == cases[i].longest,
			      "%s, %s", cases[i].name, smx_rule_name(cases[i].rule));
	}
	entries_free(&entries);
}
END_TEST

START_TEST(names_too_short_for_all_rules)
{
	struct entries entries;
	struct smx_entry *name, *suffix;

	entries_init(&entries, 3);
	name = entries_add(&entries, "va.gov", 1);
	suffix = entries_add(&entries, "va.gov", 2);
	ck_assert(smx_reach_is_too_short(name));
	ck_assert(!smx_reach_is_too_short(suffix)); /* no rule has to be active for it */
	entries.settings.least_len[SMX_RULE_TWO] = 2;
	ck_assert(!smx_reach_is_too_short(name));
	for (int rule = 0; rule < SMX_N_RULES; rule++)
		entries.settings.least_len[rule] = 0;
	ck_assert(!smx_reach_is_too_short(name)); /* they are off for names of any length */
	entries.settings.least_len[SMX_RULE_GLYPH] = 9; /* for A-labels */
	ck_assert(!smx_reach_is_too_short(name));
	entries_free(&entries);
}
END_TEST

START_TEST(an_entry_as_wide_as_another)
{
	static const struct {
		enum smx_rule rule;
		uint8_t least_len, other_least_len;
		bool is_as_wide;
		const char *why;
	} cases[] = {
		{SMX_RULE_OMIT, 3, 3, true, "equal"},
		{SMX_RULE_OMIT, 3, 4, true, "less"},
		{SMX_RULE_OMIT, 4, 3, true, "more, but no label has 3"},
		{SMX_RULE_OMIT, 3, 2, false, "more: us"},
		{SMX_RULE_OMIT, 5, 4, false, "more: army"},
		{SMX_RULE_OMIT, 0, 4, false, "off"},
		{SMX_RULE_OMIT, 0, 5, true, "off, and the other is out of reach"},
		{SMX_RULE_OMIT, 0, 0, true, "both off"},
		{SMX_RULE_TLD, 4, 2, true, "more, but not for the registrable label"},
		{SMX_RULE_HOST, 3, 2, false, "more: the first label"},
		{SMX_RULE_GLYPH, 9, 8, true, "both for A-labels alone"},
		{SMX_RULE_GLYPH, 0, 9, false, "A-labels match at any length"},
	};
	struct entries entries, others;
	struct smx_entry *entry, *other;

	entries_init(&entries, 1);
	entries_init(&others, 1);
	entry = entries_add(&entries, "us.army.mil", 1);
	other = entries_add(&others, "us.army.mil", 1);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		entries.settings.least_len[cases[i].rule] = cases[i].least_len;
		others.settings.least_len[cases[i].rule] = cases[i].other_least_len;
		ck_assert_msg(smx_reach_is_as_wide(entry, other) == cases[i].is_as_wide,
			      "%s: %s", smx_rule_name(cases[i].rule), cases[i].why);
		entries.settings.least_len[cases[i].rule] = 1;
		others.settings.least_len[cases[i].rule] = 1;
	}
	entries.settings.least_len[SMX_RULE_TLD] = 0;
	ck_assert(smx_reach_is_as_wide(entries_add(&entries, "mil", 1),
				       entries_add(&others, "mil", 1)));
	entries_free(&entries);
	entries_free(&others);
}
END_TEST

START_TEST(names_shut_in_by_a_name_above)
{
	static const struct {
		enum smx_rule rule;
		unsigned n_labels;
		bool is_shut_in;
		const char *why;
	} cases[] = {
		{SMX_RULE_OMIT, 1, true, "below mil"},
		{SMX_RULE_OMIT, 2, false, "army may change"},
		{SMX_RULE_TWO, 2, false, "twice"},
		{SMX_RULE_HOST, 2, true, "before the first label"},
		{SMX_RULE_TLD, 1, false, "mil may change"},
		{SMX_RULE_TLD, 2, false, "likewise"},
		{SMX_RULE_BOTH, 1, false, "likewise"},
		{SMX_RULE_DOT, 1, false, "armym.il"},
		{SMX_RULE_GLYPH, 1, false, "rnil"},
	};
	struct entries entries;
	struct smx_entry *entry;

	entries_init(&entries, 0);
	entry = entries_add(&entries, "us.army.mil", 1);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		entries.settings.least_len[cases[i].rule] = 4;
		if (cases[i].rule == SMX_RULE_HOST)
			entries.settings.least_len[cases[i].rule] = 2;
		ck_assert_msg(smx_reach_is_shut_in(entry, cases[i].n_labels) == cases[i].is_shut_in,
			      "%s: %s", smx_rule_name(cases[i].rule), cases[i].why);
		entries.settings.least_len[cases[i].rule] = 0;
	}
	ck_assert(!smx_reach_is_shut_in(entries_add(&entries, "gov.uk", 2), 1));
	entries_free(&entries);
}
END_TEST

Suite *
suite_reach(void)
{
	Suite *suite = suite_create("reach");
	TCase *tcase = tcase_create("reach");

	tcase_add_test(tcase, labels_that_count);
	tcase_add_test(tcase, names_too_short_for_all_rules);
	tcase_add_test(tcase, an_entry_as_wide_as_another);
	tcase_add_test(tcase, names_shut_in_by_a_name_above);
	suite_add_tcase(suite, tcase);
	return suite;
}
