/* SPDX-License-Identifier: BSD-3-Clause */
#include "rpzfile.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#define WILDCARD_LEN 2 /* bytes that the label * takes in wire format */

bool
rpz_file_set_origin(struct rpz_file *file, const char *text)
{
	ldns_rdf *name = ldns_dname_new_frm_str(text);
	size_t len;

	if (name == NULL)
		return false;
	file->origin_len = ldns_rdf_size(name);
	len = smx_name_write(ldns_rdf_data(name), file->origin_len, file->origin,
			     sizeof file->origin - 1);
	ldns_rdf_deep_free(name);
	file->origin[len] = '.';
	file->origin[len + 1] = '\0';
	return file->origin_len > 1;
}

void
rpz_file_begin(const struct rpz_file *file)
{
	printf("; A response policy zone, made by straymx rpz.\n"
	       "$ORIGIN %s\n"
	       "$TTL %" PRIu32 "\n"
	       "@ SOA localhost. nobody.invalid. %" PRIu32 " 3600 600 604800 %" PRIu32 "\n"
	       "@ NS localhost.\n",
	       file->origin, file->ttl, file->serial, file->ttl);
}

bool
rpz_file_has_room(const struct rpz_file *file, size_t wire_len)
{
	return wire_len - 1 + file->origin_len + WILDCARD_LEN <= SMX_WIRE_MAX;
}

void
rpz_file_pass(const uint8_t *wire, size_t wire_len)
{
	char name[SMX_NAME_TEXT_SIZE];

	smx_name_write(wire, wire_len, name, sizeof name);
	printf("%s CNAME rpz-passthru.\n*.%s CNAME rpz-passthru.\n", name, name);
}

/* ---- what an entry answers ---------------------------------------------------------------- */

/* Write a record's type and data. */
static bool
write_rdata(FILE *stream, const struct smx_rdata *rdata)
{
	ldns_rr *rr = ldns_rr_new();
	size_t at = 0;
	char *text;
	bool is_written = false;

	if (rr == NULL)
		return false;
	ldns_rr_set_type(rr, (ldns_rr_type)rdata->type);
	if (ldns_wire2rdf(rr, rdata->wire, rdata->len, &at) == LDNS_STATUS_OK) {
		fputs(ldns_rr_descript(rdata->type)->_name, stream);
		is_written = true;
	}
	for (size_t i = 0; is_written && i < ldns_rr_rd_count(rr); i++) {
		text = ldns_rdf2str(ldns_rr_rdf(rr, i));
		is_written = text != NULL;
		if (is_written)
			fprintf(stream, " %s", text);
		free(text);
	}
	ldns_rr_free(rr);
	putc('\0', stream);
	return is_written;
}

static bool
write_records(FILE *stream, const struct smx_entry *entry)
{
	static const char *const texts[SMX_N_ACTIONS] = {
		[SMX_NXDOMAIN] = "CNAME .", [SMX_NODATA] = "CNAME *.", [SMX_NULLMX] = "MX 0 ."};
	const char *text = texts[smx_entry_action(entry)];

	if (text != NULL)
		return fputs(text, stream) >= 0 && putc('\0', stream) != EOF;
	for (uint32_t i = 0; i < entry->n_data; i++) {
		if (!write_rdata(stream, &entry->data[i]))
			return false;
	}
	return true;
}

/* Make the texts of an entry's records the ones at hand. */
static int
use_records(struct rpz_file *file, const struct smx_entry *entry)
{
	FILE *stream;
	bool is_written;

	if (file->entry == entry)
		return SMX_OK;
	rpz_file_end(file);
	stream = open_memstream(&file->records, &file->records_len);
	if (stream == NULL)
		return SMX_ENOMEM;
	is_written = write_records(stream, entry);
	if (fclose(stream) != 0 || !is_written)
		return SMX_ENOMEM;
	file->entry = entry;
	return SMX_OK;
}

static void
print_records(const struct rpz_file *file, const char *wildcard, const char *name)
{
	const char *end = file->records + file->records_len;

	for (const char *record = file->records; record < end; record += strlen(record) + 1)
		printf("%s%s %s\n", wildcard, name, record);
}

int
rpz_file_block(struct rpz_file *file, const struct smx_entry *entry, const uint8_t *wire,
	       size_t wire_len, bool is_deep)
{
	char name[SMX_NAME_TEXT_SIZE];
	int rc = use_records(file, entry);

	if (rc != SMX_OK)
		return rc;
	smx_name_write(wire, wire_len, name, sizeof name);
	print_records(file, "", name);
	if (is_deep)
		print_records(file, "*.", name);
	return SMX_OK;
}

void
rpz_file_end(struct rpz_file *file)
{
	free(file->records);
	file->records = NULL;
	file->records_len = 0;
	file->entry = NULL;
}
