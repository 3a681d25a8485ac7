/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>

#include "unit.h"

START_TEST(what_never_acts_is_said)
{
	static const struct {
		const char *records, *warning; /* NULL: none */
	} cases[] = {
		{"; nothing\n", "z: no names in it, neither protected nor exempt ones: add some, or "
				"remove its section from straymx.conf"},
		{"nic.ml CNAME rpz-passthru.\n", NULL},
		/* Least lengths of one name. */
		{"a.mil CNAME .\n_straymx.a.mil TXT \"mode=enforce\"\n_straymx.a.mil TXT "
		 "\"omit=2\"\n",
		 "z:7: omit=2 never acts: the longest label left of the suffix of 'a.mil' has the "
		 "length 1: write 1 or less, or 0 to turn the rule off"},
		{"mail.us.army.mil CNAME .\n_straymx.mail.us.army.mil TXT \"tld=5\"\n",
		 "z:6: tld=5 never acts: the registrable label of 'mail.us.army.mil' has the length "
		 "4: write 4 or less, or 0 to turn the rule off"},
		{"us.army.mil CNAME .\n_straymx.us.army.mil TXT \"host=3\"\n",
		 "z:6: host=3 never acts: the first label of 'us.army.mil' has the length 2: write "
		 "2 or less, or 0 to turn the rule off"},
		{"us.army.mil CNAME .\n_straymx.us.army.mil TXT \"host=2\" \"swap=4\" \"two=0\"\n",
		 NULL},
		{"gmail.com CNAME .\n_straymx.gmail.com TXT \"glyph=63\"\n", NULL}, /* A-labels */
		{"gov.uk CNAME .\n_straymx.gov.uk TXT \"tld=3\" \"omit=0\"\n",
		 "z:6: tld=3 never acts: 'gov.uk' is a public suffix, which has the rule zone alone: "
		 "remove it"},
		/* Those of all names. */
		{"@ TXT \"profile=wide\"\n@ TXT \"omit=7\"\narmy.mil CNAME .\nus.dell.com CNAME .\n",
		 "z:6: omit=7 never acts: of all names here, no label that it is about is longer "
		 "than 4: write 4 or less, or 0 to turn the rule off"},
		{"@ TXT \"omit=7\"\narmy.mil CNAME .\ncollege.mil CNAME .\n", NULL},
		{"@ TXT \"omit=7\"\narmy.mil CNAME .\n_straymx.army.mil TXT \"omit=4\"\n", NULL},
		{"@ TXT \"omit=7\"\nmil CNAME .\n",
		 "z:5: omit=7 never acts: only public suffixes are protected by it, which have the "
		 "rule zone alone: remove it"},
		{"@ TXT \"omit=63\"\nnic.ml CNAME rpz-passthru.\n", NULL},
		/* Profiles. */
		{"va.gov CNAME .\n", NULL}, /* it may be there to be none of others' slips */
		{"va.gov CNAME .\n_straymx.va.gov TXT \"profile=closed\"\n", NULL},
		{"va.gov CNAME .\n_straymx.va.gov TXT \"profile=strict\" \"swap=2\"\n", NULL},
		{"va.gov CNAME .\n_straymx.va.gov TXT \"profile=strict\"\n",
		 "z:6: 'va.gov' is too short for all rules of its profile: nothing is taken for a "
		 "slip of it, look-alike A-labels aside; give it profile=closed or rule lengths of "
		 "its own"},
		{"va.gov CNAME .\n_straymx.va.gov TXT \"profile=strict\"\n"
		 "t.co CNAME .\n_straymx.t.co TXT \"profile=wide\"\narmy.mil CNAME .\n",
		 "z:8: 2 names are too short for all rules of their profiles, 't.co' the first: "
		 "nothing is taken for a slip of them, look-alike A-labels aside; give them "
		 "profile=closed or rule lengths of their own"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_messages messages;
		struct smx_policy *policy;
		char zone[1024];

		snprintf(zone, sizeof zone, "%s%s", UNIT_ZONE_HEAD, cases[i].records);
		unit_write("z", zone);
		policy = unit_load("zone \"z\" { file = \"z\" }\n", &messages);
		ck_assert_msg(policy != NULL, "%s", cases[i].records);
		ck_assert_msg(messages.n_messages == (cases[i].warning != NULL), "%s: %s",
			      cases[i].records,
			      messages.n_messages > 0 ? unit_message(&messages, 0) : "");
		if (cases[i].warning != NULL)
			ck_assert_str_eq(unit_message(&messages, 0), cases[i].warning);
		smx_messages_free(&messages);
		smx_policy_free(policy);
	}
}
END_TEST

Suite *
suite_tally(void)
{
	Suite *suite = suite_create("tally");
	TCase *tcase = tcase_create("tally");

	tcase_add_test(tcase, what_never_acts_is_said);
	suite_add_tcase(suite, tcase);
	return suite;
}
