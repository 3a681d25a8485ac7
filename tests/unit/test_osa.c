/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include "match/osa.h"
#include "unit.h"

START_TEST(known_distances)
{
	static const struct {
		const char *a, *b;
		unsigned distance;
		const char *why;
	} cases[] = {
		{"", "", 0, "nothing"},
		{"army", "army", 0, "equal"},
		{"army", "amry", 1, "a swap"},
		{"army", "arm", 1, "an omission"},
		{"army", "arrmy", 1, "an insertion"},
		{"army", "arny", 1, "a substitution"},
		{"ca", "abc", 3, "no substring is edited twice (Damerau's would be 2)"},
		{"abcd", "badc", 2, "two swaps"},
		{"gov.uk", "go.vuk", 1, "a swap over a dot"},
		{"mil", "ml", 1, "an omission in the middle"},
		{"abc", "xyz", 3, "all different"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		ck_assert_msg(smx_osa(unit_span(cases[i].a), unit_span(cases[i].b), 4) ==
				      cases[i].distance,
			      "%s", cases[i].why);
		ck_assert_msg(smx_osa(unit_span(cases[i].b), unit_span(cases[i].a), 4) ==
				      cases[i].distance,
			      "%s, the other way", cases[i].why);
	}
}
END_TEST

/* The recurrence of the definition, without tables. */
static unsigned
slow(const char *a, size_t n, const char *b, size_t m)
{
	unsigned best, other;

	if (n == 0 || m == 0)
		return (unsigned)(n + m);
	best = slow(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
	other = slow(a, n - 1, b, m) + 1;
	best = other < best ? other : best;
	other = slow(a, n, b, m - 1) + 1;
	best = other < best ? other : best;
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
		other = slow(a, n - 2, b, m - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

START_TEST(random_strings_agree_with_the_definition)
{
	srand(1);
	for (int i = 0; i < 3000; i++) {
		char a[7] = "", b[7] = "";
		size_t n = (size_t)rand() % 6, m = (size_t)rand() % 6;
		unsigned expected, got;

		for (size_t k = 0; k < n; k++)
			a[k] = (char)('a' + rand() % 3);
		for (size_t k = 0; k < m; k++)
			b[k] = (char)('a' + rand() % 3);
		expected = slow(a, n, b, m);
		got = smx_osa(unit_span(a), unit_span(b), 2);
		ck_assert_msg(got == expected || (got > 2 && expected > 2), "%s %s: %u, not %u", a, b,
			      got, expected);
	}
}
END_TEST

START_TEST(longest_strings_fit)
{
	uint8_t a[SMX_WIRE_MAX], b[SMX_WIRE_MAX];
	struct smx_span left = {a, sizeof a}, right = {b, sizeof b};

	memset(a, 'a', sizeof a);
	memset(b, 'b', sizeof b);
	ck_assert_uint_gt(smx_osa(left, right, 2), 2);
}
END_TEST

Suite *
suite_osa(void)
{
	Suite *suite = suite_create("osa");
	TCase *tcase = tcase_create("osa");

	tcase_add_test(tcase, known_distances);
	tcase_add_test(tcase, random_strings_agree_with_the_definition);
	tcase_add_test(tcase, longest_strings_fit);
	suite_add_tcase(suite, tcase);
	return suite;
}
