/* SPDX-License-Identifier: BSD-3-Clause */
#include "entries.h"
#include "unit.h"

START_TEST(texts_of_tails)
{
	static const struct {
		const char *name;
		unsigned n_labels;
		const char *tail;
	} cases[] = {
		{"mil", 1, "mil"},
		{"army.mil", 1, "mil"},
		{"army.mil", 2, "army.mil"},
		{"a.b.gov.uk", 1, "uk"},
		{"a.b.gov.uk", 2, "gov.uk"},
		{"a.b.gov.uk", 3, "b.gov.uk"},
		{"a.b.gov.uk", 4, "a.b.gov.uk"},
	};
	struct entries entries;

	entries_init(&entries, 1);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_entry *entry = entries_add(&entries, cases[i].name, 1);
		struct smx_span tail = smx_entry_tail_text(entry, cases[i].n_labels);

		ck_assert(smx_span_equals(smx_entry_text(entry), unit_span(cases[i].name)));
		ck_assert_msg(smx_span_equals(tail, unit_span(cases[i].tail)), "%s: %.*s",
			      cases[i].tail, (int)tail.len, tail.ptr);
	}
	entries_free(&entries);
}
END_TEST

START_TEST(the_name_has_its_labels)
{
	struct entries entries;
	struct smx_name name, expected = unit_name("us.army.mil");
	struct smx_tail all = {&name, 0}, expected_all = {&expected, 0};

	entries_init(&entries, 1);
	smx_entry_name(entries_add(&entries, "us.army.mil", 1), &name);
	ck_assert(smx_tail_equals(&all, &expected_all));
	entries_free(&entries);
}
END_TEST

START_TEST(suffixes_are_all_suffix)
{
	struct entries entries;

	entries_init(&entries, 1);
	ck_assert(smx_entry_is_suffix(entries_add(&entries, "mil", 1)));
	ck_assert(smx_entry_is_suffix(entries_add(&entries, "gov.uk", 2)));
	ck_assert(!smx_entry_is_suffix(entries_add(&entries, "gov.uk", 1)));
	entries_free(&entries);
}
END_TEST

START_TEST(least_lengths)
{
	struct entries entries;
	struct smx_entry *entry;

	entries_init(&entries, 0);
	entry = entries_add(&entries, "army.mil", 1);
	ck_assert(!smx_entry_reaches(entry, SMX_RULE_OMIT, 63)); /* 0 is off */
	entries.settings.least_len[SMX_RULE_OMIT] = 5;
	ck_assert(!smx_entry_reaches(entry, SMX_RULE_OMIT, 4));
	ck_assert(smx_entry_reaches(entry, SMX_RULE_OMIT, 5));
	ck_assert(smx_entry_reaches(entry, SMX_RULE_OMIT, 63));
	ck_assert(!smx_entry_reaches(entry, SMX_RULE_EXTRA, 63));
	entries_free(&entries);
}
END_TEST

START_TEST(rules_for_one_edit_in_a_label)
{
	for (int rule = 0; rule < SMX_N_RULES; rule++) {
		/* Nine of them, in a row. */
		bool is_edit = rule >= SMX_RULE_SWAP && rule <= SMX_RULE_OTHER;
		struct entries entries;
		struct smx_entry *entry;

		entries_init(&entries, 0);
		entry = entries_add(&entries, "army.mil", 1);
		ck_assert(!smx_entry_reaches_edits(entry, 63));
		entries.settings.least_len[rule] = 4;
		ck_assert_msg(smx_entry_reaches_edits(entry, 4) == is_edit, "%s",
			      smx_rule_name((enum smx_rule)rule));
		ck_assert(!smx_entry_reaches_edits(entry, 3));
		entries_free(&entries);
	}
}
END_TEST

Suite *
suite_entry(void)
{
	Suite *suite = suite_create("entry");
	TCase *tcase = tcase_create("entry");

	tcase_add_test(tcase, texts_of_tails);
	tcase_add_test(tcase, the_name_has_its_labels);
	tcase_add_test(tcase, suffixes_are_all_suffix);
	tcase_add_test(tcase, least_lengths);
	tcase_add_test(tcase, rules_for_one_edit_in_a_label);
	suite_add_tcase(suite, tcase);
	return suite;
}
