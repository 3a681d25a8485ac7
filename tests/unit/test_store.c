/* SPDX-License-Identifier: BSD-3-Clause */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/store.h"
#include "unit.h"

static char state_dir[512];

static void
setup(void)
{
	char command[1200];

	snprintf(state_dir, sizeof state_dir, "%s/state", unit_dir);
	snprintf(command, sizeof command, "rm -rf '%s' && mkdir '%s'", state_dir, state_dir);
	ck_assert_int_eq(system(command), 0);
}

/* A source whose version in use is `text`. */
static struct smx_source *
add(struct smx_sources *sources, enum smx_source_kind kind, const char *path, const char *text)
{
	struct smx_source *source = smx_sources_get(sources, kind, path);

	ck_assert_ptr_nonnull(source);
	smx_text_free(&source->good);
	ck_assert_int_eq(smx_text_copy(&source->good, text, strlen(text)), SMX_OK);
	return source;
}

/* How many copies there are, and the name of one of them. */
static size_t
count_copies(char name[300])
{
	char path[600];
	size_t n = 0;
	DIR *dir;

	snprintf(path, sizeof path, "%s/last-good", state_dir);
	dir = opendir(path);
	ck_assert_ptr_nonnull(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		if (entry->d_name[0] != '.') {
			snprintf(name, 300, "%s", entry->d_name);
			n++;
		}
	}
	closedir(dir);
	return n;
}

/* The text of the copy of a path; "" if there is none. */
static const char *
fetch(enum smx_source_kind kind, const char *path)
{
	static char text[64];
	struct smx_sources sources = {.list = NULL};
	struct smx_source *source = smx_sources_get(&sources, kind, path);

	text[0] = '\0';
	if (smx_store_fetch(state_dir, source) == SMX_OK) {
		ck_assert(source->is_copy);
		ck_assert_int_ne(source->loaded_at, 0);
		snprintf(text, sizeof text, "%.*s", (int)source->good.len, source->good.bytes);
	}
	smx_sources_free(&sources);
	return text;
}

START_TEST(copies_are_told_apart_by_path_and_kind)
{
	struct smx_sources sources = {.list = NULL};

	setup();
	add(&sources, SMX_SOURCE_CONF, "/etc/straymx.conf", "conf");
	add(&sources, SMX_SOURCE_ZONE, "/a/x.list", "one");
	add(&sources, SMX_SOURCE_ZONE, "/b/x.list", "two");
	add(&sources, SMX_SOURCE_ALLOW, "/a/x.list", "allowed");
	ck_assert_int_eq(smx_store_save(state_dir, &sources), SMX_OK);
	ck_assert_str_eq(fetch(SMX_SOURCE_CONF, "/etc/straymx.conf"), "conf");
	ck_assert_str_eq(fetch(SMX_SOURCE_ZONE, "/a/x.list"), "one");
	ck_assert_str_eq(fetch(SMX_SOURCE_ZONE, "/b/x.list"), "two");
	ck_assert_str_eq(fetch(SMX_SOURCE_ALLOW, "/a/x.list"), "allowed");
	ck_assert_str_eq(fetch(SMX_SOURCE_ALLOW, "/b/x.list"), "");
	smx_sources_free(&sources);
}
END_TEST

START_TEST(any_path_makes_a_name_of_a_file)
{
	static char long_path[2000];
	static const char *const paths[] = {"x", "/", "/a/", "/a/\xff\n*?.zone", long_path};
	struct smx_sources sources = {.list = NULL};
	char name[300];

	memset(long_path, 'x', sizeof long_path - 1);
	setup();
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
		add(&sources, SMX_SOURCE_ZONE, paths[i], paths[i]);
	ck_assert_int_eq(smx_store_save(state_dir, &sources), SMX_OK);
	ck_assert_uint_eq(count_copies(name), sizeof paths / sizeof paths[0]);
	smx_sources_free(&sources);
}
END_TEST

START_TEST(the_copy_follows_the_version_in_use)
{
	struct smx_sources sources = {.list = NULL};
	struct smx_source *source;
	struct stat before, after;
	char name[300], path[900];

	setup();
	source = add(&sources, SMX_SOURCE_ZONE, "/a/x.zone", "one");
	source->good.modified = 1234567;
	ck_assert_int_eq(smx_store_save(state_dir, &sources), SMX_OK);
	ck_assert_uint_eq(count_copies(name), 1);
	snprintf(path, sizeof path, "%s/last-good/%s", state_dir, name);
	ck_assert_int_eq(stat(path, &before), 0);
	ck_assert_int_eq(before.st_mtime, 1234567); /* the serial of a list */
	ck_assert_uint_eq(before.st_mode & 07137, 0);

	/* The same is not written again, even where nobody remembers. */
	ck_assert_int_eq(smx_store_save(state_dir, &sources), SMX_OK);
	source->saved[0] = '\0';
	ck_assert_int_eq(smx_store_save(state_dir, &sources), SMX_OK);
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert_uint_eq(before.st_ino, after.st_ino);

	add(&sources, SMX_SOURCE_ZONE, "/a/x.zone", "two");
	ck_assert_int_eq(smx_store_save(state_dir, &sources), SMX_OK);
	ck_assert_uint_eq(count_copies(name), 1);
	ck_assert_str_eq(fetch(SMX_SOURCE_ZONE, "/a/x.zone"), "two");
	smx_sources_free(&sources);
}
END_TEST

START_TEST(copies_of_what_is_no_source_any_more_go)
{
	struct smx_sources sources = {.list = NULL};
	char name[300];

	setup();
	add(&sources, SMX_SOURCE_CONF, "/c", "conf");
	add(&sources, SMX_SOURCE_ZONE, "/a", "one")->is_named = true;
	add(&sources, SMX_SOURCE_ZONE, "/b", "two");
	ck_assert_int_eq(smx_store_save(state_dir, &sources), SMX_OK);
	ck_assert_uint_eq(count_copies(name), 3);
	smx_sources_drop_unnamed(&sources);
	ck_assert_int_eq(smx_store_save(state_dir, &sources), SMX_OK);
	ck_assert_uint_eq(count_copies(name), 2);
	ck_assert_str_eq(fetch(SMX_SOURCE_ZONE, "/a"), "one");
	smx_sources_free(&sources);
}
END_TEST

START_TEST(what_cannot_be_written_is_said)
{
	struct smx_sources sources = {.list = NULL};
	char path[600];
	FILE *stream;

	setup();
	add(&sources, SMX_SOURCE_CONF, "/c", "conf");
	snprintf(path, sizeof path, "%s/last-good", state_dir);
	stream = fopen(path, "w");
	ck_assert_ptr_nonnull(stream);
	fclose(stream);
	ck_assert_int_eq(smx_store_save(state_dir, &sources), SMX_EWRITE);
	ck_assert_int_eq(errno, ENOTDIR);
	ck_assert_str_eq(fetch(SMX_SOURCE_CONF, "/c"), "");
	smx_sources_free(&sources);
}
END_TEST

Suite *
suite_store(void)
{
	Suite *suite = suite_create("store");
	TCase *tcase = tcase_create("store");

	tcase_add_test(tcase, copies_are_told_apart_by_path_and_kind);
	tcase_add_test(tcase, any_path_makes_a_name_of_a_file);
	tcase_add_test(tcase, the_copy_follows_the_version_in_use);
	tcase_add_test(tcase, copies_of_what_is_no_source_any_more_go);
	tcase_add_test(tcase, what_cannot_be_written_is_said);
	suite_add_tcase(suite, tcase);
	return suite;
}
