/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files that are broken in one way each, `corpus/FLAW.KIND`: each gives the very
 * messages that the file `expected` has, and never touches the policy in force.
 * What no file in a repository can be like is made here.
 */
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/keeper.h"
#include "straymx.h"

#define N_MAX 200
#define NAME_SIZE 256
#define PATH_SIZE 1024
#define TEXT_SIZE 65536
#define NOBODY 65534

static char dir[] = "/tmp/straymx-broken-XXXXXX";
static char corpus[N_MAX][NAME_SIZE];
static int n_corpus;

/* ---- files -------------------------------------------------------------------------- */

static const char *
source_folder(void)
{
	const char *folder = getenv("STRAYMX_BROKEN");

	ck_assert_msg(folder != NULL, "STRAYMX_BROKEN is not set");
	return folder;
}

static void
path_of(char path[PATH_SIZE], const char *name)
{
	snprintf(path, PATH_SIZE, "%s/%s", dir, name);
}

/* Write a file, whatever is in its place. */
static void
write_file(const char *name, const void *bytes, size_t len)
{
	char path[PATH_SIZE];
	FILE *stream;

	path_of(path, name);
	if (unlink(path) != 0)
		(void)rmdir(path);
	stream = fopen(path, "w");
	ck_assert_ptr_nonnull(stream);
	ck_assert_uint_eq(fwrite(bytes, 1, len, stream), len);
	ck_assert_int_eq(fclose(stream), 0);
}

static void
write_text(const char *name, const char *text)
{
	write_file(name, text, strlen(text));
}

/* All of a file of ours, which is small; NUL behind it. */
static size_t
read_file(const char *path, char text[TEXT_SIZE])
{
	FILE *stream = fopen(path, "r");
	size_t len;

	ck_assert_msg(stream != NULL, "%s", path);
	len = fread(text, 1, TEXT_SIZE - 1, stream);
	ck_assert(feof(stream));
	fclose(stream);
	text[len] = '\0';
	return len;
}

/* The file that a flaw is for: its kind is how the name of the flaw ends. */
static const char *
victim(const char *flaw)
{
	static const char *const victims[] = {"z.zone", "l.list", "straymx.conf"};

	for (size_t i = 0; i < sizeof victims / sizeof victims[0]; i++) {
		if (strcmp(strrchr(flaw, '.'), strrchr(victims[i], '.')) == 0)
			return victims[i];
	}
	ck_abort_msg("%s: of no kind", flaw);
}

/* ---- the policy in force -------------------------------------------------------------- */

static void
write_good(void)
{
	write_text("straymx.conf", "state-dir = \"state\"\n"
				   "zone \"z\" { file = \"z.zone\" }\n"
				   "zone \"l\" { file = \"l.list\" }\n");
	write_text("z.zone", "$ORIGIN protect.example.\n$TTL 300\n"
			     "@ SOA localhost. hostmaster.example. 1 3600 600 604800 60\n"
			     "  NS localhost.\n"
			     "army.mil CNAME .\n");
	write_text("l.list", "airforce.mil\n");
}

static bool
intercepts(const struct smx_policy *policy, const char *wire, size_t size)
{
	struct smx_verdict verdict;

	smx_lookup(policy, (const uint8_t *)wire, size, &verdict);
	return verdict.reason == SMX_MATCH;
}

/* The news, one a line, without the folder, and without what says which version stays,
 * `*n_stay` of them. */
static void
write_news(const struct smx_messages *news, char text[TEXT_SIZE], size_t *n_stay)
{
	char line[4096];
	size_t at = 0;

	*n_stay = 0;
	text[0] = '\0';
	for (size_t i = 0; i < news->n_messages; i++) {
		smx_message_write(news, i, line, sizeof line);
		ck_assert_msg(strncmp(line, dir, strlen(dir)) == 0, "%s", line);
		if (strstr(line, " stays in use") != NULL)
			++*n_stay;
		else
			at += (size_t)snprintf(text + at, TEXT_SIZE - at, "%s\n",
					       line + strlen(dir) + 1);
	}
	ck_assert_uint_eq(smx_messages_count_unlisted(news), 0);
}

/* The lines of `expected` for a flaw. */
static void
read_expected(const char *flaw, char text[TEXT_SIZE])
{
	char path[PATH_SIZE], *all = malloc(TEXT_SIZE), *line, *rest;
	size_t at = 0, len = strlen(flaw);

	snprintf(path, sizeof path, "%s/expected", source_folder());
	read_file(path, all);
	text[0] = '\0';
	for (line = strtok_r(all, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
		if (strncmp(line, flaw, len) == 0 && line[len] == ' ')
			at += (size_t)snprintf(text + at, TEXT_SIZE - at, "%s\n", line + len + 1);
	}
	free(all);
}

/* See make_unreadable(). */
static void
be_root_again(void)
{
	if (getuid() == 0 && geteuid() != 0) {
		ck_assert_int_eq(seteuid(0), 0);
		/* LeakSanitizer needs it, and the change has taken it. */
		ck_assert_int_eq(prctl(PR_SET_DUMPABLE, 1), 0);
	}
}

/* Put a policy in force, have `damage` done, and see what becomes of it. */
static void
check_flaw(const char *flaw, void (*damage)(const char *flaw, const char *path))
{
	static char news[TEXT_SIZE], expected[TEXT_SIZE];
	char path[PATH_SIZE];
	struct smx_policy *policy, *later;
	struct smx_keeper *keeper;
	size_t n_stay;

	write_good();
	path_of(path, "straymx.conf");
	keeper = smx_keeper_new(path);
	smx_keeper_look(keeper, 1795521600, true, &policy);
	ck_assert_ptr_nonnull(policy);

	path_of(path, victim(flaw));
	damage(flaw, path);
	for (int i = 0; i < 3; i++) {
		smx_keeper_look(keeper, 1795521600, false, &later);
		ck_assert_msg(later == NULL, "%s: a new policy", flaw);
	}
	ck_assert(intercepts(policy, "\4army\2ml", 9));
	ck_assert(intercepts(policy, "\10airforce\2ml", 13));
	ck_assert_msg(smx_keeper_has_faults(keeper), "%s: no error", flaw);
	write_news(&keeper->news, news, &n_stay);
	read_expected(flaw, expected);
	ck_assert_msg(strcmp(news, expected) == 0, "%s: it says\n%sand not\n%s", flaw, news,
		      expected);
	ck_assert_uint_eq(n_stay, 1);
	smx_messages_free(&keeper->news);

	be_root_again();
	write_good();
	for (int i = 0; i < 2; i++) {
		smx_keeper_look(keeper, 1795521600, false, &later);
		smx_policy_free(later);
	}
	ck_assert_uint_eq(keeper->news.n_errors, 0);
	ck_assert(!smx_keeper_has_faults(keeper));
	smx_keeper_free(keeper);
	smx_policy_free(policy);
}

/* ---- the corpus ------------------------------------------------------------------------ */

static void
copy_flaw(const char *flaw, const char *path)
{
	static char text[TEXT_SIZE];
	char from[PATH_SIZE];

	(void)path;
	snprintf(from, sizeof from, "%s/corpus/%s", source_folder(), flaw);
	write_file(victim(flaw), text, read_file(from, text));
}

START_TEST(a_broken_file_of_the_corpus)
{
	check_flaw(corpus[_i], copy_flaw);
}
END_TEST

/* ---- what is made here ------------------------------------------------------------------ */

static void
make_missing(const char *flaw, const char *path)
{
	(void)flaw;
	ck_assert_int_eq(unlink(path), 0);
}

static void
make_directory(const char *flaw, const char *path)
{
	make_missing(flaw, path);
	ck_assert_int_eq(mkdir(path, 0755), 0);
}

static void
make_fifo(const char *flaw, const char *path)
{
	make_missing(flaw, path);
	ck_assert_int_eq(mkfifo(path, 0644), 0);
}

static void
make_endless_device(const char *flaw, const char *path)
{
	make_missing(flaw, path);
	ck_assert_int_eq(symlink("/dev/zero", path), 0);
}

static void
make_link_to_itself(const char *flaw, const char *path)
{
	make_missing(flaw, path);
	ck_assert_int_eq(symlink(path, path), 0);
}

/* Two gigabytes, of which the disk has none. */
static void
make_sparse(const char *flaw, const char *path)
{
	(void)flaw;
	ck_assert_int_eq(truncate(path, (off_t)2 << 30), 0);
}

static void
make_unreadable(const char *flaw, const char *path)
{
	(void)flaw;
	ck_assert_int_eq(chmod(path, 0), 0);
	/* For root there is no such thing. */
	if (geteuid() == 0) {
		ck_assert_int_eq(chmod(dir, 0777), 0);
		ck_assert_int_eq(seteuid(NOBODY), 0);
	}
}

static void
make_endless_line(const char *flaw, const char *path)
{
	size_t len = (size_t)8 << 20;
	char *text = malloc(len);

	(void)path;
	ck_assert_ptr_nonnull(text);
	memset(text, 'a', len);
	write_file(victim(flaw), text, len);
	free(text);
}

static const struct {
	const char *flaw;
	void (*make)(const char *flaw, const char *path);
} made[] = {
	{"missing.zone", make_missing},
	{"missing.list", make_missing},
	{"missing.conf", make_missing},
	{"directory.zone", make_directory},
	{"directory.conf", make_directory},
	{"fifo.zone", make_fifo},
	{"fifo.list", make_fifo},
	{"fifo.conf", make_fifo},
	{"endless-device.list", make_endless_device},
	{"endless-device.conf", make_endless_device},
	{"link-to-itself.zone", make_link_to_itself},
	{"sparse.zone", make_sparse},
	{"sparse.list", make_sparse},
	{"sparse.conf", make_sparse},
	{"endless-line.zone", make_endless_line},
	{"endless-line.list", make_endless_line},
	{"endless-line.conf", make_endless_line},
	{"unreadable.zone", make_unreadable},
	{"unreadable.list", make_unreadable},
	{"unreadable.conf", make_unreadable},
};
#define N_MADE ((int)(sizeof made / sizeof made[0]))

START_TEST(a_flaw_that_no_repository_can_have)
{
	check_flaw(made[_i].flaw, made[_i].make);
}
END_TEST

/* ---- main -------------------------------------------------------------------------------- */

static int
compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void
list_corpus(void)
{
	char path[PATH_SIZE];
	struct dirent *entry;
	DIR *folder;

	snprintf(path, sizeof path, "%s/corpus",
		 getenv("STRAYMX_BROKEN") != NULL ? getenv("STRAYMX_BROKEN") : ".");
	folder = opendir(path);
	while (folder != NULL && n_corpus < N_MAX && (entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] != '.')
			snprintf(corpus[n_corpus++], NAME_SIZE, "%s", entry->d_name);
	}
	if (folder != NULL)
		closedir(folder);
	qsort(corpus, (size_t)n_corpus, NAME_SIZE, compare_names);
}

int
main(void)
{
	Suite *suite = suite_create("broken");
	TCase *tcase = tcase_create("broken");
	char command[PATH_SIZE];
	SRunner *runner;
	int n_failed;

	list_corpus();
	if (n_corpus == 0 || mkdtemp(dir) == NULL) {
		printf("no corpus in STRAYMX_BROKEN, or no folder in /tmp\n");
		return EXIT_FAILURE;
	}
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, a_broken_file_of_the_corpus, 0, n_corpus);
	tcase_add_loop_test(tcase, a_flaw_that_no_repository_can_have, 0, N_MADE);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	n_failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	return system(command) == 0 && n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
