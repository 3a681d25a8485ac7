/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/rr.h"
#include "unit.h"

START_TEST(fields_of_the_types)
{
	static const struct {
		const char *text;
		bool has_fields;
	} cases[] = {
		{"a. SOA a. b. 1 2 3 4 5", true}, {"a. CNAME .", true},
		{"a. MX 0 .", true},              {"a. A 192.0.2.1", true},
		{"a. AAAA ::1", true},            {"a. TXT \"x\" \"y\"", true},
		{"a. TYPE6 \\# 1 00", false},     {"a. SOA \\# 0", false},
		{"a. TYPE5 \\# 0", false},        {"a. MX \\# 0", false},
		{"a. A \\# 0", false},            {"a. AAAA \\# 0", false},
		{"a. TXT \\# 0", false},          {"a. TYPE4711 \\# 1 00", true},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		ldns_rr *rr = NULL;

		ck_assert_int_eq(ldns_rr_new_frm_str(&rr, cases[i].text, 0, NULL, NULL),
				 LDNS_STATUS_OK);
		ck_assert_msg(smx_rr_has_fields(rr) == cases[i].has_fields, "%s", cases[i].text);
		ldns_rr_free(rr);
	}
}
END_TEST

START_TEST(names_of_types)
{
	char buf[16];

	ck_assert_str_eq(smx_rr_type_text(LDNS_RR_TYPE_MX, buf), "MX");
	ck_assert_str_eq(smx_rr_type_text((ldns_rr_type)4711, buf), "TYPE4711");
	ck_assert(smx_rr_is_dnssec(LDNS_RR_TYPE_ZONEMD));
	ck_assert(!smx_rr_is_dnssec(LDNS_RR_TYPE_DS));
}
END_TEST

Suite *
suite_rr(void)
{
	Suite *suite = suite_create("rr");
	TCase *tcase = tcase_create("rr");

	tcase_add_test(tcase, fields_of_the_types);
	tcase_add_test(tcase, names_of_types);
	suite_add_tcase(suite, tcase);
	return suite;
}
