/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>

#include "alloc.h"
#include "chance.h"
#include "entries.h"
#include "match/index.h"
#include "match/skeleton.h"
#include "unit.h"

static void
build(struct smx_index *index, struct entries *entries)
{
	entries_order(entries);
	ck_assert_int_eq(smx_index_build(index, entries->list, entries->n_entries, SMX_QWERTY,
					 &entries_suffixes, NULL),
			 SMX_OK);
}

/* How often a key leads to the entry of this number, and to another one. */
static unsigned
count(const struct smx_index *index, uint64_t key, uint32_t number, bool is_it)
{
	const struct smx_item *item, *end;
	uint32_t tag = smx_keymap_find(&index->names, key, &item, &end);
	unsigned n = 0;

	if (!smx_index_may_have(index, key))
		return 0;
	for (; item < end; item++)
		n += item->tag == tag && (item->value == number) == is_it;
	return n;
}

static uint64_t
name_key(const char *text)
{
	struct smx_name name = unit_name(text);
	struct smx_tail all = {&name, 0};

	return smx_hash_tail(&all);
}

static uint64_t
squeezed_key(const struct smx_index *index, const char *text)
{
	struct smx_query query = {.name = unit_name(text)};
	struct smx_squeeze squeeze;

	smx_query_hash(&query);
	smx_squeeze_init(&squeeze);
	for (unsigned place = 0; place < query.name.n_labels; place++)
		smx_squeeze_add(&squeeze, &index->powers, &query, place);
	return smx_squeeze_key(&squeeze);
}

static uint64_t
glyph_key(const char *text)
{
	struct smx_name name = unit_name(text);
	struct smx_tail all = {&name, 0};
	uint64_t hash = 0;

	ck_assert(smx_skeleton_hash(&all, &hash));
	return hash ^ SMX_HASH_GLYPH;
}

START_TEST(an_empty_index_has_nothing)
{
	struct smx_index index;

	ck_assert_int_eq(smx_index_build(&index, NULL, 0, SMX_QWERTY, &entries_suffixes, NULL), SMX_OK);
	ck_assert(!smx_index_may_have(&index, 0));
	ck_assert(!smx_index_may_have(&index, name_key("army.mil")));
	ck_assert_uint_eq(index.longest, 0);
	ck_assert_uint_eq(smx_index_size(&index), 0);
	smx_index_free(&index);
	smx_index_free(&index); /* it is empty */
}
END_TEST

START_TEST(names_are_found_by_their_forms)
{
	struct entries entries;
	struct smx_index index;

	entries_init(&entries, 1);
	entries_add(&entries, "army.mil", 1);	 /* 0 */
	entries_add(&entries, "mil", 1);	 /* 1 */
	entries_add(&entries, "us.d-e11.com", 1); /* 2 */
	build(&index, &entries);
	ck_assert_uint_eq(count(&index, name_key("army.mil"), 0, true), 1);
	ck_assert_uint_eq(count(&index, squeezed_key(&index, "a.r-my.mil"), 0, true), 1);
	/* It is its own skeleton. */
	ck_assert_uint_eq(count(&index, glyph_key("army.mil"), 0, true), 0);
	/* A public suffix is found by its name alone. */
	ck_assert_uint_eq(count(&index, name_key("mil"), 1, true), 1);
	ck_assert_uint_eq(count(&index, squeezed_key(&index, "m-il"), 1, true), 0);
	ck_assert_uint_eq(count(&index, name_key("us.d-e11.com"), 2, true), 1);
	ck_assert_uint_eq(count(&index, squeezed_key(&index, "usde11.com"), 2, true), 1);
	ck_assert_uint_eq(count(&index, glyph_key("us.d-ell.com"), 2, true), 1);
	ck_assert_uint_eq(count(&index, name_key("us.d-ell.com"), 2, true), 0);
	ck_assert_uint_eq(index.longest, 3);
	ck_assert(!index.has_labels[1]); /* a public suffix does not count */
	ck_assert(index.has_labels[2]);
	ck_assert(index.has_labels[3]);
	ck_assert_uint_gt(smx_index_size(&index), 0);
	smx_index_free(&index);
	entries_free(&entries);
}
END_TEST

START_TEST(of_equal_names_the_first_is_found)
{
	struct entries entries;
	struct smx_index index;
	uint64_t key = name_key("army.mil");

	entries_init(&entries, 1);
	for (unsigned i = 0; i < 3; i++) {
		entries_add(&entries, "army.mil", 1);
		entries_add(&entries, "navy.mil", 1);
	}
	build(&index, &entries);
	ck_assert_uint_eq(count(&index, key, 0, true), 1);
	ck_assert_uint_eq(count(&index, key, 0, false), 0);
	ck_assert_uint_eq(count(&index, squeezed_key(&index, "navymil"), 3, true), 1);
	smx_index_free(&index);
	entries_free(&entries);
}
END_TEST

START_TEST(squeezing_runs_labels_together)
{
	static const struct {
		const char *a, *b;
		bool is_equal;
	} cases[] = {
		{"us.dell.com", "usdell.com", true},
		{"us.dell.com", "usdellcom", true},
		{"us.dell.com", "u-s.d--ell.c-om", true},
		{"us.dell.com", "-.-.usdellcom.---", true},
		{"us.dell.com", "us.dlel.com", false},
		{"us.dell.com", "dell.us.com", false},
		{"us.dell.com", "us.del.com", false},
	};
	struct smx_index index;

	ck_assert_int_eq(smx_index_build(&index, NULL, 0, SMX_QWERTY, &entries_suffixes, NULL), SMX_OK);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_msg((squeezed_key(&index, cases[i].a) ==
			       squeezed_key(&index, cases[i].b)) == cases[i].is_equal,
			      "%s", cases[i].b);
	smx_index_free(&index);
}
END_TEST

START_TEST(a_label_is_squeezed)
{
	size_t len;

	ck_assert(smx_squeeze_label(unit_span("-a--b-"), &len) == smx_hash_label(unit_span("ab")));
	ck_assert_uint_eq(len, 2);
	ck_assert(smx_squeeze_label(unit_span("--"), &len) == 0);
	ck_assert_uint_eq(len, 0);
}
END_TEST

static void
add_some(struct entries *entries, struct common_random *random, unsigned n)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz01-";

	for (unsigned i = 0; i < n; i++) {
		uint8_t first[8], second[12];
		char text[40];

		chance_text(random, letters, sizeof first, first);
		chance_text(random, letters, sizeof second, second);
		snprintf(text, sizeof text, "%.8s.%.12s.%s", (const char *)first,
			 (const char *)second, i % 3 == 0 ? "gov.uk" : "com");
		entries_add(entries, text, i % 3 == 0 ? 2 : 1);
	}
}

START_TEST(all_of_many_are_found_and_little_else)
{
	struct entries entries;
	struct smx_index index;
	unsigned n_found = 0, n_false = 0;
	struct common_random random = {16};

	entries_init(&entries, 1);
	add_some(&entries, &random, 2000);
	build(&index, &entries);
	for (uint32_t i = 0; i < entries.n_entries; i++) {
		struct smx_query name;

		smx_entry_name(entries.list[i], &name.name);
		smx_query_hash(&name);
		n_found += count(&index, name.tails[name.name.n_labels], i, true);
	}
	for (unsigned i = 0; i < 20000; i++)
		n_false += smx_index_may_have(&index, common_random(&random));
	ck_assert_uint_eq(n_found, 2000);
	ck_assert_uint_lt(n_false, 20000 * 3 / 100);
	smx_index_free(&index);
	entries_free(&entries);
}
END_TEST

START_TEST(without_memory_it_is_empty)
{
	static const struct smx_index empty;
	struct entries entries;
	struct smx_index index;
	struct common_random random = {17};
	size_t n;

	entries_init(&entries, 1);
	add_some(&entries, &random, 20);
	entries_add(&entries, "gov.uk", 2);
	entries_order(&entries);
	for (n = 0;; n++) {
		int rc;

		alloc_fail_after(n);
		rc = smx_index_build(&index, entries.list, entries.n_entries, SMX_QWERTY,
				     &entries_suffixes, NULL);
		if (rc == SMX_OK)
			break;
		ck_assert_int_eq(rc, SMX_ENOMEM);
		ck_assert_mem_eq(&index, &empty, sizeof index);
		ck_assert(!smx_index_may_have(&index, name_key("gov.uk")));
	}
	ck_assert_uint_eq(alloc_never_fail(), n);
	ck_assert_uint_gt(n, 20);
	smx_index_free(&index);
	entries_free(&entries);
}
END_TEST

Suite *
suite_index(void)
{
	Suite *suite = suite_create("index");
	TCase *tcase = tcase_create("index");

	tcase_add_test(tcase, an_empty_index_has_nothing);
	tcase_add_test(tcase, names_are_found_by_their_forms);
	tcase_add_test(tcase, of_equal_names_the_first_is_found);
	tcase_add_test(tcase, squeezing_runs_labels_together);
	tcase_add_test(tcase, a_label_is_squeezed);
	tcase_add_test(tcase, all_of_many_are_found_and_little_else);
	tcase_add_test(tcase, without_memory_it_is_empty);
	suite_add_tcase(suite, tcase);
	return suite;
}
