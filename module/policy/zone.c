/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/zone.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "policy/sinkhole.h"
#include "policy/tally.h"
#include "policy/zonefile.h"

#define RR_TYPE_MX 15

struct loader {
	struct smx_builder *builder;
	struct smx_zone *zone;
	const struct smx_params *conf;
	const struct smx_params *apex;
	bool is_incomplete; /* there were records that could not be read */
	struct smx_place place;
	struct smx_tally tally;
};

/* All that the records of one owner say. */
struct group {
	struct smx_name name;
	char text[SMX_NAME_TEXT_SIZE];
	const struct smx_record *first; /* the first that is not a parameter, or NULL */
	struct smx_params params;
	bool has_params;
	unsigned params_line;
	struct smx_rdata *data; /* owned; the wires are the records' */
	size_t n_data;
};

static const char *
kind_text(enum smx_record_kind kind)
{
	static const char *const texts[] = {
		[SMX_RECORD_NXDOMAIN] = "CNAME .",
		[SMX_RECORD_NODATA] = "CNAME *.",
		[SMX_RECORD_PASSTHRU] = "CNAME rpz-passthru.",
		[SMX_RECORD_PROTECTED] = "TXT \"\"",
		[SMX_RECORD_DATA] = "MX, A or AAAA records",
		[SMX_RECORD_PARAM] = "parameters",
	};

	return texts[kind];
}

/* MX 0 . (RFC 7505, 3), or any other preference. */
static bool
is_null_mx(const struct smx_rdata *data)
{
	return data->type == RR_TYPE_MX && data->len == 5 && data->wire[4] == 0;
}

static bool
is_same_data(const struct smx_rdata *data, const struct smx_record *record)
{
	return data->type == record->type && data->len == record->len &&
	       memcmp(data->wire, record->bytes, record->len) == 0;
}

/* Add a record of local data, unless `*.name` has brought it already. */
static int
add_data(struct loader *loader, struct group *group, const struct smx_record *record)
{
	struct smx_rdata rdata = {record->type, record->len, record->bytes};
	struct smx_rdata *grown;

	for (size_t i = 0; i < group->n_data; i++) {
		const struct smx_rdata *other = &group->data[i];

		if (is_same_data(other, record))
			return SMX_OK;
		if (other->type == RR_TYPE_MX && record->type == RR_TYPE_MX &&
		    (is_null_mx(other) || is_null_mx(&rdata)))
			return smx_complain(&loader->place, SMX_ESYNTAX,
					    "a null MX of '%s' beside another MX: remove one of them "
					    "(RFC 7505)",
					    group->text);
	}
	if (is_null_mx(&rdata) && (rdata.wire[2] != 0 || rdata.wire[3] != 0))
		return smx_complain(&loader->place, SMX_ESYNTAX, "a null MX is written MX 0 .");
	grown = smx_grow(group->data, group->n_data, sizeof *grown);
	if (grown == NULL)
		return smx_complain(&loader->place, SMX_ENOMEM, "%s",
				    smx_error_text(SMX_ENOMEM));
	group->data = grown;
	group->data[group->n_data++] = rdata;
	if (loader->builder->advice != NULL &&
	    smx_sinkhole_study(loader->builder->advice, &rdata, &loader->place) != SMX_OK)
		return smx_complain(&loader->place, SMX_ENOMEM, "%s",
				    smx_error_text(SMX_ENOMEM));
	return SMX_OK;
}

static int
add_to_group(struct loader *loader, struct group *group, const struct smx_record *record)
{
	loader->place.line = record->line;
	if (record->kind == SMX_RECORD_PARAM) {
		if (!group->has_params)
			group->params_line = record->line;
		group->has_params = true;
		return smx_params_add(&group->params, (const char *)record->bytes, record->len,
				      &loader->place);
	}
	if (group->first == NULL)
		group->first = record;
	else if (group->first->kind != record->kind)
		return smx_complain(&loader->place, SMX_ESYNTAX,
				    "'%s' has %s, and in line %u %s: only one of them can hold",
				    group->text, kind_text(record->kind), group->first->line,
				    kind_text(group->first->kind));
	if (record->kind == SMX_RECORD_DATA)
		return add_data(loader, group, record);
	return SMX_OK;
}

static int
finish_exempt(struct loader *loader, const struct group *group)
{
	if (smx_params_has_protection_keys(&group->params)) {
		loader->place.line = group->params_line;
		return smx_complain(&loader->place, SMX_EVALUE,
				    "'%s' is exempt: it takes expires and reason alone",
				    group->text);
	}
	smx_tally_add_exempt(&loader->tally);
	return smx_builder_exempt(loader->builder, &group->name, &group->params,
				  &loader->place);
}

/* The action that the records say, or SMX_PARAM_UNSET. */
static int
group_action(const struct group *group)
{
	switch (group->first->kind) {
	case SMX_RECORD_NXDOMAIN:
		return SMX_NXDOMAIN;
	case SMX_RECORD_NODATA:
		return SMX_NODATA;
	case SMX_RECORD_DATA:
		return group->n_data == 1 && is_null_mx(&group->data[0]) ? SMX_NULLMX : SMX_DATA;
	default:
		return SMX_PARAM_UNSET;
	}
}

static int
finish_protected(struct loader *loader, const struct group *group)
{
	const struct smx_params *params[] = {&group->params, loader->conf, loader->apex};
	struct smx_draft draft = {.name = &group->name,
				  .zone = loader->zone,
				  .params = params,
				  .n_params = sizeof params / sizeof params[0],
				  .action = group_action(group)};
	int rc;

	loader->place.line = group->params_line;
	if (smx_params_has_exemption_keys(&group->params))
		return smx_complain(&loader->place, SMX_EVALUE,
				    "'%s' is protected: expires and reason go with exempt names",
				    group->text);
	if (draft.action != SMX_PARAM_UNSET &&
	    group->params.values[SMX_PARAM_ACTION] != SMX_PARAM_UNSET)
		return smx_complain(&loader->place, SMX_EVALUE,
				    "'%s' has %s, which says the action: 'action' goes with "
				    "TXT \"\"",
				    group->text, kind_text(group->first->kind));
	if (draft.action == SMX_DATA) {
		draft.data = group->data;
		draft.n_data = group->n_data;
	}
	loader->place.line = group->first->line;
	rc = smx_builder_protect(loader->builder, &draft, &loader->place);
	if (rc == SMX_OK)
		smx_tally_add_protected(&loader->tally, smx_builder_newest(loader->builder),
					&group->params, &loader->place);
	return rc;
}

static int
finish_group(struct loader *loader, const struct group *group)
{
	if (group->first == NULL && loader->is_incomplete)
		return SMX_ESYNTAX; /* what is missing has been said */
	if (group->first == NULL) {
		loader->place.line = group->params_line;
		return smx_complain(&loader->place, SMX_ESYNTAX,
				    "parameters of '%s', which is neither protected nor exempt here: "
				    "remove them, or add TXT \"\" of that name",
				    group->text);
	}
	loader->place.line = group->first->line;
	if (group->first->kind == SMX_RECORD_PASSTHRU)
		return finish_exempt(loader, group);
	return finish_protected(loader, group);
}

/* The records of one owner: `n` of them from `records` on. */
static int
load_group(struct loader *loader, struct smx_record *const *records, size_t n)
{
	struct group group = {.first = NULL};
	struct smx_tail all = {&group.name, 0};
	int first_error;

	smx_params_init(&group.params);
	first_error = smx_name_from_text(&group.name, records[0]->name, records[0]->name_len);
	smx_tail_write(&all, 0, group.text, sizeof group.text);
	for (size_t i = 0; i < n; i++) {
		int rc = add_to_group(loader, &group, records[i]);

		if (first_error == SMX_OK)
			first_error = rc;
	}
	if (first_error == SMX_OK)
		first_error = finish_group(loader, &group);
	free(group.data);
	return first_error;
}

static bool
is_same_owner(const struct smx_record *a, const struct smx_record *b)
{
	return a->name_len == b->name_len && memcmp(a->name, b->name, a->name_len) == 0;
}

static int
load_groups(struct loader *loader, const struct smx_records *records)
{
	int first_error = SMX_OK;
	size_t end;

	for (size_t i = 0; i < records->n_records; i = end) {
		int rc;

		if (smx_is_called_off(loader->builder->is_called_off))
			return SMX_ECANCEL;
		end = i + 1;
		while (end < records->n_records &&
		       is_same_owner(records->list[i], records->list[end]))
			end++;
		rc = load_group(loader, records->list + i, end - i);
		if (first_error == SMX_OK)
			first_error = rc;
	}
	return first_error;
}

int
smx_zone_load(struct smx_builder *builder, struct smx_zone *zone, const struct smx_params *conf,
	      const struct smx_text *text, const struct smx_place *place)
{
	struct smx_zonefile file;
	struct loader loader = {.builder = builder,
				.zone = zone,
				.conf = conf,
				.apex = &file.apex,
				.place = *place};
	int first_error = smx_zonefile_read(&file, text, builder->names_max, place,
					    builder->is_called_off);
	struct smx_place apex = *place;
	int rc;

	smx_tally_init(&loader.tally);
	loader.is_incomplete = first_error != SMX_OK;
	apex.line = file.apex.exemption_line;
	if (smx_params_has_exemption_keys(&file.apex)) {
		rc = smx_complain(&apex, SMX_EVALUE,
				  "expires and reason at the apex: they go with one exempt name "
				  "each");
		if (first_error == SMX_OK)
			first_error = rc;
	}
	if (first_error == SMX_OK)
		first_error = smx_builder_set_soa(builder, zone, &file.soa, place);
	smx_records_sort(&file.records);
	rc = smx_builder_read_reasons(builder, text, ';', place);
	if (rc == SMX_OK && first_error != SMX_ELIMIT && first_error != SMX_ECANCEL)
		rc = load_groups(&loader, &file.records);
	/* What could not be read may have been parameters; the rest was understood. */
	if (first_error != SMX_OK)
		smx_origins_doubt(&builder->origins, place->file);
	else
		first_error = rc;
	/* With advice each such name is told. */
	if (builder->advice != NULL)
		loader.tally.n_short = 0;
	if (first_error == SMX_OK)
		smx_tally_warn(&loader.tally, &file.apex, place);
	smx_zonefile_free(&file);
	return first_error;
}
