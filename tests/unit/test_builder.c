/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "policy/builder.h"
#include "unit.h"

START_TEST(from_empty_to_frozen)
{
	static const struct smx_soa soa = {.mname = {0}, .mname_len = 1, .rname = {0},
					   .rname_len = 1, .serial = 0x01020304, .refresh = 5,
					   .retry = 6, .expire = 7};
	static const uint8_t soa_wire[] = {0, 22, 0, 0, 1, 2, 3, 4, 0, 0, 0, 5,
					   0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 60};
	uint8_t address[] = {0, 4, 192, 0, 2, 1};
	struct smx_rdata data = {1, sizeof address, address};
	struct smx_messages messages;
	struct smx_place place = {&messages, "f", 1};
	struct smx_clients clients = {NULL, 0};
	struct smx_builder builder;
	struct smx_name name = unit_name("us.army.mil");
	struct smx_draft draft = {.name = &name, .action = SMX_DATA, .data = &data, .n_data = 1};
	struct smx_zone *zone;
	struct smx_policy *policy;

	smx_messages_init(&messages);
	ck_assert_int_eq(smx_builder_init(&builder, UNIT_NOW, &place), SMX_OK);
	builder.policy->ttl = 60;
	zone = smx_builder_add_zone(&builder, "z", &clients);
	ck_assert_ptr_nonnull(zone);
	ck_assert_int_eq(smx_builder_set_soa(&builder, zone, &soa, &place), SMX_OK);
	ck_assert_uint_eq(zone->soa_len, sizeof soa_wire);
	ck_assert_mem_eq(zone->soa_wire, soa_wire, sizeof soa_wire);
	draft.zone = zone;
	ck_assert_int_eq(smx_builder_protect(&builder, &draft, &place), SMX_OK);
	address[2] = 0; /* it has been copied */
	ck_assert_int_eq(smx_builder_finish(&builder, &place, &policy), SMX_OK);
	ck_assert_uint_eq(policy->index.longest, 3);
	ck_assert_uint_eq(policy->n_entries, 1);
	ck_assert_uint_eq(policy->entries[0]->n_suffix_labels, 1);
	ck_assert(!smx_entry_is_suffix(policy->entries[0]));
	ck_assert_uint_eq(policy->entries[0]->data[0].wire[2], 192);
	ck_assert_uint_eq(messages.n_messages, 0);
	smx_policy_free(policy);
	smx_policy_free(NULL);
}
END_TEST

START_TEST(whether_the_day_matters)
{
	static const struct {
		time_t expires;
		bool has_expiring;
	} cases[] = {{0, false}, {UNIT_NOW, false}, {UNIT_NOW + 1, true}, {UNIT_NOW * 2, true}};
	struct smx_name name = unit_name("nic.ml");

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_place place = {&messages, "f", 1};
		struct smx_builder builder;
		struct smx_params params;

		smx_messages_init(&messages);
		smx_params_init(&params);
		params.expires = cases[i].expires;
		ck_assert_int_eq(smx_builder_init(&builder, UNIT_NOW, &place), SMX_OK);
		ck_assert(!builder.has_expiring);
		ck_assert_int_eq(smx_builder_exempt(&builder, &name, &params, &place), SMX_OK);
		ck_assert(builder.has_expiring == cases[i].has_expiring);
		smx_builder_abandon(&builder);
		smx_messages_free(&messages);
	}
}
END_TEST

Suite *
suite_builder(void)
{
	Suite *suite = suite_create("builder");
	TCase *tcase = tcase_create("builder");

	tcase_add_test(tcase, from_empty_to_frozen);
	tcase_add_test(tcase, whether_the_day_matters);
	suite_add_tcase(suite, tcase);
	return suite;
}
