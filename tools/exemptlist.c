/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auditreport.h"
#include "policy/file.h"

#define COMMENT_MAX 1500 /* bytes; a list takes lines of 2,048 */
#define NEW_MODE 0644    /* the resolver reads it as another user */
#define KEPT_MAX 1000    /* older lists that are kept */

/* Each list begins so. */
#define FIRST_WORDS "# What straymx audit found"

/* Lookalikes of one name, which may be hit by several entries. */
struct group {
	struct stray *const *strays;
	size_t n_strays;
	uint64_t sum;
	uint64_t rank; /* the best one; 0: none */
};

/* ---- sorting ----------------------------------------------------------------------------- */

static int
compare_by_name(const void *a, const void *b)
{
	const struct stray *x = *(struct stray *const *)a, *y = *(struct stray *const *)b;
	int order = stray_compare_names(x, y);

	return order != 0 ? order : stray_compare(x, y);
}

static int
compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	int order = (x->sum < y->sum) - (x->sum > y->sum);

	/* No rank is worse than any. */
	if (order == 0)
		order = (x->rank - 1 > y->rank - 1) - (x->rank - 1 < y->rank - 1);
	return order != 0 ? order : stray_compare_names(x->strays[0], y->strays[0]);
}

/* Returns how many groups there are; `strays` is sorted for it. */
static size_t
make_groups(struct stray **strays, size_t n_strays, struct group *groups)
{
	size_t n = 0;

	qsort(strays, n_strays, sizeof(struct stray *), compare_by_name);
	for (size_t i = 0; i < n_strays; i++) {
		struct group *group;

		if (i == 0 || stray_compare_names(strays[i - 1], strays[i]) != 0)
			groups[n++] = (struct group){&strays[i], 0, 0, 0};
		group = &groups[n - 1];
		group->n_strays++;
		group->sum += strays[i]->sum;
		if (strays[i]->rank - 1 < group->rank - 1)
			group->rank = strays[i]->rank;
	}
	qsort(groups, n, sizeof groups[0], compare_groups);
	return n;
}

/* ---- writing ----------------------------------------------------------------------------- */

/* A comment of one line; what is not ASCII could end it, or not be UTF-8. */
static void
write_comment(FILE *stream, const char *text)
{
	fputs("# ", stream);
	for (size_t i = 0; text[i] != '\0' && i < COMMENT_MAX; i++)
		fputc(text[i] >= 0x20 && text[i] < 0x7f ? text[i] : '?', stream);
	fputc('\n', stream);
}

static void
write_evidence(FILE *stream, const struct stray *stray)
{
	const struct stray_hit *hit = &stray->row->hit[STRAY_POLICY];
	char protected[SMX_NAME_TEXT_SIZE], intended[2 * SMX_NAME_TEXT_SIZE];
	char example[SMX_NAME_TEXT_SIZE], rank[64] = "";
	char text[5 * SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(hit->entry, protected, sizeof protected);
	stray_intended_write(stray, STRAY_POLICY, intended);
	stray_example_write(stray, example);
	if (stray->rank != 0)
		snprintf(rank, sizeof rank, ", best rank %" PRIu64, stray->rank);
	snprintf(text, sizeof text,
		 "%" PRIu64 " x%s: %s of %s, meant %s; zone %s, %s; seen as %s", stray->sum,
		 rank, smx_rule_name(hit->rule), protected, intended, smx_entry_zone(hit->entry),
		 smx_mode_name(smx_entry_mode(hit->entry)), example);
	write_comment(stream, text);
}

/* Whether a list takes it: letters, digits, hyphens and underscores. */
static bool
is_listable(const char *name)
{
	return name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_.")] == '\0';
}

static void
write_group(FILE *stream, const struct group *group, size_t *n_unlistable)
{
	char name[SMX_NAME_TEXT_SIZE], text[2 * SMX_NAME_TEXT_SIZE];

	fputc('\n', stream);
	for (size_t i = 0; i < group->n_strays; i++)
		write_evidence(stream, group->strays[i]);
	stray_name_write(group->strays[0], name);
	if (is_listable(name)) {
		fprintf(stream, "!%s\n", name);
		return;
	}
	snprintf(text, sizeof text, "%s is no host name, which cannot be exempted", name);
	write_comment(stream, text);
	++*n_unlistable;
}

static void
write_list(FILE *stream, const struct audit_report *report, const struct group *groups,
	   size_t n_groups)
{
	uint64_t others = strays_count_others(&report->audit->hits);
	size_t n_unlistable = 0;
	char text[SMX_NAME_TEXT_SIZE];

	snprintf(text, sizeof text, "What straymx audit found to be hit with %s: %zu names.",
		 report->conf_path, n_groups);
	write_comment(stream, text);
	write_comment(stream, "Review it: a line !name lets the name and all below it pass. Keep those");
	write_comment(stream, "whose mail is meant for them, and remove the others.");
	if (others > 0)
		write_comment(stream, "There were more lookalikes than are told apart: this is not all.");
	for (size_t i = 0; i < n_groups; i++)
		write_group(stream, &groups[i], &n_unlistable);
	if (n_unlistable > 0)
		fprintf(stderr, "straymx: %zu names that are hit are no host names, which cannot be "
				"exempted\n", n_unlistable);
}

/* The list as text, the caller's to free; NULL if memory ran out. */
static char *
make_list(const struct audit_report *report, size_t *len)
{
	const struct strays *hits = &report->audit->hits;
	struct stray **strays = malloc((hits->n_listed + 1) * sizeof strays[0]);
	struct group *groups = malloc((hits->n_listed + 1) * sizeof groups[0]);
	char *bytes = NULL;
	FILE *stream = open_memstream(&bytes, len);
	bool is_whole = false;

	if (strays != NULL && groups != NULL && stream != NULL) {
		memcpy(strays, hits->list, hits->n_listed * sizeof strays[0]);
		write_list(stream, report, groups, make_groups(strays, hits->n_listed, groups));
		is_whole = ferror(stream) == 0;
	}
	if (stream != NULL && fclose(stream) != 0)
		is_whole = false;
	free(groups);
	free(strays);
	if (is_whole)
		return bytes;
	free(bytes);
	return NULL;
}

/* ---- the file ---------------------------------------------------------------------------- */

/* Whether the file is a list that audit has made: others are not to be replaced. */
static bool
is_own_list(const char *path)
{
	char begin[sizeof FIRST_WORDS] = "";
	FILE *stream = fopen(path, "r");
	bool is_own = false;

	if (stream != NULL) {
		is_own = fgets(begin, sizeof begin, stream) != NULL &&
			 strcmp(begin, FIRST_WORDS) == 0;
		fclose(stream);
	}
	return is_own;
}

/*
 * Make PATH~ another name of the older file, which PATH is until the new one is; or PATH~2
 * and so on, as what was kept before may have been reviewed.
 */
static bool
keep_older(const char *path)
{
	size_t size = strlen(path) + 16;
	char *backup = malloc(size);
	bool is_kept = false;

	for (unsigned i = 1; backup != NULL && !is_kept && i <= KEPT_MAX; i++) {
		snprintf(backup, size, i == 1 ? "%s~" : "%s~%u", path, i);
		is_kept = link(path, backup) == 0;
		if (!is_kept && errno != EEXIST)
			break;
	}
	if (is_kept)
		fprintf(stderr, "straymx: %s: the older one is kept as %s\n", path, backup);
	else
		fprintf(stderr, "straymx: %s cannot be kept as %s~: %s\n", path, path,
			strerror(errno));
	free(backup);
	return is_kept;
}

/* At `path`, which is no link. */
static bool
replace(const char *path, const char *bytes, size_t len)
{
	struct stat status;
	mode_t mode = NEW_MODE;

	if (lstat(path, &status) == 0) {
		if (!S_ISREG(status.st_mode)) {
			fprintf(stderr, "straymx: %s is not a file\n", path);
			return false;
		}
		mode = status.st_mode & 07777;
		if (status.st_size > 0 && !is_own_list(path)) {
			fprintf(stderr, "straymx: %s is no list that audit has made; it stays as it "
					"is\n",
				path);
			return false;
		}
		if (status.st_size > 0 && !keep_older(path))
			return false;
	}
	if (smx_file_write(path, bytes, len, true) != SMX_OK || chmod(path, mode) != 0) {
		fprintf(stderr, "straymx: %s cannot be written: %s\n", path, strerror(errno));
		return false;
	}
	return true;
}

bool
audit_write_exempt(const struct audit_report *report, const char *path)
{
	size_t len = 0;
	char *bytes = make_list(report, &len);
	char *target = realpath(path, NULL);
	bool is_written = false;

	if (bytes == NULL)
		fprintf(stderr, "straymx: %s: out of memory\n", path);
	else
		is_written = replace(target != NULL ? target : path, bytes, len);
	free(target);
	free(bytes);
	return is_written;
}
