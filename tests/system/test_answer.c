/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Every row and column of unbound-straymx(8), over UDP and TCP, with all that
 * a client can ask for besides, at the lookalike and below it.
 */
#include "system.h"

#include "expect.h"

static const ldns_rr_type types[] = {
	LDNS_RR_TYPE_MX,   LDNS_RR_TYPE_A,   LDNS_RR_TYPE_AAAA, LDNS_RR_TYPE_ANY,
	LDNS_RR_TYPE_HTTPS, LDNS_RR_TYPE_TXT, /* in `types` of straymx.conf */
};

static const char *const prefixes[] = {"", "mail.", "a.b.c.d.mx-1."};

static const unsigned flags[] = {
	0,
	QUERY_AD,
	QUERY_CD,
	QUERY_CD | QUERY_AD,
	QUERY_EDNS,
	QUERY_EDNS | QUERY_AD,
	QUERY_EDNS | QUERY_CD,
	QUERY_EDNS | QUERY_DO,
	QUERY_EDNS | QUERY_DO | QUERY_CD,
	QUERY_EDNS | QUERY_DO | QUERY_CD | QUERY_AD,
};

#define N(array) (sizeof(array) / sizeof(array)[0])

static void
check_made_up(struct question *question, const struct lookalike *lookalike)
{
	char intended[QUERY_NAME_SIZE];
	struct answer answer;
	const char *wrong;

	expect_intended(question, lookalike, intended);
	system_ask(&system_resolver, question, &answer);
	wrong = expect_made_up(question, &answer, lookalike, intended);
	answer_free(&answer);
	ck_assert_msg(wrong == NULL, "%s", wrong);
}

/* All flags and transports for one name and type, each in another letter case. */
static void
check_all_ways(const struct lookalike *lookalike, const char *prefix, ldns_rr_type type)
{
	unsigned state = (unsigned)type;

	for (size_t i = 0; i < N(flags); i++) {
		for (unsigned transport = 0; transport <= QUERY_TCP; transport += QUERY_TCP) {
			struct question question =
				query_make(prefix, lookalike->name, type, flags[i] | transport);

			check_made_up(&question, lookalike);
			query_mix_case(&question, &state);
			check_made_up(&question, lookalike);
		}
	}
}

START_TEST(every_lookalike_is_answered_as_its_action_says)
{
	const struct lookalike *lookalike = &fixture_lookalikes[_i];
	unsigned long n_before = system_count_lookalikes();

	for (size_t k = 0; k < N(prefixes); k++) {
		for (size_t t = 0; t < N(types); t++)
			check_all_ways(lookalike, prefixes[k], types[t]);
	}
	ck_assert_uint_eq(system_count_lookalikes(), n_before);
}
END_TEST

/* Unbound answers from its cache before any module runs: what is made up must
 * not be there, or its TTL would count down and its EDE text would be another's. */
START_TEST(repeated_questions_are_never_served_from_the_cache)
{
	long end = run_now() + 2100;
	int n = 0;

	while (n < 3 || run_now() < end) {
		for (size_t i = 0; i < fixture_n_lookalikes; i++) {
			struct question question = query_make("", fixture_lookalikes[i].name,
							      LDNS_RR_TYPE_MX, QUERY_EDNS);

			check_made_up(&question, &fixture_lookalikes[i]);
		}
		n++;
		run_pause();
	}
}
END_TEST

START_TEST(nothing_made_up_is_in_the_cache)
{
	char *cache;

	for (size_t i = 0; i < fixture_n_lookalikes; i++) {
		struct question question =
			query_make("", fixture_lookalikes[i].name, LDNS_RR_TYPE_MX, 0);

		check_made_up(&question, &fixture_lookalikes[i]);
	}
	ck_assert(resolver_control(&system_resolver, "dump_cache", &cache));
	ck_assert_ptr_nonnull(strstr(cache, "END_MSG_CACHE"));
	ck_assert_ptr_null(strstr(cache, "stray"));
	ck_assert_ptr_null(strstr(cache, "first.example"));
	ck_assert_ptr_null(strstr(cache, "second.example"));
	free(cache);
}
END_TEST

Suite *
suite_answer(void)
{
	Suite *suite = suite_create("answer");
	TCase *tcase = tcase_create("answer");

	tcase_add_loop_test(tcase, every_lookalike_is_answered_as_its_action_says, 0,
			    (int)fixture_n_lookalikes);
	tcase_add_test(tcase, repeated_questions_are_never_served_from_the_cache);
	tcase_add_test(tcase, nothing_made_up_is_in_the_cache);
	suite_add_tcase(suite, tcase);
	return suite;
}
