/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Unbound's caches, when a policy is in force that intercepts what is in them.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>

#include "cache.h"
#include "expect.h"
#include "holder.h"
#include "zones.h"

#define RESTARTED "start of service"

static struct holder holder;
static bool is_holding;

/* A resolver behind the holder, with a zone that protects `names`. */
static void
start(const char *name, const char *head, const char *extra, const char *names, uint32_t ttl)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, head, "one"));
	ck_assert(zones_write(system_own.dir, "one", names));
	ck_assert(run_write_text(system_own.dir, "extra.conf", extra));
	ck_assert(holder_start(&holder, ttl));
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

static void
stop(void)
{
	ck_assert_int_eq(server_stop(&system_own), 0);
}

/* Ask, whatever the answer is. */
static ldns_pkt_rcode
ask(const char *prefix, const char *name, ldns_rr_type type)
{
	struct question question = query_make(prefix, name, type, QUERY_EDNS);
	ldns_pkt_rcode rcode;
	struct answer answer;

	system_ask(&system_own, &question, &answer);
	rcode = ldns_pkt_get_rcode(answer.pkt);
	answer_free(&answer);
	return rcode;
}

/* ---- after a swap ------------------------------------------------------------------------ */

static const struct {
	const char *prefix;
	ldns_rr_type type;
} questions[] = {
	{"", LDNS_RR_TYPE_MX},         {"", LDNS_RR_TYPE_A},     {"", LDNS_RR_TYPE_AAAA},
	{"mail.", LDNS_RR_TYPE_MX},    {"mail.", LDNS_RR_TYPE_A}, {"alias.", LDNS_RR_TYPE_A},
	{"alias.deep.", LDNS_RR_TYPE_MX}, {"nx.", LDNS_RR_TYPE_A}, {"nx.nx.", LDNS_RR_TYPE_MX},
	{"nodata.", LDNS_RR_TYPE_A},   {"nodata.", LDNS_RR_TYPE_MX}, {"", LDNS_RR_TYPE_SRV},
	{"a.b.c.", LDNS_RR_TYPE_TXT},
};
#define N_QUESTIONS (sizeof questions / sizeof questions[0])

/* Fill the cache with what is at and below a name; returns the number of entries. */
static long
fill(const char *name)
{
	long n;

	for (size_t i = 0; i < N_QUESTIONS; i++)
		(void)ask(questions[i].prefix, name, questions[i].type);
	n = cache_count(&system_own, name);
	/* For each question a message; for each but NXDOMAIN at the same name an RRset. */
	ck_assert_int_ge(n, (long)N_QUESTIONS + 10);
	return n;
}

START_TEST(what_a_new_policy_intercepts_leaves_the_cache)
{
	long n_harmless, n_other;

	start("sweep", "", "", "dod.mil", 3600);
	(void)fill("army.ml");
	n_harmless = fill("harmless.example");
	n_other = fill("navvy.mil");

	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	zones_wait(&system_own, "army.ml", true);
	ck_assert(cache_wait(&system_own, "army.ml", 0));
	ck_assert_int_eq(cache_count(&system_own, "harmless.example"), n_harmless);
	ck_assert_int_eq(cache_count(&system_own, "navvy.mil"), n_other);
	ck_assert(zones_intercepts(&system_own, "mail.", "army.ml"));
	ck_assert(zones_intercepts(&system_own, "alias.", "army.ml"));
	ck_assert(zones_intercepts(&system_own, "nodata.", "army.ml"));
	ck_assert(zones_intercepts(&system_own, "nx.", "army.ml"));
	ck_assert_int_eq(cache_count(&system_own, "army.ml"), 0);
	stop();
}
END_TEST

/* ---- entries past their time --------------------------------------------------------------- */

/* Milliseconds; less than a question waits here, for the next one may go to another thread. */
static const unsigned timeouts[] = {0, 500};

START_TEST(with_serve_expired_nothing_swept_comes_back)
{
	char extra[256], name[32];
	long end;

	snprintf(name, sizeof name, "expired%u", timeouts[_i]);
	snprintf(extra, sizeof extra,
		 "server:\n"
		 "\tserve-expired: yes\n"
		 "\tserve-expired-ttl: 86400\n"
		 "\tserve-expired-client-timeout: %u\n"
		 "\tinfra-cache-min-rtt: 10000\n",
		 timeouts[_i]);
	start(name, "", extra, "dod.mil", 1);
	ck_assert(!zones_intercepts(&system_own, "", "army.ml"));
	ck_assert(!zones_intercepts(&system_own, "mail.", "army.ml"));
	ck_assert_int_eq(ask("nx.", "army.ml", LDNS_RR_TYPE_A), LDNS_RCODE_NXDOMAIN);

	/* Until they have expired, and Unbound tries in vain to have them anew. */
	holder_hold(&holder, "army.ml");
	while (holder_count(&holder) == 0)
		ck_assert(!zones_intercepts(&system_own, "", "army.ml"));
	ck_assert(!zones_intercepts(&system_own, "", "army.ml"));
	ck_assert(zones_write(system_own.dir, "one", "army.mil navy.mil"));
	zones_wait(&system_own, "navvy.mil", true);
	/* What it was waiting for comes only now. */
	holder_release(&holder);
	zones_wait(&system_own, "army.ml", true);
	ck_assert(cache_wait(&system_own, "army.ml", 0)); /* the sweep is done */
	end = run_now() + 1500;
	while (run_now() < end) {
		ck_assert(zones_intercepts(&system_own, "", "army.ml"));
		ck_assert(zones_intercepts(&system_own, "mail.", "army.ml"));
		ck_assert(zones_intercepts(&system_own, "nx.", "army.ml"));
	}
	ck_assert_int_eq(cache_count(&system_own, "army.ml"), 0);
	stop();
}
END_TEST

/* ---- caches that are kept or loaded ---------------------------------------------------------- */

START_TEST(a_reload_that_keeps_the_cache_sweeps_it)
{
	long n_harmless;

	start("keep", "", "", "dod.mil", 3600);
	(void)fill("army.ml");
	n_harmless = fill("harmless.example");
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	ck_assert(zones_age(system_own.dir, "one"));
	ck_assert(resolver_control(&system_own, "reload_keep_cache", NULL));
	ck_assert(resolver_wait_log(&system_own, RESTARTED, 2));
	ck_assert(zones_intercepts(&system_own, "", "army.ml"));
	ck_assert_int_eq(cache_count(&system_own, "army.ml"), 0);
	ck_assert_int_eq(cache_count(&system_own, "harmless.example"), n_harmless);
	stop();
}
END_TEST

/* Load a dump in the place of what is there of harmless.example. */
static void
load(const char *path)
{
	ck_assert(resolver_control(&system_own, "flush_zone harmless.example", NULL));
	ck_assert(cache_wait(&system_own, "harmless.example", 0));
	ck_assert(resolver_load_cache(&system_own, path));
}

START_TEST(a_cache_that_is_loaded_is_swept_in_turn)
{
	char path[RUN_PATH_SIZE];
	long n_harmless;

	start("load", "sweep-interval = 1\n", "", "dod.mil", 3600);
	(void)fill("army.ml");
	(void)fill("harmless.example");
	ck_assert(cache_dump(&system_own, "dump", path));
	/* Not all that was dumped is loaded. */
	load(path);
	n_harmless = cache_count(&system_own, "harmless.example");
	ck_assert_int_gt(n_harmless, 0);
	ck_assert_uint_gt(run_count(path, "msg mail.army.ml."), 0);
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	zones_wait(&system_own, "army.ml", true);
	ck_assert(cache_wait(&system_own, "army.ml", 0));
	load(path);
	ck_assert(cache_wait(&system_own, "army.ml", 0));
	ck_assert_int_eq(cache_count(&system_own, "harmless.example"), n_harmless);
	ck_assert(zones_intercepts(&system_own, "", "army.ml"));
	ck_assert(zones_intercepts(&system_own, "mail.", "army.ml"));
	stop();
}
END_TEST

Suite *
suite_sweep(void)
{
	Suite *suite = suite_create("sweep");
	TCase *tcase = tcase_create("sweep");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, what_a_new_policy_intercepts_leaves_the_cache);
	tcase_add_loop_test(tcase, with_serve_expired_nothing_swept_comes_back, 0,
			    (int)(sizeof timeouts / sizeof timeouts[0]));
	tcase_add_test(tcase, a_reload_that_keeps_the_cache_sweeps_it);
	tcase_add_test(tcase, a_cache_that_is_loaded_is_swept_in_turn);
	suite_add_tcase(suite, tcase);
	return suite;
}
