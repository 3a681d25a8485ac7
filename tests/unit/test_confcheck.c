/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/confcheck.h"
#include "unit.h"

START_TEST(types_of_questions)
{
	static const struct {
		const char *text;
		uint16_t type;
	} cases[] = {
		{"MX", 15},     {"mx", 15},  {"AAAA", 28}, {"ANY", 255},  {"HTTPS", 65},
		{"TYPE65", 65}, {"CAA", 257}, {"AXFR", 0},  {"TYPE0", 0}, {"OPT", 0},
		{"TSIG", 0},    {"FOO", 0},  {"", 0},      {"TYPE65535", 0},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_msg(smx_confcheck_type(cases[i].text) == cases[i].type, "%s",
			      cases[i].text);
}
END_TEST

Suite *
suite_confcheck(void)
{
	Suite *suite = suite_create("confcheck");
	TCase *tcase = tcase_create("confcheck");

	tcase_add_test(tcase, types_of_questions);
	suite_add_tcase(suite, tcase);
	return suite;
}
