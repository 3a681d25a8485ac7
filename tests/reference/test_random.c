/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is written twice here against itself on random input: the distance, the
 * first look at a pair, the keyboards, and tables of letters.  The numbers are the same in
 * each run.
 */
#include <string.h>

#include "test.h"

/* xorshift64 (Marsaglia, 2003) */
static uint64_t state = UINT64_C(0x9e3779b97f4a7c15);

static size_t
below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (state >> 11) % n;
}

/* ---- distance ------------------------------------------------------------------- */

static void
check_distance(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len)
{
	const unsigned table = reference_osa_table(a, a_len, b, b_len);
	const unsigned limit = below(4);
	struct pattern pattern;
	unsigned bits;

	bits = reference_osa(a, a_len, b, b_len);
	test_check(bits == table, "distance of %.*s and %.*s: %u, %u", (int)a_len, a, (int)b_len, b,
		   bits, table);
	reference_pattern_init(&pattern, a, a_len);
	bits = reference_pattern_osa(&pattern, b, b_len, limit);
	test_check(table <= limit ? bits == table : bits > limit, "distance with a limit");
}

static void
fill(uint8_t *bytes, size_t len, size_t n_letters)
{
	for (size_t i = 0; i < len; i++)
		bytes[i] = 'a' + below(n_letters);
}

static void
check_distances(void)
{
	static const struct {
		const char *a, *b;
		unsigned osa;
	} known[] = {
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "", 3},
		{"abc", "abc", 0},
		{"abcd", "acbd", 1},
		{"ca", "abc", 3}, /* 2 if a pair could be edited twice */
		{"kitten", "sitting", 3},
		{"army.mil", "army.ml", 1},
		{"ab", "ba", 1},
	};
	uint8_t a[255], b[255];
	size_t a_len, b_len;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		a_len = strlen(known[i].a);
		b_len = strlen(known[i].b);
		memcpy(a, known[i].a, a_len);
		memcpy(b, known[i].b, b_len);
		test_check(reference_osa_table(a, a_len, b, b_len) == known[i].osa,
			   "distance of %s and %s", known[i].a, known[i].b);
		check_distance(a, a_len, b, b_len);
	}
	for (size_t i = 0; i < 1000000; i++) {
		const size_t n_letters = 1 + below(4);

		fill(a, a_len = below(13), n_letters);
		fill(b, b_len = below(13), n_letters);
		check_distance(a, a_len, b, b_len);
	}
	/* Long ones, far apart and near. */
	for (size_t i = 0; i < 3000; i++) {
		fill(a, a_len = below(256), 2 + below(3));
		memcpy(b, a, b_len = a_len);
		if (i % 2 == 0)
			fill(b, b_len = below(256), 3);
		for (size_t n = below(4), at; n > 0 && b_len > 2; n--) {
			at = below(b_len - 1);
			if (below(2) == 0)
				memmove(b + at, b + at + 1, --b_len - at);
			else
				memcpy(b + at, (uint8_t[]){b[at + 1], b[at]}, 2);
		}
		check_distance(a, a_len, b, b_len);
	}
}

/* ---- the first look --------------------------------------------------------------- */

enum { N_NAMES = 40, N_ROUNDS = 60, N_QUERIES = 3000 };

static const char *const tails[] = {"mil",   "ml", "com", "co.uk", "gov.uk",
				    "go.uk", "de", "se",  "corn",  "co.jp"};

static size_t
random_name(char *name)
{
	static const char letters[] = "abrnmocld01-vw";
	size_t n = 0;

	for (size_t n_labels = 1 + below(2); n_labels > 0; n_labels--) {
		for (size_t len = 1 + below(6); len > 0; len--)
			name[n++] = letters[below(sizeof letters - 1)];
		name[n++] = '.';
	}
	strcpy(name + n, tails[below(sizeof tails / sizeof *tails)]);
	return strlen(name);
}

/* An edit, a prefix, or something that looks the same; can make two dots meet. */
static void
spoil(char *name)
{
	static const char *const looks[][2] = {{"rn", "m"}, {"m", "rn"},  {"w", "vv"},
					       {"d", "cl"}, {"o", "0"},	  {"1", "l"},
					       {"cl", "d"}, {"a", "xn--"}};
	static const char *const prefixes[] = {"mail", "mx-", "www.", "email-", "x."};
	const size_t len = strlen(name), at = below(len), which = below(7);
	const char *const *look = looks[below(sizeof looks / sizeof *looks)];
	char copy[512], *place;

	memcpy(copy, name, len + 1);
	if (which < 3 && len > 2) { /* an omission, an insertion, a substitution */
		strcpy(name + at, copy + at + (which != 1));
		if (which > 0) {
			name[at] = "abrn.-mlo0"[below(10)];
			strcpy(name + at + 1, copy + at + (which == 2));
		}
	} else if (which == 3 && at + 1 < len) {
		name[at] = copy[at + 1];
		name[at + 1] = copy[at];
	} else if (which == 4) {
		strcpy(name, prefixes[below(sizeof prefixes / sizeof *prefixes)]);
		strcat(name, copy);
	} else if ((place = strstr(name, look[0])) != NULL) {
		strcpy(place, look[1]);
		strcat(name, copy + (place - name) + strlen(look[0]));
	}
}

static void
check_first_look(void)
{
	unsigned long n_by_rule[SMX_N_RULES + 1] = {0};
	char names[N_NAMES][64], q[512];

	for (size_t round = 0; round < N_ROUNDS; round++) {
		struct reference_entry entries[N_NAMES];
		struct reference *quick, *thorough;

		for (size_t i = 0; i < N_NAMES; i++) {
			random_name(names[i]);
			entries[i] = test_entry(names[i], 0);
			for (size_t rule = 0; rule < SMX_N_RULES; rule++)
				entries[i].least_len[rule] = below(4);
		}
		quick = reference_new(entries, N_NAMES, NULL, 0, round % 3);
		thorough = reference_new(entries, N_NAMES, NULL, 0, round % 3);
		reference_be_thorough(thorough);
		for (size_t i = 0; i < N_QUERIES; i++) {
			struct reference_verdict a, b;

			strcpy(q, names[below(N_NAMES)]);
			for (size_t n = 1 + below(2); n > 0; n--)
				spoil(q);
			a = test_lookup(quick, q);
			b = test_lookup(thorough, q);
			test_check(a.reason == b.reason && a.entry == b.entry && a.rule == b.rule &&
					   a.distance == b.distance &&
					   a.candidate_offset == b.candidate_offset,
				   "first look at %s", q);
			if (b.reason == SMX_MATCH)
				n_by_rule[b.rule]++;
		}
		reference_free(quick);
		reference_free(thorough);
	}
	for (size_t rule = 0; rule < SMX_N_RULES; rule++)
		test_check(n_by_rule[rule] > 0, "rule %s never held", test_rule(rule));
}

/* ---- keyboards ---------------------------------------------------------------------- */

/* Keys touch in their row, and where the lower one stands half a key left or right. */
static bool
touch(int row, int column, int other_row, int other_column)
{
	if (row == other_row)
		return column - other_column == 1 || other_column - column == 1;
	if (row > other_row)
		return touch(other_row, other_column, row, column);
	return other_row == row + 1 && (other_column == column || other_column == column - 1);
}

static void
check_keyboards(void)
{
	static const char rows[3][4][11] = {
		{"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"},
		{"1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"},
		{"1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"},
	};

	for (int which = 0; which < 3; which++) {
		struct keyboard keyboard, expected = {0};

		for (int i = 0; i < 4 * 11 * 4 * 11; i++) {
			const int r = i / 484, c = i / 44 % 11, r2 = i / 11 % 4, c2 = i % 11;
			const uint8_t a = rows[which][r][c], b = rows[which][r2][c2];

			if (a != 0 && b != 0)
				expected.are_adjacent[a][b] = touch(r, c, r2, c2);
		}
		reference_keyboard_init(&keyboard, which);
		test_check(memcmp(&keyboard, &expected, sizeof keyboard) == 0, "keyboard %d",
			   which);
	}
}

/* ---- substitutions ------------------------------------------------------------------- */

static bool
list_has(const char *list, uint8_t a, uint8_t b)
{
	for (; *list != '\0'; list += 3) {
		if ((list[0] == a && list[1] == b) || (list[0] == b && list[1] == a))
			return true;
	}
	return false;
}

/* All of them. */
static void
check_substitutions(void)
{
	static const char look[] = "0o 1l 1i il 5s uv nm vw gq ij ce 3e 2z 8b 6b 9g ";
	static const char vowels[] = "ae ai ao au ay ei eo eu ey io iu iy ou oy uy ";
	struct keyboard keyboard;

	reference_keyboard_init(&keyboard, 0);
	for (size_t i = 0; i < 65536; i++) {
		const uint8_t a = i / 256, b = i % 256;
		const struct label p = {&a, 1}, c = {&b, 1};

		if (a == b)
			continue;
		test_check(reference_edit_fits(SMX_RULE_LOOK, &p, &c, &keyboard) ==
				   list_has(look, a, b),
			   "look: %u, %u", a, b);
		test_check(reference_edit_fits(SMX_RULE_VOWEL, &p, &c, &keyboard) ==
				   list_has(vowels, a, b),
			   "vowel: %u, %u", a, b);
		test_check(reference_edit_fits(SMX_RULE_OTHER, &p, &c, &keyboard), "other");
	}
}

void
test_random(void)
{
	check_distances();
	check_first_look();
	check_keyboards();
	check_substitutions();
}
