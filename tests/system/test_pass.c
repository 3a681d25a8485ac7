/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is protected, exempt, or near nothing is resolved as if there were no
 * module.
 */
#include "system.h"

#include "expect.h"

START_TEST(protected_exempt_and_other_names_are_resolved)
{
	static const unsigned flags[] = {0, QUERY_EDNS, QUERY_EDNS | QUERY_DO, QUERY_CD,
					 QUERY_TCP, QUERY_TCP | QUERY_EDNS};
	const struct passing *passing = &fixture_passing[_i];
	unsigned state = 1;

	for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
		struct question question = query_make("", passing->name,
						      expect_type(passing->record), flags[i]);
		struct answer answer;
		const char *wrong;

		query_mix_case(&question, &state);
		system_ask(&system_resolver, &question, &answer);
		wrong = expect_passed(&question, &answer, passing->record);
		answer_free(&answer);
		ck_assert_msg(wrong == NULL, "%s", wrong);
	}
}
END_TEST

/* With the SOA record of the upstream's zone, the root, and no EDE. */
START_TEST(names_that_do_not_exist_are_denied_by_the_upstream)
{
	struct question question =
		query_make("mail.", "nowhere.example", LDNS_RR_TYPE_MX, QUERY_EDNS);
	struct answer answer;
	ldns_rr_list *authority;

	system_ask(&system_resolver, &question, &answer);
	authority = ldns_pkt_authority(answer.pkt);
	ck_assert_int_eq(ldns_pkt_get_rcode(answer.pkt), LDNS_RCODE_NXDOMAIN);
	ck_assert_uint_eq(ldns_rr_list_rr_count(authority), 1);
	ck_assert_uint_eq(ldns_rdf_size(ldns_rr_owner(ldns_rr_list_rr(authority, 0))), 1);
	ck_assert_ptr_null(ldns_pkt_edns_data(answer.pkt));
	answer_free(&answer);
}
END_TEST

Suite *
suite_pass(void)
{
	Suite *suite = suite_create("pass");
	TCase *tcase = tcase_create("pass");

	tcase_add_loop_test(tcase, protected_exempt_and_other_names_are_resolved, 0,
			    (int)fixture_n_passing);
	tcase_add_test(tcase, names_that_do_not_exist_are_denied_by_the_upstream);
	suite_add_tcase(suite, tcase);
	return suite;
}
