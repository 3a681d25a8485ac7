/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ways around the module that the scenarios cannot show: they take entries of caches that
 * were there before the policy.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cache.h"
#include "holder.h"
#include "query.h"
#include "status.h"
#include "tool.h"
#include "zones.h"

/* Loopback addresses are clients: the zone is for .2, not for .3. */
#define IN_SCOPE "127.0.0.2"
#define OUT_OF_SCOPE "127.0.0.3"
#define CLIENTS                                                                                   \
	"zone \"one\" {\n"                                                                        \
	"    file = \"one.zone\"\n"                                                               \
	"    clients = { \"" IN_SCOPE "\" }\n"                                                    \
	"}\n"

/* The backend that Unbound has for tests: it keeps the last answer that came. */
#define CACHEDB                                                                                   \
	"server:\n"                                                                               \
	"\tmodule-config: \"dynlib validator cachedb iterator\"\n"                                \
	"cachedb:\n"                                                                              \
	"\tbackend: \"testframe\"\n"

/* What has expired is given when a question has waited for 100 milliseconds. */
#define EXPIRED                                                                                   \
	"server:\n"                                                                               \
	"\tserve-expired: yes\n"                                                                  \
	"\tserve-expired-client-timeout: 100\n"                                                   \
	"\tinfra-cache-min-rtt: 10000\n"                                                          \
	"\tdiscard-timeout: 0\n"
#define PAST_EXPIRY 2500 /* milliseconds after which what had a TTL of 1 has expired */
#define PAST_TIMEOUT 1000

static struct holder holder;
static bool is_holding;

/* A resolver behind the holder that protects nothing that is asked for. */
static void
start(const char *name, const char *head, const char *titles, const char *extra, uint32_t ttl)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, head, titles));
	ck_assert(zones_write(system_own.dir, "one", "dod.mil"));
	ck_assert(run_write_text(system_own.dir, "extra.conf", extra));
	ck_assert(holder_start(&holder, ttl));
	is_holding = true;
	ck_assert(resolver_start(&system_own, &holder.server, NULL));
	ck_assert(status_wait_generation(&system_own, 1));
}

static void
teardown(void)
{
	system_teardown();
	if (is_holding)
		holder_stop(&holder);
	is_holding = false;
}

static ldns_pkt_rcode
ask(const char *source, const char *name)
{
	struct question question = query_make("", name, LDNS_RR_TYPE_MX, QUERY_EDNS);
	ldns_pkt_rcode rcode;
	struct answer answer;

	question.source = source;
	system_ask(&system_own, &question, &answer);
	rcode = ldns_pkt_get_rcode(answer.pkt);
	answer_free(&answer);
	return rcode;
}

/* Have other names protected; what is in the caches of `lookalike` goes. */
static void
protect(const char *names, const char *lookalike)
{
	ck_assert(zones_write(system_own.dir, "one", names));
	ck_assert(status_wait_generation(&system_own, 2));
	ck_assert(cache_wait(&system_own, lookalike, 0));
}

/* ---- cachedb -------------------------------------------------------------------------- */

static bool
has_cachedb(void)
{
	const char *const argv[] = {tool_path(TOOL_UNBOUND), "-V", NULL};
	char *output;
	bool is_so = server_control(argv, &output) && strstr(output, " cachedb ") != NULL;

	free(output);
	return is_so;
}

START_TEST(what_cachedb_has_does_not_get_into_the_cache)
{
	if (!has_cachedb()) {
		printf("ways: this Unbound has no cachedb, which is not tested\n");
		ck_assert_ptr_null(getenv("STRAYMX_REQUIRE_TOOLS"));
		return;
	}
	start("cachedb", CLIENTS, "", CACHEDB, 3600);
	ck_assert_int_eq(ask(OUT_OF_SCOPE, "army.ml"), LDNS_RCODE_NOERROR);
	ck_assert_int_gt(cache_count(&system_own, "army.ml"), 0);
	protect("army.mil", "army.ml");
	ck_assert_int_eq(ask(OUT_OF_SCOPE, "army.ml"), LDNS_RCODE_NOERROR);
	ck_assert_int_eq(cache_count(&system_own, "army.ml"), 0);
	ck_assert_int_eq(ask(IN_SCOPE, "army.ml"), LDNS_RCODE_NXDOMAIN);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* ---- serve-expired -------------------------------------------------------------------- */

static void
wait_for(long time)
{
	long end = run_now() + time;

	while (run_now() < end)
		run_pause();
}

START_TEST(a_question_that_waits_gets_no_expired_answer)
{
	struct question question = query_make("", "army.ml", LDNS_RR_TYPE_MX, QUERY_EDNS);
	int fd;
	uint8_t query[QUERY_SIZE];
	char path[RUN_PATH_SIZE];
	struct answer answer;

	start("waits", "", "one", EXPIRED, 1);
	ck_assert_int_eq(ask(NULL, "army.ml"), LDNS_RCODE_NOERROR);
	ck_assert(cache_dump(&system_own, "dump", path));
	ck_assert_uint_gt(run_count(path, "msg army.ml."), 0);
	protect("mil", "army.ml");
	/* Somebody brings it back, behind the sweeps, of which there are two. */
	wait_for(PAST_EXPIRY);
	ck_assert(resolver_load_cache(&system_own, path));
	ck_assert_int_gt(cache_count(&system_own, "army.ml"), 0);
	wait_for(PAST_EXPIRY);
	holder_hold(&holder, "mil");
	fd = query_connect(system_own.port, SOCK_DGRAM);
	ck_assert(query_send(fd, &question, query));
	ck_assert(holder_wait(&holder));
	ck_assert(!query_receive(fd, PAST_TIMEOUT, query, &answer));
	holder_turn(&holder, "ml");
	ck_assert(query_receive(fd, RUN_PATIENCE, query, &answer));
	ck_assert_int_eq(ldns_pkt_get_rcode(answer.pkt), LDNS_RCODE_NXDOMAIN);
	answer_free(&answer);
	close(fd);
	ck_assert_uint_eq(holder_count(&holder), 0); /* nothing below ml */
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_ways(void)
{
	Suite *suite = suite_create("ways");
	TCase *tcase = tcase_create("ways");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, what_cachedb_has_does_not_get_into_the_cache);
	tcase_add_test(tcase, a_question_that_waits_gets_no_expired_answer);
	suite_add_tcase(suite, tcase);
	return suite;
}
