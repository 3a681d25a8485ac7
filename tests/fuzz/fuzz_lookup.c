/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wire format names against a fixed policy: the verdict is the reference's
 * (tests/reference), and what it names can be written whole.
 */
#undef NDEBUG
#include <assert.h>
#include <string.h>

#include "common/builder.h"
#include "fuzz.h"
#include "match/policy.h"
#include "match/profile.h"
#include "reference/reference.h"

static const struct {
	const char *name;
	enum smx_profile profile;
} protected[] = {
	{"army.mil", SMX_CLOSED},
	{"us.dell.com", SMX_BALANCED},
	{"gmail.com", SMX_WIDE},
	{"bbc.co.uk", SMX_CLOSED},
	{"xn--bcher-kva.example", SMX_CLOSED},
	{"lockheedmartin.com", SMX_BALANCED},
	{"mail.navy.mil", SMX_CLOSED},
	{"paypal.com", SMX_STRICT},
	{"mil", SMX_BALANCED},
	{"gov.uk", SMX_BALANCED},
};

static const char *const exempt[] = {"nic.ml"};

#define N_PROTECTED (sizeof protected / sizeof protected[0])

static void
protect(struct smx_builder *builder, const struct smx_zone *zone, const char *text,
	enum smx_profile profile, const struct smx_place *place)
{
	struct smx_params params;
	const struct smx_params *const sets[] = {&params};
	struct smx_name name;
	struct smx_draft draft = {.name = &name, .zone = zone, .params = sets, .n_params = 1,
				  .action = SMX_PARAM_UNSET};

	smx_params_init(&params);
	params.values[SMX_PARAM_PROFILE] = (int)profile;
	assert(smx_name_from_text(&name, text, strlen(text)) == SMX_OK);
	assert(smx_builder_protect(builder, &draft, place) == SMX_OK);
}

static void
make_both(struct smx_policy **policy, struct reference **reference)
{
	struct reference_entry entries[N_PROTECTED];
	struct smx_messages messages;
	struct smx_place place = {&messages, "fuzz", 0};
	struct smx_clients clients = {NULL, 0};
	struct smx_builder builder;
	struct smx_params none;
	struct smx_zone *zone;
	struct smx_name name;

	smx_messages_init(&messages);
	smx_params_init(&none);
	common_builder_init(&builder, &place);
	zone = smx_builder_add_zone(&builder, "fuzz", &clients);
	assert(zone != NULL);
	for (size_t i = 0; i < N_PROTECTED; i++) {
		protect(&builder, zone, protected[i].name, protected[i].profile, &place);
		entries[i].name = protected[i].name;
		for (int rule = 0; rule < SMX_N_RULES; rule++)
			entries[i].least_len[rule] = smx_profile_least_len(protected[i].profile,
									   (enum smx_rule)rule);
	}
	assert(smx_name_from_text(&name, exempt[0], strlen(exempt[0])) == SMX_OK);
	assert(smx_builder_exempt(&builder, &name, &none, &place) == SMX_OK);
	assert(smx_builder_finish(&builder, &place, policy) == SMX_OK);
	*reference = reference_new(entries, N_PROTECTED, exempt, 1, 0);
}

static void
write_all(const struct smx_verdict *verdict, const uint8_t *data, size_t size)
{
	static char text[SMX_EDITS_TEXT_SIZE];

	assert(verdict->candidate_offset < size);
	assert(smx_name_write(data, size, text, sizeof text) < SMX_NAME_TEXT_SIZE);
	assert(smx_candidate_write(verdict, data, size, text, sizeof text) < SMX_NAME_TEXT_SIZE);
	assert(smx_intended_write(verdict, data, size, text, sizeof text) <
	       2 * SMX_NAME_TEXT_SIZE);
	assert(smx_edits_write(verdict, data, size, text, sizeof text) < sizeof text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct smx_policy *policy;
	static struct reference *reference;
	struct reference_verdict expected;
	struct smx_verdict got;

	if (policy == NULL)
		make_both(&policy, &reference);
	smx_lookup(policy, data, size, &got);
	reference_lookup(reference, data, size, &expected);
	assert(got.reason == expected.reason);
	if (got.reason != SMX_MATCH)
		return 0;
	assert(got.entry->sequence == expected.entry);
	assert(got.candidate_offset == expected.candidate_offset);
	assert(got.rule == expected.rule && got.distance == expected.distance);
	write_all(&got, data, size);
	return 0;
}
