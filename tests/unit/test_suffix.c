/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "match/suffix.h"
#include "unit.h"

/* What the list was asked last. */
static char asked[SMX_WIRE_MAX];

static bool
answer(const void *list, const char *name)
{
	strcpy(asked, name);
	return list != NULL;
}

START_TEST(the_list_is_asked_about_text)
{
	static const uint8_t odd[] = "\003a\0b\003c.d\002\377e";
	struct smx_suffix_list list = {.list = asked, .is_public = answer, .is_registry = answer};
	struct smx_name name = unit_name("mail.Co.uk");
	struct smx_tail tail = smx_name_tail(&name, 2), all = {&name, 0};

	ck_assert(smx_suffix_is_public(&list, &tail));
	ck_assert_str_eq(asked, "co.uk");
	ck_assert_int_eq(smx_name_from_wire(&name, odd, sizeof odd), SMX_OK);
	ck_assert(smx_suffix_is_registry(&list, &all));
	ck_assert_str_eq(asked, "a?b.c?d.?e");
}
END_TEST

Suite *
suite_suffix(void)
{
	Suite *suite = suite_create("suffix");
	TCase *tcase = tcase_create("suffix");

	tcase_add_test(tcase, the_list_is_asked_about_text);
	suite_add_tcase(suite, tcase);
	return suite;
}
