/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Questions that are under way while the policy changes.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cache.h"
#include "holder.h"
#include "query.h"
#include "zones.h"

#define RESEND_TIME 300 /* milliseconds */

/* So that Unbound waits for what is held, and does not ask again or give up. */
#define PATIENT "server:\n\tinfra-cache-min-rtt: 10000\n"

/* Unbound has to find the address of ns.army.ml for names in stubbed.example. */
#define STUB                                                                                      \
	PATIENT "stub-zone:\n"                                                                    \
		"\tname: \"stubbed.example\"\n"                                                   \
		"\tstub-host: \"ns.army.ml\"\n"

static struct holder holder;
static bool is_holding;

/* A resolver behind the holder, which holds what is about army.ml, with a zone that
 * protects `names`. */
static void
start(const char *name, const char *extra, const char *names)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, "", "one"));
	ck_assert(zones_write(system_own.dir, "one", names));
	ck_assert(run_write_text(system_own.dir, "extra.conf", extra));
	ck_assert(holder_start(&holder, 3600));
	is_holding = true;
	ck_assert(resolver_start(&system_own, &holder.server, NULL));
	holder_hold(&holder, "army.ml");
}

static void
teardown(void)
{
	system_teardown();
	if (is_holding)
		holder_stop(&holder);
	is_holding = false;
}

static void
stop(void)
{
	ck_assert_int_eq(server_stop(&system_own), 0);
}

/* A question under way. */
struct pending {
	struct question question;
	uint8_t query[QUERY_SIZE];
	int fd;
};

static void
send_out(struct pending *pending, const char *prefix, const char *name, ldns_rr_type type)
{
	pending->question = query_make(prefix, name, type, QUERY_EDNS);
	pending->fd = query_connect(system_own.port, SOCK_DGRAM);
	ck_assert(query_send(pending->fd, &pending->question, pending->query));
}

/*
 * Have other names protected, navy.mil among them and not before.  The question is
 * sent again and again meanwhile: some versions of Unbound do not answer one that
 * is old by then.
 */
static void
change(struct pending *pending, size_t n, const char *names)
{
	long deadline = run_now() + RUN_PATIENCE, next = run_now() + RESEND_TIME;

	ck_assert(zones_write(system_own.dir, "one", names));
	while (!zones_intercepts(&system_own, "", "navvy.mil")) {
		ck_assert(run_now() < deadline);
		run_pause();
		if (run_now() < next)
			continue;
		next += RESEND_TIME;
		for (size_t i = 0; i < n; i++)
			ck_assert(query_send(pending[i].fd, &pending[i].question,
					     pending[i].query));
	}
}

static void
receive(struct pending *pending, struct answer *answer)
{
	ck_assert_msg(query_receive(pending->fd, RUN_PATIENCE, pending->query, answer),
		      "%s: no answer", query_text(&pending->question));
	close(pending->fd);
}

/* Whether its answer is made up. */
static bool
is_intercepted(struct pending *pending)
{
	bool is_so;
	struct answer answer;
	const char *wrong;

	receive(pending, &answer);
	wrong = zones_judge(&pending->question, &answer, &is_so);
	answer_free(&answer);
	ck_assert_msg(wrong == NULL, "%s", wrong);
	return is_so;
}

/* ---- a client's ----------------------------------------------------------------------------- */

START_TEST(a_question_under_way_is_answered_by_the_new_policy)
{
	struct pending pending[3];

	start("pending", PATIENT, "dod.mil");
	send_out(&pending[0], "", "army.ml", LDNS_RR_TYPE_MX);
	send_out(&pending[1], "mail.", "army.ml", LDNS_RR_TYPE_A);
	send_out(&pending[2], "mail.", "army.ml", LDNS_RR_TYPE_A); /* joins the one before */
	ck_assert(holder_wait(&holder));
	change(pending, 3, "army.mil navy.mil");
	holder_release(&holder);
	for (size_t i = 0; i < 3; i++)
		ck_assert(is_intercepted(&pending[i]));
	ck_assert_int_eq(cache_count(&system_own, "army.ml"), 0);
	stop();
}
END_TEST

START_TEST(a_question_under_way_that_nothing_intercepts_is_resolved)
{
	struct pending pending;

	start("pass", PATIENT, "dod.mil");
	send_out(&pending, "mail.", "army.ml", LDNS_RR_TYPE_A);
	ck_assert(holder_wait(&holder));
	change(&pending, 1, "navy.mil");
	holder_release(&holder);
	ck_assert(!is_intercepted(&pending));
	ck_assert(cache_wait(&system_own, "army.ml", 2));
	stop();
}
END_TEST

/* ---- Unbound's own --------------------------------------------------------------------------- */

START_TEST(an_address_that_unbound_looks_up_meanwhile_is_not_kept)
{
	struct pending pending;
	struct answer answer;

	start("own", STUB, "dod.mil");
	send_out(&pending, "www.", "stubbed.example", LDNS_RR_TYPE_A);
	ck_assert(holder_wait(&holder));
	change(&pending, 1, "army.mil navy.mil");
	holder_release(&holder);
	/* It fails: nobody is at that address.  But the address has come by then. */
	receive(&pending, &answer);
	ck_assert_int_eq(ldns_pkt_get_rcode(answer.pkt), LDNS_RCODE_SERVFAIL);
	answer_free(&answer);
	ck_assert(cache_wait(&system_own, "army.ml", 0));
	ck_assert(zones_intercepts(&system_own, "ns.", "army.ml"));
	stop();
}
END_TEST

START_TEST(what_stops_matching_while_unbound_looks_it_up_is_resolved)
{
	struct pending pending, joining;
	struct answer answer;

	start("own-pass", STUB, "army.mil");
	send_out(&pending, "www.", "stubbed.example", LDNS_RR_TYPE_A);
	ck_assert(holder_wait(&holder));
	change(&pending, 1, "navy.mil");
	send_out(&joining, "ns.", "army.ml", LDNS_RR_TYPE_A);
	holder_release(&holder);
	ck_assert(!is_intercepted(&joining));
	receive(&pending, &answer);
	answer_free(&answer);
	ck_assert(!zones_intercepts(&system_own, "ns.", "army.ml"));
	ck_assert(!zones_intercepts(&system_own, "", "army.ml"));
	stop();
}
END_TEST

Suite *
suite_pending(void)
{
	Suite *suite = suite_create("pending");
	TCase *tcase = tcase_create("pending");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, a_question_under_way_is_answered_by_the_new_policy);
	tcase_add_test(tcase, a_question_under_way_that_nothing_intercepts_is_resolved);
	tcase_add_test(tcase, an_address_that_unbound_looks_up_meanwhile_is_not_kept);
	tcase_add_test(tcase, what_stops_matching_while_unbound_looks_it_up_is_resolved);
	suite_add_tcase(suite, tcase);
	return suite;
}
