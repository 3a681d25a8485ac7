/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/hash.h"
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
		struct smx_name name = unit_name(cases[i].name);
		struct smx_name expected = unit_name(cases[i].skeleton);
		struct smx_tail all = {&name, 0}, expected_all = {&expected, 0};
		uint64_t hash;

		ck_assert(smx_skeleton_hash(&all, &hash));
		ck_assert_msg(hash == smx_hash_tail(&expected_all), "%s: %s", cases[i].name,
			      cases[i].why);
	}
}
END_TEST

START_TEST(a_label_has_its_own)
{
	uint8_t skeleton[SMX_LABEL_MAX];

	ck_assert_uint_eq(smx_skeleton_label(unit_span("rnclvv01x"), skeleton), 6);
	ck_assert_mem_eq(skeleton, "mdwolx", 6);
	ck_assert_uint_eq(smx_skeleton_label(unit_span("army"), skeleton), 4);
	ck_assert_mem_eq(skeleton, "army", 4);
}
END_TEST

START_TEST(a_tail_has_its_own)
{
	struct smx_name name = unit_name("rn.clell.com"), expected = unit_name("dell.com");
	struct smx_tail tail = smx_name_tail(&name, 2), expected_all = {&expected, 0};
	uint64_t hash;

	ck_assert(smx_skeleton_hash(&tail, &hash));
	ck_assert(hash == smx_hash_tail(&expected_all));
}
END_TEST

START_TEST(alabels_have_none)
{
	struct smx_name name = unit_name("xn--bcher-kva.com");
	struct smx_tail all = {&name, 0};
	uint64_t hash;

	ck_assert(!smx_skeleton_hash(&all, &hash));
}
END_TEST

Suite *
suite_skeleton(void)
{
	Suite *suite = suite_create("skeleton");
	TCase *tcase = tcase_create("skeleton");

	tcase_add_test(tcase, replacements);
	tcase_add_test(tcase, a_label_has_its_own);
	tcase_add_test(tcase, a_tail_has_its_own);
	tcase_add_test(tcase, alabels_have_none);
	suite_add_tcase(suite, tcase);
	return suite;
}
