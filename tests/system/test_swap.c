/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files that change while Unbound runs: the policy follows by itself.
 */
#include "system.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "query.h"
#include "status.h"
#include "zones.h"

#define IN_FORCE " exempt names in " /* what the log has of a policy that is in force */
#define RESTARTED "start of service"

/* A resolver with two zones: one protects army.mil, the other navy.mil. */
static void
start(const char *name, const char *head)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, head, "one two"));
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	ck_assert(zones_write(system_own.dir, "two", "navy.mil"));
	system_start_own();
}

static void
check(const char *lookalike, bool is_intercepted)
{
	ck_assert_msg(zones_intercepts(&system_own, "", lookalike) == is_intercepted,
		      "%s: wrongly %s", lookalike, is_intercepted ? "passed" : "intercepted");
}

static void
check_log(const char *needle, size_t n)
{
	ck_assert_msg(resolver_count_log(&system_own, needle) == n,
		      "'%s' is %zu times in the log, not %zu", needle,
		      resolver_count_log(&system_own, needle), n);
}

static void
stop(void)
{
	ck_assert_int_eq(server_stop(&system_own), 0);
}

/* ---- files in order -------------------------------------------------------------------- */

/* Put a file in the place of another one, of the same size and time: only the inode
 * is new. */
static void
replace_zone(const char *title, const char *names)
{
	char file[RUN_PATH_SIZE], from[RUN_PATH_SIZE], to[RUN_PATH_SIZE];
	struct timespec times[2];
	struct stat st;

	snprintf(file, sizeof file, "%s.zone", title);
	run_path(from, system_own.dir, "new.zone");
	run_path(to, system_own.dir, file);
	ck_assert(zones_write(system_own.dir, "new", names));
	ck_assert_int_eq(stat(to, &st), 0);
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	ck_assert_int_eq(utimensat(AT_FDCWD, from, times, 0), 0);
	ck_assert_int_eq(rename(from, to), 0);
}

START_TEST(a_changed_file_is_in_force_without_a_reload)
{
	start("changed", "");
	check("army.ml", true);
	check("navvy.mil", true);
	check("dod.ml", false);
	ck_assert(zones_write(system_own.dir, "one", "dod.mil"));
	replace_zone("two", "army.mil");
	zones_wait(&system_own, "navvy.mil", false);
	zones_wait(&system_own, "dod.ml", true);
	check("army.ml", true);
	check_log(RESTARTED, 1);
	stop();
}
END_TEST

START_TEST(a_file_is_not_taken_before_it_is_complete)
{
	char *text = zones_text("dod.mil", 0, 2000);
	size_t len = strlen(text), at = 0, piece = len / 15;
	char path[RUN_PATH_SIZE];
	FILE *stream;
	long next = 0;

	start("slow", "");
	run_path(path, system_own.dir, "one.zone");
	stream = fopen(path, "we");
	ck_assert_ptr_nonnull(stream);
	setbuf(stream, NULL);
	/* For some seconds, in which it never stays the same between two looks. */
	while (at < len) {
		size_t n = len - at < piece ? len - at : piece;

		check("army.ml", true);
		check("dod.ml", false);
		if (run_now() < next) {
			run_pause();
			continue;
		}
		ck_assert_uint_eq(fwrite(text + at, 1, n, stream), n);
		at += n;
		next = run_now() + 250;
	}
	ck_assert_int_eq(fclose(stream), 0);
	free(text);
	zones_wait(&system_own, "dod.ml", true);
	check_log(IN_FORCE, 2);
	check_log("straymx: 2002 protected", 1);
	check_log("error: straymx", 0);
	ck_assert(status_wait_generation(&system_own, 2));
	stop();
}
END_TEST

START_TEST(the_kill_switch_works_both_ways)
{
	start("switch", "");
	check("army.ml", true);
	ck_assert(zones_write_conf(system_own.dir, "enabled = no\n", "one two"));
	zones_wait(&system_own, "army.ml", false);
	check("navvy.mil", false);
	ck_assert(resolver_wait_log(&system_own, "enabled = no: all questions pass", 1));
	/* They are in the cache now, and have to leave it. */
	ck_assert(zones_write_conf(system_own.dir, "", "one two"));
	zones_wait(&system_own, "army.ml", true);
	zones_wait(&system_own, "navvy.mil", true);
	stop();
}
END_TEST

/* ---- files that are not in order ----------------------------------------------------------- */

START_TEST(a_broken_zone_stays_as_it_was_while_another_one_changes)
{
	json_t *status;
	const char *said;

	start("broken", "");
	ck_assert(zones_write_broken(system_own.dir, "two"));
	ck_assert(zones_write(system_own.dir, "one", "dod.mil"));
	zones_wait(&system_own, "dod.ml", true);
	check("army.ml", false);
	check("navvy.mil", true);
	ck_assert(resolver_wait_log(&system_own, "/two.zone:6: ", 1));
	ck_assert(resolver_wait_log(&system_own, "the last version in order, of 20", 1));

	ck_assert(status_wait(&system_own, "two.zone", "last-good", ZONES_BROKEN_LINE));
	ck_assert(status_wait(&system_own, "one.zone", "current", 0));
	status = status_read(&system_own);
	said = json_string_value(json_object_get(
		json_object_get(status_file(status, "two.zone"), "last_error"), "file"));
	ck_assert_ptr_nonnull(said);
	ck_assert_ptr_nonnull(strstr(said, "/two.zone"));
	json_decref(status);

	ck_assert(zones_write(system_own.dir, "two", "socom.mil"));
	zones_wait(&system_own, "socom.mi", true);
	check("navvy.mil", false);
	ck_assert(status_wait(&system_own, "two.zone", "current", 0));
	check_log("/two.zone:6: ", 1);
	stop();
}
END_TEST

START_TEST(a_broken_configuration_keeps_everything)
{
	start("conf", "");
	ck_assert(zones_write_conf(system_own.dir, "colour = red\n", "one"));
	/* And the zones go on. */
	ck_assert(zones_write(system_own.dir, "two", "dod.mil"));
	zones_wait(&system_own, "dod.ml", true);
	check("army.ml", true);
	check("navvy.mil", false);
	check_log("/straymx.conf:1: ", 1);
	ck_assert(status_wait(&system_own, "straymx.conf", "last-good", 1));
	stop();
}
END_TEST

START_TEST(a_configuration_that_names_a_broken_file_is_not_taken)
{
	start("names", "");
	ck_assert(zones_write_broken(system_own.dir, "three"));
	ck_assert(zones_write_conf(system_own.dir, "", "three one"));
	ck_assert(resolver_wait_log(&system_own, "/three.zone:6: ", 1));
	ck_assert(resolver_wait_log(&system_own, "not taken into use: it names", 1));
	check("army.ml", true);
	check("navvy.mil", true);
	/* As soon as that is put right, it is. */
	ck_assert(zones_write(system_own.dir, "three", "dod.mil"));
	zones_wait(&system_own, "dod.ml", true);
	check("army.ml", true);
	check("navvy.mil", false);
	stop();
}
END_TEST

/* ---- unbound-control and signals ----------------------------------------------------------- */

static void
reload(void)
{
	size_t n = resolver_count_log(&system_own, RESTARTED);

	ck_assert(resolver_control(&system_own, "reload", NULL));
	ck_assert(resolver_wait_log(&system_own, RESTARTED, n + 1));
}

/*
 * The reload reads at once.  That a list that ends with a line is half a list, it
 * cannot see; a line that is cut, it can.
 */
START_TEST(a_reload_with_a_zone_cut_in_a_line_loses_nothing)
{
	char *text = zones_text("dod.mil", 0, 2000);
	char *cut = strchr(text + strlen(text) / 2, '\n') + 12; /* in the next line */
	char kept = *cut;

	start("half", "");
	*cut = '\0';
	ck_assert(run_write_text(system_own.dir, "two.zone", text));
	reload();
	check("army.ml", true);
	check("navvy.mil", true);
	check("dod.ml", false);
	*cut = kept;
	ck_assert(run_write_text(system_own.dir, "two.zone", text));
	free(text);
	zones_wait(&system_own, "dod.ml", true);
	check("navvy.mil", false);
	/* The thread has said so; the reload is not to say otherwise. */
	reload();
	check("dod.ml", true);
	check("navvy.mil", false);
	stop();
}
END_TEST

START_TEST(sighup_reloads)
{
	start("sighup", "reload-interval = 3600\n");
	ck_assert(zones_write(system_own.dir, "one", "dod.mil"));
	ck_assert(zones_age(system_own.dir, "one"));
	ck_assert_int_eq(kill(system_own.process.pid, SIGHUP), 0);
	ck_assert(resolver_wait_log(&system_own, RESTARTED, 2));
	check("dod.ml", true);
	check("army.ml", false);
	check("navvy.mil", true);
	stop();
}
END_TEST

Suite *
suite_swap(void)
{
	Suite *suite = suite_create("swap");
	TCase *tcase = tcase_create("swap");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	tcase_add_test(tcase, a_changed_file_is_in_force_without_a_reload);
	tcase_add_test(tcase, a_file_is_not_taken_before_it_is_complete);
	tcase_add_test(tcase, the_kill_switch_works_both_ways);
	tcase_add_test(tcase, a_broken_zone_stays_as_it_was_while_another_one_changes);
	tcase_add_test(tcase, a_broken_configuration_keeps_everything);
	tcase_add_test(tcase, a_configuration_that_names_a_broken_file_is_not_taken);
	tcase_add_test(tcase, a_reload_with_a_zone_cut_in_a_line_loses_nothing);
	tcase_add_test(tcase, sighup_reloads);
	suite_add_tcase(suite, tcase);
	return suite;
}
