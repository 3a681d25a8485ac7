/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_COMMON_WIRE_H
#define SMX_TESTS_COMMON_WIRE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The wire form of a name without escapes; its length, or 0 if it is none. */
static inline size_t
common_wire(const char *text, uint8_t wire[255])
{
	size_t at = 0;

	if (strlen(text) > 253)
		return 0;
	for (;;) {
		size_t len = strcspn(text, ".");

		if (len == 0 || len > 63)
			return 0;
		wire[at++] = (uint8_t)len;
		memcpy(wire + at, text, len);
		at += len;
		if (text[len] == '\0')
			break;
		text += len + 1;
	}
	wire[at++] = 0;
	return at;
}

#endif /* SMX_TESTS_COMMON_WIRE_H */
