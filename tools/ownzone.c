/* SPDX-License-Identifier: BSD-3-Clause */
#include "ownzone.h"

#include <string.h>

#include "remark.h"

#define TTL "300" /* seconds; it means nothing to straymx */
#define OWNER_WIDTH_MAX 40 /* longer names move their data to the right */

static const char apex_owner[] = "@";

/* The data of a name by its action, as straymx-zone(5) has it. */
static const char *
record_of(int action)
{
	static const char *const records[SMX_N_ACTIONS] = {
		[SMX_NXDOMAIN] = "CNAME .",
		[SMX_NODATA] = "CNAME *.",
		[SMX_NULLMX] = "MX    0 .",
	};

	return action == SMX_PARAM_UNSET ? "TXT   \"\"" : records[action];
}

/* Where the data begins. */
static int
data_column(const struct ownzone *zone)
{
	size_t longest = strlen(apex_owner);

	for (size_t i = 0; i < zone->names->n_names; i++) {
		if (zone->names->list[i]->text_len > longest)
			longest = zone->names->list[i]->text_len;
	}
	return (int)(longest < OWNER_WIDTH_MAX ? longest : OWNER_WIDTH_MAX) + 2;
}

static void
write_name(FILE *stream, const struct smx_name *name)
{
	char text[SMX_NAME_TEXT_SIZE];
	struct smx_tail all = {name, 0};

	smx_tail_write(&all, 0, text, sizeof text);
	fprintf(stream, "%s.\n", name->n_labels > 0 ? text : "");
}

static void
write_origin(FILE *stream, const struct ownzone *zone)
{
	fprintf(stream, "$ORIGIN ");
	write_name(stream, &zone->names->origin);
}

static void
write_names(FILE *stream, const struct ownzone *zone, int column, const char *ttl)
{
	const char *record = record_of(zone->action);

	for (size_t i = 0; i < zone->names->n_names; i++) {
		const struct smx_entry *entry = zone->names->list[i];
		struct smx_span text = smx_entry_text(entry);

		fprintf(stream, "%-*.*s %s%s", column - 1, (int)text.len,
			(const char *)text.ptr, ttl, record);
		remark_write(stream, entry);
		fputc('\n', stream);
	}
}

/* "a.txt, b.txt", without what would end the comment. */
static void
write_sources(FILE *stream, const struct ownzone *zone)
{
	for (int i = 0; i < zone->n_sources; i++) {
		const char *name = ownlist_file_name(zone->sources[i]);
		const char *slash = strrchr(name, '/');

		fputs(i > 0 ? ", " : "", stream);
		for (name = slash != NULL ? slash + 1 : name; *name != '\0'; name++)
			fputc((unsigned char)*name < ' ' || *name == '\177' ? '?' : *name, stream);
	}
}

void
ownzone_write(FILE *stream, const struct ownzone *zone)
{
	int column = data_column(zone);

	fprintf(stream, "; Protected names of ");
	write_sources(stream, zone);
	fprintf(stream,
		"; written by straymx import, %s.\n"
		"; What the comments say of rules holds for the profile %s.\n\n",
		zone->date, smx_profile_name(zone->profile));
	write_origin(stream, zone);
	fprintf(stream, "$TTL " TTL "\n\n");
	fprintf(stream, "%-*sSOA   localhost. hostmaster.example. %lu 3600 600 604800 60\n", column,
		apex_owner, (unsigned long)zone->serial);
	fprintf(stream, "%-*sNS    localhost.\n", column, "");
	fprintf(stream, "%-*sTXT   \"profile=%s\"\n\n", column, "",
		smx_profile_name(zone->profile));
	write_names(stream, zone, column, "");
}

void
ownzone_write_more(FILE *stream, const struct ownzone *zone, bool has_origin)
{
	fprintf(stream, "\n; Added from ");
	write_sources(stream, zone);
	fprintf(stream, " by straymx import, %s.\n", zone->date);
	if (has_origin)
		write_origin(stream, zone);
	write_names(stream, zone, data_column(zone), TTL " IN ");
}
