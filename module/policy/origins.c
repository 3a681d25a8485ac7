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

/* Make `file` the last one of the files. */
static int
use_file(struct smx_origins *origins, const char *file)
{
	char **files;
	char *copy;

	if (origins->n_files > 0 && strcmp(origins->files[origins->n_files - 1], file) == 0)
		return SMX_OK;
	files = smx_grow(origins->files, origins->n_files, sizeof *files);
	if (files == NULL)
		return SMX_ENOMEM;
	origins->files = files;
	copy = strdup(file);
	if (copy == NULL)
		return SMX_ENOMEM;
	files[origins->n_files++] = copy;
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
	list[origins->n_origins++].line = place->line;
	return SMX_OK;
}

struct smx_place
smx_origins_place(const struct smx_origins *origins, uint32_t sequence,
		  struct smx_messages *messages)
{
	const struct smx_origin *source = &origins->list[sequence];
	struct smx_place place = {messages, origins->files[source->file], source->line};

	return place;
}

void
smx_origins_free(struct smx_origins *origins)
{
	for (size_t i = 0; i < origins->n_files; i++)
		free(origins->files[i]);
	free(origins->files);
	free(origins->list);
	smx_origins_init(origins);
}
