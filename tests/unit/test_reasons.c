/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "alloc.h"
#include "policy/reasons.h"
#include "unit.h"

START_TEST(comments_that_give_a_reason)
{
	static const struct {
		const char *line;
		bool has_reason;
	} cases[] = {
		{"a.mil CNAME . ; reason=x", true},
		{"a.mil CNAME . ;reason=x", true},
		{"a.mil CNAME . ; the reason=x", false},
		{"a.mil CNAME . ; reason=", false}, /* none is given */
		{"a.mil CNAME . ; reason", false},
		{"a.mil CNAME . # reason=x", false},
		{"a.mil TXT \"; reason=x\"", false},
		{"a.mil TXT \"\" ; reason=x", true},
		{"a\\;b.mil CNAME . ; reason=x", true},
		{"; reason=x", true}, /* of no name */
		{"", false},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_reasons reasons = {NULL, 0};
		struct smx_text text;
		char bytes[128] = "\n";

		strcat(strcat(bytes, cases[i].line), "\n\n");
		ck_assert_int_eq(smx_text_copy(&text, bytes, strlen(bytes)), SMX_OK);
		ck_assert_int_eq(smx_reasons_read(&reasons, &text, ';'), SMX_OK);
		ck_assert_msg(smx_reasons_has(&reasons, 2) == cases[i].has_reason, "%s",
			      cases[i].line);
		ck_assert(!smx_reasons_has(&reasons, 1) && !smx_reasons_has(&reasons, 3));
		smx_reasons_free(&reasons);
		smx_text_free(&text);
	}
}
END_TEST

START_TEST(any_allocation_may_fail)
{
	static const char bytes[] = "# reason=x\na\n#reason=y\n# reason=z";
	struct smx_reasons reasons = {NULL, 0};
	struct smx_text text;
	size_t n = 0;
	int rc;

	ck_assert_int_eq(smx_text_copy(&text, bytes, strlen(bytes)), SMX_OK);
	do {
		alloc_fail_after(n++);
		rc = smx_reasons_read(&reasons, &text, '#');
		alloc_never_fail();
		ck_assert_uint_eq(reasons.n_lines, rc == SMX_OK ? 3 : 0);
	} while (rc != SMX_OK);
	ck_assert_uint_gt(n, 1);
	smx_reasons_free(&reasons);
	smx_text_free(&text);
}
END_TEST

Suite *
suite_reasons(void)
{
	Suite *suite = suite_create("reasons");
	TCase *tcase = tcase_create("reasons");

	tcase_add_test(tcase, comments_that_give_a_reason);
	tcase_add_test(tcase, any_allocation_may_fail);
	suite_add_tcase(suite, tcase);
	return suite;
}
