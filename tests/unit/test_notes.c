/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "alloc.h"
#include "policy/notes.h"
#include "unit.h"

START_TEST(names_come_back_in_their_order)
{
	struct smx_place place = {NULL, "a.list", 0};
	struct smx_notes_place next = {0, 0};
	struct smx_notes notes;
	struct smx_name name;
	uint32_t number;
	char text[32];

	smx_notes_init(&notes);
	ck_assert(!smx_notes_next(&notes, &next, &name, &number));
	for (place.line = 1; place.line <= 1000; place.line++) {
		snprintf(text, sizeof text, "n%u.example", place.line);
		name = unit_name(text);
		ck_assert_int_eq(smx_notes_add(&notes, &name, &place), SMX_OK);
	}
	for (unsigned i = 1; i <= 1000; i++) {
		ck_assert(smx_notes_next(&notes, &next, &name, &number));
		snprintf(text, sizeof text, "n%u.example", i);
		ck_assert(smx_span_equals(smx_name_text(&name), unit_span(text)));
		ck_assert_uint_eq(smx_origins_place(&notes.origins, number, NULL).line, i);
	}
	ck_assert(!smx_notes_next(&notes, &next, &name, &number));
	smx_notes_free(&notes);
}
END_TEST

START_TEST(any_allocation_may_fail)
{
	struct smx_place place = {NULL, "a.list", 1};
	struct smx_name name = unit_name("army.mil");
	struct smx_notes notes;
	size_t n = 0;
	int rc;

	smx_notes_init(&notes);
	do {
		alloc_fail_after(n++);
		rc = smx_notes_add(&notes, &name, &place);
		alloc_never_fail();
		ck_assert_uint_eq(notes.len > 0, rc == SMX_OK);
		ck_assert_uint_eq(notes.origins.n_origins, rc == SMX_OK);
	} while (rc != SMX_OK);
	ck_assert_uint_gt(n, 1);
	smx_notes_free(&notes);
}
END_TEST

Suite *
suite_notes(void)
{
	Suite *suite = suite_create("notes");
	TCase *tcase = tcase_create("notes");

	tcase_add_test(tcase, names_come_back_in_their_order);
	tcase_add_test(tcase, any_allocation_may_fail);
	suite_add_tcase(suite, tcase);
	return suite;
}
