/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/source.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"

const char *
smx_source_kind_name(enum smx_source_kind kind)
{
	static const char *const names[] = {
		[SMX_SOURCE_CONF] = "configuration",
		[SMX_SOURCE_ALLOW] = "allow",
		[SMX_SOURCE_ZONE] = "zone",
	};

	return names[kind];
}

static void
source_free(struct smx_source *source)
{
	if (source == NULL)
		return;
	smx_text_free(&source->fresh);
	smx_text_free(&source->good);
	smx_messages_free(&source->faults);
	smx_messages_free(&source->warnings);
	free(source->path);
	free(source);
}

struct smx_source *
smx_sources_get(struct smx_sources *sources, enum smx_source_kind kind, const char *path)
{
	struct smx_source *source;
	struct smx_source **list;

	for (size_t i = 0; i < sources->n_sources; i++) {
		source = sources->list[i];
		if (source->kind == kind && strcmp(source->path, path) == 0)
			return source;
	}
	list = smx_grow(sources->list, sources->n_sources, sizeof(struct smx_source *));
	if (list == NULL)
		return NULL;
	sources->list = list;
	source = calloc(1, sizeof *source);
	if (source == NULL)
		return NULL;
	source->kind = kind;
	source->path = strdup(path);
	if (source->path == NULL) {
		source_free(source);
		return NULL;
	}
	list[sources->n_sources++] = source;
	return source;
}

void
smx_sources_drop_unnamed(struct smx_sources *sources)
{
	size_t n = 0;

	for (size_t i = 0; i < sources->n_sources; i++) {
		struct smx_source *source = sources->list[i];

		if (i == 0 || source->is_named)
			sources->list[n++] = source;
		else
			source_free(source);
	}
	sources->n_sources = n;
}

void
smx_sources_free(struct smx_sources *sources)
{
	for (size_t i = 0; i < sources->n_sources; i++)
		source_free(sources->list[i]);
	free(sources->list);
	memset(sources, 0, sizeof *sources);
}

int
smx_source_read(struct smx_source *source, struct smx_messages *messages)
{
	struct smx_place place = {messages, source->path, 0};
	int rc;

	smx_text_free(&source->fresh);
	rc = smx_file_read(&place, &source->fresh, &source->tried);
	source->seen = source->tried;
	source->is_tried = true;
	source->is_unread = rc != SMX_OK;
	return rc;
}

const struct smx_text *
smx_source_version(const struct smx_source *source)
{
	if (source->fresh.bytes != NULL)
		return &source->fresh;
	return source->good.bytes != NULL ? &source->good : NULL;
}

void
smx_source_accept(struct smx_source *source, time_t now)
{
	if (source->fresh.bytes == NULL)
		return;
	smx_text_free(&source->good);
	source->good = source->fresh;
	memset(&source->fresh, 0, sizeof source->fresh);
	source->loaded_at = now;
	source->is_copy = false;
	smx_messages_free(&source->faults);
}
