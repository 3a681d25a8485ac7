/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/builder.h"

#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "match/skeleton.h"
#include "policy/psl.h"

#define EXPIRES_SOON (14 * 24 * 60 * 60) /* seconds */

static int
no_memory(const struct smx_place *place)
{
	return smx_complain(place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
}

int
smx_builder_init(struct smx_builder *builder, time_t now, const struct smx_place *place)
{
	builder->now = now;
	builder->warned_monitor = builder->warned_verify = NULL;
	builder->policy = calloc(1, sizeof *builder->policy);
	if (builder->policy == NULL)
		return no_memory(place);
	smx_nameset_init(&builder->policy->protected);
	smx_nameset_init(&builder->policy->exempt);
	if (smx_psl_load(&builder->policy->suffixes) != SMX_OK) {
		smx_builder_abandon(builder);
		return smx_complain(place, SMX_EPSL, "%s could be loaded",
				    smx_error_text(SMX_EPSL));
	}
	return SMX_OK;
}

struct smx_zone *
smx_builder_add_zone(struct smx_builder *builder, const char *title, bool is_scoped)
{
	struct smx_policy *policy = builder->policy;
	struct smx_zone **zones =
		smx_grow(policy->zones, policy->n_zones, sizeof *zones);
	struct smx_zone *zone;

	if (zones == NULL)
		return NULL;
	policy->zones = zones;
	zone = calloc(1, sizeof *zone);
	if (zone == NULL)
		return NULL;
	zone->is_scoped = is_scoped;
	zone->title = strdup(title);
	if (zone->title == NULL) {
		free(zone);
		return NULL;
	}
	policy->zones[policy->n_zones++] = zone;
	return zone;
}

static uint8_t *
put(uint8_t *at, const void *bytes, size_t len)
{
	memcpy(at, bytes, len);
	return at + len;
}

static uint8_t *
put_u16(uint8_t *at, size_t value)
{
	*at++ = (uint8_t)(value >> 8);
	*at++ = (uint8_t)value;
	return at;
}

static uint8_t *
put_u32(uint8_t *at, uint32_t value)
{
	return put_u16(put_u16(at, value >> 16), value & 0xffff);
}

int
smx_builder_set_soa(struct smx_builder *builder, struct smx_zone *zone,
		    const struct smx_soa *soa, const struct smx_place *place)
{
	size_t rdata_len = (size_t)soa->mname_len + soa->rname_len + 5 * 4;
	uint8_t *wire = malloc(2 + rdata_len);
	uint8_t *at = wire;

	if (wire == NULL)
		return no_memory(place);
	at = put_u16(at, rdata_len);
	at = put(at, soa->mname, soa->mname_len);
	at = put(at, soa->rname, soa->rname_len);
	at = put_u32(at, soa->serial);
	at = put_u32(at, soa->refresh);
	at = put_u32(at, soa->retry);
	at = put_u32(at, soa->expire);
	put_u32(at, builder->policy->ttl);
	free(zone->soa_wire);
	zone->soa_wire = wire;
	zone->soa_len = (uint16_t)(2 + rdata_len);
	return SMX_OK;
}

static void
entry_free(struct smx_entry *entry)
{
	for (size_t i = 0; i < entry->n_data; i++)
		free(entry->data[i].wire);
	free(entry->data);
	free(entry);
}

static int
copy_data(struct smx_entry *entry, const struct smx_draft *draft)
{
	if (draft->n_data == 0)
		return SMX_OK;
	entry->data = calloc(draft->n_data, sizeof *entry->data);
	if (entry->data == NULL)
		return SMX_ENOMEM;
	for (size_t i = 0; i < draft->n_data; i++) {
		struct smx_rdata *to = &entry->data[i];

		*to = draft->data[i];
		to->wire = malloc(to->len);
		if (to->wire == NULL)
			return SMX_ENOMEM;
		memcpy(to->wire, draft->data[i].wire, to->len);
		entry->n_data++;
	}
	return SMX_OK;
}

/* Say so where entries have no effect in this version, at the first one of a zone. */
static void
warn_unless_it_acts(struct smx_builder *builder, const struct smx_entry *entry,
		    const struct smx_place *place)
{
	if (entry->mode == SMX_MONITOR && builder->warned_monitor != entry->zone) {
		builder->warned_monitor = entry->zone;
		smx_warn(place, "mode monitor, here and perhaps below: what matches is let pass, "
				"but not yet counted or logged");
	}
	if (entry->verify == SMX_VERIFY_DNS && !entry->is_suffix &&
	    builder->warned_verify != entry->zone) {
		builder->warned_verify = entry->zone;
		smx_warn(place, "verify=dns, here and perhaps below: not supported yet; what "
				"matches is let pass");
	}
}

static void
set_name(struct smx_entry *entry, const struct smx_name *name, const struct smx_policy *policy)
{
	struct smx_tail all = {&entry->name, 0};
	unsigned n_suffix_labels = smx_psl_count_suffix_labels(&policy->suffixes, name);

	entry->name = *name;
	entry->n_suffix_labels = (uint8_t)n_suffix_labels;
	entry->is_suffix = n_suffix_labels == name->n_labels;
	entry->has_skeleton = smx_skeleton(&all, &entry->skeleton);
}

int
smx_builder_protect(struct smx_builder *builder, const struct smx_draft *draft,
		    const struct smx_place *place)
{
	struct smx_policy *policy = builder->policy;
	struct smx_entry **entries =
		smx_grow(policy->entries, policy->n_entries, sizeof *entries);
	struct smx_entry *entry;

	if (entries == NULL)
		return no_memory(place);
	policy->entries = entries;
	entry = calloc(1, sizeof *entry);
	if (entry == NULL)
		return no_memory(place);
	set_name(entry, draft->name, policy);
	entry->zone = draft->zone;
	smx_params_apply(draft->params, draft->n_params, entry);
	if (draft->action != SMX_PARAM_UNSET)
		entry->action = (enum smx_action)draft->action;
	if (copy_data(entry, draft) != SMX_OK ||
	    smx_nameset_add(&policy->protected, &entry->name) != SMX_OK) {
		entry_free(entry);
		return no_memory(place);
	}
	policy->entries[policy->n_entries++] = entry;
	if (entry->name.n_labels > policy->longest)
		policy->longest = entry->name.n_labels;
	warn_unless_it_acts(builder, entry, place);
	return SMX_OK;
}

int
smx_builder_exempt(struct smx_builder *builder, const struct smx_name *name,
		   const struct smx_params *params, const struct smx_place *place)
{
	char day[11];

	if (params->expires != 0) {
		smx_params_expires_write(params, day);
		if (params->expires <= builder->now) {
			smx_warn(place,
				 "the exemption has expired on %s: renew it or remove it; the "
				 "name is not exempt",
				 day);
			return SMX_OK;
		}
		if (params->expires - builder->now <= EXPIRES_SOON)
			smx_warn(place, "the exemption expires on %s", day);
	}
	if (smx_nameset_add(&builder->policy->exempt, name) != SMX_OK)
		return no_memory(place);
	return SMX_OK;
}

struct smx_policy *
smx_builder_finish(struct smx_builder *builder)
{
	struct smx_policy *policy = builder->policy;

	smx_nameset_freeze(&policy->protected);
	smx_nameset_freeze(&policy->exempt);
	builder->policy = NULL;
	return policy;
}

void
smx_builder_abandon(struct smx_builder *builder)
{
	smx_policy_free(builder->policy);
	builder->policy = NULL;
}

void
smx_policy_free(struct smx_policy *policy)
{
	if (policy == NULL)
		return;
	for (size_t i = 0; i < policy->n_entries; i++)
		entry_free(policy->entries[i]);
	free(policy->entries);
	for (size_t i = 0; i < policy->n_zones; i++) {
		free(policy->zones[i]->title);
		free(policy->zones[i]->soa_wire);
		free(policy->zones[i]);
	}
	free(policy->zones);
	smx_nameset_free(&policy->protected);
	smx_nameset_free(&policy->exempt);
	if (policy->suffixes.free != NULL)
		policy->suffixes.free(policy->suffixes.list);
	free(policy->types);
	free(policy);
}
