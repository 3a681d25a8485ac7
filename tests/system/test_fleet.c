/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A resolver of a fleet (doc/fleet.md): its zone comes from a primary by NOTIFY and
 * zone transfer, through Unbound's own auth-zone and the zonefile that it writes.
 */
#include "system.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "expect.h"
#include "primary.h"

#define RELOAD_INTERVAL 1 /* seconds */

/* From the zonefile's being there to the new answer: what is promised, in milliseconds. */
#define BOUND (1000L * RELOAD_INTERVAL + 2000)
#define N_IN_TIME 3   /* changes that have to be, */
#define N_CHANGES 10  /* of so many at most */

static const char conf[] = "ttl = " FIXTURE_TTL_TEXT "\n"
			   "state-dir = \"state\"\n"
			   "reload-interval = 1\n"
			   "zone \"fleet\" { file = \"fleet.zone\" }\n";

/* ---- what is served ----------------------------------------------------------------- */

#define SOA_FORMAT "ns.fleet.example. hostmaster.fleet.example. %u 3602 603 604804"

/* In all versions of the zone: what is not written as it was when Unbound writes it. */
#define ALWAYS                                                                                    \
	"*.dod.mil TXT \"\"\n"                                                                    \
	"_straymx.dod.mil TXT action=nullmx\n"                                                    \
	"armyy.mil CNAME rpz-passthru.\n"                                                         \
	"_straymx.armyy.mil TXT \"reason=ticket \\\"47\\\"; \\195\\169\\\\\"\n"
#define ARMY "army.mil CNAME .\n"
#define NAVY "navy.mil CNAME *.\n"
/* Nothing that DNS objects to. */
#define BROKEN "army.mil CNAME rpz-drop.\n"

static struct server primary;

static const char *
zone_text(unsigned serial, const char *records)
{
	static char text[1024];

	snprintf(text, sizeof text,
		 "$ORIGIN " PRIMARY_ZONE ".\n"
		 "$TTL 300\n"
		 "@ SOA " SOA_FORMAT " 66\n"
		 "  NS localhost.\n%s" ALWAYS,
		 serial, records);
	return text;
}

static void
publish(unsigned serial, const char *records)
{
	ck_assert(primary_publish(&primary, zone_text(serial, records)));
}

static void
publish_signed(unsigned serial, const char *records, bool is_forged)
{
	char *text = primary_sign(zone_text(serial, records));

	ck_assert_ptr_nonnull(text);
	if (is_forged) {
		char *at = strstr(text, "nullmx");

		ck_assert_ptr_nonnull(at);
		memcpy(at, "nodata", 6); /* it stays a zone in order but for the digest */
	}
	ck_assert(primary_publish(&primary, text));
	free(text);
}

/* ---- the resolver -------------------------------------------------------------------- */

static void
prepare(const char *name, const char *extra)
{
	char text[1024];

	system_prepare_own(name);
	snprintf(text, sizeof text,
		 "auth-zone:\n"
		 "\tname: \"" PRIMARY_ZONE "\"\n"
		 "\tprimary: 127.0.0.1@%u\n"
		 "\tallow-notify: 127.0.0.1\n"
		 "\tfallback-enabled: no\n"
		 "\tfor-downstream: no\n"
		 "\tfor-upstream: no\n"
		 "\tzonefile: \"%s/fleet.zone\"\n%s",
		 (unsigned)primary.port, system_own.dir, extra);
	ck_assert(run_write_text(system_own.dir, "extra.conf", text));
	ck_assert(run_write_text(system_own.dir, "straymx.conf", conf));
}

static void
start(void)
{
	system_start_own();
	ck_assert(primary_set_secondary(&primary, &system_own));
}

static void
teardown(void)
{
	system_teardown();
	if (primary.process.pid != 0)
		server_stop(&primary);
}

/* How often the zonefile that Unbound writes has this text. */
static size_t
count_in_zonefile(const char *needle)
{
	char path[RUN_PATH_SIZE];

	run_path(path, system_own.dir, "fleet.zone");
	return run_count(path, needle);
}

static void
wait_for_zonefile(unsigned serial)
{
	long deadline = run_now() + RUN_PATIENCE;
	char soa[128];

	snprintf(soa, sizeof soa, SOA_FORMAT, serial);
	while (count_in_zonefile(soa) == 0) {
		ck_assert_msg(run_now() < deadline, "Unbound writes no zone with serial %u",
			      serial);
		run_pause();
	}
}

/* What is wrong with the answers if the zone with this serial number is in force, and
 * it has ARMY, or NAVY; NULL: nothing. */
static const char *
wrong_with(unsigned serial, bool has_army)
{
	static char soa[128];
	const struct lookalike army = {"army.ml", "army.mil", LDNS_RCODE_NXDOMAIN, soa, ""};
	const struct lookalike navy = {"navvy.mil", "navy.mil", LDNS_RCODE_NOERROR, soa, ""};
	const struct lookalike dod = {"dod.ml", "dod.mil", LDNS_RCODE_NOERROR, soa, "MX 0 .\n"};
	const struct {
		const struct lookalike *lookalike; /* NULL: it passes */
		const char *name, *record;
	} cases[] = {
		{has_army ? &army : NULL, army.name, fixture_thief(LDNS_RR_TYPE_MX)},
		{has_army ? NULL : &navy, navy.name, fixture_thief(LDNS_RR_TYPE_MX)},
		{&dod, dod.name, NULL},
		{NULL, "armyy.mil", "A 198.51.100.4"},
	};
	const char *wrong = NULL;

	snprintf(soa, sizeof soa, SOA_FORMAT, serial);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0] && wrong == NULL; i++) {
		const struct lookalike *lookalike = cases[i].lookalike;
		ldns_rr_type type =
			lookalike != NULL ? LDNS_RR_TYPE_MX : expect_type(cases[i].record);
		struct question question = query_make("", cases[i].name, type, QUERY_EDNS);
		struct answer answer;

		system_ask(&system_own, &question, &answer);
		wrong = lookalike != NULL ? expect_made_up(&question, &answer, lookalike,
							   lookalike->intended)
					  : expect_passed(&question, &answer, cases[i].record);
		answer_free(&answer);
	}
	return wrong;
}

static void
check_in_force(unsigned serial, bool has_army)
{
	const char *wrong = wrong_with(serial, has_army);

	ck_assert_msg(wrong == NULL, "serial %u is not in force: %s", serial, wrong);
}

/* Wait until it is; returns how long that took from the zonefile on. */
static long
wait_in_force(unsigned serial, bool has_army)
{
	long begin, deadline;
	const char *wrong;

	wait_for_zonefile(serial);
	begin = run_now();
	deadline = begin + RUN_PATIENCE;
	while ((wrong = wrong_with(serial, has_army)) != NULL) {
		ck_assert_msg(run_now() < deadline, "serial %u does not come: %s", serial, wrong);
		run_pause();
	}
	return run_now() - begin;
}

/* ---- status.json --------------------------------------------------------------------- */

/* Whether status.json says of the zone that this serial number is in use, and the
 * error of the version tried last is at this line; 0: none. */
static bool
has_status(const char *path, unsigned serial, unsigned line)
{
	json_t *status = json_load_file(path, 0, NULL);
	json_t *files = json_object_get(status, "files"), *file;
	bool is_found = false;
	size_t i;

	json_array_foreach(files, i, file) {
		const char *kind = json_string_value(json_object_get(file, "kind"));
		json_t *error = json_object_get(file, "last_error");
		json_int_t error_line = json_integer_value(json_object_get(error, "line"));

		if (kind == NULL || strcmp(kind, "zone") != 0)
			continue;
		is_found = json_integer_value(json_object_get(file, "serial")) == serial &&
			   json_is_null(error) == (line == 0) && error_line == line;
	}
	json_decref(status);
	return is_found;
}

static void
wait_status(unsigned serial, unsigned line)
{
	long deadline = run_now() + RUN_PATIENCE;
	char path[RUN_PATH_SIZE];

	run_path(path, system_own.dir, "state/status.json");
	while (!has_status(path, serial, line)) {
		ck_assert_msg(run_now() < deadline,
			      "status.json does not say serial %u, error in line %u", serial, line);
		run_pause();
	}
}

/* ---- tests ------------------------------------------------------------------------------ */

/*
 * A resolver that never had the zone, and then changes of it.
 *
 * Each is timed from the zonefile's appearance: what NSD and Unbound take before that
 * is not straymx's.  The two looks at the file take RELOAD_INTERVAL and a second at
 * most, so that BOUND leaves a second for making the policy.  That is a hundred times
 * enough, but not where other processes want all of the processors, as the thread that
 * makes it lets them go first (NICENESS in life.c).  What is late on such a machine is
 * sometimes late; what is late by itself always is.  So changes go on until enough of
 * them have come in time.
 */
START_TEST(a_change_comes_within_reload_interval_and_two_seconds)
{
	unsigned serial = 4294967294U; /* 0 is later (RFC 1982) */
	int n_in_time = 0, n_changes = 0;
	long took = 0;

	ck_assert(primary_start(&primary, "primary", NULL));
	prepare("fleet", "");
	start();
	ck_assert_uint_eq(resolver_count_log(&system_own, "all questions pass"), 1);
	system_check_passes_all(&system_own);

	for (; n_in_time < N_IN_TIME && n_changes < N_CHANGES; n_changes++) {
		bool has_army = n_changes % 2 == 0;

		publish(++serial, has_army ? ARMY : NAVY);
		took = wait_in_force(serial, has_army);
		n_in_time += took <= BOUND;
	}
	ck_assert_msg(n_in_time == N_IN_TIME, "of %d changes %d came in time; the last took %ld ms",
		      n_changes, n_in_time, took);
	/* The whole zone came once. */
	ck_assert_uint_eq(run_count(primary.log_path, "axfr for " PRIMARY_ZONE), 1);
	ck_assert_uint_ge(run_count(primary.log_path, "ixfr for " PRIMARY_ZONE), N_IN_TIME - 1);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(a_primary_that_dies_changes_nothing)
{
	ck_assert(primary_start(&primary, "dying-primary", zone_text(7, ARMY)));
	prepare("orphan", "");
	start();
	(void)wait_in_force(7, true);

	ck_assert_int_eq(server_stop(&primary), 0);
	check_in_force(7, true);
	ck_assert_int_eq(server_stop(&system_own), 0);

	system_start_own();
	check_in_force(7, true);
	wait_status(7, 0);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(a_zone_that_is_broken_for_straymx_changes_nothing)
{
	ck_assert(primary_start(&primary, "broken-primary", zone_text(7, ARMY)));
	prepare("broken-fleet", "");
	start();
	(void)wait_in_force(7, true);

	publish(8, BROKEN);
	wait_for_zonefile(8);
	wait_status(7, 3);
	ck_assert(resolver_wait_log(&system_own, "/fleet.zone:3: ", 1));
	check_in_force(7, true);

	/* Over a restart as well, where the zonefile is the broken one. */
	ck_assert_int_eq(server_stop(&system_own), 0);
	start();
	check_in_force(7, true);

	publish(9, NAVY);
	(void)wait_in_force(9, false);
	wait_status(9, 0);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

START_TEST(a_signed_zone_is_verified_and_read)
{
	ck_assert(primary_start(&primary, "signed-primary", NULL));
	prepare("signed", "\tzonemd-check: yes\n\tzonemd-reject-absence: yes\n");
	start();
	publish_signed(7, ARMY, false);
	(void)wait_in_force(7, true);
	wait_status(7, 0);
	ck_assert_uint_ge(count_in_zonefile("\tRRSIG\t"), 1);
	ck_assert_uint_ge(count_in_zonefile("\tNSEC\t"), 1);
	ck_assert_uint_eq(count_in_zonefile("\tZONEMD\t"), 1);

	/* Unbound does not write it. */
	publish_signed(8, NAVY, true);
	ck_assert(resolver_wait_log(&system_own, "ZONEMD verification failed", 1));
	wait_for_zonefile(7);
	check_in_force(7, true);

	publish_signed(9, NAVY, false);
	(void)wait_in_force(9, false);
	wait_status(9, 0);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_fleet(void)
{
	Suite *suite = suite_create("fleet");
	TCase *tcase = tcase_create("fleet");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, a_change_comes_within_reload_interval_and_two_seconds);
	tcase_add_test(tcase, a_primary_that_dies_changes_nothing);
	tcase_add_test(tcase, a_zone_that_is_broken_for_straymx_changes_nothing);
	tcase_add_test(tcase, a_signed_zone_is_verified_and_read);
	suite_add_tcase(suite, tcase);
	return suite;
}
