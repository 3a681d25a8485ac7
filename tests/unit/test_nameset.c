/* SPDX-License-Identifier: BSD-3-Clause */
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#ifdef HAVE_VALGRIND_CALLGRIND_H
#include <valgrind/callgrind.h>
#else
#define RUNNING_ON_VALGRIND 0
#endif

#include "alloc.h"
#include "chance.h"
#include "match/nameset.h"
#include "unit.h"

static bool
covers(const struct smx_nameset *set, const char *text)
{
	struct smx_query query = {.name = unit_name(text)};

	smx_query_hash(&query);
	return smx_nameset_covers(set, &query);
}

START_TEST(names_and_all_below_them)
{
	static const char *const names[] = {"nic.ml", "a.b.c", "mil", "nic.ml", "a-b.c"};
	static const struct smx_nameset zeroed;
	struct smx_nameset set;

	ck_assert(!covers(&zeroed, "nic.ml"));
	smx_nameset_init(&set);
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	ck_assert(!covers(&set, "nic.ml"));
	smx_nameset_free(&set);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct smx_name name = unit_name(names[i]);

		ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
	}
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	ck_assert_uint_eq(set.n_names, 4); /* nic.ml once */
	ck_assert(covers(&set, "nic.ml"));
	ck_assert(covers(&set, "www.NIC.ml"));
	ck_assert(covers(&set, "x.a-b.c"));
	ck_assert(covers(&set, "x.y.z.mil"));
	ck_assert(!covers(&set, "xnic.ml"));
	ck_assert(!covers(&set, "ml"));
	ck_assert(!covers(&set, "b.c"));
	ck_assert(!covers(&set, "mil.com"));
	ck_assert_uint_gt(smx_nameset_size(&set), 0);
	smx_nameset_free(&set);
}
END_TEST

START_TEST(the_shortest_name_covers)
{
	static const char *const names[] = {"x.army.mil", "mil", "army.mil", "a.b.c"};
	struct smx_query query = {.name = unit_name("y.x.army.mil")};
	struct smx_query other = {.name = unit_name("a.b.c")};
	struct smx_nameset set;

	smx_nameset_init(&set);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct smx_name name = unit_name(names[i]);

		ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
	}
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	smx_query_hash(&query);
	smx_query_hash(&other);
	ck_assert_uint_eq(smx_nameset_count_labels(&set, &query), 1);
	ck_assert_uint_eq(smx_nameset_count_labels(&set, &other), 3);
	other.name = unit_name("b.c");
	smx_query_hash(&other);
	ck_assert_uint_eq(smx_nameset_count_labels(&set, &other), 0);
	smx_nameset_free(&set);
}
END_TEST

static bool
take_name(void *closure, const uint8_t *wire, size_t wire_len)
{
	char *all = closure, text[SMX_NAME_TEXT_SIZE];

	smx_name_write(wire, wire_len, text, sizeof text);
	strcat(strcat(all, text), " ");
	return strcmp(text, "x40.ml") != 0;
}

/* In the order of their labels from the right, the shorter labels first, without those
 * that are below another one; over several blocks. */
START_TEST(each_name_is_given)
{
	static const char *const names[] = {"x.army.mil", "nic.ml", "army.mil", "nic.ml", "a-b.c",
					    "a.b.c"};
	static const struct smx_nameset zeroed;
	char all[1024] = "";
	struct smx_nameset set;

	smx_nameset_each(&zeroed, take_name, all);
	ck_assert_str_eq(all, "");
	smx_nameset_init(&set);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct smx_name name = unit_name(names[i]);

		ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
	}
	for (int i = 10; i < 60; i++) {
		char text[16];
		struct smx_name name;

		snprintf(text, sizeof text, "x%d.ml", i);
		name = unit_name(text);
		ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
	}
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	smx_nameset_each(&set, take_name, all);
	ck_assert_str_eq(all, "a.b.c a-b.c nic.ml x10.ml x11.ml x12.ml x13.ml x14.ml x15.ml x16.ml "
			      "x17.ml x18.ml x19.ml x20.ml x21.ml x22.ml x23.ml x24.ml x25.ml x26.ml "
			      "x27.ml x28.ml x29.ml x30.ml x31.ml x32.ml x33.ml x34.ml x35.ml x36.ml "
			      "x37.ml x38.ml x39.ml x40.ml ");
	smx_nameset_free(&set);
}
END_TEST

START_TEST(a_label_with_a_dot_is_another_name)
{
	static const uint8_t wire[] = "\006nic.ml"; /* one label */
	struct smx_name name = unit_name("nic.ml");
	struct smx_query odd;
	struct smx_nameset set;

	smx_nameset_init(&set);
	ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	ck_assert_int_eq(smx_query_init(&odd, wire, sizeof wire), SMX_OK);
	ck_assert(!smx_nameset_covers(&set, &odd));
	smx_nameset_free(&set);
}
END_TEST

START_TEST(many_names)
{
	struct smx_nameset set;
	char text[32];

	smx_nameset_init(&set);
	for (int i = 0; i < 1000; i++) {
		struct smx_name name;

		snprintf(text, sizeof text, "n%d.example", i * 7919 % 1000);
		name = unit_name(text);
		ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
	}
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	for (int i = 0; i < 1000; i++) {
		snprintf(text, sizeof text, "n%d.example", i);
		ck_assert_msg(covers(&set, text), "%s", text);
		snprintf(text, sizeof text, "m%d.example", i);
		ck_assert_msg(!covers(&set, text), "%s", text);
	}
	smx_nameset_free(&set);
}
END_TEST

START_TEST(without_memory_it_can_be_freed)
{
	struct smx_nameset set;
	size_t n;

	for (n = 0;; n++) {
		int rc;

		smx_nameset_init(&set);
		for (int i = 0; i < 100; i++) {
			char text[32];
			struct smx_name name;

			snprintf(text, sizeof text, "n%d.example", i);
			name = unit_name(text);
			ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
		}
		alloc_fail_after(n);
		rc = smx_nameset_freeze(&set);
		if (rc == SMX_OK)
			break;
		ck_assert_int_eq(rc, SMX_ENOMEM);
		smx_nameset_free(&set);
	}
	ck_assert_uint_eq(alloc_never_fail(), n);
	ck_assert_uint_eq(n, 2); /* for sorting, and for all that stays */
	ck_assert(covers(&set, "x.n99.example"));
	smx_nameset_free(&set);
}
END_TEST

START_TEST(without_memory_it_stays_as_it_is)
{
	struct smx_nameset set;
	unsigned n_failed = 0;
	char text[32];

	smx_nameset_init(&set);
	for (unsigned i = 0; i < 1000; i++) {
		struct smx_name name;

		snprintf(text, sizeof text, "n%u.example", i);
		name = unit_name(text);
		alloc_fail_after(0);
		if (smx_nameset_add(&set, &name) != SMX_OK) {
			ck_assert_uint_eq(set.n_added, i);
			alloc_never_fail();
			ck_assert_int_eq(smx_nameset_add(&set, &name), SMX_OK);
			n_failed++;
		}
		alloc_never_fail();
		ck_assert_uint_eq(set.n_added, i + 1);
	}
	ck_assert_uint_gt(n_failed, 1); /* the first one, and when it grew */
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	ck_assert_uint_eq(set.n_names, 1000);
	for (unsigned i = 0; i < 1000; i++) {
		snprintf(text, sizeof text, "n%u.example", i);
		ck_assert_msg(covers(&set, text), "%s", text);
	}
	smx_nameset_free(&set);
}
END_TEST

/* ---- random sets ---------------------------------------------------------------------- */

#define NAMES_MAX 64

/* Append a label to a name in wire format: of bytes that are most likely to be taken for
 * something else, and in few different ways. */
static size_t
add_label(struct common_random *random, size_t len, uint8_t *wire, size_t at)
{
	static const uint8_t alphabet[] = {'.', 0, 1, 3, 'a', 'b', 0xff};

	wire[at++] = (uint8_t)len;
	for (size_t i = 0; i < len; i++)
		wire[at++] = alphabet[common_below(random, sizeof alphabet)];
	return at;
}

/* Append the last labels of a name. */
static size_t
add_tail(const struct smx_name *name, unsigned n_labels, uint8_t *wire, size_t at)
{
	struct smx_tail tail = smx_name_tail(name, n_labels);

	for (unsigned i = 0; i < n_labels; i++) {
		struct smx_span label = smx_tail_label(&tail, i);

		wire[at++] = (uint8_t)label.len;
		memcpy(wire + at, label.ptr, label.len);
		at += label.len;
	}
	return at;
}

/* A name: some labels of one of the others, if there are any, and before them none to
 * two more, at times as many as there is room for.  Returns whether it is a name. */
static bool
make_name(struct common_random *random, const struct smx_name *others, size_t n,
	  struct smx_name *name)
{
	static const struct smx_name root;
	const struct smx_name *other = n > 0 ? &others[common_below(random, n)] : &root;
	unsigned n_others = (unsigned)common_below(random, other->n_labels + 1u);
	unsigned n_more = (unsigned)common_below(random, 3);
	bool is_long = common_below(random, 32) == 0;
	uint8_t wire[SMX_WIRE_MAX];
	size_t room = sizeof wire - 1 - add_tail(other, n_others, wire, 0), at = 0;

	if (is_long)
		n_more = SMX_LABELS_MAX;
	else if (n_others == 0)
		n_more++;
	for (; n_more > 0 && at + 2 <= room; n_more--) {
		size_t len = is_long ? 1 : 1 + common_below(random, 2);

		if (common_below(random, 256) == 0)
			len = SMX_LABEL_MAX;
		at = add_label(random, len < room - at ? len : room - at - 1, wire, at);
	}
	at = add_tail(other, n_others, wire, at);
	wire[at++] = 0;
	return smx_name_from_wire(name, wire, at) == SMX_OK;
}

static bool
is_below(const struct smx_name *name, const struct smx_name *other)
{
	struct smx_tail tail, all = {other, 0};

	if (name->n_labels < other->n_labels)
		return false;
	tail = smx_name_tail(name, other->n_labels);
	return smx_tail_equals(&tail, &all);
}

static bool
is_below_any(const struct smx_name *name, const struct smx_name *others, size_t n_others)
{
	for (size_t i = 0; i < n_others; i++) {
		if (is_below(name, &others[i]))
			return true;
	}
	return false;
}

static size_t
count_different(const struct smx_name *names, size_t n_names)
{
	size_t n = 0;

	for (size_t i = 0; i < n_names; i++) {
		size_t k = 0;

		while (k < i && !(is_below(&names[i], &names[k]) && is_below(&names[k], &names[i])))
			k++;
		n += k == i;
	}
	return n;
}

START_TEST(random_sets_cover_what_is_below_their_names)
{
	struct common_random random = {32};
	struct smx_name names[NAMES_MAX];
	unsigned n_wrong = 0, n_covered = 0, n_longest = 0;

	for (unsigned turn = 0; turn < 1000; turn++) {
		size_t n_names = common_below(&random, NAMES_MAX + 1);
		struct smx_nameset set;

		smx_nameset_init(&set);
		for (size_t i = 0; i < n_names; i++) {
			n_wrong += !make_name(&random, names, i, &names[i]);
			n_longest += names[i].n_labels == SMX_LABELS_MAX;
			n_wrong += smx_nameset_add(&set, &names[i]) != SMX_OK;
		}
		ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
		ck_assert_uint_eq(set.n_names, count_different(names, n_names));
		for (unsigned i = 0; i < 200; i++) {
			struct smx_query query;
			bool is_covered;

			n_wrong += !make_name(&random, names, n_names, &query.name);
			smx_query_hash(&query);
			is_covered = is_below_any(&query.name, names, n_names);
			n_covered += is_covered;
			n_wrong += smx_nameset_covers(&set, &query) != is_covered;
		}
		smx_nameset_free(&set);
	}
	ck_assert_uint_eq(n_wrong, 0);
	ck_assert_uint_gt(n_covered, 50000);
	ck_assert_uint_lt(n_covered, 150000);
	ck_assert_uint_gt(n_longest, 100);
}
END_TEST

/* ---- size ----------------------------------------------------------------------------- */

/* A name as popularity lists have them, but for its letters: 15 characters on average. */
static bool
make_popular(struct common_random *random, struct smx_name *name)
{
	static const char *const tlds[] = {".com", ".com", ".com", ".com",   ".com",    ".org",
					   ".net", ".ru",  ".de",  ".co.uk", ".com.br", ".io"};
	static const char letters[] = "aaabcdeeefghiijklmnnooopqrrssttuvwxyz019-";
	const char *tld = tlds[common_below(random, sizeof tlds / sizeof tlds[0])];
	char text[64];
	size_t len = 0, own_len;

	if (common_below(random, 20) == 0) {
		len = 1 + common_below(random, 6);
		chance_text(random, letters, len, (uint8_t *)text);
		text[len++] = '.';
	}
	own_len = 3 + common_below(random, 8) + common_below(random, 9);
	chance_text(random, letters, own_len, (uint8_t *)text + len);
	strcpy(text + len + own_len, tld);
	return smx_name_from_text(name, text, strlen(text)) == SMX_OK;
}

START_TEST(a_popularity_list_takes_16_bytes_a_name)
{
	/* Valgrind takes its time. */
	size_t n_names = RUNNING_ON_VALGRIND ? 50000 : 1000000, n_missing = 0;
	struct common_random random = {33}, again = {33};
	struct smx_nameset set;

	smx_nameset_init(&set);
	for (size_t i = 0; i < n_names; i++) {
		struct smx_name name;

		n_missing += !make_popular(&random, &name);
		n_missing += smx_nameset_add(&set, &name) != SMX_OK;
	}
	ck_assert_int_eq(smx_nameset_freeze(&set), SMX_OK);
	ck_assert_uint_gt(set.n_names, n_names / 100 * 95);
	ck_assert_uint_le(smx_nameset_size(&set), 16 * set.n_names);
	ck_assert_ptr_null(set.added);
	ck_assert_uint_le(malloc_usable_size(set.words), 16 * set.n_names);
	for (size_t i = 0; i < n_names; i += 10) {
		struct smx_query query;

		n_missing += !make_popular(&again, &query.name);
		smx_query_hash(&query);
		n_missing += !smx_nameset_covers(&set, &query);
	}
	ck_assert_uint_eq(n_missing, 0);
	smx_nameset_free(&set);
}
END_TEST

Suite *
suite_nameset(void)
{
	Suite *suite = suite_create("nameset");
	TCase *tcase = tcase_create("nameset");

	tcase_add_test(tcase, names_and_all_below_them);
	tcase_add_test(tcase, the_shortest_name_covers);
	tcase_add_test(tcase, each_name_is_given);
	tcase_add_test(tcase, a_label_with_a_dot_is_another_name);
	tcase_add_test(tcase, many_names);
	tcase_add_test(tcase, without_memory_it_can_be_freed);
	tcase_add_test(tcase, without_memory_it_stays_as_it_is);
	tcase_add_test(tcase, random_sets_cover_what_is_below_their_names);
	tcase_set_timeout(tcase, 60); /* seconds, under sanitizers */
	tcase_add_test(tcase, a_popularity_list_takes_16_bytes_a_name);
	suite_add_tcase(suite, tcase);
	return suite;
}
