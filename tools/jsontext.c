/* SPDX-License-Identifier: BSD-3-Clause */
#include "jsontext.h"

#include <stdio.h>
#include <stdlib.h>

#define TEXT_MAX 1024 /* bytes of a text that is not UTF-8 */

json_t *
json_text(const char *text)
{
	json_t *string = json_string(text);
	char escaped[4 * TEXT_MAX + 1];
	size_t at = 0;

	if (string != NULL)
		return string;
	for (size_t i = 0; text[i] != '\0' && i < TEXT_MAX; i++) {
		unsigned char c = (unsigned char)text[i];

		at += (size_t)snprintf(escaped + at, sizeof escaped - at, c < 0x80 ? "%c" : "\\%03u",
				       c);
	}
	return json_string(escaped);
}

bool
json_print(json_t *object)
{
	char *line = object != NULL ? json_dumps(object, 0) : NULL;

	if (line != NULL)
		puts(line);
	free(line);
	json_decref(object);
	return line != NULL;
}
