/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>

#include "alloc.h"
#include "chance.h"
#include "entries.h"
#include "match/endings.h"
#include "match/osa.h"
#include "unit.h"

static void
build(struct smx_endings *endings, struct entries *entries)
{
	entries_order(entries);
	ck_assert_int_eq(smx_endings_build(endings, entries->list, entries->n_entries,
					   &entries_suffixes),
			 SMX_OK);
}

/* The ending with this text, or NULL. */
static const struct smx_ending *
find(const struct smx_endings *endings, const char *text)
{
	for (size_t i = 0; i < endings->n_endings; i++) {
		if (smx_span_equals(endings->list[i].text, unit_span(text)))
			return &endings->list[i];
	}
	return NULL;
}

/* What the last labels of a name may be meant for; how many.  (`*near` may hold a pointer
 * into itself, so it is not returned by value.) */
static size_t
find_near(const struct smx_endings *endings, const char *qname, unsigned n_labels,
	  struct smx_near_endings *near)
{
	struct smx_query query = {.name = unit_name(qname)};

	smx_query_hash(&query);
	smx_endings_near(endings, &query, n_labels, near);
	if (near->n_numbers > 0 && near->numbers == near->found)
		ck_assert_uint_le(near->n_numbers, SMX_NEAR_ENDINGS_MAX);
	return near->n_numbers;
}

static size_t
count_found(const struct smx_endings *endings, const char *qname, unsigned n_labels)
{
	struct smx_near_endings near;

	return find_near(endings, qname, n_labels, &near);
}

static bool
has(const struct smx_endings *endings, const struct smx_near_endings *near,
    const struct smx_ending *ending)
{
	for (size_t i = 0; i < near->n_numbers; i++) {
		if (&endings->list[near->numbers[i]] == ending)
			return true;
	}
	return false;
}

/* Whether the last labels of a name may be meant for an ending. */
static bool
is_near(const struct smx_endings *endings, const char *qname, const char *text)
{
	const struct smx_ending *ending = find(endings, text);
	struct smx_near_endings near;

	ck_assert_ptr_nonnull(ending);
	find_near(endings, qname, ending->n_labels, &near);
	return has(endings, &near, ending);
}

START_TEST(without_entries_there_are_none)
{
	struct smx_endings endings;

	ck_assert_int_eq(smx_endings_build(&endings, NULL, 0, &entries_suffixes), SMX_OK);
	ck_assert_uint_eq(endings.n_endings, 0);
	ck_assert_uint_eq(endings.most_labels, 0);
	ck_assert_uint_eq(count_found(&endings, "a.com", 1), 0);
	ck_assert_uint_eq(count_found(&endings, "a", 1), 0); /* the shortest text */
	ck_assert_uint_eq(smx_endings_size(&endings), 0);
	smx_endings_free(&endings);
}
END_TEST

START_TEST(what_is_known_of_an_ending)
{
	struct entries entries;
	struct smx_endings endings;
	const struct smx_ending *ending;
	struct smx_name name = unit_name("gov.uk");
	struct smx_tail all = {&name, 0};

	entries_init(&entries, 0);
	entries_add(&entries, "army.mil", 1);
	entries_add(&entries, "navy.mil", 1);
	entries_add(&entries, "mil", 1);
	entries_add(&entries, "mil", 1);
	entries_add(&entries, "gov.uk", 2);
	entries_add(&entries, "arcor.de", 1);
	build(&endings, &entries);
	ck_assert_uint_eq(endings.n_endings, 3);
	ck_assert_uint_eq(endings.most_labels, 2);
	ck_assert_uint_eq(endings.longest[1], 3);
	ck_assert_uint_eq(endings.longest[2], 6);
	ck_assert_uint_eq(endings.longest[3], 0);
	ending = find(&endings, "mil");
	ck_assert_ptr_nonnull(ending);
	ck_assert(ending->has_names && !ending->has_cc && !ending->is_registry);
	/* arcor.de, army.mil, gov.uk, mil, mil, navy.mil */
	ck_assert_uint_eq(ending->first_zone, 3);
	ck_assert_uint_eq(ending->n_zones, 2);
	ending = find(&endings, "gov.uk");
	ck_assert_ptr_nonnull(ending);
	ck_assert(!ending->has_names && ending->n_labels == 2);
	ck_assert(ending->hash == smx_hash_tail(&all));
	ck_assert_uint_eq(ending->n_zones, 1);
	ending = find(&endings, "de");
	ck_assert_ptr_nonnull(ending);
	ck_assert(ending->has_names && ending->is_registry && ending->n_zones == 0);
	ck_assert_uint_gt(smx_endings_size(&endings), 0);
	smx_endings_free(&endings);
	entries_free(&entries);
}
END_TEST

/* An ending of one or two short labels; returns how many. */
static unsigned
make_ending(struct common_random *random, const char *alphabet, char text[16])
{
	unsigned n_labels = 1 + common_below(random, 2);
	size_t at = 0;

	for (unsigned i = 0; i < n_labels; i++) {
		size_t len = 1 + common_below(random, 4);

		if (i > 0)
			text[at++] = '.';
		chance_text(random, alphabet, len, (uint8_t *)text + at);
		at += len;
	}
	text[at] = '\0';
	return n_labels;
}

/* Entries below endings, and some that are such themselves. */
static void
add_some(struct entries *entries, struct common_random *random, const char *alphabet, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		char ending[16], text[32];
		unsigned n_labels = make_ending(random, alphabet, ending);

		snprintf(text, sizeof text, "n.%s", ending);
		entries_add(entries, common_below(random, 3) == 0 ? ending : text, n_labels);
	}
}

/* As in the rule `cc`, which no entry below the ending has: it need not be found. */
static bool
may_be_missing(const struct smx_ending *ending, struct smx_span text)
{
	return !ending->has_cc && text.len == 2 && ending->text.len == 2;
}

/* Count the endings one edit away from those of a name, and those of them that are not
 * found. */
static void
count_near(const struct smx_endings *endings, const char *qname, unsigned *n_near,
	   unsigned *n_missing)
{
	struct smx_name name = unit_name(qname);
	struct smx_tail all = {&name, 0};

	for (unsigned n = 1; n <= name.n_labels && n <= endings->most_labels; n++) {
		struct smx_near_endings near;

		find_near(endings, qname, n, &near);
		for (size_t e = 0; e < endings->n_endings; e++) {
			const struct smx_ending *ending = &endings->list[e];

			if (ending->n_labels != n ||
			    smx_osa(smx_tail_text(&all, n), ending->text, 1) != 1 ||
			    may_be_missing(ending, smx_tail_text(&all, n)))
				continue;
			++*n_near;
			*n_missing += !has(endings, &near, ending);
		}
	}
}

START_TEST(all_at_distance_one_are_there)
{
	static const char *const alphabets[] = {"ab", "abc", "abcdef"};
	unsigned n_near = 0, n_missing = 0;
	struct common_random random = {8};

	for (unsigned round = 0; round < 60; round++) {
		const char *alphabet = alphabets[round % 3];
		struct entries entries;
		struct smx_endings endings;

		entries_init(&entries, 1); /* the rule cc, too */
		add_some(&entries, &random, alphabet, 1 + common_below(&random, 60));
		build(&endings, &entries);
		/* Of those that are registered, and of others. */
		for (size_t e = 0; e < endings.n_endings; e++) {
			char qname[32];

			snprintf(qname, sizeof qname, "q.%.*s", (int)endings.list[e].text.len,
				 endings.list[e].text.ptr);
			count_near(&endings, qname, &n_near, &n_missing);
		}
		for (unsigned i = 0; i < 60; i++) {
			char ending[16], qname[32];

			make_ending(&random, alphabet, ending);
			snprintf(qname, sizeof qname, "%s%s", i % 2 == 0 ? "q." : "", ending);
			count_near(&endings, qname, &n_near, &n_missing);
		}
		smx_endings_free(&endings);
		entries_free(&entries);
	}
	ck_assert_uint_gt(n_near, 10000);
	ck_assert_uint_eq(n_missing, 0);
}
END_TEST

START_TEST(an_ending_is_not_near_itself)
{
	struct entries entries;
	struct smx_endings endings;

	entries_init(&entries, 0);
	entries_add(&entries, "mil", 1);
	entries_add(&entries, "gov.uk", 2);
	build(&endings, &entries);
	ck_assert(!is_near(&endings, "army.mil", "mil"));
	ck_assert(!is_near(&endings, "x.gov.uk", "gov.uk"));
	ck_assert(is_near(&endings, "x.gob.uk", "gov.uk"));
	ck_assert(is_near(&endings, "x.go.vuk", "gov.uk")); /* a swap over the dot */
	ck_assert(!is_near(&endings, "x.govuk", "gov.uk")); /* not as many labels */
	ck_assert(is_near(&endings, "ml", "mil"));	    /* nothing else in the name */
	ck_assert(!is_near(&endings, "army.xyz", "mil"));
	ck_assert_uint_eq(count_found(&endings, "army.company", 1), 0);
	smx_endings_free(&endings);
	entries_free(&entries);
}
END_TEST

/* Which of the endings are near is not told where there are too many. */
START_TEST(more_than_there_is_room_for)
{
	static const char letters[] = "abcdefghijklmnoprstuvwxyz0123456789"; /* no q */
	struct entries entries;
	struct smx_endings endings;
	struct smx_near_endings near;
	unsigned n_missing = 0;

	entries_init(&entries, 1);
	for (const char *c = letters; *c != '\0'; c++) {
		const char texts[][4] = {{*c, 'q', 'q'}, {'q', *c, 'q'}, {'q', 'q', *c},
					 {*c, 'q'},      {'q', *c}};

		for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
			entries_add(&entries, texts[i], 1);
	}
	entries_add(&entries, "qq.qqq", 2); /* of another number of labels */
	entries_add(&entries, "mil", 1);
	build(&endings, &entries);
	ck_assert_uint_gt(endings.n_endings, SMX_NEAR_ENDINGS_MAX);
	find_near(&endings, "x.qq", 1, &near); /* not there, and near all but two */
	ck_assert(near.is_all);
	for (size_t e = 0; e < endings.n_endings; e++)
		n_missing += !has(&endings, &near, &endings.list[e]);
	ck_assert_uint_eq(n_missing, 0);
	find_near(&endings, "x.mik", 1, &near);
	ck_assert(!near.is_all);
	ck_assert_uint_eq(near.n_numbers, 1);
	smx_endings_free(&endings);
	entries_free(&entries);
}
END_TEST

START_TEST(no_ending_is_found_twice)
{
	struct entries entries;
	struct smx_endings endings;
	struct smx_near_endings near;

	entries_init(&entries, 1);
	entries_add(&entries, "army.aaa", 1);
	entries_add(&entries, "army.ab", 1);
	build(&endings, &entries);
	find_near(&endings, "army.aa", 1, &near); /* each shares several texts with it */
	ck_assert_uint_eq(near.n_numbers, 2);
	find_near(&endings, "army.ba", 1, &near); /* a swap; and a text, but two edits */
	ck_assert_uint_eq(near.n_numbers, 1);
	smx_endings_free(&endings);
	entries_free(&entries);
}
END_TEST

START_TEST(other_countries_with_the_rule_cc)
{
	struct entries entries;
	struct smx_endings endings;

	entries_init(&entries, 0);
	entries.settings.least_len[SMX_RULE_CC] = 5;
	entries_add(&entries, "arcor.de", 1);
	entries_add(&entries, "volvo.se", 1);
	build(&endings, &entries);
	ck_assert(find(&endings, "de")->has_cc);
	ck_assert(is_near(&endings, "arcor.se", "de"));
	ck_assert(is_near(&endings, "volvo.de", "se"));
	ck_assert(is_near(&endings, "arcor.ed", "de")); /* not registered here */
	smx_endings_free(&endings);
	entries_free(&entries);
}
END_TEST

START_TEST(without_memory_there_are_none)
{
	struct entries entries;
	struct smx_endings endings;
	struct common_random random = {9};
	size_t n;

	entries_init(&entries, 1);
	add_some(&entries, &random, "abc", 40);
	entries_order(&entries);
	for (n = 0;; n++) {
		int rc;

		alloc_fail_after(n);
		rc = smx_endings_build(&endings, entries.list, entries.n_entries,
				       &entries_suffixes);
		if (rc == SMX_OK)
			break;
		ck_assert_int_eq(rc, SMX_ENOMEM);
		ck_assert_uint_eq(endings.n_endings, 0);
		ck_assert_uint_eq(endings.n_near, 0);
		ck_assert_uint_eq(smx_endings_size(&endings), 0);
		ck_assert_uint_eq(count_found(&endings, "x.ab", 1), 0);
	}
	ck_assert_uint_eq(alloc_never_fail(), n);
	ck_assert_uint_gt(n, 20);
	smx_endings_free(&endings);
	entries_free(&entries);
}
END_TEST

Suite *
suite_endings(void)
{
	Suite *suite = suite_create("endings");
	TCase *tcase = tcase_create("endings");

	tcase_add_test(tcase, without_entries_there_are_none);
	tcase_add_test(tcase, what_is_known_of_an_ending);
	tcase_add_test(tcase, all_at_distance_one_are_there);
	tcase_add_test(tcase, an_ending_is_not_near_itself);
	tcase_add_test(tcase, more_than_there_is_room_for);
	tcase_add_test(tcase, no_ending_is_found_twice);
	tcase_add_test(tcase, other_countries_with_the_rule_cc);
	tcase_add_test(tcase, without_memory_there_are_none);
	suite_add_tcase(suite, tcase);
	return suite;
}
