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
	return policy->n_protected;
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
	return sizeof *policy + policy->n_zones * (sizeof(void *) + sizeof(struct smx_zone)) +
	       policy->n_entries * sizeof(void *) + policy->arena.size +
	       smx_index_size(&policy->index) + smx_nameset_size(&policy->exempt);
}

bool
smx_entry_asks(const struct smx_entry *entry)
{
	if (entry->settings->verify == SMX_VERIFY_AUTO)
		return smx_entry_is_suffix(entry);
	return entry->settings->verify == SMX_VERIFY_DNS;
}

bool
smx_entry_covers_client(const struct smx_entry *entry, int family, const void *address)
{
	return smx_clients_cover(&entry->settings->zone->clients, family, address);
}

enum smx_action
smx_entry_action(const struct smx_entry *entry)
{
	return entry->settings->action;
}

enum smx_mode
smx_entry_mode(const struct smx_entry *entry)
{
	return entry->settings->mode;
}

const char *
smx_entry_zone(const struct smx_entry *entry)
{
	return entry->settings->zone->title;
}

size_t
smx_entry_name_write(const struct smx_entry *entry, char *buf, size_t size)
{
	struct smx_name name;
	struct smx_tail all = {&name, 0};

	smx_entry_name(entry, &name);
	return smx_tail_write(&all, 0, buf, size);
}

size_t
smx_name_write(const uint8_t *qname, size_t qname_len, char *buf, size_t size)
{
	struct smx_name name;
	struct smx_tail all = {&name, 0};

	if (smx_name_from_wire(&name, qname, qname_len) != SMX_OK)
		name.n_labels = 0;
	return smx_tail_write(&all, 0, buf, size);
}

size_t
smx_candidate_write(const struct smx_verdict *verdict, const uint8_t *qname, size_t qname_len,
		    char *buf, size_t size)
{
	size_t len;
	const uint8_t *wire = smx_candidate_wire(verdict, qname, qname_len, &len);

	return smx_name_write(wire, len, buf, size);
}

size_t
smx_intended_write(const struct smx_verdict *verdict, const uint8_t *qname, size_t qname_len,
		   char *buf, size_t size)
{
	struct smx_name name, protected;
	struct smx_tail protected_all = {&protected, 0};
	size_t at = 0;

	smx_entry_name(verdict->entry, &protected);
	if (smx_name_from_wire(&name, qname, qname_len) == SMX_OK) {
		for (unsigned i = 0; name.start[i] < verdict->candidate_offset; i++) {
			struct smx_tail tail = {&name, i};

			at = smx_label_write(smx_tail_label(&tail, 0), buf, size, at);
			if (at + 1 < size)
				buf[at] = '.';
			at++;
		}
	}
	return smx_tail_write(&protected_all, at, buf, size);
}
