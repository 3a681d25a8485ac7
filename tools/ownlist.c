/* SPDX-License-Identifier: BSD-3-Clause */
#include "ownlist.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "ownname.h"
#include "policy/builder.h"
#include "policy/psl.h"
#include "terminal.h"
#include "verb.h"

#define LINE_SIZE 2049 /* of lists: as those of a policy, and a NUL */
#define LINES_A_LOOK 8192 /* until the clock is looked at */

/* What reading a file takes. */
struct reader {
	struct ownlist *list;
	FILE *stream;
	struct smx_messages messages; /* of the line at hand */
	struct smx_place place;
	struct progress progress;
	bool is_over; /* the rest of the file is not read */
	int error;    /* errno at the end of the file */
	char line[LINE_SIZE];
};

void
ownlist_tell(struct smx_messages *messages)
{
	verb_print_messages(messages);
	smx_messages_free(messages);
}

const char *
ownlist_file_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

bool
ownlist_init(struct ownlist *list, const struct smx_settings *settings)
{
	memset(list, 0, sizeof *list);
	list->settings = settings;
	smx_arena_init(&list->arena);
	if (smx_psl_load(&list->suffixes) == SMX_OK)
		return true;
	fprintf(stderr, "straymx: %s could be loaded: install the package publicsuffix\n",
		smx_error_text(SMX_EPSL));
	return false;
}

void
ownlist_free(struct ownlist *list)
{
	free(list->list);
	smx_arena_free(&list->arena);
	if (list->suffixes.free != NULL)
		list->suffixes.free(list->suffixes.list);
	memset(list, 0, sizeof *list);
}

/* ---- names ------------------------------------------------------------------------------ */

/* Names that a DNS of one's own may have; RFC 2606, 6761, 6762, 9476 and common use. */
static bool
is_private_tld(struct smx_span label)
{
	static const char *const tlds[] = {"alt", "arpa", "corp", "example", "home", "internal",
					   "invalid", "lan", "local", "localhost", "onion", "test"};

	for (size_t i = 0; i < sizeof tlds / sizeof tlds[0]; i++) {
		if (label.len == strlen(tlds[i]) && memcmp(label.ptr, tlds[i], label.len) == 0)
			return true;
	}
	return false;
}

/* A slip in the list would protect a lookalike, and intercept the name itself. */
static void
warn_of_unknown_tld(const struct reader *reader, const struct smx_name *name, const char *text)
{
	struct smx_tail tld = smx_name_tail(name, 1);
	struct smx_span label = smx_tail_label(&tld, 0);

	if (smx_suffix_is_registry(&reader->list->suffixes, &tld) || is_private_tld(label))
		return;
	smx_warn(&reader->place,
		 "'%s': the Public Suffix List has no '%.*s': if that is a slip, the right name "
		 "would be intercepted for this one",
		 text, (int)label.len, (const char *)label.ptr);
}

/* What can be told of a name by the Public Suffix List alone. */
static int
check_suffix(const struct reader *reader, const struct smx_name *name, unsigned n_suffix_labels,
	     const char *text)
{
	struct smx_tail all = {name, 0};

	if (n_suffix_labels < name->n_labels) {
		warn_of_unknown_tld(reader, name, text);
		return SMX_OK;
	}
	if (!smx_suffix_is_registry(&reader->list->suffixes, &all))
		return smx_complain(&reader->place, SMX_ENAME,
				    "'%s' is a single label, and no public suffix: write the whole "
				    "name, as in %s.example",
				    text, text);
	if (!reader->list->takes_suffixes)
		return smx_complain(&reader->place, SMX_ENAME,
				    "'%s' is a public suffix: no name below it would be judged any "
				    "more; write the names below it that are yours, or give "
				    "--suffixes if all of them are",
				    text);
	smx_warn(&reader->place,
		 "'%s' is a public suffix: this protects every name below it, by the rule zone "
		 "alone, and none of them is judged any more",
		 text);
	return SMX_OK;
}

static int
check_length(const struct reader *reader, const struct smx_name *name, const char *text)
{
	size_t len = smx_name_text(name).len, origin_len = smx_name_text(&reader->list->origin).len;

	/* Their labels' length octets take as much room as dots; one dot and the root more. */
	if (len + 1 + origin_len + 2 <= SMX_WIRE_MAX)
		return SMX_OK;
	return smx_complain(&reader->place, SMX_ENAME,
			    "'%s' is too long for a zone of this origin, which leaves %zu bytes: "
			    "write it into a .list instead, or give the zone a shorter --origin",
			    text, SMX_WIRE_MAX - 3 - origin_len);
}

static int
add_name(struct ownlist *list, const struct smx_name *name, unsigned n_suffix_labels,
	 const struct smx_place *place)
{
	struct smx_span text = smx_name_text(name);
	struct smx_entry **grown = smx_grow(list->list, list->n_names, sizeof *grown);
	struct smx_entry *entry = smx_arena_alloc(&list->arena, sizeof *entry + text.len);

	if (grown != NULL)
		list->list = grown;
	if (grown == NULL || entry == NULL)
		return smx_complain(place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
	if (list->n_names == SMX_NAMES_MAX)
		return smx_complain(place, SMX_ELIMIT,
				    "more than %d names, which is what one zone can have: split the "
				    "list",
				    SMX_NAMES_MAX);
	entry->settings = list->settings;
	entry->n_labels = name->n_labels;
	entry->n_suffix_labels = (uint8_t)n_suffix_labels;
	entry->text_len = (uint8_t)text.len;
	memcpy(entry->text, text.ptr, text.len);
	list->list[list->n_names++] = entry;
	return SMX_OK;
}

/* ---- lines ------------------------------------------------------------------------------ */

/* Cut off the comment and what is blank at both ends. */
static char *
trim(char *line)
{
	size_t len;

	line[strcspn(line, "#")] = '\0';
	line += strspn(line, " \t\r");
	len = strlen(line);
	while (len > 0 && strchr(" \t\r", line[len - 1]) != NULL)
		line[--len] = '\0';
	return line;
}

static void
take_line(struct reader *reader)
{
	const char *text = trim(reader->line);
	unsigned n_suffix_labels;
	struct smx_name name;
	int rc;

	if (text[0] == '\0')
		return;
	if (ownname_is_of_zone(text)) {
		reader->is_over = true;
		smx_complain(&reader->place, SMX_ESYNTAX,
			     "this is a line of a zone file: import takes lists, one name a line; "
			     "the rest is not read");
		return;
	}
	if (ownname_read(&name, text, &reader->place) != SMX_OK)
		return;
	n_suffix_labels = smx_psl_count_suffix_labels(&reader->list->suffixes, &name);
	rc = check_suffix(reader, &name, n_suffix_labels, text);
	if (rc == SMX_OK)
		rc = check_length(reader, &name, text);
	if (rc == SMX_OK)
		rc = add_name(reader->list, &name, n_suffix_labels, &reader->place);
	reader->is_over = rc == SMX_ENOMEM || rc == SMX_ELIMIT;
}

/* The line's text goes to `reader->line`; returns its end, '\n' or EOF. */
static int
read_line(struct reader *reader)
{
	size_t len = 0;
	int c;

	reader->place.line++;
	while ((c = getc_unlocked(reader->stream)) != EOF && c != '\n' && c != '\0') {
		if (len < sizeof reader->line)
			reader->line[len] = (char)c;
		len++;
	}
	reader->error = errno;
	if (c == '\0') {
		reader->is_over = true;
		smx_complain(&reader->place, SMX_ESYNTAX,
			     "a NUL byte: this is not a text file, or one in UTF-16: save it as "
			     "UTF-8; the rest is not read");
		len = 0;
	} else if (len >= sizeof reader->line) {
		smx_complain(&reader->place, SMX_ELIMIT,
			     "a line of %zu bytes; at most %d are read: write one name a line", len,
			     LINE_SIZE - 1);
		len = 0;
	} else if (c == EOF && len > 0 && !ferror(reader->stream)) {
		smx_warn(&reader->place, "the last line has no end: if the file was cut off, write "
					 "it anew, and otherwise end that line");
	}
	reader->line[len] = '\0';
	return c;
}

static void
skip_mark(struct reader *reader)
{
	static const char mark[] = "\xef\xbb\xbf";

	if (reader->place.line == 1 && strncmp(reader->line, mark, strlen(mark)) == 0)
		memmove(reader->line, reader->line + strlen(mark),
			strlen(reader->line + strlen(mark)) + 1);
}

static void
read_lines(struct reader *reader)
{
	int end;

	do {
		end = read_line(reader);
		skip_mark(reader);
		take_line(reader);
		if (reader->place.line % LINES_A_LOOK == 0)
			progress_show(&reader->progress, reader->place.line, -1);
		if (reader->messages.n_errors + reader->messages.n_warnings > 0) {
			progress_hide(&reader->progress);
			reader->list->has_trouble |= reader->messages.n_errors > 0;
			ownlist_tell(&reader->messages);
		}
	} while (end == '\n' && !reader->is_over);
}

void
ownlist_read(struct ownlist *list, const char *path)
{
	bool is_stdin = strcmp(path, "-") == 0;
	struct reader reader = {.list = list, .place = {NULL, ownlist_file_name(path), 0}};

	reader.place.messages = &reader.messages;
	smx_messages_init(&reader.messages);
	progress_begin(&reader.progress, "import", "lines");
	reader.stream = is_stdin ? stdin : fopen(path, "re");
	if (reader.stream == NULL) {
		smx_complain(&reader.place, SMX_EREAD, "cannot open: %s", strerror(errno));
	} else {
		read_lines(&reader);
		reader.place.line = 0;
		if (ferror(reader.stream))
			smx_complain(&reader.place, SMX_EREAD, "cannot be read: %s",
				     strerror(reader.error));
		if (!is_stdin)
			fclose(reader.stream);
	}
	progress_hide(&reader.progress);
	list->has_trouble |= reader.messages.n_errors > 0;
	ownlist_tell(&reader.messages);
}

/* ---- order ------------------------------------------------------------------------------ */

static int
compare(const void *a, const void *b)
{
	const struct smx_entry *left = *(struct smx_entry *const *)a;
	const struct smx_entry *right = *(struct smx_entry *const *)b;

	return smx_span_compare(smx_entry_text(left), smx_entry_text(right));
}

void
ownlist_sort(struct ownlist *list)
{
	size_t n = 0;

	if (list->n_names > 0)
		qsort(list->list, list->n_names, sizeof *list->list, compare);
	for (size_t i = 0; i < list->n_names; i++) {
		if (n == 0 || compare(&list->list[n - 1], &list->list[i]) != 0)
			list->list[n++] = list->list[i];
	}
	list->n_duplicates = list->n_names - n;
	list->n_names = n;
}
