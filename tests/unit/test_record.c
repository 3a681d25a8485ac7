/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/record.h"
#include "unit.h"

START_TEST(records_of_an_owner_come_together)
{
	static const struct {
		const char *owner;
		unsigned line;
	} added[] = {{"b", 3}, {"a", 9}, {"b", 1}, {"a.b", 2}, {"a", 4}};
	static const unsigned sorted[] = {4, 9, 2, 1, 3};
	struct smx_records records;

	smx_records_init(&records);
	smx_records_sort(&records);
	for (size_t i = 0; i < sizeof added / sizeof added[0]; i++) {
		struct smx_name owner = unit_name(added[i].owner);

		ck_assert_int_eq(smx_records_add(&records, SMX_RECORD_PARAM, 0, &owner, "x=y", 3,
						 added[i].line),
				 SMX_OK);
	}
	smx_records_sort(&records);
	for (size_t i = 0; i < records.n_records; i++) {
		ck_assert_uint_eq(records.list[i]->line, sorted[i]);
		ck_assert_mem_eq(records.list[i]->bytes, "x=y", 3);
	}
	smx_records_free(&records);
	ck_assert_uint_eq(records.n_records, 0);
}
END_TEST

Suite *
suite_record(void)
{
	Suite *suite = suite_create("record");
	TCase *tcase = tcase_create("record");

	tcase_add_test(tcase, records_of_an_owner_come_together);
	suite_add_tcase(suite, tcase);
	return suite;
}
