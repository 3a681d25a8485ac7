/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as a zone whose serial is looked for: what is found are digits, and if the zone
 * can be read, they are the serial that it has, and others can take their place.
 */
#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "policy/zonefile.h"
#include "serial.h"

#define OTHER "4242424242"

static bool
read_serial(const char *bytes, size_t len, uint32_t *serial)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "input", 0};
	struct smx_zonefile zone;
	struct smx_text text;
	bool is_read;

	smx_messages_init(&messages);
	assert(smx_text_copy(&text, bytes, len) == SMX_OK);
	is_read = smx_zonefile_read(&zone, &text, SMX_NAMES_MAX, &place, NULL) == SMX_OK;
	*serial = zone.soa.serial;
	smx_zonefile_free(&zone);
	smx_text_free(&text);
	smx_messages_free(&messages);
	return is_read;
}

/* The same with another serial. */
static void
check_other(const char *text, size_t text_len, size_t at, size_t len)
{
	size_t other_len = text_len - len + strlen(OTHER);
	char *other = malloc(other_len);
	uint32_t serial;

	assert(other != NULL);
	memcpy(other, text, at);
	memcpy(other + at, OTHER, strlen(OTHER));
	memcpy(other + at + strlen(OTHER), text + at + len, text_len - at - len);
	assert(read_serial(other, other_len, &serial));
	assert(serial == strtoul(OTHER, NULL, 10));
	free(other);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	char digits[11] = "";
	size_t at, len;
	uint32_t serial;

	if (!serial_find(text, size, &at, &len))
		return 0;
	assert(len > 0 && at < size && len <= size - at);
	for (size_t i = at; i < at + len; i++)
		assert(text[i] >= '0' && text[i] <= '9');
	if (len >= sizeof digits || !read_serial(text, size, &serial))
		return 0;
	memcpy(digits, text + at, len);
	assert(serial == (uint32_t)strtoull(digits, NULL, 10));
	check_other(text, size, at, len);
	return 0;
}
