/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A thousand different questions in parallel, to a resolver that intercepts,
 * and to one that does not.
 */
#include "system.h"

#include "expect.h"
#include "flight.h"

#define N_QUESTIONS 1000
#define N_LOOKALIKES 500 /* of them */

/* What is asked, and what should come back. */
struct plan {
	struct question question;
	const struct lookalike *lookalike; /* or NULL */
	char record[64];                   /* that it has, upstream */
};

static const ldns_rr_type types[] = {LDNS_RR_TYPE_MX,  LDNS_RR_TYPE_A,     LDNS_RR_TYPE_AAAA,
				     LDNS_RR_TYPE_ANY, LDNS_RR_TYPE_HTTPS, LDNS_RR_TYPE_TXT};

/* Up to five labels, of which the first is like no other question's. */
static void
make_prefix(char *prefix, size_t size, size_t i, unsigned *state)
{
	size_t len = (size_t)snprintf(prefix, size, "q%zu.", i);

	for (int k = rand_r(state) % 5; k > 0; k--)
		len += (size_t)snprintf(prefix + len, size - len, "l%d.", rand_r(state) % 1000);
}

static struct plan
make_plan(size_t i)
{
	unsigned state = (unsigned)i * 2654435761u + 1;
	unsigned flags = (unsigned)rand_r(&state) / 64 &
			 (QUERY_TCP | QUERY_EDNS | QUERY_DO | QUERY_CD | QUERY_AD);
	struct plan plan = {.lookalike = NULL};
	char prefix[64], name[64];

	make_prefix(prefix, sizeof prefix, i, &state);
	if (i % 2 == 0) {
		size_t which = (size_t)rand_r(&state) % fixture_n_lookalikes;
		ldns_rr_type type = types[(size_t)rand_r(&state) % 6];

		plan.lookalike = &fixture_lookalikes[which];
		plan.question = query_make(prefix, plan.lookalike->name, type, flags);
		snprintf(plan.record, sizeof plan.record, "%s", fixture_thief(type));
	} else if (i % 10 < 7) {
		snprintf(name, sizeof name, FIXTURE_HARMLESS, i);
		plan.question = query_make("", name, LDNS_RR_TYPE_A, flags);
		snprintf(plan.record, sizeof plan.record, "A 198.18.%zu.%zu", i / 256, i % 256);
	} else { /* protected, exempt */
		plan.question = query_make(prefix, i % 10 == 7 ? "army.mil" : "raytheon.cm",
					   LDNS_RR_TYPE_A, flags);
		snprintf(plan.record, sizeof plan.record, "A 198.51.100.%d", i % 10 == 7 ? 2 : 6);
	}
	query_mix_case(&plan.question, &state);
	return plan;
}

static struct question
ask(size_t i)
{
	return make_plan(i).question;
}

static const char *
verify_passed(size_t i, const struct question *question, const struct answer *answer)
{
	return expect_passed(question, answer, make_plan(i).record);
}

static const char *
verify(size_t i, const struct question *question, const struct answer *answer)
{
	const struct lookalike *lookalike = make_plan(i).lookalike;
	char intended[QUERY_NAME_SIZE];

	if (lookalike == NULL)
		return verify_passed(i, question, answer);
	expect_intended(question, lookalike, intended);
	return expect_made_up(question, answer, lookalike, intended);
}

static void
fly_to(const struct server *resolver,
       const char *(*verifier)(size_t, const struct question *, const struct answer *))
{
	struct flight flight = {.port = resolver->port,
				.n_questions = N_QUESTIONS,
				.ask = ask,
				.verify = verifier};

	flight_run(&flight);
	ck_assert_msg(flight.n_right == N_QUESTIONS,
		      "of %d questions %zu were lost and %zu got a wrong answer, first %s",
		      N_QUESTIONS, flight.n_lost, flight.n_wrong, flight.first_wrong);
}

static unsigned long
count_of_thread(const struct server *resolver, const char *key)
{
	unsigned long n;
	char *stats;
	const char *found;

	ck_assert(resolver_control(resolver, "stats_noreset", &stats));
	found = strstr(stats, key);
	ck_assert_ptr_nonnull(found);
	n = strtoul(found + strlen(key), NULL, 10);
	free(stats);
	return n;
}

START_TEST(a_thousand_questions_at_once_and_none_for_a_lookalike_gets_out)
{
	unsigned long n_before = system_count_lookalikes();

	fly_to(&system_resolver, verify);
	ck_assert_uint_eq(system_count_lookalikes(), n_before);
	/* Sure to be by both threads: their share is a matter of source ports. */
	ck_assert_uint_gt(count_of_thread(&system_resolver, "thread0.num.queries="), 0);
	ck_assert_uint_gt(count_of_thread(&system_resolver, "thread1.num.queries="), 0);
}
END_TEST

/* That the count above is 0 would mean nothing if it could not be more. */
START_TEST(the_same_questions_get_out_when_not_enabled)
{
	unsigned long n_before = system_count_lookalikes();

	system_prepare_own("disabled");
	ck_assert(fixture_write(system_own.dir, "enabled = no\n"));
	system_start_own();
	ck_assert_uint_eq(resolver_count_log(&system_own, "enabled = no"), 1);
	fly_to(&system_own, verify_passed);
	ck_assert_uint_ge(system_count_lookalikes(), n_before + N_LOOKALIKES);
	system_check_passes_all(&system_own);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_many(void)
{
	Suite *suite = suite_create("many");
	TCase *tcase = tcase_create("many");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	tcase_add_test(tcase, a_thousand_questions_at_once_and_none_for_a_lookalike_gets_out);
	tcase_add_test(tcase, the_same_questions_get_out_when_not_enabled);
	suite_add_tcase(suite, tcase);
	return suite;
}
