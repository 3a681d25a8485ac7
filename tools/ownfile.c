/* SPDX-License-Identifier: BSD-3-Clause */
#include "ownfile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/zone.h"
#include "serial.h"

/* ---- through the library ---------------------------------------------------------------- */

/* Load it as a resolver would, for what it takes all records to see. */
static int
load(const struct smx_text *text, const struct smx_place *place)
{
	struct smx_clients clients = {NULL, 0};
	struct smx_builder builder;
	struct smx_params none;
	struct smx_zone *zone;
	int rc = smx_builder_init(&builder, time(NULL), place);

	if (rc != SMX_OK)
		return rc;
	smx_params_init(&none);
	zone = smx_builder_add_zone(&builder, "import", &clients);
	rc = zone == NULL ? smx_complain(place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM))
			  : smx_zone_load(&builder, zone, &none, text, place);
	smx_builder_abandon(&builder);
	return rc;
}

/* Read it, and have its records in order.  Returns 0, or the code of an error, told in the
 * messages of `place`. */
static int
read_zone(struct smx_zonefile *zone, const struct smx_text *text, const struct smx_place *place)
{
	struct smx_messages again; /* what load() has told */
	struct smx_place silent = {&again, place->file, 0};
	int rc = load(text, place);
	int read_rc;

	smx_messages_init(&again);
	read_rc = smx_zonefile_read(zone, text, SMX_NAMES_MAX, &silent, NULL);
	smx_messages_free(&again);
	smx_records_sort(&zone->records);
	return rc != SMX_OK ? rc : read_rc;
}

static bool
is_list_name(const char *name)
{
	size_t len = strlen(name);

	return len > 5 && strcmp(name + len - 5, ".list") == 0;
}

/* The file itself, where `name` is a symbolic link.  Returns false if there is nothing to
 * write to. */
static bool
find_path(struct ownfile *file)
{
	struct stat st;

	file->path = realpath(file->name, NULL);
	file->is_there = file->path != NULL;
	if (file->is_there)
		return true;
	if (errno == ENOENT && lstat(file->name, &st) == 0) {
		fprintf(stderr,
			"%s: a symbolic link to nothing: make the file it leads to, or remove it\n",
			file->name);
		return false;
	}
	if (errno == ENOENT) {
		file->stamp.error = ENOENT;
		file->path = strdup(file->name);
		return file->path != NULL;
	}
	fprintf(stderr, "%s: cannot open: %s\n", file->name, strerror(errno));
	return false;
}

bool
ownfile_open(struct ownfile *file, const char *name)
{
	struct smx_place place = {&file->messages, name, 0};
	int rc;

	memset(file, 0, sizeof *file);
	file->name = name;
	smx_messages_init(&file->messages);
	if (is_list_name(name)) {
		fprintf(stderr, "%s: a zone file's name must not end in .list, which is for plain "
				"lists: give it another one\n",
			name);
		return false;
	}
	if (!find_path(file))
		return false;
	if (!file->is_there)
		return true;
	rc = smx_file_read(&place, &file->text, &file->stamp);
	if (rc == SMX_OK)
		rc = read_zone(&file->zone, &file->text, &place);
	if (rc != SMX_OK)
		ownlist_tell(&file->messages);
	return rc == SMX_OK;
}

void
ownfile_free(struct ownfile *file)
{
	free(file->path);
	smx_text_free(&file->text);
	smx_zonefile_free(&file->zone);
	smx_messages_free(&file->messages);
}

/* ---- names that are there --------------------------------------------------------------- */

static int
compare_to_record(const void *key, const void *element)
{
	const struct smx_span *name = key;
	const struct smx_record *record = *(struct smx_record *const *)element;
	struct smx_span owner = {(const uint8_t *)record->name, record->name_len};

	return smx_span_compare(*name, owner);
}

/* What a name is: 0 where it is no name of the file. */
enum standing { STANDS_NOT, STANDS_PROTECTED, STANDS_EXEMPT };

/* `*line` becomes that of its record. */
static enum standing
find_standing(const struct smx_records *records, struct smx_span name, unsigned *line)
{
	struct smx_record *const *end = records->list + records->n_records;
	struct smx_record *const *record = NULL;

	if (records->n_records > 0)
		record = bsearch(&name, records->list, records->n_records, sizeof *record,
				 compare_to_record);
	if (record == NULL)
		return STANDS_NOT;
	while (record > records->list && compare_to_record(&name, record - 1) == 0)
		record--;
	/* Its parameters say nothing here. */
	while (record < end - 1 && (*record)->kind == SMX_RECORD_PARAM)
		record++;
	*line = (*record)->line;
	return (*record)->kind == SMX_RECORD_PASSTHRU ? STANDS_EXEMPT : STANDS_PROTECTED;
}

/* Its lookalikes may be below what is exempt. */
static void
tell_of_exempt_above(const struct ownfile *file, const struct smx_entry *entry)
{
	struct smx_span text = smx_entry_text(entry);

	for (unsigned n = entry->n_labels - 1u; n > 0; n--) {
		struct smx_span above = smx_entry_tail_text(entry, n);
		unsigned line;

		if (find_standing(&file->zone.records, above, &line) != STANDS_EXEMPT)
			continue;
		fprintf(stderr,
			"warning: %s:%u: '%.*s' is exempt, so that lookalikes of '%.*s' below it "
			"never match\n",
			file->name, line, (int)above.len, (const char *)above.ptr, (int)text.len,
			(const char *)text.ptr);
		return;
	}
}

struct ownfile_there
ownfile_drop_known(const struct ownfile *file, struct ownlist *names)
{
	struct ownfile_there there = {0, 0};
	size_t n = 0;

	for (size_t i = 0; i < names->n_names; i++) {
		struct smx_entry *entry = names->list[i];
		struct smx_span text = smx_entry_text(entry);
		unsigned line;

		switch (find_standing(&file->zone.records, text, &line)) {
		case STANDS_NOT:
			tell_of_exempt_above(file, entry);
			names->list[n++] = entry;
			break;
		case STANDS_PROTECTED:
			there.n_protected++;
			break;
		case STANDS_EXEMPT:
			there.n_exempt++;
			fprintf(stderr,
				"warning: %s:%u: '%.*s' is exempt there, and is not added: remove that "
				"first if it is to be protected\n",
				file->name, line, (int)text.len, (const char *)text.ptr);
			break;
		}
	}
	names->n_names = n;
	return there;
}

/* ---- the new text ----------------------------------------------------------------------- */

/* Whether a line says what names are relative to, be it of a zone that has an origin. */
static bool
has_origin(const struct ownfile *file)
{
	static const char directive[] = "$ORIGIN";
	const size_t len = sizeof directive - 1;
	const char *at = file->text.bytes, *end = at + file->text.len;

	if (file->zone.origin.n_labels > 0)
		return true;
	while (at != NULL && (size_t)(end - at) >= len) {
		if (memcmp(at, directive, len) == 0)
			return true;
		at = memchr(at, '\n', (size_t)(end - at));
		at += at != NULL;
	}
	return false;
}

bool
ownfile_write(const struct ownfile *file, const struct ownzone *zone, FILE *stream)
{
	const char *bytes = file->text.bytes;
	size_t at, len;

	if (!serial_find(bytes, file->text.len, &at, &len)) {
		fprintf(stderr,
			"%s: the serial of its SOA record is not found: write it in decimal "
			"digits, with blanks around it\n",
			file->name);
		return false;
	}
	fwrite(bytes, 1, at, stream);
	fprintf(stream, "%lu", (unsigned long)zone->serial);
	fwrite(bytes + at + len, 1, file->text.len - at - len, stream);
	if (smx_text_ends_open(&file->text))
		fputc('\n', stream);
	ownzone_write_more(stream, zone, has_origin(file));
	return true;
}

/* ---- reading it back -------------------------------------------------------------------- */

static bool
has_names(const struct smx_zonefile *read, const struct ownzone *zone)
{
	for (size_t i = 0; i < zone->names->n_names; i++) {
		unsigned line;

		if (find_standing(&read->records, smx_entry_text(zone->names->list[i]), &line) !=
		    STANDS_PROTECTED)
			return false;
	}
	return true;
}

/* Why it cannot be read: of the errors, many of which may come of one, the first. */
static void
tell_first_error(struct smx_messages *messages)
{
	struct smx_messages first;

	smx_messages_init(&first);
	for (size_t i = 0; i < messages->n_messages && first.n_errors == 0; i++) {
		if (messages->list[i].severity == SMX_ERROR)
			smx_messages_copy(&first, &messages->list[i]);
	}
	ownlist_tell(&first);
	smx_messages_free(messages);
}

bool
ownfile_check(const struct ownfile *file, const struct ownzone *zone,
	      const struct smx_text *text)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, file->name, 0};
	struct smx_zonefile read;
	bool is_good;

	smx_messages_init(&messages);
	/* Which it does no more. */
	if (file->is_there)
		smx_text_warn_of_open_end(&file->text, &place);
	is_good = read_zone(&read, text, &place) == SMX_OK && read.soa.serial == zone->serial &&
		  read.records.n_records ==
			  file->zone.records.n_records + zone->names->n_names &&
		  has_names(&read, zone);
	if (is_good)
		ownlist_tell(&messages);
	else
		tell_first_error(&messages);
	smx_zonefile_free(&read);
	return is_good;
}
