/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/store.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "last-good"
#define DIGEST_LEN 16 /* digits of a path's digest in the name of its copy */

/* Bytes of a copy's name: the kind, a part of the file's own name, the digest. */
#define BASE_MAX 100
#define COPY_SIZE (16 + BASE_MAX + 1 + DIGEST_LEN + 1)

/* The name of a source's copy: to be recognised by people, and different for each path. */
static int
copy_name(const struct smx_source *source, char name[COPY_SIZE])
{
	const char *slash = strrchr(source->path, '/');
	const char *base = slash != NULL ? slash + 1 : source->path;
	struct smx_text path;
	int at;

	if (smx_text_copy(&path, source->path, strlen(source->path)) != SMX_OK)
		return SMX_ENOMEM;
	at = snprintf(name, COPY_SIZE, "%s-", smx_source_kind_name(source->kind));
	for (int i = 0; base[i] != '\0' && i < BASE_MAX; i++) {
		unsigned char c = (unsigned char)base[i];

		name[at++] = isalnum(c) || c == '.' || c == '_' || c == '-' ? (char)c : '_';
	}
	snprintf(name + at, COPY_SIZE - (size_t)at, ".%.*s", DIGEST_LEN, path.sha256);
	smx_text_free(&path);
	return SMX_OK;
}

static char *
join(const char *folder, const char *name)
{
	size_t size = strlen(folder) + 1 + strlen(name) + 1;
	char *path = malloc(size);

	if (path != NULL)
		snprintf(path, size, "%s/%s", folder, name);
	return path;
}

/* Where a source's copy is; malloced, NULL if memory ran out. */
static char *
copy_path(const char *state_dir, const struct smx_source *source)
{
	char name[COPY_SIZE];
	char *folder = NULL, *path = NULL;

	if (copy_name(source, name) == SMX_OK)
		folder = join(state_dir, FOLDER);
	if (folder != NULL)
		path = join(folder, name);
	free(folder);
	return path;
}

/* ---- fetching ---------------------------------------------------------------- */

int
smx_store_fetch(const char *state_dir, struct smx_source *source)
{
	char *path = copy_path(state_dir, source);
	struct smx_messages unheard;
	struct smx_place place = {&unheard, path, 0};
	struct smx_stamp stamp;
	struct smx_text text;
	int rc;

	if (path == NULL)
		return SMX_ENOMEM;
	smx_messages_init(&unheard);
	rc = smx_file_read(&place, &text, &stamp);
	smx_messages_free(&unheard);
	free(path);
	if (rc != SMX_OK)
		return rc == SMX_ENOMEM ? rc : SMX_EREAD;
	smx_text_free(&source->good);
	source->good = text;
	source->is_copy = true;
	/* When the copy got its name; its time of modification is the original's. */
	source->loaded_at = stamp.changed.tv_sec;
	memcpy(source->saved, text.sha256, sizeof source->saved);
	return SMX_OK;
}

/* ---- saving ------------------------------------------------------------------ */

static int
make_folder(const char *path)
{
	return mkdir(path, 0750) == 0 || errno == EEXIST ? SMX_OK : SMX_EWRITE;
}

/* Whether the file has these bytes already. */
static bool
has_text(const char *path, const struct smx_text *text)
{
	struct smx_messages unheard;
	struct smx_place place = {&unheard, path, 0};
	struct smx_stamp stamp;
	struct smx_text copy;
	bool is_same;

	smx_stamp_read(&stamp, path);
	if (stamp.error != 0 || stamp.size != (off_t)text->len)
		return false;
	smx_messages_init(&unheard);
	is_same = smx_file_read(&place, &copy, &stamp) == SMX_OK &&
		  strcmp(copy.sha256, text->sha256) == 0;
	smx_text_free(&copy);
	smx_messages_free(&unheard);
	return is_same;
}

static int
save(const char *state_dir, struct smx_source *source)
{
	const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT},
					  {.tv_sec = source->good.modified}};
	char *path = copy_path(state_dir, source);
	int rc = SMX_OK;

	if (path == NULL)
		return SMX_ENOMEM;
	if (!has_text(path, &source->good)) {
		rc = smx_file_write(path, source->good.bytes, source->good.len, true);
		/* The serial of a list is its time of modification. */
		if (rc == SMX_OK)
			(void)utimensat(AT_FDCWD, path, times, 0);
	}
	if (rc == SMX_OK)
		memcpy(source->saved, source->good.sha256, sizeof source->saved);
	free(path);
	return rc;
}

static bool
is_copy_of_any(const struct smx_sources *sources, const char *name)
{
	char copy[COPY_SIZE];

	for (size_t i = 0; i < sources->n_sources; i++) {
		if (copy_name(sources->list[i], copy) != SMX_OK || strcmp(copy, name) == 0)
			return true;
	}
	return false;
}

/* Remove copies of what is no source any more.  What fails does no harm. */
static void
prune(const char *folder, const struct smx_sources *sources)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] != '.' && !is_copy_of_any(sources, entry->d_name))
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	}
	closedir(dir);
}

int
smx_store_save(const char *state_dir, struct smx_sources *sources)
{
	char *folder = join(state_dir, FOLDER);
	int rc;

	if (folder == NULL)
		return SMX_ENOMEM;
	rc = make_folder(folder);
	for (size_t i = 0; rc == SMX_OK && i < sources->n_sources; i++) {
		struct smx_source *source = sources->list[i];

		if (source->good.bytes != NULL &&
		    strcmp(source->saved, source->good.sha256) != 0)
			rc = save(state_dir, source);
	}
	if (rc == SMX_OK)
		prune(folder, sources);
	free(folder);
	return rc;
}
