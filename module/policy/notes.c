/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/notes.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SIZE 4096

void
smx_notes_init(struct smx_notes *notes)
{
	memset(notes, 0, sizeof *notes);
	smx_origins_init(&notes->origins);
}

static int
reserve(struct smx_notes *notes)
{
	size_t size = notes->size > 0 ? 2 * notes->size : FIRST_SIZE;
	uint8_t *bytes;

	if (notes->size - notes->len >= SMX_WIRE_MAX)
		return SMX_OK;
	bytes = realloc(notes->bytes, size);
	if (bytes == NULL)
		return SMX_ENOMEM;
	notes->bytes = bytes;
	notes->size = size;
	return SMX_OK;
}

int
smx_notes_add(struct smx_notes *notes, const struct smx_name *name, const struct smx_place *place)
{
	struct smx_span text = smx_name_text(name);

	if (reserve(notes) != SMX_OK || smx_origins_add(&notes->origins, place) != SMX_OK)
		return SMX_ENOMEM;
	notes->bytes[notes->len] = (uint8_t)text.len;
	memcpy(notes->bytes + notes->len + 1, text.ptr, text.len);
	notes->len += 1 + text.len;
	return SMX_OK;
}

bool
smx_notes_next(const struct smx_notes *notes, struct smx_notes_place *next, struct smx_name *name,
	       uint32_t *number)
{
	size_t len;

	if (next->at == notes->len)
		return false;
	len = notes->bytes[next->at];
	(void)smx_name_from_text(name, (const char *)notes->bytes + next->at + 1, len);
	next->at += 1 + len;
	*number = next->number++;
	return true;
}

void
smx_notes_free(struct smx_notes *notes)
{
	free(notes->bytes);
	smx_origins_free(&notes->origins);
	smx_notes_init(notes);
}
