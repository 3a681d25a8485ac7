/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/file.h"
#include "unit.h"

/* The message of a file that cannot be read; valid until the next call. */
static const char *
read_error(const char *path, int error)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, path, 0};
	struct smx_stamp stamp;
	struct smx_text text;
	static char message[1024];

	smx_messages_init(&messages);
	ck_assert_int_eq(smx_file_read(&place, &text, &stamp), error);
	ck_assert_ptr_null(text.bytes);
	ck_assert_uint_eq(messages.n_messages, 1);
	strcpy(message, unit_message(&messages, 0));
	smx_messages_free(&messages);
	return message;
}

START_TEST(only_regular_files_are_read)
{
	char path[512];
	FILE *stream;

	snprintf(path, sizeof path, "%s/missing", unit_dir);
	ck_assert_str_eq(read_error(path, SMX_EREAD),
			 "missing: cannot open: No such file or directory");

	ck_assert_ptr_nonnull(
		strstr(read_error(unit_dir, SMX_EREAD), "not a regular file: name the file itself"));

	snprintf(path, sizeof path, "%s/fifo", unit_dir);
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	/* and does not wait */
	ck_assert_str_eq(read_error(path, SMX_EREAD),
			 "fifo: not a regular file: name the file itself");

	snprintf(path, sizeof path, "%s/sparse", unit_dir);
	stream = fopen(path, "w");
	ck_assert_ptr_nonnull(stream);
	ck_assert_int_eq(ftruncate(fileno(stream), SMX_FILE_MAX + 1), 0);
	fclose(stream);
	ck_assert_str_eq(read_error(path, SMX_ELIMIT),
			 "sparse: 536870913 bytes; at most 536870912 are read");
}
END_TEST

START_TEST(a_text_has_the_bytes_and_their_digest)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, unit_write("plain", "abc"), 0};
	struct smx_stamp stamp, now;
	struct smx_text text;

	smx_messages_init(&messages);
	ck_assert_int_eq(smx_file_read(&place, &text, &stamp), SMX_OK);
	ck_assert_uint_eq(text.len, 3);
	ck_assert_int_eq(memcmp(text.bytes, "abc", 3), 0);
	/* FIPS 180-2, B.1 */
	ck_assert_str_eq(text.sha256,
			 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	smx_stamp_read(&now, place.file);
	ck_assert(smx_stamp_equals(&stamp, &now));
	smx_text_free(&text);
	ck_assert_ptr_null(text.bytes);

	unit_write("plain", "");
	ck_assert_int_eq(smx_file_read(&place, &text, &now), SMX_OK);
	ck_assert_uint_eq(text.len, 0);
	ck_assert_ptr_nonnull(text.bytes);
	ck_assert(!smx_stamp_equals(&stamp, &now));
	smx_text_free(&text);
}
END_TEST

START_TEST(stamps_tell_versions_apart)
{
	const char *path = unit_write("plain", "abc");
	struct smx_stamp first, second;
	char other[512];

	snprintf(other, sizeof other, "%s/other", unit_dir);
	smx_stamp_read(&first, path);
	ck_assert_int_eq(first.error, 0);
	smx_stamp_read(&second, path);
	ck_assert(smx_stamp_equals(&first, &second));
	/* Of the same size and age, but another file. */
	ck_assert_int_eq(rename(path, other), 0);
	unit_write("plain", "abd");
	smx_stamp_read(&second, path);
	ck_assert(!smx_stamp_equals(&first, &second));
	/* What can be read is not to be seen in its size and age either. */
	smx_stamp_read(&first, path);
	ck_assert_int_eq(chmod(path, 0), 0);
	smx_stamp_read(&second, path);
	ck_assert(!smx_stamp_equals(&first, &second));
	ck_assert_int_eq(unlink(path), 0);
	smx_stamp_read(&second, path);
	ck_assert_int_eq(second.error, ENOENT);
}
END_TEST

START_TEST(a_file_is_written_as_a_whole_or_not_at_all)
{
	char path[512], in_nothing[512], new_path[520];
	struct smx_messages messages;
	struct smx_place place = {&messages, path, 0};
	struct smx_stamp stamp;
	struct smx_text text;
	struct stat st;
	mode_t mask = umask(022);

	umask(mask);
	smx_messages_init(&messages);
	snprintf(path, sizeof path, "%s", unit_write("whole", "before"));
	snprintf(in_nothing, sizeof in_nothing, "%s/nothing/whole", unit_dir);
	snprintf(new_path, sizeof new_path, "%s.new", path);
	ck_assert_int_eq(smx_file_write(in_nothing, "x", 1, true), SMX_EWRITE);
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_int_eq(smx_file_write(path, "after", 5, true), SMX_OK);
	ck_assert_int_eq(smx_file_read(&place, &text, &stamp), SMX_OK);
	ck_assert_uint_eq(text.len, 5);
	smx_text_free(&text);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0640U & ~mask);
	ck_assert_int_ne(access(new_path, F_OK), 0);

	/* A folder stands where the new version should be written. */
	ck_assert_int_eq(mkdir(new_path, 0700), 0);
	ck_assert_int_eq(smx_file_write(path, "third", 5, true), SMX_EWRITE);
	ck_assert_int_eq(smx_file_read(&place, &text, &stamp), SMX_OK);
	ck_assert_int_eq(memcmp(text.bytes, "after", 5), 0);
	smx_text_free(&text);
	ck_assert_int_eq(rmdir(new_path), 0);
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

	tcase_add_test(tcase, only_regular_files_are_read);
	tcase_add_test(tcase, a_text_has_the_bytes_and_their_digest);
	tcase_add_test(tcase, stamps_tell_versions_apart);
	tcase_add_test(tcase, a_file_is_written_as_a_whole_or_not_at_all);
	tcase_add_test(tcase, paths_are_relative_to_the_naming_file);
	suite_add_tcase(suite, tcase);
	return suite;
}
