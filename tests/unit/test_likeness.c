/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/edit.h"
#include "match/likeness.h"
#include "unit.h"

/* Whether one of `rules` holds for the edit of two labels. */
static bool
holds(unsigned rules, const uint8_t *from, size_t from_len, const uint8_t *to, size_t to_len,
      enum smx_keyboard keyboard)
{
	struct smx_span before = {from, from_len}, after = {to, to_len};

	return (smx_edit_rules(before, after, keyboard) & rules) != 0;
}

START_TEST(sets_are_what_the_rules_say)
{
	const unsigned replacing = SMX_RULE_BIT(SMX_RULE_LOOK) | SMX_RULE_BIT(SMX_RULE_KEY) |
				   SMX_RULE_BIT(SMX_RULE_VOWEL);
	const unsigned inserting = SMX_RULE_BIT(SMX_RULE_REPEAT) | SMX_RULE_BIT(SMX_RULE_SLIP);
	struct smx_likeness likeness;

	smx_likeness_init(&likeness, (enum smx_keyboard)_i);
	for (unsigned typed = 0; typed < 256; typed++) {
		for (size_t c = 0; c < SMX_N_CHARACTERS; c++) {
			uint8_t meant = smx_characters[c];
			uint8_t pair[2] = {meant, (uint8_t)typed};

			ck_assert_int_eq(smx_likeness_has(likeness.replaced[typed], meant),
					 holds(replacing, &meant, 1, pair + 1, 1,
					       (enum smx_keyboard)_i));
			ck_assert_int_eq(smx_likeness_has(likeness.beside[typed], meant),
					 holds(inserting, &meant, 1, pair, 2,
					       (enum smx_keyboard)_i));
		}
	}
}
END_TEST

START_TEST(some_that_are_known)
{
	struct smx_likeness likeness;

	smx_likeness_init(&likeness, SMX_QWERTY);
	ck_assert(smx_likeness_has(likeness.replaced['0'], 'o'));  /* look */
	ck_assert(smx_likeness_has(likeness.replaced['p'], 'o'));  /* key */
	ck_assert(smx_likeness_has(likeness.replaced['a'], 'e'));  /* vowel */
	ck_assert(!smx_likeness_has(likeness.replaced['x'], 'o'));
	ck_assert(smx_likeness_has(likeness.beside['o'], 'o'));    /* repeat */
	ck_assert(smx_likeness_has(likeness.beside['f'], 'g'));    /* slip */
	ck_assert(!smx_likeness_has(likeness.beside['f'], 'm'));
	ck_assert(!smx_likeness_has(~UINT64_C(0), '.'));           /* no character of labels */
	ck_assert(!smx_likeness_has(~UINT64_C(0), 0));
}
END_TEST

Suite *
suite_likeness(void)
{
	Suite *suite = suite_create("likeness");
	TCase *tcase = tcase_create("likeness");

	tcase_add_loop_test(tcase, sets_are_what_the_rules_say, 0, SMX_N_KEYBOARDS);
	tcase_add_test(tcase, some_that_are_known);
	suite_add_tcase(suite, tcase);
	return suite;
}
