/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/messages.h"

#include <search.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match/grow.h"

#define TEXT_SIZE 1024

static const struct {
	int code;
	const char *text;
} texts[] = {
	{SMX_OK, "no error"},
	{SMX_ENOMEM, "out of memory"},
	{SMX_EREAD, "cannot be read"},
	{SMX_ESYNTAX, "syntax error"},
	{SMX_ENAME, "not a domain name"},
	{SMX_EVALUE, "bad value"},
	{SMX_ELIMIT, "too large"},
	{SMX_EPSL, "no Public Suffix List"},
	{SMX_EWRITE, "cannot be written"},
	{SMX_ECANCEL, "called off"},
};

const char *
smx_error_text(int error)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (texts[i].code == error)
			return texts[i].text;
	}
	return "unknown error";
}

void
smx_messages_init(struct smx_messages *messages)
{
	memset(messages, 0, sizeof *messages);
}

void
smx_messages_free(struct smx_messages *messages)
{
	for (size_t i = 0; i < messages->n_messages; i++) {
		free(messages->list[i].file);
		free(messages->list[i].text);
	}
	free(messages->list);
	tdestroy(messages->files, free);
	smx_messages_init(messages);
}

size_t
smx_messages_count_unlisted(const struct smx_messages *messages)
{
	return messages->n_errors + messages->n_warnings - messages->n_messages;
}

/* How many messages of one file are listed, in the tree `files`. */
struct listed {
	const char *file; /* behind the struct */
	size_t n_messages;
};

static int
compare_listed(const void *a, const void *b)
{
	const struct listed *left = a, *right = b;

	return strcmp(left->file, right->file);
}

/* The count of a file, 0 if it is new; NULL if memory ran out. */
static struct listed *
listed_of(struct smx_messages *messages, const char *file)
{
	struct listed key = {file, 0};
	struct listed **node = tfind(&key, &messages->files, compare_listed);
	size_t size = strlen(file) + 1;
	struct listed *listed;

	if (node != NULL)
		return *node;
	listed = malloc(sizeof *listed + size);
	if (listed == NULL)
		return NULL;
	listed->file = memcpy(listed + 1, file, size);
	listed->n_messages = 0;
	if (tsearch(listed, &messages->files, compare_listed) != NULL)
		return listed;
	free(listed);
	return NULL;
}

/* How many bytes follow the first one of a character in UTF-8. */
static unsigned
count_following(unsigned char first)
{
	if (first < 0xc2 || first > 0xf4)
		return 0;
	return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

void
smx_make_printable(char *text)
{
	unsigned n_due = 0;

	for (unsigned char *c = (unsigned char *)text; *c != '\0'; c++) {
		bool is_beyond = *c >= 0x80 && *c < 0xa0; /* or a part of a character */

		if (n_due > 0 && *c >= 0x80 && *c < 0xc0) {
			n_due--;
			if (is_beyond && c[-1] == 0xc2)
				c[-1] = *c = '?';
			continue;
		}
		n_due = count_following(*c);
		if (*c < 0x20 || *c == 0x7f || is_beyond)
			*c = '?';
	}
}

static void
add(const struct smx_place *place, enum smx_severity severity, int code, const char *format,
    va_list args)
{
	struct smx_messages *messages = place->messages;
	struct smx_message message = {.severity = severity, .code = code, .line = place->line};
	struct smx_message *list;
	struct listed *listed;
	char text[TEXT_SIZE];

	if (severity == SMX_ERROR)
		messages->n_errors++;
	else
		messages->n_warnings++;
	listed = listed_of(messages, place->file);
	if (listed == NULL ||
	    (listed->n_messages >= SMX_MESSAGES_PER_FILE && !messages->lists_all))
		return;
	vsnprintf(text, sizeof text, format, args);
	smx_make_printable(text);
	message.file = strdup(place->file);
	message.text = strdup(text);
	list = smx_grow(messages->list, messages->n_messages, sizeof *list);
	if (list != NULL)
		messages->list = list;
	if (message.file == NULL || message.text == NULL || list == NULL) {
		free(message.file);
		free(message.text);
		return;
	}
	list[messages->n_messages++] = message;
	listed->n_messages++;
}

int
smx_complain(const struct smx_place *place, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(place, SMX_ERROR, code, format, args);
	va_end(args);
	return code;
}

void
smx_warn(const struct smx_place *place, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(place, SMX_WARNING, SMX_OK, format, args);
	va_end(args);
}

size_t
smx_message_write(const struct smx_messages *messages, size_t i, char *buf, size_t size)
{
	const struct smx_message *message = &messages->list[i];
	int len;

	if (message->line > 0)
		len = snprintf(buf, size, "%s:%u: %s", message->file, message->line,
			       message->text);
	else
		len = snprintf(buf, size, "%s: %s", message->file, message->text);
	if (size > 0)
		smx_make_printable(buf); /* the file's name, too */
	return len > 0 ? (size_t)len : 0;
}

bool
smx_messages_has(const struct smx_messages *messages, const struct smx_message *message)
{
	for (size_t i = 0; i < messages->n_messages; i++) {
		const struct smx_message *other = &messages->list[i];

		if (other->severity == message->severity && other->line == message->line &&
		    strcmp(other->file, message->file) == 0 &&
		    strcmp(other->text, message->text) == 0)
			return true;
	}
	return false;
}

void
smx_messages_copy(struct smx_messages *messages, const struct smx_message *message)
{
	struct smx_message copy = *message;
	struct smx_message *list;

	if (message->severity == SMX_ERROR)
		messages->n_errors++;
	else
		messages->n_warnings++;
	copy.file = strdup(message->file);
	copy.text = strdup(message->text);
	list = smx_grow(messages->list, messages->n_messages, sizeof *list);
	if (list != NULL)
		messages->list = list;
	if (copy.file == NULL || copy.text == NULL || list == NULL) {
		free(copy.file);
		free(copy.text);
		return;
	}
	list[messages->n_messages++] = copy;
}
