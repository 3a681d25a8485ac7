/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/jsontext.h"

#include <stdlib.h>
#include <string.h>

json_t *
smx_json_text(const char *text)
{
	json_t *string = json_string(text);
	char *plain;

	if (string != NULL)
		return string;
	plain = strdup(text);
	for (char *c = plain; c != NULL && *c != '\0'; c++) {
		if ((unsigned char)*c >= 0x80)
			*c = '?';
	}
	string = plain != NULL ? json_string(plain) : NULL;
	free(plain);
	return string;
}
