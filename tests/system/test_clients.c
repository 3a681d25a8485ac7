/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Zones that are for some clients: over each transport, it is the real client that
 * counts.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cache.h"
#include "expect.h"
#include "holder.h"
#include "query.h"
#include "tool.h"
#include "zones.h"

/* From here on loopback addresses are clients: the zone is for .2, not for .3. */
#define CLIENTS                                                                                   \
	"zone \"one\" {\n"                                                                        \
	"    file = \"one.zone\"\n"                                                               \
	"    clients = { \"127.0.0.2\", \"10.0.0.0/8\", \"2001:db8::/32\" }\n"                    \
	"    exempt-clients = { \"10.9.0.0/16\", \"2001:db8:9::/48\" }\n"                         \
	"}\n"

static struct holder holder;
static bool is_holding;

static void
write_policy(const char *name, const char *extra)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, CLIENTS, ""));
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	ck_assert(run_write_text(system_own.dir, "extra.conf", extra));
}

static void
teardown(void)
{
	system_teardown();
	if (is_holding)
		holder_stop(&holder);
	is_holding = false;
}

/* A port that was free a moment ago, for UDP and TCP. */
static uint16_t
free_port(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	ck_assert(fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
		  getsockname(fd, (struct sockaddr *)&address, &len) == 0);
	close(fd);
	return ntohs(address.sin_port);
}

/* Whether the question is intercepted at that port; the test fails if the answer is
 * neither made up nor right. */
static bool
is_intercepted_at(uint16_t port, const struct question *question)
{
	struct answer answer;
	const char *wrong;
	bool is_so;

	ck_assert_msg(query_ask(port, question, &answer), "%s: no answer", query_text(question));
	wrong = zones_judge(question, &answer, &is_so);
	answer_free(&answer);
	ck_assert_msg(wrong == NULL, "%s", wrong);
	return is_so;
}

static struct question
ask_from(const char *source, const char *proxied, unsigned flags)
{
	struct question question = query_make("", "army.ml", LDNS_RR_TYPE_MX, QUERY_EDNS | flags);

	question.source = source;
	question.proxied = proxied;
	return question;
}

START_TEST(clients_are_known_by_their_addresses)
{
	write_policy("clients", "");
	system_start_own();
	for (int i = 0; i < 6; i++) {
		unsigned flags = i % 2 == 0 ? 0 : QUERY_TCP;
		struct question in = ask_from("127.0.0.2", NULL, flags);
		struct question out = ask_from("127.0.0.3", NULL, flags);

		ck_assert(!is_intercepted_at(system_own.port, &out));
		ck_assert(is_intercepted_at(system_own.port, &in));
	}
	ck_assert_int_eq(cache_count(&system_own, "army.ml"), 0);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(clients_at_the_same_moment_get_different_answers)
{
	struct question out = ask_from("127.0.0.3", NULL, 0), in = ask_from("127.0.0.2", NULL, 0);
	uint8_t query[QUERY_SIZE];
	struct answer answer;
	bool is_intercepted;
	int fd;

	write_policy("moment", "server:\n\tinfra-cache-min-rtt: 10000\n");
	ck_assert(holder_start(&holder, 3600));
	is_holding = true;
	ck_assert(resolver_start(&system_own, &holder.server, NULL));
	holder_hold(&holder, "army.ml");
	fd = query_connect_from("127.0.0.3", system_own.port, SOCK_DGRAM);
	ck_assert(query_send(fd, &out, query));
	ck_assert(holder_wait(&holder));
	/* While it waits; several times, so that both threads are asked. */
	for (int i = 0; i < 8; i++)
		ck_assert(is_intercepted_at(system_own.port, &in));
	holder_release(&holder);
	ck_assert(query_receive(fd, RUN_PATIENCE, query, &answer));
	close(fd);
	ck_assert_ptr_null(zones_judge(&out, &answer, &is_intercepted));
	answer_free(&answer);
	ck_assert(!is_intercepted);
	ck_assert(is_intercepted_at(system_own.port, &in));
	ck_assert_int_eq(cache_count(&system_own, "army.ml"), 0);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(behind_a_proxy_the_client_counts)
{
	static const struct {
		const char *client;
		bool is_intercepted;
	} cases[] = {
		{"10.1.1.1", true},	 {"10.9.1.1", false},	  {"192.0.2.1", false},
		{"2001:db8::1", true},	 {"2001:db8:9::1", false}, {"2001:db9::1", false},
		{"127.0.0.2", true},	 {"::ffff:10.1.1.1", true},
	};
	uint16_t port = free_port();
	char extra[512];

	snprintf(extra, sizeof extra,
		 "server:\n"
		 "\tinterface: 127.0.0.1@%u\n"
		 "\tproxy-protocol-port: %u\n"
		 "\taccess-control: 0.0.0.0/0 allow\n"
		 "\taccess-control: ::0/0 allow\n",
		 (unsigned)port, (unsigned)port);
	write_policy("proxy", extra);
	system_start_own();
	for (size_t i = 0; i < 2 * sizeof cases / sizeof cases[0]; i++) {
		struct question question = ask_from(i % 3 == 0 ? "127.0.0.2" : "127.0.0.3",
						    cases[i / 2].client, i % 2 ? QUERY_TCP : 0);

		ck_assert_msg(is_intercepted_at(port, &question) == cases[i / 2].is_intercepted,
			      "%s", cases[i / 2].client);
	}
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* ---- DNS over TLS ------------------------------------------------------------------ */

/* Make key.pem and cert.pem in the directory. */
static void
make_certificate(const char *dir)
{
	char key[RUN_PATH_SIZE], certificate[RUN_PATH_SIZE];
	const char *const argv[] = {tool_path(TOOL_OPENSSL), "req", "-x509", "-newkey", "ec",
				    "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
				    "/CN=localhost", "-days", "1", "-keyout", key, "-out",
				    certificate, NULL};
	char *output;

	run_path(key, dir, "key.pem");
	run_path(certificate, dir, "cert.pem");
	ck_assert_int_eq(process_output(argv, &output), 0);
	free(output);
}

/* Whether dig, over TLS from that address, gets the code `rcode`. */
static bool
dig_gets(uint16_t port, const char *source, const char *rcode)
{
	char port_text[16], status[32];
	const char *const argv[] = {tool_path(TOOL_DIG), "+tls",  "+tries=2", "+time=10", "-b",
				    source,		 "@127.0.0.1", "-p",	  port_text,
				    "army.ml",		 "MX",	  NULL};
	char *output;
	bool is_so;

	snprintf(port_text, sizeof port_text, "%u", (unsigned)port);
	snprintf(status, sizeof status, "status: %s,", rcode);
	ck_assert_int_eq(process_output(argv, &output), 0);
	is_so = strstr(output, status) != NULL;
	if (!is_so)
		fputs(output, stderr);
	free(output);
	return is_so;
}

START_TEST(clients_over_tls_are_known_by_their_addresses)
{
	uint16_t port = free_port();
	char extra[2 * RUN_PATH_SIZE + 256];

	write_policy("tls", "");
	make_certificate(system_own.dir);
	snprintf(extra, sizeof extra,
		 "server:\n"
		 "\tinterface: 127.0.0.1@%u\n"
		 "\ttls-port: %u\n"
		 "\ttls-service-key: \"%s/key.pem\"\n"
		 "\ttls-service-pem: \"%s/cert.pem\"\n",
		 (unsigned)port, (unsigned)port, system_own.dir, system_own.dir);
	ck_assert(run_write_text(system_own.dir, "extra.conf", extra));
	system_start_own();
	ck_assert(dig_gets(port, "127.0.0.3", "NOERROR"));
	ck_assert(dig_gets(port, "127.0.0.2", "NXDOMAIN"));
	ck_assert(dig_gets(port, "127.0.0.3", "NOERROR"));
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_clients(void)
{
	Suite *suite = suite_create("clients");
	TCase *tcase = tcase_create("clients");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, clients_are_known_by_their_addresses);
	tcase_add_test(tcase, clients_at_the_same_moment_get_different_answers);
	tcase_add_test(tcase, behind_a_proxy_the_client_counts);
	tcase_add_test(tcase, clients_over_tls_are_known_by_their_addresses);
	suite_add_tcase(suite, tcase);
	return suite;
}
