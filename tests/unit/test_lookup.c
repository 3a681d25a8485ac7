/* SPDX-License-Identifier: BSD-3-Clause */
#include <pthread.h>
#include <string.h>

#include "match/lookup.h"
#include "unit.h"

START_TEST(what_passes_before_anything)
{
	static const struct {
		const char *qname;
		enum smx_reason reason;
	} cases[] = {
		{"nic.ml", SMX_ALLOWED},
		{"a.b.nic.ml", SMX_ALLOWED},
		{"army.mil", SMX_PROTECTED},
		{"us.army.mil", SMX_PROTECTED},
		{"amry.mil", SMX_PROTECTED}, /* mil is protected too */
		{"mil", SMX_PROTECTED},
		{"armi.army.ml", SMX_MATCH},
		{"10.in-addr.arpa", SMX_SPECIAL_USE},
		{"army.local", SMX_SPECIAL_USE},
		{"localhost", SMX_SPECIAL_USE},
		{"army.onion", SMX_SPECIAL_USE},
		{"army.invalid", SMX_SPECIAL_USE},
		{"army.internal", SMX_SPECIAL_USE},
		{"army.arpa", SMX_SPECIAL_USE},
		{"exempt.army.ml", SMX_ALLOWED},
		{"x.exempt.army.ml", SMX_ALLOWED},
		{"other.army.ml", SMX_MATCH},
		{"exampl.com", SMX_NO_MATCH},
		{"ml", SMX_NO_MATCH},
	};
	struct smx_policy *policy = unit_policy("army.mil CNAME .\n"
						"mil CNAME .\n"
						"nic.ml CNAME rpz-passthru.\n"
						"exempt.army.ml CNAME rpz-passthru.\n");

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_verdict verdict = unit_lookup(policy, cases[i].qname);

		ck_assert_msg(verdict.reason == cases[i].reason, "%s: %s", cases[i].qname,
			      smx_reason_name(verdict.reason));
	}
	smx_policy_free(policy);
}
END_TEST

START_TEST(an_exempt_name_may_be_above_a_protected_one)
{
	struct smx_policy *policy = unit_policy("army.mil CNAME .\n"
						"ml CNAME rpz-passthru.\n");

	ck_assert_int_eq(unit_lookup(policy, "army.ml").reason, SMX_ALLOWED);
	ck_assert_int_eq(unit_lookup(policy, "army.mill").reason, SMX_MATCH);
	smx_policy_free(policy);
}
END_TEST

/* A policy, a question, and what has to win. */
START_TEST(who_wins)
{
	static const struct {
		const char *records;
		const char *qname;
		const char *protected, *candidate;
		enum smx_rule rule;
		const char *why;
	} cases[] = {
		{"comcast.net CNAME .\ncomcasts.com CNAME .\n", "comcast.com", "comcasts.com",
		 "comcast.com", SMX_RULE_OMIT, "distance 1 before all"},
		{"dell.com CNAME .\nus.dell.com CNAME .\n_straymx.us.dell.com TXT \"swap=2\"\n",
		 "us.dlel.com", "us.dell.com", "us.dlel.com", SMX_RULE_SWAP,
		 "more labels in P"},
		{"gmail.com CNAME .\ngmali.com CNAME .\n", "gmial.com", "gmail.com", "gmial.com",
		 SMX_RULE_SWAP, "only one of them is near"},
		{"bgmail.com CNAME .\ngmailx.com CNAME .\n", "gmail.com", "bgmail.com",
		 "gmail.com", SMX_RULE_OMIT, "a tie: P in byte order"},
		{"gmailx.com CNAME .\nbgmail.com CNAME .\n", "gmail.com", "bgmail.com",
		 "gmail.com", SMX_RULE_OMIT, "whatever the order of the records"},
		{"gmail.com CNAME .\ngmsil.com CNAME .\n", "gmaiil.com", "gmail.com", "gmaiil.com",
		 SMX_RULE_REPEAT, "the rule that comes first"},
		{"abcde.com CNAME .\n", "abcd.com.abcde.co", "abcde.com", "abcde.co",
		 SMX_RULE_TLD, "a candidate at the end of the name alone"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_policy *policy = unit_policy(cases[i].records);
		struct smx_verdict verdict = unit_lookup(policy, cases[i].qname);
		char protected[SMX_NAME_TEXT_SIZE];

		ck_assert_msg(verdict.reason == SMX_MATCH, "%s", cases[i].why);
		smx_entry_name_write(verdict.entry, protected, sizeof protected);
		ck_assert_msg(strcmp(protected, cases[i].protected) == 0, "%s: %s", cases[i].why,
			      protected);
		ck_assert_msg(verdict.rule == cases[i].rule, "%s: %s", cases[i].why,
			      smx_rule_name(verdict.rule));
		ck_assert_msg(strcmp(cases[i].qname + verdict.candidate_offset,
				     cases[i].candidate) == 0,
			      "%s: %s", cases[i].why, cases[i].qname + verdict.candidate_offset);
		smx_policy_free(policy);
	}
}
END_TEST

START_TEST(the_first_candidate_wins_a_tie)
{
	/* Both candidates are "us.dell.com" with dots elsewhere, by the rule dot. */
	struct smx_policy *policy = unit_policy("us.dell.com CNAME .\n"
						"_straymx.us.dell.com TXT \"tld=0\"\n");
	struct smx_verdict verdict = unit_lookup(policy, "u.s.dell.com");

	ck_assert_int_eq(verdict.reason, SMX_MATCH);
	ck_assert_uint_eq(verdict.candidate_offset, 0);
	smx_policy_free(policy);
}
END_TEST

START_TEST(public_suffixes_are_no_candidates)
{
	struct smx_policy *policy = unit_policy("co.up CNAME .\n_straymx.co.up TXT \"tld=1\"\n"
						"blogspott.com CNAME .\n");

	ck_assert_int_eq(unit_lookup(policy, "co.uk").reason, SMX_NO_MATCH);
	ck_assert_int_eq(unit_lookup(policy, "bbc.co.uk").reason, SMX_NO_MATCH);
	ck_assert_int_eq(unit_lookup(policy, "co.ux").reason, SMX_MATCH);
	/* Listed in the private section. */
	ck_assert_int_eq(unit_lookup(policy, "blogspot.com").reason, SMX_NO_MATCH);
	ck_assert_int_eq(unit_lookup(policy, "blogspoott.com").reason, SMX_MATCH);
	smx_policy_free(policy);
}
END_TEST

START_TEST(suffix_entries_match_by_the_rule_zone)
{
	static const struct {
		const char *qname;
		bool asks;
	} cases[] = {
		{"army.ml", true}, /* the intended name has to exist */
		{"us.army.mill", true},
		{"x.gob.uk", false}, /* unless it is said that it need not */
	};
	struct smx_policy *policy = unit_policy("mil CNAME .\ngov.uk CNAME .\n"
						"_straymx.gov.uk TXT \"verify=none\"\n");

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_verdict verdict = unit_lookup(policy, cases[i].qname);

		ck_assert_msg(verdict.reason == SMX_MATCH, "%s", cases[i].qname);
		ck_assert_int_eq(verdict.rule, SMX_RULE_ZONE);
		ck_assert_uint_eq(verdict.distance, 1);
		ck_assert_int_eq(smx_entry_asks(verdict.entry), cases[i].asks);
	}
	ck_assert_int_eq(unit_lookup(policy, "x.gov.uk").reason, SMX_PROTECTED);
	/* A name that is one edit away itself has nothing below a protected one. */
	ck_assert_int_eq(unit_lookup(policy, "ml").reason, SMX_NO_MATCH);
	smx_policy_free(policy);
}
END_TEST

START_TEST(hostile_names_pass)
{
	static const struct {
		const char *wire;
		size_t len;
	} cases[] = {
		{"", 0}, {"\000", 1}, {"\004army", 5}, {"\300\014", 2}, {"\077army\002ml", 9},
		{"\007army\0ml\003mil", 13}, {"\010army.mil", 10},
	};
	struct smx_policy *policy = unit_policy("army.mil CNAME .\n"
						"_straymx.army.mil TXT \"profile=closed\"\n");
	uint8_t deep[255];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_verdict verdict;

		smx_lookup(policy, (const uint8_t *)cases[i].wire, cases[i].len, &verdict);
		ck_assert_uint_eq(verdict.reason, SMX_NO_MATCH);
	}
	/* 123 labels, and army.ml behind them. */
	for (size_t i = 0; i < 246; i += 2)
		memcpy(deep + i, "\001a", 2);
	memcpy(deep + 246, "\004army\002ml", 9);
	ck_assert_int_eq(deep[254], 0);
	{
		struct smx_verdict verdict;

		smx_lookup(policy, deep, sizeof deep, &verdict);
		ck_assert_int_eq(verdict.reason, SMX_MATCH);
		ck_assert_uint_eq(verdict.candidate_offset, 246);
	}
	smx_policy_free(policy);
}
END_TEST

#define N_THREADS 4

struct looker {
	const struct smx_policy *policy;
	unsigned n_wrong;
};

/* Look up names by turns, each with its own verdict. */
static void *
look_up(void *context)
{
	static const struct {
		const char *wire;
		size_t len;
		enum smx_reason reason;
	} cases[] = {
		{"\004army\002ml", 9, SMX_MATCH},
		{"\014lockhedmrtin\003com", 18, SMX_MATCH},
		{"\014xn--gmil-63d\003com", 18, SMX_MATCH},
		{"\002na\002ml", 7, SMX_MATCH},
		{"\003www\004army\003mil", 14, SMX_PROTECTED},
		{"\007example\003org", 13, SMX_NO_MATCH},
	};
	struct looker *looker = context;

	for (unsigned i = 0; i < 3000; i++) {
		size_t c = i % (sizeof cases / sizeof cases[0]);
		struct smx_verdict verdict;

		smx_lookup(looker->policy, (const uint8_t *)cases[c].wire, cases[c].len, &verdict);
		looker->n_wrong += verdict.reason != cases[c].reason;
	}
	return NULL;
}

START_TEST(any_number_of_threads)
{
	struct smx_policy *policy = unit_policy("army.mil CNAME .\nlockheedmartin.com CNAME .\n"
						"gmail.com CNAME .\nmil CNAME .\n");
	struct looker lookers[N_THREADS];
	pthread_t threads[N_THREADS];

	for (size_t i = 0; i < N_THREADS; i++) {
		lookers[i] = (struct looker){policy, 0};
		ck_assert_int_eq(pthread_create(&threads[i], NULL, look_up, &lookers[i]), 0);
	}
	for (size_t i = 0; i < N_THREADS; i++) {
		ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
		ck_assert_uint_eq(lookers[i].n_wrong, 0);
	}
	smx_policy_free(policy);
}
END_TEST

/* The rules by which something was found, in their order, and how many. */
struct findings {
	unsigned rules;
	size_t n;
};

static void
on_match(void *context, const struct smx_match *match)
{
	struct findings *findings = context;

	findings->rules |= 1u << match->rule;
	findings->n++;
}

START_TEST(all_that_a_protected_name_could_be_taken_for)
{
	struct smx_policy *policy = unit_policy("gmail.com CNAME .\ngmaail.com CNAME .\n"
						"gmial.com CNAME .\nlockheedmartin.com CNAME .\n"
						"lockheedmrtn.com CNAME .\n");
	struct findings findings = {0, 0};
	struct smx_filter filter = {.takes_all = true};
	struct smx_verdict verdict;

	/* The best one: the first of the rules. */
	smx_lookup_filtered(policy, &filter, (const uint8_t *)"\5gmail\3com", 11, &verdict);
	ck_assert_int_eq(verdict.reason, SMX_MATCH);
	ck_assert_int_eq(verdict.rule, SMX_RULE_SWAP);
	filter.found = on_match;
	filter.context = &findings;
	smx_lookup_filtered(policy, &filter, (const uint8_t *)"\5gmail\3com", 11, &verdict);
	ck_assert_int_eq(verdict.reason, SMX_NO_MATCH);
	ck_assert_uint_eq(findings.rules, 1u << SMX_RULE_SWAP | 1u << SMX_RULE_REPEAT);
	/* At distance 2 as well. */
	findings = (struct findings){0, 0};
	smx_lookup_filtered(policy, &filter, (const uint8_t *)"\14lockheedmrtn\3com", 18, &verdict);
	ck_assert_uint_eq(findings.rules, 1u << SMX_RULE_TWO);
	/* Who does not want all gets none of a name that passes. */
	findings = (struct findings){0, 0};
	filter.takes_all = false;
	smx_lookup_filtered(policy, &filter, (const uint8_t *)"\5gmail\3com", 11, &verdict);
	ck_assert_int_eq(verdict.reason, SMX_PROTECTED);
	ck_assert_uint_eq(findings.n, 0);
	smx_policy_free(policy);
}
END_TEST

Suite *
suite_lookup(void)
{
	Suite *suite = suite_create("lookup");
	TCase *tcase = tcase_create("lookup");

	tcase_add_test(tcase, what_passes_before_anything);
	tcase_add_test(tcase, an_exempt_name_may_be_above_a_protected_one);
	tcase_add_test(tcase, who_wins);
	tcase_add_test(tcase, the_first_candidate_wins_a_tie);
	tcase_add_test(tcase, public_suffixes_are_no_candidates);
	tcase_add_test(tcase, suffix_entries_match_by_the_rule_zone);
	tcase_add_test(tcase, hostile_names_pass);
	tcase_add_test(tcase, any_number_of_threads);
	tcase_add_test(tcase, all_that_a_protected_name_could_be_taken_for);
	suite_add_tcase(suite, tcase);
	return suite;
}
