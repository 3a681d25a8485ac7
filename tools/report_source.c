/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_source.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/conf.h"
#include "policy/file.h"
#include "verb.h"

#define STEM "events"
#define ENDING ".jsonl"

/* ---- lists of files ------------------------------------------------------------------------- */

static bool
no_memory(void)
{
	fprintf(stderr, "straymx: out of memory\n");
	return false;
}

static bool
add_unread(struct report_sources *sources, const char *path)
{
	char **unread = realloc(sources->unread, ((size_t)sources->n_unread + 1) * sizeof *unread);

	if (unread == NULL)
		return no_memory();
	sources->unread = unread;
	unread[sources->n_unread] = strdup(path);
	return unread[sources->n_unread] != NULL ? (sources->n_unread++, true) : no_memory();
}

/* Add a file, unless it is there by another name. */
static bool
add_path(struct report_sources *sources, const char *path, const struct stat *status)
{
	size_t n = (size_t)sources->n_paths + 1;
	struct report_file_id *ids;
	char **paths;

	for (int i = 0; i < sources->n_paths; i++) {
		if (sources->ids[i].device == status->st_dev &&
		    sources->ids[i].inode == status->st_ino && S_ISREG(status->st_mode))
			return true;
	}
	ids = realloc(sources->ids, n * sizeof *ids);
	if (ids != NULL)
		sources->ids = ids;
	paths = realloc(sources->paths, n * sizeof *paths);
	if (paths != NULL)
		sources->paths = paths;
	if (ids == NULL || paths == NULL)
		return no_memory();
	paths[n - 1] = strdup(path);
	if (paths[n - 1] == NULL)
		return no_memory();
	ids[n - 1] = (struct report_file_id){status->st_dev, status->st_ino};
	sources->n_paths++;
	return true;
}

static bool
cannot_open(const char *path)
{
	fprintf(stderr, "straymx: %s: cannot open: %s\n", path, strerror(errno));
	return false;
}

static bool
add_named(struct report_sources *sources, const char *path)
{
	struct stat status;

	if (strcmp(path, "-") == 0) {
		if (fstat(STDIN_FILENO, &status) != 0)
			return cannot_open("standard input");
	} else if (stat(path, &status) != 0 || access(path, R_OK) != 0) {
		return cannot_open(path);
	}
	if (!S_ISDIR(status.st_mode))
		return add_path(sources, path, &status);
	errno = EISDIR;
	return cannot_open(path);
}

/* ---- the folder ------------------------------------------------------------------------------ */

/* A number or a day, as logrotate puts it behind "." or "-"; or nothing. */
static bool
is_turn(const char *text, size_t len)
{
	return len == 0 || ((text[0] == '.' || text[0] == '-') && strspn(text, "0123456789TZ._:+-") >= len &&
			    strcspn(text, "0123456789") < len);
}

static bool
ends_in(const char *name, const char *ending)
{
	size_t len = strlen(name), ending_len = strlen(ending);

	return len >= ending_len && strcmp(name + len - ending_len, ending) == 0;
}

/* The compression that a name tells of, or NULL. */
static const char *
compression(const char *name)
{
	static const char *const endings[] = {".gz", ".xz", ".bz2", ".zst", ".lz4", ".Z"};

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		if (ends_in(name, endings[i]))
			return endings[i];
	}
	return NULL;
}

/* For scandir(3): events.jsonl, events.jsonl.1, events.jsonl-20261125.gz, and with
 * logrotate's `extension` events.1.jsonl or events-20261125.jsonl.gz. */
static int
is_events(const struct dirent *entry)
{
	const char *name = entry->d_name, *packed = compression(name);
	size_t len = strlen(name) - (packed != NULL ? strlen(packed) : 0);
	const char *ending = strstr(name, ENDING);
	size_t before, behind;

	if (strncmp(name, STEM, strlen(STEM)) != 0 || ending == NULL)
		return 0;
	before = strlen(STEM);
	behind = (size_t)(ending - name) + strlen(ENDING);
	return behind <= len && is_turn(name + before, (size_t)(ending - name) - before) &&
	       is_turn(name + behind, len - behind);
}

/* Whether the file of that name without its ending is there as well. */
static bool
is_being_compressed(const char *path, const char *packed)
{
	size_t len = strlen(path) - strlen(packed);
	char *plain = strndup(path, len);
	bool is_there = plain != NULL && access(plain, F_OK) == 0;

	free(plain);
	return is_there;
}

static bool
add_found(struct report_sources *sources, const char *name)
{
	const char *packed = compression(name);
	struct stat status;
	char *path = NULL;
	bool is_fine = true;

	if (asprintf(&path, "%s/%s", sources->folder, name) < 0)
		return no_memory();
	if (packed != NULL && is_being_compressed(path, packed))
		;
	else if (packed != NULL && strcmp(packed, ".gz") != 0)
		is_fine = add_unread(sources, path);
	else if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
		;
	else
		is_fine = add_named(sources, path);
	free(path);
	return is_fine;
}

static bool
list_folder(struct report_sources *sources)
{
	struct dirent **names = NULL;
	int n = scandir(sources->folder, &names, is_events, versionsort);
	bool is_fine = n >= 0;

	if (n < 0)
		return cannot_open(sources->folder);
	for (int i = 0; i < n; i++) {
		is_fine = is_fine && add_found(sources, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return is_fine;
}

/* ---- straymx.conf ---------------------------------------------------------------------------- */

/* Its state-dir, owned by the caller; NULL, having told why. */
static char *
find_state_dir(const char *conf_path)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, conf_path, 0};
	struct smx_stamp stamp;
	struct smx_text text = {NULL};
	struct smx_conf conf;
	char *folder = NULL;

	smx_messages_init(&messages);
	if (smx_file_read(&place, &text, &stamp) == SMX_OK) {
		if (smx_conf_parse(&conf, text.bytes, text.len, &place) == SMX_OK) {
			folder = conf.state_dir;
			conf.state_dir = NULL;
		}
		smx_conf_free(&conf);
	}
	verb_print_messages(&messages);
	smx_text_free(&text);
	smx_messages_free(&messages);
	return folder;
}

/* ---- sources --------------------------------------------------------------------------------- */

bool
report_sources_find(struct report_sources *sources, const char *conf_path)
{
	memset(sources, 0, sizeof *sources);
	sources->folder = find_state_dir(conf_path);
	return sources->folder != NULL && list_folder(sources);
}

bool
report_sources_name(struct report_sources *sources, char **paths, int n_paths)
{
	bool is_fine = true;

	memset(sources, 0, sizeof *sources);
	for (int i = 0; i < n_paths; i++)
		is_fine &= add_named(sources, paths[i]);
	return is_fine;
}

bool
report_sources_have_changed(const struct report_sources *sources)
{
	struct report_sources now = {NULL};
	bool is_same;

	if (sources->folder == NULL)
		return false;
	now.folder = strdup(sources->folder);
	is_same = now.folder != NULL && list_folder(&now) && now.n_paths == sources->n_paths;
	for (int i = 0; i < now.n_paths && is_same; i++)
		is_same = strcmp(now.paths[i], sources->paths[i]) == 0 &&
			  now.ids[i].device == sources->ids[i].device &&
			  now.ids[i].inode == sources->ids[i].inode;
	report_sources_free(&now);
	return !is_same;
}

void
report_sources_free(struct report_sources *sources)
{
	for (int i = 0; i < sources->n_paths; i++)
		free(sources->paths[i]);
	for (int i = 0; i < sources->n_unread; i++)
		free(sources->unread[i]);
	free(sources->paths);
	free(sources->unread);
	free(sources->ids);
	free(sources->folder);
	memset(sources, 0, sizeof *sources);
}
