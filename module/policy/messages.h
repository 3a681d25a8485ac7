/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_MESSAGES_H
#define SMX_POLICY_MESSAGES_H

/*
 * Where something is wrong, and saying so: how the readers of this folder fill
 * the struct smx_messages of straymx.h.  A message that finds no memory is
 * counted, so that an error never passes for success.
 */

#include "straymx.h"

/* A place in a file; `line` 0 for the file as a whole. */
struct smx_place {
	struct smx_messages *messages;
	const char *file;
	unsigned line;
};

/* Add an error, printf-like.  Returns `code`, so that it can be passed on. */
int smx_complain(const struct smx_place *place, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Add a warning. */
void smx_warn(const struct smx_place *place, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Put `?` for each control character, those of ISO 6429 beyond ASCII (0x80 to 0x9f, which
 * some terminals obey) as bytes or in UTF-8 included: what is quoted from files goes to
 * logs and terminals.
 */
void smx_make_printable(char *text);

/* Whether there is an equal message in the list. */
bool smx_messages_has(const struct smx_messages *messages, const struct smx_message *message);

/* Add a copy of a message, however many there are for its file. */
void smx_messages_copy(struct smx_messages *messages, const struct smx_message *message);

#endif /* SMX_POLICY_MESSAGES_H */
