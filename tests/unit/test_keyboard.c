/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "match/keyboard.h"
#include "unit.h"

/* The table of straymx-zone(5), as it stands there. */
static const char *const qwerty[] = {
	"1:2q",    "2:13qw",   "3:24ew",   "4:35er",   "5:46rt",   "6:57ty",   "7:68uy",
	"8:79iu",  "9:08io",   "0:9op",    "q:12aw",   "w:23aeqs", "e:34drsw", "r:45deft",
	"t:56fgry", "y:67ghtu", "u:78hijy", "i:89jkou", "o:09iklp", "p:0lo",    "a:qswz",
	"s:adewxz", "d:cefrsx", "f:cdgrtv", "g:bfhtvy", "h:bgjnuy", "j:hikmnu", "k:ijlmo",
	"l:kop",   "z:asx",    "x:cdsz",   "c:dfvx",   "v:bcfg",   "b:ghnv",   "n:bhjm",
	"m:jkn",
};

START_TEST(qwerty_is_the_table_of_the_design)
{
	size_t n_keys = sizeof qwerty / sizeof qwerty[0];
	bool touches[256][256] = {{false}};

	for (size_t i = 0; i < n_keys; i++) {
		for (const char *near = qwerty[i] + 2; *near != '\0'; near++)
			touches[(uint8_t)qwerty[i][0]][(uint8_t)*near] = true;
	}
	for (unsigned a = 0; a < 256; a++) {
		for (unsigned b = 0; b < 256; b++)
			ck_assert_msg(smx_keyboard_touches(SMX_QWERTY, (uint8_t)a, (uint8_t)b) ==
					      touches[a][b],
				      "keys %u and %u", a, b);
	}
}
END_TEST

START_TEST(other_layouts_move_their_keys)
{
	static const struct {
		enum smx_keyboard keyboard;
		char a, b;
		bool touches;
	} cases[] = {
		{SMX_QWERTZ, 't', 'z', true},  {SMX_QWERTZ, 't', 'y', false},
		{SMX_QWERTZ, 'a', 'y', true},  {SMX_QWERTZ, 'z', 'u', true},
		{SMX_QWERTZ, 'y', 'x', true},  {SMX_AZERTY, 'a', 'z', true},
		{SMX_AZERTY, 'a', '1', true},  {SMX_AZERTY, 'q', 'a', true},
		{SMX_AZERTY, 'q', 'w', true},  {SMX_AZERTY, 'l', 'm', true},
		{SMX_AZERTY, 'p', 'm', true},  {SMX_AZERTY, 'n', 'm', false},
		{SMX_AZERTY, 'z', '2', true},  {SMX_AZERTY, 'w', 'x', true},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint8_t a = (uint8_t)cases[i].a, b = (uint8_t)cases[i].b;

		ck_assert_msg(smx_keyboard_touches(cases[i].keyboard, a, b) == cases[i].touches,
			      "%c%c", a, b);
		ck_assert(smx_keyboard_touches(cases[i].keyboard, b, a) == cases[i].touches);
	}
}
END_TEST

Suite *
suite_keyboard(void)
{
	Suite *suite = suite_create("keyboard");
	TCase *tcase = tcase_create("keyboard");

	tcase_add_test(tcase, qwerty_is_the_table_of_the_design);
	tcase_add_test(tcase, other_layouts_move_their_keys);
	suite_add_tcase(suite, tcase);
	return suite;
}
