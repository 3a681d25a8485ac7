/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "policy/host.h"
#include "unit.h"

START_TEST(names_as_people_write_them)
{
	static const struct {
		const char *text, *name;
		const char *why;
	} cases[] = {
		{"army.mil", "army.mil", "plain"},
		{"Army.MIL.", "army.mil", "upper case, final dot"},
		{"*.army.mil", "army.mil", "the wildcard means the same"},
		{"b\303\274cher.example", "xn--bcher-kva.example", "a U-label"},
		{"B\303\234CHER.example", "xn--bcher-kva.example", "mapped to lower case (UTS #46)"},
		{"fa\303\237.de", "xn--fa-hia.de", "sharp s is kept (not transitional)"},
		{"xn--bcher-kva.example", "xn--bcher-kva.example", "an A-label"},
		{"\342\230\203.example", NULL, "a snowman is no letter"},
		{"\377\376.example", NULL, "not UTF-8"},
		{"", NULL, "nothing"},
		{".", NULL, "the root"},
		{"a..b", NULL, "an empty label"},
		{"*", "*", "a label like others; the check of hosts refuses it"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_place place = {&messages, "f", 1};
		struct smx_name name;
		int rc;

		smx_messages_init(&messages);
		rc = smx_host_parse(cases[i].text, strlen(cases[i].text), &place, &name);
		ck_assert_msg((rc == SMX_OK) == (cases[i].name != NULL), "%s: %s", cases[i].text,
			      cases[i].why);
		ck_assert_uint_eq(messages.n_errors, rc == SMX_OK ? 0 : 1);
		if (rc == SMX_OK)
			ck_assert_msg(smx_span_equals(smx_name_text(&name),
						      unit_span(cases[i].name)),
				      "%s: %s", cases[i].text, cases[i].why);
		smx_messages_free(&messages);
	}
}
END_TEST

START_TEST(what_can_be_exempt)
{
	static const struct {
		const char *name;
		int rc;
	} cases[] = {
		{"_dmarc.army.ml", SMX_OK}, {"-a.com", SMX_OK},       {"xn--a.com", SMX_OK},
		{"a b.com", SMX_ENAME},     {"a\tb.com", SMX_ENAME}, {"a/b.com", SMX_ENAME},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_place place = {&messages, "f", 3};
		struct smx_name name = unit_name(cases[i].name);

		smx_messages_init(&messages);
		ck_assert_int_eq(smx_host_check(&name, SMX_HOST_EXEMPT, &place), cases[i].rc);
		smx_messages_free(&messages);
	}
}
END_TEST

START_TEST(what_can_be_protected)
{
	static const struct {
		const char *name;
		const char *message; /* NULL: it can */
	} cases[] = {
		{"army.mil", NULL},
		{"a-b.c1", NULL},
		{"1800flowers.com", NULL},
		{"xn--bcher-kva.example", NULL},
		{"-a.com", "f:3: '-a.com' is not a host name: letters, digits and hyphens, no "
			   "hyphen at the ends of a label"},
		{"a b.com", "f:3: 'a\\032b.com' is not a host name: letters, digits and hyphens, "
			    "no hyphen at the ends of a label"},
		{"a_b.com", "f:3: 'a_b.com' is not a host name: letters, digits and hyphens, no "
			    "hyphen at the ends of a label"},
		{"xn--a.com", "f:3: 'xn--a' in 'xn--a.com' is not a valid A-label: write what idn2 "
			      "makes of the name"},
		{"xn--bcher-99999999.de", "f:3: 'xn--bcher-99999999' in 'xn--bcher-99999999.de' is "
					  "not a valid A-label: write what idn2 makes of the name"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_place place = {&messages, "f", 3};
		struct smx_name name = unit_name(cases[i].name);
		int rc;

		smx_messages_init(&messages);
		rc = smx_host_check(&name, SMX_HOST_PROTECTED, &place);
		ck_assert_msg((rc == SMX_OK) == (cases[i].message == NULL), "%s", cases[i].name);
		if (rc != SMX_OK)
			ck_assert_str_eq(unit_message(&messages, 0), cases[i].message);
		smx_messages_free(&messages);
	}
}
END_TEST

Suite *
suite_host(void)
{
	Suite *suite = suite_create("host");
	TCase *tcase = tcase_create("host");

	tcase_add_test(tcase, names_as_people_write_them);
	tcase_add_test(tcase, what_can_be_exempt);
	tcase_add_test(tcase, what_can_be_protected);
	suite_add_tcase(suite, tcase);
	return suite;
}
