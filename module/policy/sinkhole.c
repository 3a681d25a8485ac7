/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/sinkhole.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "match/lookup.h"

#define RR_TYPE_A 1
#define RR_TYPE_MX 15
#define RR_TYPE_AAAA 28
#define RDATA_AT 2 /* in a wire of smx_rdata, behind RDLENGTH */

/* ---- addresses -------------------------------------------------------------------- */

/* Connections to 127/8 stay on the host (RFC 1122, 3.2.1.3), and in practice those to
 * 0/8 do as well. */
static bool
is_own_v4(const uint8_t address[4])
{
	return address[0] == 127 || address[0] == 0;
}

static bool
is_own_v6(const uint8_t address[16])
{
	struct in6_addr in6;

	memcpy(&in6, address, sizeof in6);
	if (IN6_IS_ADDR_V4MAPPED(&in6))
		return is_own_v4(address + 12);
	return IN6_IS_ADDR_LOOPBACK(&in6) || IN6_IS_ADDR_UNSPECIFIED(&in6);
}

/* The address of a record that is one of the host that asks; false if it is not. */
static bool
write_own_address(const struct smx_rdata *data, char text[INET6_ADDRSTRLEN])
{
	const uint8_t *address = data->wire + RDATA_AT;

	if (data->type == RR_TYPE_A && is_own_v4(address))
		return inet_ntop(AF_INET, address, text, INET6_ADDRSTRLEN) != NULL;
	if (data->type == RR_TYPE_AAAA && is_own_v6(address))
		return inet_ntop(AF_INET6, address, text, INET6_ADDRSTRLEN) != NULL;
	return false;
}

/*
 * Postfix looks for the addresses it listens on among those it is to deliver to, and in the
 * greeting of the server for its own name; either ends in this bounce.
 */
static void
warn_of_loop(const struct smx_place *place, const char *record)
{
	smx_warn(place,
		 "%s leads each mail server to itself: Postfix bounces such mail (5.4.6, it 'loops "
		 "back to myself'), and other servers may defer it: write the address of a "
		 "sinkhole, or MX 0 . to have it bounced",
		 record);
}

/* ---- hosts ------------------------------------------------------------------------ */

static bool
is_localhost(const struct smx_name *name)
{
	static const char localhost[] = "localhost";
	struct smx_tail all = {name, 0};
	struct smx_span tld = smx_tail_label(&all, name->n_labels - 1u);

	return tld.len == strlen(localhost) && memcmp(tld.ptr, localhost, tld.len) == 0;
}

static bool
has_dotted_label(const struct smx_name *name)
{
	unsigned n_dots = 0;

	for (size_t i = 0; i < smx_name_text(name).len; i++)
		n_dots += name->text[i] == '.';
	return n_dots + 1 != name->n_labels;
}

static int
study_host(struct smx_advice *advice, const struct smx_rdata *data, const struct smx_place *place)
{
	const size_t at = RDATA_AT + 2; /* behind the preference */
	struct smx_tail all;
	struct smx_name name;
	char text[SMX_NAME_TEXT_SIZE], record[SMX_NAME_TEXT_SIZE + 16];

	if (smx_name_from_wire(&name, data->wire + at, data->len - at) != SMX_OK ||
	    name.n_labels == 0)
		return SMX_OK;
	if (is_localhost(&name)) {
		all = (struct smx_tail){&name, 0};
		smx_tail_write(&all, 0, text, sizeof text);
		snprintf(record, sizeof record, "MX %u %s.",
			 data->wire[RDATA_AT] * 256u + data->wire[RDATA_AT + 1], text);
		warn_of_loop(place, record);
	}
	return has_dotted_label(&name) ? SMX_OK : smx_notes_add(&advice->hosts, &name, place);
}

int
smx_sinkhole_study(struct smx_advice *advice, const struct smx_rdata *data,
		   const struct smx_place *place)
{
	char address[INET6_ADDRSTRLEN], record[INET6_ADDRSTRLEN + 16];

	if (data->type == RR_TYPE_MX)
		return study_host(advice, data, place);
	if (write_own_address(data, address)) {
		snprintf(record, sizeof record, "%s %s", data->type == RR_TYPE_A ? "A" : "AAAA",
			 address);
		warn_of_loop(place, record);
	}
	return SMX_OK;
}

void
smx_sinkhole_warn_of_hosts(const struct smx_advice *advice, const struct smx_policy *policy,
			   struct smx_messages *messages)
{
	const struct smx_filter enforced = {.is_enforced = true};
	struct smx_notes_place next = {0, 0};
	struct smx_name name;
	uint32_t number;

	if (!smx_policy_has_type(policy, RR_TYPE_A) && !smx_policy_has_type(policy, RR_TYPE_AAAA))
		return;
	while (smx_notes_next(&advice->hosts, &next, &name, &number)) {
		struct smx_place place =
			smx_origins_place(&advice->hosts.origins, number, messages);
		struct smx_tail all = {&name, 0};
		struct smx_verdict verdict;
		char host[SMX_NAME_TEXT_SIZE], protected[SMX_NAME_TEXT_SIZE];
		uint8_t wire[SMX_WIRE_MAX];

		smx_lookup_filtered(policy, &enforced, wire, smx_name_to_wire(&name, wire),
				    &verdict);
		if (verdict.reason != SMX_MATCH)
			continue;
		smx_tail_write(&all, 0, host, sizeof host);
		smx_entry_name_write(verdict.entry, protected, sizeof protected);
		smx_warn(&place,
			 "the MX names '%s', which is itself taken for '%s' by the rule %s: its "
			 "address is intercepted, so that mail servers do not find the sinkhole; "
			 "name another host, or exempt this one",
			 host, protected, smx_rule_name(verdict.rule));
	}
}
