/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Unbound in a chroot: the module was loaded in there, and has to look for its
 * files in there.  Only root can try.
 */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "tool.h"

/* What differs between the tests: how the chroot is written. */
static const char *chroot_end;

static bool
write_conf(const struct server *resolver, const void *argument)
{
	const struct server *upstream = argument;
	char text[4096];

	snprintf(text, sizeof text,
		 "server:\n"
		 "\tchroot: \"%s/root%s\"\n"
		 "\tdirectory: \"%s/root/etc\"\n"
		 "\tusername: \"\"\n"
		 "\tpidfile: \"\"\n"
		 "\tdo-daemonize: no\n"
		 "\tuse-syslog: no\n"
		 "\tlogfile: \"\"\n"
		 "\tinterface: 127.0.0.1@%u\n"
		 "\toutgoing-interface: 127.0.0.1\n"
		 "\tdo-ip6: no\n"
		 "\tdo-not-query-localhost: no\n"
		 "\tmodule-config: \"dynlib iterator\"\n"
		 "dynlib:\n"
		 "\tdynlib-file: \"/straymx.so\"\n"
		 "forward-zone:\n"
		 "\tname: \".\"\n"
		 "\tforward-addr: 127.0.0.1@%u\n",
		 resolver->dir, chroot_end, resolver->dir, (unsigned)resolver->port,
		 (unsigned)upstream->port);
	return run_write_text(resolver->dir, "unbound.conf", text);
}

/* The module and the libraries that it needs, where they are looked for inside. */
static void
fill_chroot(void)
{
	static const char copy[] =
		"cd \"$0\" && mkdir -p etc && cp \"$STRAYMX_SO\" straymx.so && "
		"ldd straymx.so | sed -n 's/.* \\(\\/[^ ]*\\) (.*/\\1/p' | "
		"while read -r library; do cp -L --parents \"$library\" . || exit 1; done";
	char root[RUN_PATH_SIZE], etc[RUN_PATH_SIZE];
	const char *const argv[] = {"/bin/sh", "-c", copy, root, NULL};
	char *output;

	run_path(root, system_own.dir, "root");
	run_path(etc, root, "etc");
	ck_assert_int_eq(mkdir(root, 0755), 0);
	ck_assert_int_eq(process_output(argv, &output), 0);
	free(output);
	ck_assert(fixture_write(etc, ""));
}

static void
start_in_chroot(const char *conf_path)
{
	char unbound_conf[RUN_PATH_SIZE], conf[RUN_PATH_SIZE + 16] = "STRAYMX_CONF";
	char preload[RUN_PATH_SIZE + 16];
	const char *const argv[] = {tool_path(TOOL_UNBOUND), "-d", "-c", unbound_conf, NULL};
	const char *settings[] = {conf, NULL, NULL, NULL};

	if (conf_path != NULL)
		snprintf(conf, sizeof conf, "STRAYMX_CONF=%s", conf_path);
	if (tool_preload() != NULL) {
		snprintf(preload, sizeof preload, "LD_PRELOAD=%s", tool_preload());
		settings[1] = preload;
		/* The search for leaks needs /proc. */
		settings[2] = "ASAN_OPTIONS=detect_leaks=0";
	}
	run_path(unbound_conf, system_own.dir, "unbound.conf");
	ck_assert(server_start(&system_own, write_conf, &system_upstream, argv, settings));
}

START_TEST(straymx_conf_is_found_inside)
{
	static const struct {
		const char *chroot_end, *conf_path;
	} cases[] = {
		{"", NULL},                /* in `directory:` */
		{"/", NULL},               /* a chroot with a slash at its end */
		{"", "/etc/straymx.conf"}, /* as seen from inside */
		{"", "straymx.conf"},      /* relative to `directory:` */
	};

	if (geteuid() != 0) {
		puts("system: no chroot without root; that test is left out");
		return;
	}
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char name[16];

		snprintf(name, sizeof name, "chroot%zu", i);
		system_prepare_own(name);
		fill_chroot();
		chroot_end = cases[i].chroot_end;
		start_in_chroot(cases[i].conf_path);
		system_check_intercepts(&system_own);
		ck_assert_int_eq(server_stop(&system_own), 0);
	}
}
END_TEST

Suite *
suite_chroot(void)
{
	Suite *suite = suite_create("chroot");
	TCase *tcase = tcase_create("chroot");

	tcase_add_checked_fixture(tcase, NULL, system_teardown);
	tcase_add_test(tcase, straymx_conf_is_found_inside);
	suite_add_tcase(suite, tcase);
	return suite;
}
