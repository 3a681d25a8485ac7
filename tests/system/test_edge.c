/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Answers that do not fit, names at the limits, and questions that are no
 * business of the module.
 */
#include "system.h"

#include "expect.h"

static void
check_large(unsigned flags, uint16_t udp_size)
{
	struct question question =
		query_make("mail.", fixture_large.name, LDNS_RR_TYPE_AAAA, flags);
	struct answer answer;
	const char *wrong;

	question.udp_size = udp_size;
	system_ask(&system_resolver, &question, &answer);
	wrong = expect_made_up(&question, &answer, &fixture_large, "mail.northropgrumman.com");
	answer_free(&answer);
	ck_assert_msg(wrong == NULL, "%s", wrong);
}

static void
check_truncated(unsigned flags, uint16_t udp_size)
{
	struct question question =
		query_make("mail.", fixture_large.name, LDNS_RR_TYPE_AAAA, flags);
	struct answer answer;

	question.udp_size = udp_size;
	system_ask(&system_resolver, &question, &answer);
	ck_assert(ldns_pkt_tc(answer.pkt));
	ck_assert(!ldns_pkt_aa(answer.pkt));
	ck_assert(!ldns_pkt_ad(answer.pkt));
	ck_assert_int_eq(ldns_pkt_get_rcode(answer.pkt), LDNS_RCODE_NOERROR);
	ck_assert_uint_le(answer.len, 512);
	answer_free(&answer);
}

START_TEST(a_large_sinkhole_is_truncated_over_udp_and_whole_over_tcp)
{
	check_truncated(0, 0);
	check_truncated(QUERY_EDNS, 512);
	check_large(QUERY_EDNS, 1232);
	check_large(QUERY_TCP, 0);
	check_large(QUERY_TCP | QUERY_EDNS, 0);
}
END_TEST

static void
check_named(const char *name, unsigned flags, const char *intended)
{
	struct question question = query_make("", name, LDNS_RR_TYPE_MX, flags);
	struct answer answer;
	const char *wrong;

	system_ask(&system_resolver, &question, &answer);
	wrong = expect_made_up(&question, &answer, &fixture_lookalikes[0], intended);
	answer_free(&answer);
	ck_assert_msg(wrong == NULL, "%s", wrong);
}

#define TEN "0123456789"
#define LABEL TEN TEN TEN TEN TEN TEN "012" /* 63 bytes, the most for a label */
#define LONGEST LABEL "." LABEL "." LABEL "." TEN TEN TEN TEN TEN "012" /* 246 on the wire */

/* 255 bytes on the wire, and what is meant would be 256. */
START_TEST(the_longest_name_is_intercepted)
{
	check_named(LONGEST ".army.ml", 0, LONGEST ".army.mil");
	check_named(LONGEST ".army.ml", QUERY_EDNS, LONGEST ".army.mil");
	check_named(LONGEST ".army.ml", QUERY_TCP | QUERY_EDNS, LONGEST ".army.mil");
}
END_TEST

/* In EXTRA-TEXT, which is UTF-8, as in a zone file (RFC 1035, 5.1). */
START_TEST(special_characters_are_escaped)
{
	check_named("a\\.b.army.ml", QUERY_EDNS, "a\\.b.army.mil");
	check_named("\\000\\255 \\\\.Army.ml", QUERY_EDNS, "\\000\\255\\032\\\\.army.mil");
	check_named("_25._tcp.army.ml", QUERY_EDNS, "_25._tcp.army.mil");
	check_named("*.army.ml", QUERY_EDNS, "*.army.mil");
}
END_TEST

START_TEST(types_that_are_not_listed_pass)
{
	struct question question = query_make("", "army.ml", LDNS_RR_TYPE_SRV, QUERY_EDNS);
	unsigned long n_before = system_count_lookalikes();
	struct answer answer;
	const char *wrong;

	system_ask(&system_resolver, &question, &answer);
	wrong = expect_passed(&question, &answer, fixture_thief(LDNS_RR_TYPE_SRV));
	answer_free(&answer);
	ck_assert_msg(wrong == NULL, "%s", wrong);
	ck_assert_uint_eq(system_count_lookalikes(), n_before + 1);
}
END_TEST

/* The alias is what the client asks for; it gets what the upstream has.  The lookalike
 * must not get into the cache thereby, where no module would look at it: with CD, since
 * without it nothing is served from there that has not been validated. */
START_TEST(a_lookalike_behind_an_alias_is_intercepted_when_asked_for)
{
	struct question alias = query_make("", FIXTURE_ALIAS, LDNS_RR_TYPE_A, QUERY_CD);
	struct question aliased = query_make("", FIXTURE_ALIASED, LDNS_RR_TYPE_A, QUERY_CD);
	struct answer answer;
	const char *wrong;

	for (int i = 0; i < 3; i++) {
		system_ask(&system_resolver, &alias, &answer);
		ck_assert_int_eq(ldns_pkt_get_rcode(answer.pkt), LDNS_RCODE_NOERROR);
		ck_assert_uint_eq(ldns_pkt_ancount(answer.pkt), 2);
		answer_free(&answer);

		system_ask(&system_resolver, &aliased, &answer);
		wrong = expect_made_up(&aliased, &answer, &fixture_lookalikes[0], "");
		answer_free(&answer);
		ck_assert_msg(wrong == NULL, "%s", wrong);
	}
}
END_TEST

START_TEST(other_classes_are_left_alone)
{
	struct question question = query_make("", "army.ml", LDNS_RR_TYPE_MX, 0);
	struct answer answer;

	question.class = LDNS_RR_CLASS_CH;
	system_ask(&system_resolver, &question, &answer);
	ck_assert_int_ne(ldns_pkt_get_rcode(answer.pkt), LDNS_RCODE_NXDOMAIN);
	ck_assert_uint_eq(ldns_pkt_nscount(answer.pkt), 0);
	answer_free(&answer);
}
END_TEST

/* As Unbound does with questions for what it would have to ask for. */
START_TEST(without_rd_the_question_is_refused)
{
	struct question question =
		query_make("", "army.ml", LDNS_RR_TYPE_MX, QUERY_NO_RD | QUERY_EDNS);
	struct answer answer;

	system_ask(&system_resolver, &question, &answer);
	ck_assert_int_eq(ldns_pkt_get_rcode(answer.pkt), LDNS_RCODE_REFUSED);
	ck_assert_uint_eq(ldns_pkt_nscount(answer.pkt), 0);
	answer_free(&answer);
}
END_TEST

Suite *
suite_edge(void)
{
	Suite *suite = suite_create("edge");
	TCase *tcase = tcase_create("edge");

	tcase_add_test(tcase, a_large_sinkhole_is_truncated_over_udp_and_whole_over_tcp);
	tcase_add_test(tcase, the_longest_name_is_intercepted);
	tcase_add_test(tcase, special_characters_are_escaped);
	tcase_add_test(tcase, types_that_are_not_listed_pass);
	tcase_add_test(tcase, a_lookalike_behind_an_alias_is_intercepted_when_asked_for);
	tcase_add_test(tcase, other_classes_are_left_alone);
	tcase_add_test(tcase, without_rd_the_question_is_refused);
	suite_add_tcase(suite, tcase);
	return suite;
}
