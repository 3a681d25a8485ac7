/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/origins.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"

void
smx_origins_init(struct smx_origins *origins)
{
	memset(origins, 0, sizeof *origins);
}

static bool
is_last(const struct smx_origins *origins, const char *file)
{
	return origins->n_files > 0 &&
	       strcmp(origins->files[origins->n_files - 1].name, file) == 0;
}

/* Make `file` the last one of the files. */
static int
use_file(struct smx_origins *origins, const char *file)
{
	struct smx_origin_file *files;
	char *copy;

	if (is_last(origins, file))
		return SMX_OK;
	files = smx_grow(origins->files, origins->n_files, sizeof *files);
	if (files == NULL)
		return SMX_ENOMEM;
	origins->files = files;
	copy = strdup(file);
	if (copy == NULL)
		return SMX_ENOMEM;
	files[origins->n_files].name = copy;
	files[origins->n_files++].is_doubtful = false;
	return SMX_OK;
}

int
smx_origins_add(struct smx_origins *origins, const struct smx_place *place)
{
	struct smx_origin *list = smx_grow(origins->list, origins->n_origins, sizeof *list);

	if (list == NULL)
		return SMX_ENOMEM;
	origins->list = list;
	if (use_file(origins, place->file) != SMX_OK)
		return SMX_ENOMEM;
	list[origins->n_origins].file = (uint32_t)(origins->n_files - 1);
	list[origins->n_origins].is_explained = false;
	list[origins->n_origins++].line = place->line & 0x7fffffff;
	return SMX_OK;
}

struct smx_place
smx_origins_place(const struct smx_origins *origins, uint32_t sequence,
		  struct smx_messages *messages)
{
	const struct smx_origin *source = &origins->list[sequence];
	struct smx_place place = {messages, origins->files[source->file].name, source->line};

	return place;
}

void
smx_origins_explain(struct smx_origins *origins)
{
	origins->list[origins->n_origins - 1].is_explained = true;
}

bool
smx_origins_is_explained(const struct smx_origins *origins, uint32_t sequence)
{
	return origins->list[sequence].is_explained;
}

void
smx_origins_doubt(struct smx_origins *origins, const char *file)
{
	if (is_last(origins, file))
		origins->files[origins->n_files - 1].is_doubtful = true;
}

bool
smx_origins_is_doubtful(const struct smx_origins *origins, uint32_t sequence)
{
	return origins->files[origins->list[sequence].file].is_doubtful;
}

void
smx_origins_free(struct smx_origins *origins)
{
	for (size_t i = 0; i < origins->n_files; i++)
		free(origins->files[i].name);
	free(origins->files);
	free(origins->list);
	smx_origins_init(origins);
}
