/* SPDX-License-Identifier: BSD-3-Clause */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "spellings.h"
#include "unit.h"
#include "variants.h"

/* The variants that were given, in order, and as a tree for finding them. */
struct given {
	const struct smx_policy *policy;
	const struct smx_entry *entry;
	void *tree;
	size_t n;
	enum smx_rule last_rule;
	size_t n_rules; /* how often the rule changed */
};

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool
has(const struct given *given, const char *text)
{
	return tfind(text, (void *const *)&given->tree, compare_texts) != NULL;
}

/* Each one is new, and what the lookup says of it. */
static bool
take(void *closure, const struct variant *variant)
{
	struct given *given = closure;
	struct smx_verdict verdict = unit_lookup(given->policy, variant->text);

	ck_assert_msg(!has(given, variant->text), "%s twice", variant->text);
	ck_assert_int_eq(verdict.reason, SMX_MATCH);
	ck_assert_ptr_eq(verdict.entry, given->entry);
	ck_assert_uint_eq(verdict.candidate_offset, 0);
	ck_assert_int_eq(verdict.rule, variant->verdict.rule);
	ck_assert_uint_eq(variant->wire_len, strlen(variant->text) + 2);
	if (given->n == 0 || verdict.rule != given->last_rule)
		given->n_rules++;
	given->last_rule = verdict.rule;
	given->n++;
	tsearch(strdup(variant->text), &given->tree, compare_texts);
	return true;
}

static struct variants_outcome
list(struct given *given, const struct smx_policy *policy, size_t entry, uint64_t limit)
{
	struct variants_outcome outcome;
	struct variants *variants;

	*given = (struct given){.policy = policy, .entry = policy->entries[entry]};
	ck_assert_int_eq(variants_new(policy, NULL, &variants), SMX_OK);
	ck_assert_int_eq(variants_each(variants, given->entry, limit, take, given, &outcome), SMX_OK);
	ck_assert_uint_eq(outcome.n_given, given->n);
	variants_free(variants);
	return outcome;
}

START_TEST(what_is_among_them)
{
	static const char *const expected[] = {
		"dellcorp.co",	"dellcorp.cm",	"delcorp.com", "delllcorp.com", "delclorp.com",
		"dell-corp.com", "d.ellcorp.com", "de11corp.com", "dellcrop.com", "maildellcorp.com",
		"www-dellcorp.com", "delkcorp.com", "xn--dllcorp-7gg.com", "dellcorpx.com",
	};
	static const char *const others[] = {
		"-dellcorp.com", "dellcorp-.com", "dellcorp.con", /* not delegated */
		"dellcorp.c-om", "dellcorp.co.m", "dellcorp-com",
		"dellcorp.com", "mail.dellcorp.com",
	};
	struct smx_policy *policy = unit_policy("dellcorp.com CNAME .\n");
	struct given given;
	struct variants_outcome outcome = list(&given, policy, 0, 0);

	ck_assert(!outcome.is_cut);
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
		ck_assert_msg(has(&given, expected[i]), "%s", expected[i]);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		ck_assert_msg(!has(&given, others[i]), "%s", others[i]);
	/* Rule by rule. */
	ck_assert_uint_le(given.n_rules, SMX_N_RULES);
	tdestroy(given.tree, free);
	smx_policy_free(policy);
}
END_TEST

static void
edit_at_random(struct common_random *random, const char *name, char text[64])
{
	size_t len = strlen(name);

	memcpy(text, name, len);
	for (size_t n = 1 + common_below(random, 2); n > 0; n--)
		len = chance_edit(random, "abcdefghijklmnopqrstuvwxyz0123456789-", (uint8_t *)text, len);
	text[len] = '\0';
}

/* What variants.h promises to be the only ones. */
static bool
may_be_registered(const struct smx_policy *policy, const char *text)
{
	static const char *const wrong[] = {"..", ".-", "-."};
	const char *last = strrchr(text, '.');

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		if (strstr(text, wrong[i]) != NULL)
			return false;
	}
	return last != NULL && text[0] != '-' && text[0] != '.' &&
	       policy->suffixes.is_registry(policy->suffixes.list, last + 1);
}

/* Edits made in another way lead to nothing that is confusable and missing. */
START_TEST(nothing_is_missing)
{
	static const char *const names[] = {"army.mil", "us.dell.com", "hmrc.gov.uk", "a1.de"};
	struct smx_policy *policy =
		unit_policy_warned("army.mil CNAME .\n_straymx.army.mil TXT \"profile=closed\"\n"
				   "us.dell.com CNAME .\n_straymx.us.dell.com TXT \"profile=closed\"\n"
				   "hmrc.gov.uk CNAME .\n_straymx.hmrc.gov.uk TXT \"profile=closed\"\n"
				   "a1.de CNAME .\n_straymx.a1.de TXT \"profile=closed\" \"two=1\"\n");
	struct given all[4];
	struct common_random random = {7};
	size_t n_found = 0;

	ck_assert_uint_eq(policy->n_entries, 4);
	for (size_t i = 0; i < 4; i++)
		ck_assert(!list(&all[i], policy, i, 0).is_cut);
	for (size_t round = 0; round < 300000; round++) {
		char text[64];
		struct smx_verdict verdict;

		edit_at_random(&random, names[common_below(&random, 4)], text);
		if (!may_be_registered(policy, text))
			continue;
		verdict = unit_lookup(policy, text);
		if (verdict.reason != SMX_MATCH || verdict.candidate_offset != 0 ||
		    verdict.rule == SMX_RULE_DOT || verdict.rule == SMX_RULE_GLYPH)
			continue;
		n_found++;
		for (size_t i = 0; i < 4; i++) {
			if (verdict.entry == policy->entries[i])
				ck_assert_msg(has(&all[i], text), "%s, by %s", text,
					      smx_rule_name(verdict.rule));
		}
	}
	ck_assert_uint_gt(n_found, 10000);
	for (size_t i = 0; i < 4; i++)
		tdestroy(all[i].tree, free);
	smx_policy_free(policy);
}
END_TEST

START_TEST(a_limit_cuts_the_least_probable_ones)
{
	struct smx_policy *policy = unit_policy("lockheedmartin.com CNAME .\n");
	struct given given;
	struct variants_outcome outcome = list(&given, policy, 0, 100);

	ck_assert_uint_eq(outcome.n_given, 100);
	ck_assert(outcome.is_cut);
	ck_assert(has(&given, "lockheedmartin.co"));
	ck_assert(has(&given, "lockhedmartin.com"));
	ck_assert_int_ne(outcome.cut_rule, SMX_RULE_TLD);
	tdestroy(given.tree, free);
	outcome = list(&given, policy, 0, 20000);
	ck_assert(outcome.is_cut);
	ck_assert_int_eq(outcome.cut_rule, SMX_RULE_BOTH + 1);
	tdestroy(given.tree, free);
	smx_policy_free(policy);
}
END_TEST

START_TEST(an_end_in_the_middle_is_no_cut)
{
	struct smx_policy *policy = unit_policy("dellcorp.com CNAME .\n");
	struct given given;
	size_t n = list(&given, policy, 0, 0).n_given;

	tdestroy(given.tree, free);
	ck_assert(!list(&given, policy, 0, n).is_cut);
	tdestroy(given.tree, free);
	ck_assert(list(&given, policy, 0, n - 1).is_cut);
	tdestroy(given.tree, free);
	smx_policy_free(policy);
}
END_TEST

static bool
count(void *closure, const struct variant *variant)
{
	size_t *n = closure;

	(void)variant;
	++*n;
	return *n < 5;
}

START_TEST(suffixes_have_none_and_callers_may_end_it)
{
	struct smx_policy *policy = unit_policy("mil CNAME .\nlockheedmartin.com CNAME .\n");
	struct variants_outcome outcome;
	struct variants *variants;
	size_t n = 0;

	ck_assert_int_eq(variants_new(policy, NULL, &variants), SMX_OK);
	for (size_t i = 0; i < policy->n_entries; i++) {
		ck_assert_int_eq(variants_each(variants, policy->entries[i], 0, count, &n, &outcome),
				 SMX_OK);
		ck_assert(!outcome.is_cut);
	}
	ck_assert_uint_eq(n, 5);
	variants_free(variants);
	smx_policy_free(policy);
}
END_TEST

START_TEST(each_to_the_entry_that_wins)
{
	struct smx_policy *policy = unit_policy_warned("gmail.com CNAME .\ngmaik.com CNAME .\n");
	struct given given;

	list(&given, policy, 1, 0);
	ck_assert_str_eq((const char *)policy->entries[1]->text, "gmail.com");
	ck_assert(!has(&given, "gmaik.com")); /* protected */
	tdestroy(given.tree, free);
	smx_policy_free(policy);
}
END_TEST

Suite *
suite_variants(void)
{
	Suite *suite = suite_create("variants");
	TCase *tcase = tcase_create("variants");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, what_is_among_them);
	tcase_add_test(tcase, nothing_is_missing);
	tcase_add_test(tcase, a_limit_cuts_the_least_probable_ones);
	tcase_add_test(tcase, an_end_in_the_middle_is_no_cut);
	tcase_add_test(tcase, suffixes_have_none_and_callers_may_end_it);
	tcase_add_test(tcase, each_to_the_entry_that_wins);
	suite_add_tcase(suite, tcase);
	return suite;
}
