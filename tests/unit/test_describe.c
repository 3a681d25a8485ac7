/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "common/wire.h"
#include "unit.h"

START_TEST(edits_of_verdicts)
{
	static const struct {
		const char *protected, *qname;
		enum smx_rule rule;
		const char *edits;
	} cases[] = {
		{"army.mil", "army.ml", SMX_RULE_TLD, "omitted 'i' at 7"},
		{"army.mil", "us.ARMY.ml", SMX_RULE_TLD, "omitted 'i' at 7"},
		{"gmail.com", "gmial.com", SMX_RULE_SWAP, "swapped 'a' and 'i' at 3"},
		{"gmail.com", "x.y.gmall.com", SMX_RULE_LOOK, "replaced 'i' by 'l' at 4"},
		{"gmail.com", "mailgmail.com", SMX_RULE_HOST, "inserted 'mail' at 1"},
		{"gmail.com", "www-gmail.com", SMX_RULE_HOST, "inserted 'www-' at 1"},
		{"us.dell.com", "usdell.com", SMX_RULE_DOT, "omitted '.' at 3"},
		{"us.dell.com", "us-dell.com", SMX_RULE_DOT, "replaced '.' by '-' at 3"},
		{"comcast.net", "comcst.ne", SMX_RULE_BOTH,
		 "omitted 'a' at 5, omitted 't' at 11"},
		{"lockheedmartin.com", "lockhedmrtin.com", SMX_RULE_TWO,
		 "omitted 'e' at 7, omitted 'a' at 10"},
		{"microsoft.com", "rnicrosoft.com", SMX_RULE_GLYPH, "replaced 'm' by 'rn' at 1"},
		{"microsoft.com", "micr0s0ft.com", SMX_RULE_GLYPH,
		 "replaced 'o' by '0' at 5, replaced 'o' by '0' at 7"},
		/* Cyrillic a for the first one, in a label and with others beside it. */
		{"paypal.com", "xn--pypal-4ve.com", SMX_RULE_GLYPH,
		 "replaced 'a' by U+0430 at 2"},
		{"us.paypal.com", "us.xn--pypal-4ve.com", SMX_RULE_GLYPH,
		 "replaced 'a' by U+0430 at 5"},
		{"mil", "army.ml", SMX_RULE_ZONE, "omitted 'i' at 2"},
		{"mil", "army.ML", SMX_RULE_ZONE, "omitted 'i' at 2"},
		{"gov.uk", "x.gob.uk", SMX_RULE_ZONE, "replaced 'v' by 'b' at 3"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint8_t wire[SMX_WIRE_MAX];
		size_t len = common_wire(cases[i].qname, wire);
		struct smx_policy *policy;
		struct smx_verdict verdict;
		char records[64], edits[SMX_EDITS_TEXT_SIZE];

		strcpy(records, cases[i].protected);
		strcat(records, " CNAME .\n");
		policy = unit_policy(records);
		smx_lookup(policy, wire, len, &verdict);
		ck_assert_msg(verdict.reason == SMX_MATCH, "%s", cases[i].qname);
		ck_assert_msg(verdict.rule == cases[i].rule, "%s: %s", cases[i].qname,
			      smx_rule_name(verdict.rule));
		ck_assert_uint_eq(smx_edits_write(&verdict, wire, len, edits, sizeof edits),
				  strlen(edits));
		ck_assert_str_eq(edits, cases[i].edits);
		smx_policy_free(policy);
	}
}
END_TEST

START_TEST(edits_are_cut_and_terminated)
{
	static const uint8_t qname[] = "\004army\002ml";
	struct smx_policy *policy = unit_policy("army.mil CNAME .\n");
	struct smx_verdict verdict;
	char edits[8] = "!!!!!!!";

	smx_lookup(policy, qname, sizeof qname, &verdict);
	ck_assert_int_eq(verdict.reason, SMX_MATCH);
	ck_assert_uint_eq(smx_edits_write(&verdict, qname, sizeof qname, edits, 6), 16);
	ck_assert_str_eq(edits, "omitt");
	ck_assert_int_eq(edits[6], '!');
	ck_assert_uint_eq(smx_edits_write(&verdict, qname, sizeof qname, NULL, 0), 16);
	smx_policy_free(policy);
}
END_TEST

/* As long as a name can be, and each of its dots lost. */
START_TEST(the_longest_edits_have_room)
{
	char protected[SMX_WIRE_MAX] = "", records[300];
	uint8_t wire[SMX_WIRE_MAX];
	struct smx_policy *policy;
	struct smx_verdict verdict;
	static char edits[SMX_EDITS_TEXT_SIZE];
	size_t at = 0;

	for (unsigned i = 0; i < 60; i++)
		strcat(protected, "a.");
	strcat(protected, "army.mil");
	strcpy(records, protected);
	strcat(records, " CNAME .\n");
	policy = unit_policy(records);
	/* A hyphen for every dot but one in 20, as labels have their limit. */
	for (unsigned label = 0; label < 3; label++) {
		wire[at++] = 39;
		for (unsigned i = 0; i < 39; i++)
			wire[at++] = i % 2 == 0 ? 'a' : '-';
	}
	memcpy(wire + at, "\004army\003mil", 10);
	smx_lookup(policy, wire, at + 10, &verdict);
	ck_assert_int_eq(verdict.reason, SMX_MATCH);
	ck_assert_int_eq(verdict.rule, SMX_RULE_DOT);
	ck_assert_uint_lt(smx_edits_write(&verdict, wire, at + 10, edits, sizeof edits),
			  sizeof edits);
	ck_assert_ptr_nonnull(strstr(edits, ", replaced '.' by '-' at 118"));
	smx_policy_free(policy);
}
END_TEST

Suite *
suite_describe(void)
{
	Suite *suite = suite_create("describe");
	TCase *tcase = tcase_create("describe");

	tcase_add_test(tcase, edits_of_verdicts);
	tcase_add_test(tcase, edits_are_cut_and_terminated);
	tcase_add_test(tcase, the_longest_edits_have_room);
	suite_add_tcase(suite, tcase);
	return suite;
}
