/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a policy and its verdicts say to those who only have straymx.h.
 */
#include "match/lookup.h"

bool
smx_policy_has_type(const struct smx_policy *policy, uint16_t qtype)
{
	for (size_t i = 0; i < policy->n_types; i++) {
		if (policy->types[i] == qtype)
			return true;
	}
	return false;
}

bool
smx_policy_is_enabled(const struct smx_policy *policy)
{
	return policy->is_enabled;
}

size_t
smx_policy_count_protected(const struct smx_policy *policy)
{
	return policy->protected.n_names;
}

size_t
smx_policy_count_exempt(const struct smx_policy *policy)
{
	return policy->exempt.n_names;
}

size_t
smx_policy_count_zones(const struct smx_policy *policy)
{
	return policy->n_zones;
}

size_t
smx_policy_size(const struct smx_policy *policy)
{
	size_t size = sizeof *policy + policy->n_zones * sizeof(struct smx_zone) +
		      policy->n_entries * (sizeof(struct smx_entry) + sizeof(void *));

	for (size_t i = 0; i < policy->n_entries; i++) {
		const struct smx_entry *entry = policy->entries[i];

		for (size_t k = 0; k < entry->n_data; k++)
			size += sizeof entry->data[k] + entry->data[k].len;
	}
	return size + smx_nameset_size(&policy->protected) + smx_nameset_size(&policy->exempt);
}

bool
smx_entry_acts(const struct smx_entry *entry)
{
	return entry->mode == SMX_ENFORCE && entry->verify != SMX_VERIFY_DNS &&
	       !entry->zone->is_scoped;
}

enum smx_action
smx_entry_action(const struct smx_entry *entry)
{
	return entry->action;
}

enum smx_mode
smx_entry_mode(const struct smx_entry *entry)
{
	return entry->mode;
}

const char *
smx_entry_zone(const struct smx_entry *entry)
{
	return entry->zone->title;
}

size_t
smx_entry_name_write(const struct smx_entry *entry, char *buf, size_t size)
{
	struct smx_tail all = {&entry->name, 0};

	return smx_tail_write(&all, 0, buf, size);
}

size_t
smx_candidate_write(const struct smx_verdict *verdict, const uint8_t *qname, size_t qname_len,
		    char *buf, size_t size)
{
	struct smx_name name;
	struct smx_tail all = {&name, 0};
	size_t len;
	const uint8_t *wire = smx_candidate_wire(verdict, qname, qname_len, &len);

	if (smx_name_from_wire(&name, wire, len) != SMX_OK)
		name.n_labels = 0;
	return smx_tail_write(&all, 0, buf, size);
}

size_t
smx_intended_write(const struct smx_verdict *verdict, const uint8_t *qname, size_t qname_len,
		   char *buf, size_t size)
{
	struct smx_name name;
	struct smx_tail protected = {&verdict->entry->name, 0};
	size_t at = 0;

	if (smx_name_from_wire(&name, qname, qname_len) == SMX_OK) {
		for (unsigned i = 0; name.start[i] < verdict->candidate_offset; i++) {
			struct smx_tail tail = {&name, i};

			at = smx_label_write(smx_tail_label(&tail, 0), buf, size, at);
			if (at + 1 < size)
				buf[at] = '.';
			at++;
		}
	}
	return smx_tail_write(&protected, at, buf, size);
}
