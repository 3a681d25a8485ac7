/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as lines of lists and logs: what is read of them is well-formed, and a name
 * comes out again as it went in.
 */
#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "logline.h"
#include "match/name.h"
#include "straymx.h"

static void
check_name(const struct logline *line)
{
	char text[SMX_NAME_TEXT_SIZE];
	uint8_t again[NAME_WIRE_MAX];
	struct smx_name name;
	size_t len;

	assert(smx_name_from_wire(&name, line->wire, line->wire_len) == 0);
	for (size_t i = 0; i < line->wire_len; i++)
		assert(line->wire[i] < 'A' || line->wire[i] > 'Z');
	len = smx_name_write(line->wire, line->wire_len, text, sizeof text);
	assert(len < sizeof text);
	if (line->wire_len == 1)
		return; /* the root has no text */
	assert(name_text_read(text, len, again, &len) == NULL);
	assert(len == line->wire_len && memcmp(again, line->wire, len) == 0);
}

static void
check_line(const char *text, size_t len, bool is_first)
{
	struct logline line;

	logline_read(&line, text, len, is_first);
	assert(line.kind < LOGLINE_N_KINDS);
	assert((line.kind == LOGLINE_BAD) == (line.why != NULL));
	if (line.why != NULL)
		assert(line.why[0] != '\0');
	if (line.kind > LOGLINE_REPLY)
		return;
	check_name(&line);
	assert(line.weight <= LOGLINE_NUMBER_MAX && line.rank <= LOGLINE_NUMBER_MAX);
	assert(line.has_type == (line.kind != LOGLINE_NAME));
	if (line.kind == LOGLINE_NAME)
		assert(line.family == AF_UNSPEC && line.type == 0);
	else
		assert(line.weight == 1 && line.rank == 0);
	assert(line.family == AF_UNSPEC || line.family == AF_INET || line.family == AF_INET6);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t at = 0;

	while (at < size) {
		const uint8_t *newline = memchr(data + at, '\n', size - at);
		size_t len = newline != NULL ? (size_t)(newline - data) - at : size - at;
		/* A copy of just that size, so that reading over its end is seen. */
		char *line = malloc(len > 0 ? len : 1);

		if (line == NULL)
			abort();
		memcpy(line, data + at, len);
		check_line(line, len, at == 0);
		check_line(line, len, false);
		free(line);
		at += len + 1;
	}
	return 0;
}
