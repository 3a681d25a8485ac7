/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "unit.h"

START_TEST(all_files_of_a_policy)
{
	struct smx_messages messages;
	struct smx_policy *policy;

	unit_write("m.zone", UNIT_ZONE_HEAD "army.mil CNAME .\nnic.ml CNAME rpz-passthru.\n");
	unit_write("f.list", "gmail.com\n!gmial.com\n");
	unit_write("a.list", "ary.ml\n");
	policy = unit_load("allow = { \"a.list\" }\n"
			   "zone \"m\" { file = \"m.zone\" }\n"
			   "zone \"f\" { file = \"f.list\" }\n",
			   &messages);
	ck_assert_ptr_nonnull(policy);
	ck_assert_uint_eq(smx_policy_count_zones(policy), 2);
	ck_assert_uint_eq(smx_policy_count_protected(policy), 2);
	ck_assert_uint_eq(smx_policy_count_exempt(policy), 3);
	ck_assert_str_eq(smx_entry_zone(unit_lookup(policy, "army.ml").entry), "m");
	ck_assert_str_eq(smx_entry_zone(unit_lookup(policy, "gmil.com").entry), "f");
	smx_policy_free(policy);
}
END_TEST

START_TEST(errors_of_all_files_are_reported)
{
	struct smx_messages messages;

	unit_write("m.zone", UNIT_ZONE_HEAD "army.mil NS x.\n");
	unit_write("f.list", "gmail..com\n");
	ck_assert_ptr_null(unit_load("allow = { \"missing.list\" }\n"
				     "zone \"m\" { file = \"m.zone\" }\n"
				     "zone \"f\" { file = \"f.list\" }\n",
				     &messages));
	ck_assert_uint_eq(messages.n_errors, 3);
	ck_assert_str_eq(unit_message(&messages, 0),
			 "missing.list: cannot open: No such file or directory");
	ck_assert_uint_eq(messages.list[1].line, 5);
	ck_assert_uint_eq(messages.list[2].line, 1);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(the_first_zone_wins_a_name_in_two)
{
	struct smx_messages messages;
	struct smx_policy *policy;

	unit_write("a.list", "army.mil\n");
	unit_write("b.list", "army.mil\nnavy.mil\n");
	policy = unit_load("zone \"b\" { file = \"b.list\" action = nodata }\n"
			   "zone \"a\" { file = \"a.list\" profile = closed }\n",
			   &messages);
	ck_assert_ptr_nonnull(policy);
	ck_assert_uint_eq(smx_policy_count_protected(policy), 2);
	ck_assert_str_eq(smx_entry_zone(unit_lookup(policy, "army.ml").entry), "b");
	/* Each entry has its own lengths: balanced would not match this one. */
	ck_assert_str_eq(smx_entry_zone(unit_lookup(policy, "arm.mil").entry), "a");
	smx_policy_free(policy);
}
END_TEST

START_TEST(any_allocation_may_fail)
{
	const char *path;
	size_t n = 0, total;

	unit_write("m.zone", UNIT_ZONE_HEAD
		   "@ TXT \"profile=wide\"\n"
		   "army.mil CNAME .\n_straymx.army.mil TXT \"omit=3\"\n"
		   "af.mil MX 10 a.example.\n A 192.0.2.1\n"
		   "nic.ml CNAME rpz-passthru.\n_straymx.nic.ml TXT \"expires=2026-11-30\"\n");
	unit_write("f.list", "gmail.com\nb\303\274cher.example\n!gmial.com\n");
	unit_write("a.list", "1,ary.ml\n");
	path = unit_write("straymx.conf", "allow = { \"a.list\" }\n"
					  "zone \"m\" { file = \"m.zone\" }\n"
					  "zone \"f\" { file = \"f.list\" }\n");
	do {
		struct smx_policy *policy;
		struct smx_messages messages;
		int rc;

		smx_messages_init(&messages);
		alloc_fail_after(n);
		rc = smx_policy_load(path, UNIT_NOW, &policy, &messages);
		total = alloc_never_fail();
		/* A warning's text may get lost for want of memory, an error may not. */
		ck_assert_int_eq(rc == SMX_OK, policy != NULL);
		ck_assert_int_eq(rc == SMX_OK, messages.n_errors == 0);
		smx_messages_free(&messages);
		smx_policy_free(policy);
	} while (n++ < total);
	ck_assert_uint_gt(total, 30);
}
END_TEST

START_TEST(shipped_zones_load_without_a_word)
{
	static const char *const zones[] = {"mil", "gov", "freemail", "example"};
	const char *folder = getenv("STRAYMX_ZONES");
	struct smx_messages messages;
	struct smx_policy *policy;
	char conf[2048];
	int at;

	ck_assert_msg(folder != NULL, "STRAYMX_ZONES is not set");
	at = snprintf(conf, sizeof conf, "allow = { \"%s/allow.list\" }\n", folder);
	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
		at += snprintf(conf + at, sizeof conf - (size_t)at,
			       "zone \"%s\" { file = \"%s/%s.zone\" }\n", zones[i], folder,
			       zones[i]);
	policy = unit_load(conf, &messages);
	ck_assert_msg(messages.n_messages == 0, "%s",
		      messages.n_messages > 0 ? unit_message(&messages, 0) : "");
	ck_assert_ptr_nonnull(policy);
	ck_assert_int_eq(unit_lookup(policy, "army.ml").reason, SMX_MATCH);
	ck_assert_int_eq(unit_lookup(policy, "www.nic.ml").reason, SMX_ALLOWED);
	ck_assert_int_eq(unit_lookup(policy, "whitepages.ml").reason, SMX_ALLOWED);
	ck_assert_int_eq(unit_lookup(policy, "amry.mil").reason, SMX_PROTECTED);
	ck_assert_int_eq(unit_lookup(policy, "irs.gvo").reason, SMX_MATCH);
	ck_assert_int_eq(unit_lookup(policy, "gmial.com").reason, SMX_MATCH);
	ck_assert_int_eq(unit_lookup(policy, "gmail.co").reason, SMX_MATCH);
	ck_assert_int_eq(unit_lookup(policy, "usdell.com").rule, SMX_RULE_DOT);
	ck_assert_int_eq(unit_lookup(policy, "lockhedmartin.com").entry->settings->action, SMX_DATA);
	smx_policy_free(policy);
}
END_TEST

START_TEST(a_review_goes_on_behind_errors_in_straymx_conf)
{
	static const struct {
		const char *conf;
		size_t n_errors; /* in straymx.conf */
	} cases[] = {
		{"keyboard = dvorak\nallow = { \"a.list\" }\nzone \"f\" { file = \"f.list\" }\n", 1},
		{"allow = { \"a.list\"\nzone \"f\" { file = \"f.list\" }\n", 1},
		{"allow = \"a.list\"\nzone { file = \"f.list\" }\n", 1}, /* no title */
		{"colour = red\nallow = { a.list }\nzone \"f\" { profile = x file = f.list\n", 3},
		{"\xef\xbb\xbf" "allow = { \"a.list\" }\nzone \"f\" { file = \"f.list\" }\n", 1},
	};
	struct smx_messages messages;

	unit_write("f.list", "gmail..com\n");
	unit_write("a.list", "\na..b\n");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		unit_review(cases[i].conf, &messages);
		ck_assert_msg(messages.n_errors == cases[i].n_errors + 2, "%zu: %zu errors", i,
			      messages.n_errors);
		ck_assert_uint_eq(messages.list[messages.n_messages - 2].line, 2);
		ck_assert_uint_eq(messages.list[messages.n_messages - 1].line, 1);
		smx_messages_free(&messages);
	}
}
END_TEST

START_TEST(any_allocation_of_a_review_may_fail)
{
	static const char conf[] = "keyboard = dvorak\nallow = { \"a.list\" }\n"
				   "zone \"m\" { file = \"m.zone\" }\nzone { file = \"f.list\" }\n";
	struct smx_messages messages;
	const char *path;
	size_t n = 0, total;
	int rc;

	unit_write("m.zone", UNIT_ZONE_HEAD "army.mil CNAME . ; reason=x\nabc.mil MX 1 army.ml.\n");
	unit_write("f.list", "gmail.com\ngmai.com\n");
	unit_write("a.list", "gmial.com\n");
	path = unit_write("straymx.conf", conf);
	do {
		alloc_fail_after(n);
		rc = unit_review_file(path, &messages);
		total = alloc_never_fail();
		ck_assert_int_ne(rc, SMX_OK); /* since straymx.conf has an error */
		smx_messages_free(&messages);
	} while (n++ < total);
	ck_assert_uint_gt(total, 100);
}
END_TEST

Suite *
suite_load(void)
{
	Suite *suite = suite_create("load");
	TCase *tcase = tcase_create("load");

	tcase_set_timeout(tcase, 120); /* valgrind */
	tcase_add_test(tcase, all_files_of_a_policy);
	tcase_add_test(tcase, errors_of_all_files_are_reported);
	tcase_add_test(tcase, the_first_zone_wins_a_name_in_two);
	tcase_add_test(tcase, any_allocation_may_fail);
	tcase_add_test(tcase, shipped_zones_load_without_a_word);
	tcase_add_test(tcase, a_review_goes_on_behind_errors_in_straymx_conf);
	tcase_add_test(tcase, any_allocation_of_a_review_may_fail);
	suite_add_tcase(suite, tcase);
	return suite;
}
