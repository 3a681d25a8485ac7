/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/file.h"
#include "unit.h"

START_TEST(only_regular_files_are_opened)
{
	struct smx_messages messages;
	char path[512];
	struct smx_place place = {&messages, path, 0};
	int rc = SMX_OK;
	FILE *stream;

	smx_messages_init(&messages);
	snprintf(path, sizeof path, "%s/missing", unit_dir);
	ck_assert_ptr_null(smx_file_open(&place, &rc));
	ck_assert_int_eq(rc, SMX_EREAD);
	ck_assert_str_eq(unit_message(&messages, 0),
			 "missing: cannot open: No such file or directory");

	snprintf(path, sizeof path, "%s", unit_dir);
	ck_assert_ptr_null(smx_file_open(&place, &rc));
	ck_assert_str_eq(messages.list[1].text, "not a regular file");

	snprintf(path, sizeof path, "%s/fifo", unit_dir);
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	ck_assert_ptr_null(smx_file_open(&place, &rc)); /* and does not wait */
	ck_assert_str_eq(unit_message(&messages, 2), "fifo: not a regular file");

	snprintf(path, sizeof path, "%s/sparse", unit_dir);
	stream = fopen(path, "w");
	ck_assert_ptr_nonnull(stream);
	ck_assert_int_eq(ftruncate(fileno(stream), SMX_FILE_MAX + 1), 0);
	fclose(stream);
	ck_assert_ptr_null(smx_file_open(&place, &rc));
	ck_assert_int_eq(rc, SMX_ELIMIT);
	ck_assert_str_eq(unit_message(&messages, 3),
			 "sparse: 536870913 bytes; at most 536870912 are read");
	smx_messages_free(&messages);

	snprintf(path, sizeof path, "%s", unit_write("plain", "x"));
	stream = smx_file_open(&place, &rc);
	ck_assert_ptr_nonnull(stream);
	ck_assert_int_eq(getc(stream), 'x');
	fclose(stream);
}
END_TEST

START_TEST(paths_are_relative_to_the_naming_file)
{
	static const struct {
		const char *base, *path, *resolved;
	} cases[] = {
		{"/etc/unbound/straymx.conf", "zones/mil.zone", "/etc/unbound/zones/mil.zone"},
		{"/etc/unbound/straymx.conf", "/srv/mil.zone", "/srv/mil.zone"},
		{"straymx.conf", "mil.zone", "mil.zone"},
		{"a/straymx.conf", "../mil.zone", "a/../mil.zone"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *resolved = smx_file_resolve(cases[i].base, cases[i].path);

		ck_assert_str_eq(resolved, cases[i].resolved);
		free(resolved);
	}
}
END_TEST

Suite *
suite_file(void)
{
	Suite *suite = suite_create("file");
	TCase *tcase = tcase_create("file");

	tcase_add_test(tcase, only_regular_files_are_opened);
	tcase_add_test(tcase, paths_are_relative_to_the_naming_file);
	suite_add_tcase(suite, tcase);
	return suite;
}
