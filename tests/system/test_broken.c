/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Broken configuration keeps DNS up: Unbound starts, lets all questions pass,
 * and its log says which file, and which line of it, is wrong.
 */
#include "system.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"

enum damage { MISSING, TEXT, DIRECTORY, FIFO, ENDLESS, GARBAGE, UNREADABLE };

#define ZONE_HEAD "$ORIGIN protect.example.\n@ SOA . . 1 2 3 4 5\n"

static const struct {
	const char *name;
	const char *file;
	enum damage damage;
	const char *text;
	const char *says; /* the log */
} cases[] = {
	{"conf-missing", "straymx.conf", MISSING, NULL, "/straymx.conf: cannot open: No such"},
	{"conf-key", "straymx.conf", TEXT, "ttl = 1\ncolour = red\n", "/straymx.conf:2: "},
	{"conf-value", "straymx.conf", TEXT, "\n\nttl = -1\n", "/straymx.conf:3: ttl"},
	{"conf-mode", "straymx.conf", TEXT, "zone \"a\" {\n file = \"b\"\n mode = strict\n}\n",
	 "/straymx.conf:3: mode"},
	{"conf-open", "straymx.conf", TEXT, "zone \"a\" {\n", "/straymx.conf:"},
	{"conf-directory", "straymx.conf", DIRECTORY, NULL, "/straymx.conf: not a regular"},
	{"conf-fifo", "straymx.conf", FIFO, NULL, "/straymx.conf: not a regular"},
	{"conf-endless", "straymx.conf", ENDLESS, NULL, "/straymx.conf: not a regular"},
	{"conf-garbage", "straymx.conf", GARBAGE, NULL, "/straymx.conf:"},
	{"conf-unreadable", "straymx.conf", UNREADABLE, NULL, "/straymx.conf: cannot open"},
	{"zone-missing", "first.zone", MISSING, NULL, "/first.zone: cannot open: No such"},
	{"zone-empty", "first.zone", TEXT, "", "/first.zone: no SOA"},
	{"zone-text", "first.zone", TEXT, ZONE_HEAD "army.mil says hello\nnavy.mil CNAME .\n",
	 "/first.zone:3: "},
	{"zone-cname", "first.zone", TEXT,
	 ZONE_HEAD "army.mil CNAME rpz-drop.\nnavy.mil CNAME .\n", "/first.zone:3: "},
	{"zone-param", "first.zone", TEXT,
	 ZONE_HEAD "army.mil CNAME .\n\n_straymx.army.mil TXT \"profile=huge\"\n"
		   "navy.mil CNAME .\n",
	 "/first.zone:5: "},
	{"zone-last-line", "first.zone", TEXT, ZONE_HEAD "army.mil CNAME rpz-drop.\n",
	 "/first.zone:3: "},
	{"zone-directory", "first.zone", DIRECTORY, NULL, "/first.zone: not a regular"},
	{"zone-fifo", "first.zone", FIFO, NULL, "/first.zone: not a regular"},
	{"zone-endless", "first.zone", ENDLESS, NULL, "/first.zone: not a regular"},
	{"zone-garbage", "first.zone", GARBAGE, NULL, "/first.zone:"},
	{"zone-unreadable", "first.zone", UNREADABLE, NULL, "/first.zone: cannot open"},
	{"allow-missing", "allow.list", MISSING, NULL, "/allow.list: cannot open"},
	{"allow-name", "allow.list", TEXT, "# none\n\na..b\n", "/allow.list:3: "},
	{"allow-garbage", "allow.list", GARBAGE, NULL, "/allow.list:"},
};

static void
write_garbage(const char *file)
{
	unsigned char bytes[65536];
	unsigned state = 1;

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(rand_r(&state) >> 8);
	ck_assert(run_write(system_own.dir, file, bytes, sizeof bytes));
}

static void
do_damage(enum damage damage, const char *file, const char *text)
{
	char path[RUN_PATH_SIZE];

	run_path(path, system_own.dir, file);
	if (damage != UNREADABLE)
		ck_assert_int_eq(unlink(path), 0);
	switch (damage) {
	case MISSING:
		break;
	case TEXT:
		ck_assert(run_write_text(system_own.dir, file, text));
		break;
	case DIRECTORY:
		ck_assert_int_eq(mkdir(path, 0755), 0);
		break;
	case FIFO:
		ck_assert_int_eq(mkfifo(path, 0644), 0);
		break;
	case ENDLESS:
		ck_assert_int_eq(symlink("/dev/zero", path), 0);
		break;
	case GARBAGE:
		write_garbage(file);
		break;
	case UNREADABLE:
		ck_assert_int_eq(chmod(path, 0), 0);
		break;
	}
}

START_TEST(broken_files_let_all_questions_pass)
{
	if (cases[_i].damage == UNREADABLE && geteuid() == 0)
		return; /* root reads everything */
	system_prepare_own(cases[_i].name);
	ck_assert(fixture_write(system_own.dir, ""));
	do_damage(cases[_i].damage, cases[_i].file, cases[_i].text);
	system_start_own();
	ck_assert_msg(resolver_count_log(&system_own, cases[_i].says) >= 1,
		      "%s: the log lacks '%s'", cases[_i].name, cases[_i].says);
	ck_assert_uint_eq(resolver_count_log(&system_own, "all questions pass"), 1);
	system_check_passes_all(&system_own);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

/* Which is not broken: it names no zones. */
START_TEST(an_empty_configuration_lets_all_questions_pass)
{
	system_prepare_own("conf-empty");
	ck_assert(run_write_text(system_own.dir, "straymx.conf", ""));
	system_start_own();
	ck_assert_uint_eq(resolver_count_log(&system_own, "straymx: 0 protected"), 1);
	system_check_passes_all(&system_own);
	ck_assert_int_eq(server_stop(&system_own), 0);
}
END_TEST

Suite *
suite_broken(void)
{
	Suite *suite = suite_create("broken");
	TCase *tcase = tcase_create("broken");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	tcase_add_loop_test(tcase, broken_files_let_all_questions_pass, 0,
			    (int)(sizeof cases / sizeof cases[0]));
	tcase_add_test(tcase, an_empty_configuration_lets_all_questions_pass);
	suite_add_tcase(suite, tcase);
	return suite;
}
