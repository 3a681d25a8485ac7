/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "match/query.h"
#include "match/skeleton.h"
#include "unit.h"

static struct smx_query
query_of(const char *text)
{
	struct smx_query query = {.name = unit_name(text)};

	smx_query_hash(&query);
	return query;
}

static void
check_hashes(const struct smx_query *query)
{
	ck_assert(query->tails[0] == 0);
	for (unsigned place = 0; place < query->name.n_labels; place++) {
		struct smx_tail tail = smx_name_tail(&query->name, place + 1);
		struct smx_span label = smx_tail_label(&tail, 0);

		ck_assert(smx_span_equals(smx_query_label(query, place), label));
		ck_assert(query->labels[place] == smx_hash_label(label));
		ck_assert(query->parts[place] == smx_hash_part(query->labels[place], place));
		ck_assert(query->tails[place + 1] == smx_hash_tail(&tail));
	}
}

START_TEST(labels_are_known_by_their_place)
{
	static const uint8_t wire[] = "\004Mail\004aRmY\003MIL";
	struct smx_query query;

	ck_assert_int_eq(smx_query_init(&query, wire, sizeof wire), SMX_OK);
	ck_assert_uint_eq(query.name.n_labels, 3);
	ck_assert(smx_span_equals(smx_query_label(&query, 0), unit_span("mil")));
	ck_assert(smx_span_equals(smx_query_label(&query, 1), unit_span("army")));
	ck_assert(smx_span_equals(smx_query_label(&query, 2), unit_span("mail")));
	check_hashes(&query);
}
END_TEST

START_TEST(the_largest_names_fit)
{
	uint8_t wire[SMX_WIRE_MAX];
	struct smx_query query;

	for (unsigned i = 0; i < 254; i += 2)
		memcpy(wire + i, i % 4 == 0 ? "\001a" : "\001b", 2);
	wire[254] = 0;
	ck_assert_int_eq(smx_query_init(&query, wire, sizeof wire), SMX_OK);
	ck_assert_uint_eq(query.name.n_labels, SMX_LABELS_MAX);
	check_hashes(&query);

	memset(wire, 'a', sizeof wire);
	wire[0] = wire[64] = wire[128] = 63;
	wire[192] = 61;
	wire[254] = 0;
	ck_assert_int_eq(smx_query_init(&query, wire, sizeof wire), SMX_OK);
	ck_assert_uint_eq(query.name.n_labels, 4);
	check_hashes(&query);
}
END_TEST

START_TEST(what_is_no_name_is_refused)
{
	static const struct {
		const char *wire;
		size_t len;
		const char *why;
	} cases[] = {
		{"", 0, "nothing"},
		{"\000", 1, "the root has no labels to look for"},
		{"\004army\003mil", 9, "no root label"},
		{"\004army\003mil\000\000", 11, "bytes behind the root"},
		{"\300\014", 2, "a compression pointer"},
	};
	struct smx_query query;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_msg(smx_query_init(&query, (const uint8_t *)cases[i].wire,
					     cases[i].len) == SMX_ENAME,
			      "%s", cases[i].why);
}
END_TEST

/* The last label has them. */
START_TEST(traits_of_labels)
{
	static const struct {
		const char *label;
		unsigned traits;
		const char *why;
	} cases[] = {
		{"army", 0, "nothing"},
		{"mnf-i", SMX_LABEL_HYPHEN, "a hyphen"},
		{"-", SMX_LABEL_HYPHEN, "and nothing else"},
		{"g00gle", SMX_LABEL_GLYPHS, "0"},
		{"paypa1", SMX_LABEL_GLYPHS, "1"},
		{"vv", SMX_LABEL_GLYPHS, "vv"},
		{"arrny", SMX_LABEL_GLYPHS, "rn"},
		{"clell", SMX_LABEL_GLYPHS, "cl"},
		{"r0-n", SMX_LABEL_GLYPHS | SMX_LABEL_HYPHEN, "both"},
		{"xn--p1ai", SMX_LABEL_GLYPHS | SMX_LABEL_HYPHEN | SMX_LABEL_ALABEL, "all"},
		{"xn--", SMX_LABEL_HYPHEN | SMX_LABEL_ALABEL, "nothing behind it"},
		{"xn-x", SMX_LABEL_HYPHEN, "one hyphen"},
		{"axn--b", SMX_LABEL_HYPHEN, "not at the beginning"},
		{"xn", 0, "nor without hyphens"},
		{"\xff\x30", SMX_LABEL_GLYPHS, "any byte may be beside it"},
		{"\xb0\xb1\xf6", 0, "0, 1 and v with the high bit set"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_query query = query_of(cases[i].label);

		ck_assert_msg(query.traits[0] == cases[i].traits, "%s: %u", cases[i].why,
			      query.traits[0]);
	}
}
END_TEST

START_TEST(traits_have_their_places)
{
	struct smx_query query = query_of("a-b.c0m.xn--x.mil");

	ck_assert_uint_eq(query.traits[0], 0);
	ck_assert_uint_eq(query.traits[1], SMX_LABEL_HYPHEN | SMX_LABEL_ALABEL);
	ck_assert_uint_eq(query.traits[2], SMX_LABEL_GLYPHS);
	ck_assert_uint_eq(query.traits[3], SMX_LABEL_HYPHEN);
}
END_TEST

START_TEST(glyphs_are_what_a_plain_skeleton_replaces)
{
	static const char letters[] = "rnvcl01-ax";
	const size_t n_letters = sizeof letters - 1;

	for (size_t i = 0; i < n_letters * n_letters * n_letters; i++) {
		struct smx_query query;
		uint8_t skeleton[SMX_LABEL_MAX];
		char text[] = {letters[i % n_letters], letters[i / n_letters % n_letters],
			       letters[i / n_letters / n_letters], '\0'};
		struct smx_span after = {skeleton,
					 smx_skeleton_label(unit_span(text), skeleton)};

		query.name = unit_name(text);
		smx_query_hash(&query);
		ck_assert_msg(((query.traits[0] & SMX_LABEL_GLYPHS) != 0) ==
				      !smx_span_equals(after, unit_span(text)),
			      "%s", text);
	}
}
END_TEST

Suite *
suite_query(void)
{
	Suite *suite = suite_create("query");
	TCase *tcase = tcase_create("query");

	tcase_add_test(tcase, labels_are_known_by_their_place);
	tcase_add_test(tcase, the_largest_names_fit);
	tcase_add_test(tcase, what_is_no_name_is_refused);
	tcase_add_test(tcase, traits_of_labels);
	tcase_add_test(tcase, traits_have_their_places);
	tcase_add_test(tcase, glyphs_are_what_a_plain_skeleton_replaces);
	suite_add_tcase(suite, tcase);
	return suite;
}
