/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include "match/profile.h"
#include "match/words.h"
#include "unit.h"

/* The table of straymx-zone(5), as it stands there. */
static const char *const table[] = {
	"profile tld dot swap repeat look slip omit key vowel extra other host glyph both two cc",
	"strict 3 4 4 4 5 5 7 11 9 9 12 4 5 6 0 0",
	"balanced 3 4 4 3 4 5 5 7 7 7 10 4 4 6 14 0",
	"wide 3 4 4 3 3 4 5 6 5 5 8 4 4 5 12 0",
	"closed 1 2 1 1 1 1 1 1 1 1 1 2 1 4 4 0",
};

START_TEST(profiles_are_the_table_of_the_design)
{
	for (size_t row = 1; row < sizeof table / sizeof table[0]; row++) {
		char head[128], line[128];
		char *head_state = NULL, *line_state = NULL;
		int profile;
		const char *rule;

		strcpy(head, table[0]);
		strcpy(line, table[row]);
		strtok_r(head, " ", &head_state);
		profile = smx_words_parse(SMX_WORDS_PROFILE, strtok_r(line, " ", &line_state));
		ck_assert_int_eq(profile, (int)row - 1);
		while ((rule = strtok_r(NULL, " ", &head_state)) != NULL) {
			int value = smx_words_parse(SMX_WORDS_RULE, rule);

			ck_assert_int_ge(value, 0);
			ck_assert_int_eq(smx_profile_least_len((enum smx_profile)profile,
							       (enum smx_rule)value),
					 atoi(strtok_r(NULL, " ", &line_state)));
		}
	}
}
END_TEST

Suite *
suite_profile(void)
{
	Suite *suite = suite_create("profile");
	TCase *tcase = tcase_create("profile");

	tcase_add_test(tcase, profiles_are_the_table_of_the_design);
	suite_add_tcase(suite, tcase);
	return suite;
}
