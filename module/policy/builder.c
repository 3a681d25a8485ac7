/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/builder.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "policy/idle.h"
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
	memset(builder, 0, sizeof *builder);
	builder->names_max = SMX_NAMES_MAX;
	builder->now = now;
	smx_origins_init(&builder->origins);
	builder->policy = calloc(1, sizeof *builder->policy);
	if (builder->policy == NULL)
		return no_memory(place);
	smx_arena_init(&builder->policy->arena);
	smx_nameset_init(&builder->policy->exempt);
	if (smx_psl_load(&builder->policy->suffixes) != SMX_OK) {
		smx_builder_abandon(builder);
		return smx_complain(place, SMX_EPSL, "%s could be loaded: install the package publicsuffix",
				    smx_error_text(SMX_EPSL));
	}
	return SMX_OK;
}

struct smx_zone *
smx_builder_add_zone(struct smx_builder *builder, const char *title,
		     struct smx_clients *clients)
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
	zone->title = strdup(title);
	if (zone->title == NULL) {
		free(zone);
		return NULL;
	}
	zone->clients = *clients;
	memset(clients, 0, sizeof *clients);
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

uint32_t
smx_zone_serial(const struct smx_zone *zone)
{
	/* The serial is the first of the five numbers at the end. */
	const uint8_t *at = zone->soa_wire + zone->soa_len - 5 * 4;

	if (zone->soa_wire == NULL)
		return 0;
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* ---- entries -------------------------------------------------------------------- */

/* Records, copied into the policy's arena; NULL if memory ran out. */
static const struct smx_rdata *
copy_data(struct smx_policy *policy, const struct smx_draft *draft)
{
	struct smx_rdata *data = smx_arena_alloc(&policy->arena, draft->n_data * sizeof *data);

	for (size_t i = 0; data != NULL && i < draft->n_data; i++) {
		data[i] = draft->data[i];
		data[i].wire = smx_arena_alloc(&policy->arena, data[i].len);
		if (data[i].wire == NULL)
			return NULL;
		memcpy(data[i].wire, draft->data[i].wire, data[i].len);
	}
	return data;
}

static int
compare_settings(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct smx_settings));
}

/* What the draft's parameters decide, shared with other entries; NULL if memory ran
 * out. */
static const struct smx_settings *
settings_of(struct smx_builder *builder, const struct smx_draft *draft)
{
	struct smx_settings settings, *copy;
	struct smx_settings **node;

	memset(&settings, 0, sizeof settings); /* padding too: they are compared as bytes */
	settings.zone = draft->zone;
	smx_params_apply(draft->params, draft->n_params, &settings);
	if (draft->action != SMX_PARAM_UNSET)
		settings.action = (enum smx_action)draft->action;
	node = tfind(&settings, &builder->settings, compare_settings);
	if (node != NULL)
		return *node;
	copy = smx_arena_alloc(&builder->policy->arena, sizeof *copy);
	if (copy == NULL)
		return NULL;
	*copy = settings;
	return tsearch(copy, &builder->settings, compare_settings) != NULL ? copy : NULL;
}

/* An entry with a name and nothing else; NULL if memory ran out. */
static struct smx_entry *
new_entry(struct smx_policy *policy, const struct smx_name *name)
{
	struct smx_span text = smx_name_text(name);
	struct smx_entry *entry = smx_arena_alloc(&policy->arena, sizeof *entry + text.len);

	if (entry == NULL)
		return NULL;
	entry->n_labels = name->n_labels;
	entry->n_suffix_labels = (uint8_t)smx_psl_count_suffix_labels(&policy->suffixes, name);
	entry->text_len = (uint8_t)text.len;
	memcpy(entry->text, text.ptr, text.len);
	return entry;
}

int
smx_builder_read_reasons(struct smx_builder *builder, const struct smx_text *text, char mark,
			 const struct smx_place *place)
{
	if (builder->advice == NULL)
		return SMX_OK;
	if (smx_reasons_read(&builder->advice->reasons, text, mark) != SMX_OK)
		return no_memory(place);
	return SMX_OK;
}

/* Whether somebody gives a reason beside the name. */
static bool
is_explained(const struct smx_builder *builder, const struct smx_place *place)
{
	return builder->advice != NULL && smx_reasons_has(&builder->advice->reasons, place->line);
}

int
smx_builder_protect(struct smx_builder *builder, const struct smx_draft *draft,
		    const struct smx_place *place)
{
	struct smx_policy *policy = builder->policy;
	struct smx_entry **entries =
		smx_grow(policy->entries, policy->n_entries, sizeof *entries);
	struct smx_entry *entry;

	/* Their numbers have 32 bits. */
	if (entries == NULL || policy->n_entries == UINT32_MAX)
		return no_memory(place);
	policy->entries = entries;
	entry = new_entry(policy, draft->name);
	if (entry == NULL)
		return no_memory(place);
	entry->sequence = (uint32_t)policy->n_entries;
	entry->settings = settings_of(builder, draft);
	if (entry->settings == NULL)
		return no_memory(place);
	if (draft->n_data > 0) {
		entry->n_data = (uint32_t)draft->n_data;
		entry->data = copy_data(policy, draft);
		if (entry->data == NULL)
			return no_memory(place);
	}
	if (smx_origins_add(&builder->origins, place) != SMX_OK)
		return no_memory(place);
	if (is_explained(builder, place))
		smx_origins_explain(&builder->origins);
	entries[policy->n_entries++] = entry;
	builder->n_added++;
	policy->has_monitored |= entry->settings->mode == SMX_MONITOR;
	policy->has_scopes |= entry->settings->zone->clients.n_networks > 0;
	return SMX_OK;
}

const struct smx_entry *
smx_builder_newest(const struct smx_builder *builder)
{
	return builder->policy->entries[builder->policy->n_entries - 1];
}

/* Say that an exemption that expires has expired, or will soon. */
static void
warn_of_end(const struct smx_builder *builder, const struct smx_params *params,
	    const struct smx_place *place)
{
	bool is_over = params->expires <= builder->now;
	bool has_reason = params->reason[0] != '\0';
	char day[11];

	if (!is_over && params->expires - builder->now > EXPIRES_SOON)
		return;
	smx_params_expires_write(params, day);
	smx_warn(place, "the exemption %s on %s%s%s%s: renew it or remove it%s",
		 is_over ? "has expired" : "expires", day, has_reason ? " (" : "", params->reason,
		 has_reason ? ")" : "", is_over ? "; the name is not exempt" : "");
}

int
smx_builder_exempt(struct smx_builder *builder, const struct smx_name *name,
		   const struct smx_params *params, const struct smx_place *place)
{
	if (params->expires != 0) {
		warn_of_end(builder, params, place);
		if (params->expires <= builder->now)
			return SMX_OK;
		builder->has_expiring = true;
	}
	if (smx_nameset_add(&builder->policy->exempt, name) != SMX_OK)
		return no_memory(place);
	if (builder->advice != NULL && !params->has_reason && !is_explained(builder, place) &&
	    smx_notes_add(&builder->advice->exempt, name, place) != SMX_OK)
		return no_memory(place);
	builder->n_added++;
	return SMX_OK;
}

/* ---- the end ----------------------------------------------------------------------- */

static int
compare_entries(const void *a, const void *b)
{
	const struct smx_entry *left = *(struct smx_entry *const *)a;
	const struct smx_entry *right = *(struct smx_entry *const *)b;
	int order = smx_span_compare(smx_entry_text(left), smx_entry_text(right));

	return order != 0 ? order : (left->sequence > right->sequence) -
					    (left->sequence < right->sequence);
}

/* Bring the entries into order, drop those that say nothing new, and count names. */
static void
order_entries(struct smx_policy *policy)
{
	size_t n = 0;

	if (policy->n_entries == 0)
		return;
	qsort(policy->entries, policy->n_entries, sizeof *policy->entries, compare_entries);
	for (size_t i = 0; i < policy->n_entries; i++) {
		struct smx_entry *entry = policy->entries[i];
		const struct smx_entry *before = n > 0 ? policy->entries[n - 1] : NULL;
		bool is_new = before == NULL || !smx_span_equals(smx_entry_text(entry),
								 smx_entry_text(before));

		policy->n_protected += is_new;
		if (is_new || entry->settings != before->settings || entry->n_data > 0)
			policy->entries[n++] = entry;
	}
	policy->n_entries = n;
}

static void
keep(void *settings)
{
	(void)settings; /* the arena's */
}

int
smx_builder_finish(struct smx_builder *builder, const struct smx_place *place,
		   struct smx_policy **finished)
{
	struct smx_policy *policy = builder->policy;
	int rc;

	*finished = NULL;
	order_entries(policy);
	rc = smx_nameset_freeze(&policy->exempt);
	if (rc == SMX_OK) {
		smx_idle_warn(policy, &builder->origins, place->messages);
		if (builder->advice == NULL)
			smx_origins_free(&builder->origins); /* before the index needs the room */
		rc = smx_index_build(&policy->index, policy->entries, policy->n_entries,
				     policy->keyboard, &policy->suffixes,
				     builder->is_called_off);
	}
	if (rc == SMX_OK && builder->advice != NULL)
		rc = smx_advice_warn(builder->advice, policy, &builder->origins, place->messages);
	if (rc != SMX_OK) {
		smx_builder_abandon(builder);
		return rc == SMX_ECANCEL ? rc : no_memory(place);
	}
	builder->policy = NULL;
	smx_builder_abandon(builder);
	*finished = policy;
	return SMX_OK;
}

void
smx_builder_abandon(struct smx_builder *builder)
{
	tdestroy(builder->settings, keep);
	builder->settings = NULL;
	smx_origins_free(&builder->origins);
	smx_policy_free(builder->policy);
	builder->policy = NULL;
}

void
smx_policy_free(struct smx_policy *policy)
{
	if (policy == NULL)
		return;
	free(policy->entries);
	smx_arena_free(&policy->arena);
	smx_index_free(&policy->index);
	for (size_t i = 0; i < policy->n_zones; i++) {
		free(policy->zones[i]->title);
		free(policy->zones[i]->soa_wire);
		free(policy->zones[i]->clients.networks);
		free(policy->zones[i]);
	}
	free(policy->zones);
	smx_nameset_free(&policy->exempt);
	if (policy->suffixes.free != NULL)
		policy->suffixes.free(policy->suffixes.list);
	free(policy->types);
	free(policy);
}
