/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A protected public suffix: names below its lookalikes wait until it is known whether
 * the intended name exists.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cache.h"
#include "flight.h"
#include "holder.h"
#include "query.h"
#include "status.h"
#include "zones.h"

/* One thread, which has all of the limit, and room for four look-ups in it; Unbound
 * waits for what is held, and does not ask again. */
#define FEW                                                                                       \
	"server:\n"                                                                               \
	"\tnum-threads: 1\n"                                                                      \
	"\tnum-queries-per-thread: 16\n"                                                          \
	"\tinfra-cache-min-rtt: 10000\n"                                                          \
	"\tdiscard-timeout: 0\n"
#define LIMIT 4

#define EDE 15
#define EDE_NETWORK_ERROR 23

static struct holder holder;
static bool is_holding;

/* A resolver behind the holder, with `mil` protected as a whole. */
static void
start(const char *name, const char *extra)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, "", "one"));
	ck_assert(zones_write(system_own.dir, "one", "mil"));
	ck_assert(run_write_text(system_own.dir, "extra.conf", extra));
	ck_assert(holder_start(&holder, 3600));
	is_holding = true;
	ck_assert(resolver_start(&system_own, &holder.server, NULL));
}

static void
teardown(void)
{
	system_teardown();
	if (is_holding)
		holder_stop(&holder);
	is_holding = false;
}

/* ---- many questions ----------------------------------------------------------------- */

/* Names below ml; those that begin with nx do not exist below mil. */
static struct question
ask_below_ml(size_t i)
{
	char prefix[64];

	snprintf(prefix, sizeof prefix, "%s%zu.us.", i % 2 == 0 ? "host" : "nx", i / 8);
	return query_make(prefix, "ml", i % 8 < 4 ? LDNS_RR_TYPE_MX : LDNS_RR_TYPE_A, QUERY_EDNS);
}

/* Of a name that exists below mil nobody is told but NXDOMAIN with our SOA; below ml there
 * is whatever the upstream says, which has the same names. */
static const char *
verify_below_ml(size_t i, const struct question *question, const struct answer *answer)
{
	bool is_made_up = ldns_pkt_nscount(answer->pkt) == 1 &&
			  ldns_pkt_get_rcode(answer->pkt) == LDNS_RCODE_NXDOMAIN &&
			  ldns_rdf_size(ldns_rr_owner(ldns_rr_list_rr(
				  ldns_pkt_authority(answer->pkt), 0))) == 4; /* ml. */

	(void)question;
	return is_made_up == (i % 2 == 0) ? NULL : "it is not what the intended name calls for";
}

START_TEST(names_are_intercepted_if_the_intended_one_exists)
{
	struct flight flight = {.n_questions = 2000, .ask = ask_below_ml, .verify = verify_below_ml};

	start("verify", "");
	flight.port = system_own.port;
	flight_run(&flight);
	ck_assert_msg(flight.n_right == flight.n_questions, "%zu wrong, %zu lost: %s",
		      flight.n_wrong, flight.n_lost, flight.first_wrong);
	/* NXDOMAIN of the upstream is below us.ml, or its own name. */
	ck_assert_int_eq(cache_count(&system_own, "us.ml"), 0);
	ck_assert_int_gt(cache_count(&system_own, "us.mil"), 0);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* ---- what is under way -------------------------------------------------------------- */

struct pending {
	struct question question;
	uint8_t query[QUERY_SIZE];
	int fd;
};

static void
send_out(struct pending *pending, const char *prefix, ldns_rr_type type)
{
	pending->question = query_make(prefix, "ml", type, QUERY_EDNS);
	pending->fd = query_connect(system_own.port, SOCK_DGRAM);
	ck_assert(query_send(pending->fd, &pending->question, pending->query));
}

static ldns_pkt_rcode
receive(struct pending *pending, long timeout, char *ede_text, size_t size)
{
	ldns_pkt_rcode rcode;
	struct answer answer;
	ldns_rdf *edns;

	ck_assert_msg(query_receive(pending->fd, timeout, pending->query, &answer),
		      "%s: no answer", query_text(&pending->question));
	rcode = ldns_pkt_get_rcode(answer.pkt);
	edns = ldns_pkt_edns_data(answer.pkt);
	ede_text[0] = '\0';
	if (edns != NULL && ldns_rdf_size(edns) > 6)
		snprintf(ede_text, size, "%d %.*s", ldns_rdf_data(edns)[5],
			 (int)ldns_rdf_size(edns) - 6, (const char *)ldns_rdf_data(edns) + 6);
	answer_free(&answer);
	close(pending->fd);
	return rcode;
}

START_TEST(lookups_of_intended_names_are_limited)
{
	struct pending waiting[LIMIT], joined, beyond;
	char text[512], prefix[32];

	start("verify-limit", FEW);
	holder_hold(&holder, "mil");
	for (size_t i = 0; i < LIMIT; i++) {
		snprintf(prefix, sizeof prefix, "h%zu.", i);
		send_out(&waiting[i], prefix, LDNS_RR_TYPE_MX);
	}
	while (holder_count(&holder) < LIMIT)
		run_pause();
	/* One more is not looked up; one that is being looked up may be asked for again. */
	send_out(&joined, "h0.", LDNS_RR_TYPE_A);
	send_out(&beyond, "other.", LDNS_RR_TYPE_MX);
	ck_assert_int_eq(receive(&beyond, RUN_PATIENCE, text, sizeof text), LDNS_RCODE_SERVFAIL);
	ck_assert_str_eq(text, "23 did you mean other.mil? Too many such questions at once: try "
			       "again");
	ck_assert_uint_eq(holder_count(&holder), LIMIT);
	holder_release(&holder);
	for (size_t i = 0; i < LIMIT; i++)
		ck_assert_int_eq(receive(&waiting[i], RUN_PATIENCE, text, sizeof text),
				 LDNS_RCODE_NXDOMAIN);
	ck_assert_int_eq(receive(&joined, RUN_PATIENCE, text, sizeof text), LDNS_RCODE_NXDOMAIN);
	ck_assert_str_eq(text, "15 did you mean h0.mil?");
	/* There is room again. */
	send_out(&beyond, "other.", LDNS_RR_TYPE_MX);
	ck_assert_int_eq(receive(&beyond, RUN_PATIENCE, text, sizeof text), LDNS_RCODE_NXDOMAIN);
	ck_assert(status_wait_count(&system_own, "verifications/refused", 1));
	ck_assert(status_wait_count(&system_own, "verifications/exists", LIMIT + 2));
	ck_assert(status_wait_count(&system_own, "deferred", 1));
	ck_assert(status_wait_count(&system_own, "intercepted", LIMIT + 2));
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(who_asks_again_is_told_that_it_takes_long)
{
	long deadline = run_now() + RUN_PATIENCE;
	struct pending first, again;
	char text[512];
	ldns_pkt_rcode rcode = LDNS_RCODE_NOERROR;

	start("verify-long", FEW);
	holder_hold(&holder, "mil");
	send_out(&first, "host.", LDNS_RR_TYPE_MX);
	ck_assert(holder_wait(&holder));
	/* Those who come soon wait as well, as long as Unbound does. */
	while (rcode == LDNS_RCODE_NOERROR && run_now() < deadline) {
		struct answer answer;

		send_out(&again, "host.", LDNS_RR_TYPE_MX);
		if (query_receive(again.fd, 500, again.query, &answer)) {
			rcode = ldns_pkt_get_rcode(answer.pkt);
			answer_free(&answer);
		}
		close(again.fd);
	}
	ck_assert_int_eq(rcode, LDNS_RCODE_SERVFAIL);
	send_out(&again, "host.", LDNS_RR_TYPE_A);
	ck_assert_int_eq(receive(&again, RUN_PATIENCE, text, sizeof text), LDNS_RCODE_SERVFAIL);
	ck_assert_str_eq(text, "22 did you mean host.mil? It cannot be looked up now: try again");
	ck_assert_uint_eq(holder_count(&holder), 1);
	holder_release(&holder);
	ck_assert_int_eq(receive(&first, RUN_PATIENCE, text, sizeof text), LDNS_RCODE_NXDOMAIN);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(a_lookup_of_an_intended_name_ends_with_the_policy)
{
	struct pending waiting;
	char text[512];

	start("verify-swap", FEW);
	holder_hold(&holder, "mil");
	send_out(&waiting, "host.", LDNS_RR_TYPE_MX);
	ck_assert(holder_wait(&holder));
	/* mil is not protected any more; a name that is shows when that is in force. */
	ck_assert(zones_write(system_own.dir, "one", "harmless.example"));
	ck_assert(resolver_wait_log(&system_own, "protected and", 2));
	holder_release(&holder);
	ck_assert_int_eq(receive(&waiting, RUN_PATIENCE, text, sizeof text), LDNS_RCODE_NOERROR);
	ck_assert_str_eq(text, "");
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(lookups_that_a_reload_ends_are_forgotten)
{
	struct pending waiting[32], later;
	char text[512], prefix[32];
	size_t n_waiting = sizeof waiting / sizeof waiting[0];

	/* Four threads, all of which have some; the main thread ends them all. */
	start("verify-ended", "server:\n\tinfra-cache-min-rtt: 10000\n");
	holder_hold(&holder, "mil");
	for (size_t i = 0; i < n_waiting; i++) {
		snprintf(prefix, sizeof prefix, "h%zu.", i);
		send_out(&waiting[i], prefix, LDNS_RR_TYPE_MX);
	}
	while (holder_count(&holder) < n_waiting)
		run_pause();
	ck_assert(resolver_control(&system_own, "reload", NULL));
	holder_release(&holder);
	for (size_t i = 0; i < n_waiting; i++) {
		close(waiting[i].fd);
		snprintf(prefix, sizeof prefix, "later%zu.", i);
		send_out(&later, prefix, LDNS_RR_TYPE_MX);
		ck_assert_int_eq(receive(&later, RUN_PATIENCE, text, sizeof text),
				 LDNS_RCODE_NXDOMAIN);
	}
	ck_assert(status_wait_count(&system_own, "verifications/refused", 0));
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(a_client_that_has_gone_away_asks_nobody)
{
	static const struct linger at_once = {.l_onoff = 1}; /* RST: no answer is wanted */
	struct question question = query_make("gone.", "ml", LDNS_RR_TYPE_MX, 0);
	uint8_t framed[2 + QUERY_SIZE];
	struct pending later;
	struct answer answer;
	char text[512];
	size_t len;
	int fd;

	start("verify-gone", FEW);
	holder_hold(&holder, "mil");
	len = query_write(&question, 7, framed + 2);
	framed[0] = 0;
	framed[1] = (uint8_t)len;
	fd = query_connect(system_own.port, SOCK_STREAM);
	ck_assert(fd >= 0 && send(fd, framed, 2 + len, 0) == (ssize_t)(2 + len));
	ck_assert(holder_wait(&holder));
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	close(fd);
	/* Behind that, so that Unbound has seen the end. */
	send_out(&later, "later.", LDNS_RR_TYPE_MX);
	while (holder_count(&holder) < 2)
		run_pause();
	holder_turn(&holder, "ml");
	ck_assert_int_eq(receive(&later, RUN_PATIENCE, text, sizeof text), LDNS_RCODE_NXDOMAIN);
	/* Who is asked last has got what came before. */
	question = query_make("", "harmless.example", LDNS_RR_TYPE_A, 0);
	system_ask(&system_own, &question, &answer);
	answer_free(&answer);
	ck_assert_uint_eq(holder_count(&holder), 0); /* nothing below ml */
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_verify(void)
{
	Suite *suite = suite_create("verify");
	TCase *tcase = tcase_create("verify");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, names_are_intercepted_if_the_intended_one_exists);
	tcase_add_test(tcase, lookups_of_intended_names_are_limited);
	tcase_add_test(tcase, who_asks_again_is_told_that_it_takes_long);
	tcase_add_test(tcase, a_lookup_of_an_intended_name_ends_with_the_policy);
	tcase_add_test(tcase, lookups_that_a_reload_ends_are_forgotten);
	tcase_add_test(tcase, a_client_that_has_gone_away_asks_nobody);
	suite_add_tcase(suite, tcase);
	return suite;
}
