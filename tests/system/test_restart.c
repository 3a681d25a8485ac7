/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is kept in state-dir: a resolver that ended, or was ended, starts with it
 * where its files are not in order by then.
 */
#include "system.h"

#include <dirent.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "status.h"
#include "zones.h"

#define N_KILLS 20
#define N_NAMES 1000 /* in a list that takes its time to be written */

static void
prepare(const char *name)
{
	system_prepare_own(name);
	ck_assert(zones_write_conf(system_own.dir, "", "one two"));
	ck_assert(zones_write(system_own.dir, "one", "army.mil"));
	ck_assert(zones_write(system_own.dir, "two", "navy.mil"));
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

static void
remove_file(const char *name)
{
	char path[RUN_PATH_SIZE];

	run_path(path, system_own.dir, name);
	ck_assert_int_eq(unlink(path), 0);
}

/* ---- starts with a file that is not in order ----------------------------------------------- */

static void
break_zone(void)
{
	ck_assert(zones_write_broken(system_own.dir, "two"));
}

static void
remove_zone(void)
{
	remove_file("two.zone");
}

static void
break_conf(void)
{
	ck_assert(run_write_text(system_own.dir, "straymx.conf",
				 "state-dir = \"state\"\ncolour = red\n"));
}

static const struct {
	const char *name, *file;
	void (*damage)(void);
	const char *says; /* the log */
	long line;        /* the status; 0: none */
} damages[] = {
	{"start-broken", "two.zone", break_zone, "/two.zone:6: ", 6},
	{"start-missing", "two.zone", remove_zone, "/two.zone: cannot open: No such", 0},
	{"start-conf", "straymx.conf", break_conf, "/straymx.conf:2: ", 2},
};

START_TEST(a_start_with_a_file_not_in_order_takes_its_copy)
{
	prepare(damages[_i].name);
	system_start_own();
	ck_assert(status_wait_generation(&system_own, 1));
	stop();
	damages[_i].damage();
	/* What is in order is taken as it is. */
	ck_assert(zones_write(system_own.dir, "one", "dod.mil"));
	system_start_own();
	check_log(damages[_i].says, 1);
	check_log("a copy of the last version in order, of 20", 1);
	check_log("no policy", 0);
	check("dod.ml", true);
	check("army.ml", false);
	check("navvy.mil", true);
	if (damages[_i].line != 0)
		ck_assert(status_wait(&system_own, damages[_i].file, "copy",
				      damages[_i].line));
	/* As often as it takes. */
	stop();
	system_start_own();
	check("dod.ml", true);
	check("navvy.mil", true);
	stop();
}
END_TEST

/* ---- kill -9 ------------------------------------------------------------------------------- */

/* A number of this round, the same in each run. */
static unsigned
draw(unsigned round, unsigned n)
{
	unsigned state = round * 2654435761u + 1;

	rand_r(&state);
	return (unsigned)rand_r(&state) % n;
}

/*
 * The zones as they go on changing; army.mil is protected in all versions of "one",
 * and navy.mil in all of "two", where these are in order.
 */
static void
write_version(unsigned version)
{
	ck_assert(zones_write_big(system_own.dir, "one", "army.mil", version, N_NAMES));
	if (version % 3 == 1)
		ck_assert(zones_write_broken(system_own.dir, "two"));
	else
		ck_assert(zones_write_big(system_own.dir, "two", "navy.mil", version, N_NAMES));
}

/* Whether the text is one that write_version() makes for "one" or "two". */
static bool
is_version(const char *text)
{
	const char *number = strstr(text, ".mil CNAME .\nn");
	size_t first = number != NULL ? strtoul(strchr(number, '\n') + 2, NULL, 10) : 0;
	char *one = zones_text("army.mil", first, N_NAMES);
	char *two = zones_text("navy.mil", first, N_NAMES);
	bool is_so = strcmp(text, one) == 0 || strcmp(text, two) == 0;

	free(one);
	free(two);
	return is_so;
}

/* What is being written at the time of a kill, beside the copy that it is to be. */
static bool
is_unfinished(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && strcmp(name + len - 4, ".new") == 0;
}

/* Each copy is that of a whole file. */
static void
check_copies(void)
{
	char folder[RUN_PATH_SIZE], path[RUN_PATH_SIZE];
	const struct dirent *entry;
	size_t n_zones = 0;
	DIR *dir;

	run_path(folder, system_own.dir, "state/last-good");
	dir = opendir(folder);
	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir)) != NULL) {
		char *text;

		if (strncmp(entry->d_name, "zone-", 5) != 0 || is_unfinished(entry->d_name))
			continue;
		run_path(path, folder, entry->d_name);
		text = run_read(path);
		ck_assert_msg(is_version(text), "%s is half a file", path);
		free(text);
		n_zones++;
	}
	closedir(dir);
	ck_assert_uint_eq(n_zones, 2);
}

START_TEST(kill_9_at_any_time_leaves_a_policy_to_start_with)
{
	prepare("kill");
	write_version(0);
	system_start_own();
	ck_assert(status_wait_generation(&system_own, 1));
	for (unsigned round = 1; round <= N_KILLS; round++) {
		long moment = run_now() + draw(round, 150);

		/* Some come when all is being written after the start, others later. */
		if (round % 6 == 0)
			moment += 1000 + draw(round, 1200);
		write_version(round);
		while (run_now() < moment)
			run_pause();
		process_kill(&system_own.process);
		check_copies();
		write_version(round + N_KILLS);
		system_start_own();
		check("army.ml", true);
		check("navvy.mil", true);
		check("dod.ml", false);
	}
	check_log("no policy", 0);
	stop();
	check_copies();
}
END_TEST

/* ---- a state-dir that cannot be written ------------------------------------------------------ */

#define FAILS "cannot be written: "
#define WORKS "can be written again"

/* A policy changes, and is in force; it is said once that nothing can be written. */
static void
check_works_without(void)
{
	check("army.ml", true);
	ck_assert(resolver_wait_log(&system_own, FAILS, 1));
	ck_assert(zones_write(system_own.dir, "one", "dod.mil"));
	zones_wait(&system_own, "dod.ml", true);
	check("army.ml", false);
	check_log(FAILS, 1);
}

START_TEST(a_state_dir_that_cannot_be_made_hurts_nothing)
{
	prepare("no-dir");
	ck_assert(run_write_text(system_own.dir, "state", "not a folder\n"));
	system_start_own();
	check_works_without();
	check_log(WORKS, 0);
	/* A reload has the last version in order still. */
	ck_assert(zones_write_broken(system_own.dir, "two"));
	ck_assert(resolver_control(&system_own, "reload", NULL));
	ck_assert(resolver_wait_log(&system_own, "start of service", 2));
	check("navvy.mil", true);
	check("dod.ml", true);
	remove_file("state");
	ck_assert(resolver_wait_log(&system_own, WORKS, 1));
	ck_assert(status_wait(&system_own, "two.zone", "last-good", ZONES_BROKEN_LINE));
	stop();
	check_log(WORKS, 1);
}
END_TEST

/* Mount a file system of so many KiB on state-dir, where nobody else sees it. */
static bool
mount_state(const char *path, const char *size)
{
	static bool is_apart;

	if (!is_apart && (unshare(CLONE_NEWNS) != 0 ||
			  mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0))
		return false;
	is_apart = true;
	return mount("none", path, "tmpfs", 0, size) == 0;
}

START_TEST(a_full_disk_hurts_nothing)
{
	char path[RUN_PATH_SIZE];
	size_t n_names = 4000; /* more than 64 KiB */

	prepare("full");
	run_path(path, system_own.dir, "state");
	ck_assert_int_eq(mkdir(path, 0755), 0);
	if (geteuid() != 0 || !mount_state(path, "size=64k")) {
		puts("system: no full disk without root; that test is left out");
		return;
	}
	ck_assert(zones_write_big(system_own.dir, "two", "navy.mil", 0, n_names));
	system_start_own();
	check_works_without();
	check_log("No space left", 1);
	check("navvy.mil", true);
	ck_assert_int_eq(mount("none", path, "tmpfs", MS_REMOUNT, "size=4m"), 0);
	ck_assert(resolver_wait_log(&system_own, WORKS, 1));
	ck_assert(status_wait(&system_own, "two.zone", "current", 0));
	stop();
	ck_assert_int_eq(umount(path), 0);
	check_log(FAILS, 1);
	check_log(WORKS, 1);
}
END_TEST

START_TEST(a_state_dir_without_permission_hurts_nothing)
{
	char path[RUN_PATH_SIZE];

	if (geteuid() == 0)
		return; /* root writes everywhere */
	prepare("forbidden");
	run_path(path, system_own.dir, "state");
	ck_assert_int_eq(mkdir(path, 0555), 0);
	system_start_own();
	check_works_without();
	ck_assert_int_eq(chmod(path, 0755), 0);
	ck_assert(resolver_wait_log(&system_own, WORKS, 1));
	stop();
}
END_TEST

Suite *
suite_restart(void)
{
	Suite *suite = suite_create("restart");
	TCase *tcase = tcase_create("restart");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	tcase_add_loop_test(tcase, a_start_with_a_file_not_in_order_takes_its_copy, 0,
			    (int)(sizeof damages / sizeof damages[0]));
	tcase_add_test(tcase, kill_9_at_any_time_leaves_a_policy_to_start_with);
	tcase_add_test(tcase, a_state_dir_that_cannot_be_made_hurts_nothing);
	tcase_add_test(tcase, a_full_disk_hurts_nothing);
	tcase_add_test(tcase, a_state_dir_without_permission_hurts_nothing);
	suite_add_tcase(suite, tcase);
	return suite;
}
