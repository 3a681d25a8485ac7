/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/words.h"
#include "unit.h"

START_TEST(words_and_values_correspond)
{
	static const struct {
		enum smx_words words;
		int n;
	} sets[] = {
		{SMX_WORDS_RULE, SMX_N_RULES},         {SMX_WORDS_PROFILE, SMX_N_PROFILES},
		{SMX_WORDS_ACTION, SMX_DATA},          {SMX_WORDS_MODE, SMX_N_MODES},
		{SMX_WORDS_VERIFY, SMX_N_VERIFIES},    {SMX_WORDS_KEYBOARD, SMX_N_KEYBOARDS},
		{SMX_WORDS_LOG_CLIENTS, SMX_N_LOG_CLIENTS},
	};

	for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
		for (int value = 0; value < sets[i].n; value++)
			ck_assert_int_eq(smx_words_parse(sets[i].words,
							 smx_words_name(sets[i].words, value)),
					 value);
		ck_assert_int_eq(smx_words_parse(sets[i].words, "nonsense"), SMX_EVALUE);
		ck_assert_int_eq(smx_words_parse(sets[i].words, ""), SMX_EVALUE);
	}
	ck_assert_int_eq(smx_words_parse(SMX_WORDS_RULE, "TLD"), SMX_EVALUE);
	ck_assert_int_eq(smx_words_parse(SMX_WORDS_ACTION, "data"), SMX_EVALUE);
	/* It has no least length, so it is no key. */
	ck_assert_int_eq(smx_words_parse(SMX_WORDS_RULE, "zone"), SMX_EVALUE);
	ck_assert_str_eq(smx_words_name(SMX_WORDS_MODE, 7), "?");
	ck_assert_str_eq(smx_words_name(SMX_WORDS_MODE, -1), "?");
}
END_TEST

START_TEST(what_a_key_takes)
{
	char text[64];

	smx_words_write(SMX_WORDS_PROFILE, text, sizeof text);
	ck_assert_str_eq(text, "strict, balanced, wide or closed");
	smx_words_write(SMX_WORDS_MODE, text, sizeof text);
	ck_assert_str_eq(text, "enforce or monitor");
	smx_words_write(SMX_WORDS_ACTION, text, sizeof text);
	ck_assert_str_eq(text, "nxdomain, nodata or nullmx");
	smx_words_write(SMX_WORDS_RULE, text, 9);
	ck_assert_str_eq(text, "tld, dot");
}
END_TEST

START_TEST(public_names)
{
	ck_assert_str_eq(smx_rule_name(SMX_RULE_TLD), "tld");
	ck_assert_str_eq(smx_rule_name(SMX_RULE_CC), "cc");
	ck_assert_str_eq(smx_rule_name(SMX_RULE_ZONE), "zone");
	ck_assert_str_eq(smx_profile_name(SMX_BALANCED), "balanced");
	ck_assert_str_eq(smx_action_name(SMX_DATA), "data");
	ck_assert_str_eq(smx_mode_name(SMX_MONITOR), "monitor");
	ck_assert_str_eq(smx_verify_name(SMX_VERIFY_DNS), "dns");
	ck_assert_str_eq(smx_reason_name(SMX_SPECIAL_USE), "special-use");
}
END_TEST

Suite *
suite_words(void)
{
	Suite *suite = suite_create("words");
	TCase *tcase = tcase_create("words");

	tcase_add_test(tcase, words_and_values_correspond);
	tcase_add_test(tcase, what_a_key_takes);
	tcase_add_test(tcase, public_names);
	suite_add_tcase(suite, tcase);
	return suite;
}
