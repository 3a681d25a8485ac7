/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/skeleton.h"
#include "unit.h"

START_TEST(replacements)
{
	static const struct {
		const char *name, *skeleton;
		const char *why;
	} cases[] = {
		{"army.mil", "army.mil", "nothing to replace"},
		{"arrny.rnil", "army.mil", "rn becomes m, in each label"},
		{"vvhitehouse.gov", "whitehouse.gov", "vv becomes w"},
		{"clell.com", "dell.com", "cl becomes d"},
		{"g00gle.com", "google.com", "0 becomes o"},
		{"paypa1.com", "paypal.com", "1 becomes l"},
		{"vvv.com", "wv.com", "left to right"},
		{"rrnn.com", "rmn.com", "left to right, nothing is read twice"},
		{"c1ub.com", "club.com", "1 becomes l after cl was looked for"},
		{"r.nv.vc.l", "r.nv.vc.l", "nothing reaches over a dot"},
		{"0.1", "o.l", "every label"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_name name = unit_name(cases[i].name), got;
		struct smx_name expected = unit_name(cases[i].skeleton);
		struct smx_tail all = {&name, 0}, got_all = {&got, 0};
		struct smx_tail expected_all = {&expected, 0};

		ck_assert(smx_skeleton(&all, &got));
		ck_assert_msg(smx_tail_equals(&got_all, &expected_all), "%s: %s", cases[i].name,
			      cases[i].why);
	}
}
END_TEST

START_TEST(a_tail_has_its_own)
{
	struct smx_name name = unit_name("rn.clell.com"), got, expected = unit_name("dell.com");
	struct smx_tail tail = smx_name_tail(&name, 2);
	struct smx_tail got_all = {&got, 0}, expected_all = {&expected, 0};

	ck_assert(smx_skeleton(&tail, &got));
	ck_assert(smx_tail_equals(&got_all, &expected_all));
}
END_TEST

START_TEST(alabels_have_none)
{
	struct smx_name name = unit_name("xn--bcher-kva.com"), got;
	struct smx_tail all = {&name, 0};

	ck_assert(!smx_skeleton(&all, &got));
}
END_TEST

Suite *
suite_skeleton(void)
{
	Suite *suite = suite_create("skeleton");
	TCase *tcase = tcase_create("skeleton");

	tcase_add_test(tcase, replacements);
	tcase_add_test(tcase, a_tail_has_its_own);
	tcase_add_test(tcase, alabels_have_none);
	suite_add_tcase(suite, tcase);
	return suite;
}
