/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include "unit.h"

START_TEST(wire_is_read_lower_case)
{
	static const uint8_t wire[] = "\004MaIl\004aRMY\002Ml";
	struct smx_name name;
	struct smx_tail tail;

	ck_assert_int_eq(smx_name_from_wire(&name, wire, sizeof wire), SMX_OK);
	ck_assert_uint_eq(name.n_labels, 3);
	ck_assert(smx_span_equals(smx_name_text(&name), unit_span("mail.army.ml")));
	tail = smx_name_tail(&name, 2);
	ck_assert_uint_eq(smx_tail_count_labels(&tail), 2);
	ck_assert(smx_span_equals(smx_tail_label(&tail, 0), unit_span("army")));
	ck_assert(smx_span_equals(smx_tail_text(&tail, 1), unit_span("ml")));
	/* The offset of a label in the text is that of its length octet in the wire. */
	ck_assert_uint_eq(wire[name.start[1]], 4);
	ck_assert_uint_eq(wire[name.start[2]], 2);
}
END_TEST

START_TEST(malformed_wire_is_refused)
{
	static const struct {
		const char *wire;
		size_t len;
		const char *why;
	} cases[] = {
		{"", 0, "nothing"},
		{"\003abc", 4, "no root label"},
		{"\004abc\000", 5, "a label reaches over the end"},
		{"\003abc\000\001a", 7, "bytes behind the root"},
		{"\300\014", 2, "a compression pointer"},
		{"\100aaa", 4, "a reserved label type"},
	};
	struct smx_name name;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_msg(smx_name_from_wire(&name, (const uint8_t *)cases[i].wire,
						 cases[i].len) == SMX_ENAME,
			      "%s", cases[i].why);
}
END_TEST

/* A name of `n_labels` labels of `len` characters, and one of `last_len`; 0 for none. */
static size_t
make_wire(uint8_t *wire, unsigned n_labels, size_t len, size_t last_len)
{
	size_t at = 0;

	for (unsigned i = 0; i <= n_labels; i++) {
		size_t label_len = i < n_labels ? len : last_len;

		if (label_len == 0)
			break;
		wire[at] = (uint8_t)label_len;
		memset(wire + at + 1, 'A' + (int)i % 26, label_len);
		at += 1 + label_len;
	}
	wire[at] = 0;
	return at + 1;
}

START_TEST(wire_of_every_size)
{
	static const struct {
		unsigned n_labels;
		size_t len, last_len;
		size_t wire_len;
		int rc;
	} cases[] = {
		{0, 0, 1, 3, SMX_OK},		{1, 63, 0, 65, SMX_OK},
		{1, 64, 0, 66, SMX_ENAME}, /* the bits of a reserved label type */
		{1, 127, 0, 129, SMX_ENAME},	{1, 191, 0, 193, SMX_ENAME},
		{1, 192, 0, 194, SMX_ENAME}, /* the bits of a pointer */
		{3, 63, 61, 255, SMX_OK},	{3, 63, 62, 256, SMX_ENAME},
		{4, 63, 0, 257, SMX_ENAME},	{127, 1, 0, 255, SMX_OK},
		{126, 1, 2, 256, SMX_ENAME},	{125, 1, 3, 255, SMX_OK},
		{128, 1, 0, 257, SMX_ENAME},
	};
	uint8_t wire[300];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t len = make_wire(wire, cases[i].n_labels, cases[i].len, cases[i].last_len);
		struct smx_name name;

		ck_assert_uint_eq(len, cases[i].wire_len);
		ck_assert_msg(smx_name_from_wire(&name, wire, len) == cases[i].rc, "%zu bytes",
			      len);
		if (cases[i].rc != SMX_OK)
			continue;
		ck_assert_uint_eq(name.n_labels, cases[i].n_labels + (cases[i].last_len > 0));
		ck_assert_uint_eq(smx_name_text(&name).len, len - 2);
		for (unsigned n = 0; n < name.n_labels; n++) {
			struct smx_tail all = {&name, 0};
			struct smx_span label = smx_tail_label(&all, n);

			ck_assert_uint_eq(label.len, wire[name.start[n]]);
			ck_assert_uint_eq(label.ptr[label.len - 1], 'a' + n % 26);
		}
	}
}
END_TEST

/* Each in memory of its own, so that a sanitizer sees what is read behind it. */
START_TEST(wire_cut_or_continued_anywhere)
{
	uint8_t wire[300];
	size_t whole = make_wire(wire, 3, 63, 61);
	struct smx_name name;

	for (size_t len = 0; len <= whole + 3; len++) {
		uint8_t *copy = malloc(len + (len == 0));

		ck_assert_ptr_nonnull(copy);
		memset(copy, 0, len);
		memcpy(copy, wire, len < whole ? len : whole);
		ck_assert_int_eq(smx_name_from_wire(&name, copy, len),
				 len == whole ? SMX_OK : SMX_ENAME);
		free(copy);
	}
	whole = make_wire(wire, 20, 2, 0);
	for (size_t len = 0; len < whole; len++)
		ck_assert_int_eq(smx_name_from_wire(&name, wire, len), SMX_ENAME);
	/* The root label in the middle. */
	wire[30] = 0;
	ck_assert_int_eq(smx_name_from_wire(&name, wire, whole), SMX_ENAME);
	ck_assert_int_eq(smx_name_from_wire(&name, wire, 31), SMX_OK);
	ck_assert_uint_eq(name.n_labels, 10);
}
END_TEST

/* Eight bytes are copied at once: every byte at every place of eight. */
START_TEST(letters_alone_become_lower_case)
{
	for (unsigned place = 0; place < 24; place++) {
		for (unsigned byte = 0; byte < 256; byte++) {
			uint8_t wire[26], expected[24];
			struct smx_name name;

			memset(wire, 'Z', sizeof wire);
			memset(expected, 'z', sizeof expected);
			wire[0] = 24;
			wire[25] = 0;
			wire[1 + place] = (uint8_t)byte;
			expected[place] =
				(uint8_t)(byte >= 'A' && byte <= 'Z' ? byte + 'a' - 'A' : byte);
			if (smx_name_from_wire(&name, wire, sizeof wire) != SMX_OK ||
			    memcmp(name.text, expected, sizeof expected) != 0)
				ck_abort_msg("byte %u at %u", byte, place);
		}
	}
}
END_TEST

/* The texts of labels, whatever is left over of eight. */
START_TEST(labels_of_every_length_become_lower_case)
{
	for (size_t len = 1; len <= SMX_LABEL_MAX; len++) {
		uint8_t wire[300], expected[300];
		size_t wire_len = make_wire(wire, 2, len, 0);
		struct smx_name name;

		ck_assert_int_eq(smx_name_from_wire(&name, wire, wire_len), SMX_OK);
		memset(expected, 'a', len);
		expected[len] = '.';
		memset(expected + len + 1, 'b', len);
		ck_assert_uint_eq(smx_name_text(&name).len, 2 * len + 1);
		ck_assert_mem_eq(name.text, expected, 2 * len + 1);
	}
}
END_TEST

START_TEST(largest_names_fit)
{
	uint8_t wire[300];
	struct smx_name name;
	size_t at = 0;

	for (int i = 0; i < 127; i++) {
		wire[at++] = 1;
		wire[at++] = 'A';
	}
	wire[at++] = 0;
	ck_assert_uint_eq(at, 255);
	ck_assert_int_eq(smx_name_from_wire(&name, wire, at), SMX_OK);
	ck_assert_uint_eq(name.n_labels, 127);
	ck_assert_uint_eq(smx_name_text(&name).len, 253);

	wire[254] = 1; /* a 128th label */
	wire[255] = 'a';
	wire[256] = 0;
	ck_assert_int_eq(smx_name_from_wire(&name, wire, 257), SMX_ENAME);
}
END_TEST

START_TEST(labels_may_hold_any_byte)
{
	static const uint8_t wire[] = "\003a\0b\003c.d\002\377\040";
	struct smx_name name;
	struct smx_tail all = {&name, 0};
	char text[64];

	ck_assert_int_eq(smx_name_from_wire(&name, wire, sizeof wire), SMX_OK);
	ck_assert_uint_eq(name.n_labels, 3);
	ck_assert_uint_eq(smx_tail_write(&all, 0, text, sizeof text), strlen(text));
	ck_assert_str_eq(text, "a\\000b.c\\.d.\\255\\032");
}
END_TEST

START_TEST(a_dot_in_a_label_is_no_separator)
{
	static const uint8_t one[] = "\004a.bc";
	static const uint8_t two[] = "\001a\002bc";
	struct smx_name left, right;
	struct smx_tail left_all = {&left, 0}, right_all = {&right, 0};

	ck_assert_int_eq(smx_name_from_wire(&left, one, sizeof one), SMX_OK);
	ck_assert_int_eq(smx_name_from_wire(&right, two, sizeof two), SMX_OK);
	ck_assert(smx_span_equals(smx_name_text(&left), smx_name_text(&right)));
	ck_assert(!smx_tail_equals(&left_all, &right_all));
}
END_TEST

START_TEST(text_is_read)
{
	static const struct {
		const char *text;
		int rc;
		unsigned n_labels;
	} cases[] = {
		{"army.mil", SMX_OK, 2}, {"army.mil.", SMX_OK, 2}, {".", SMX_OK, 0},
		{"", SMX_ENAME, 0},      {"..", SMX_ENAME, 0},     {"a..b", SMX_ENAME, 0},
		{".a", SMX_ENAME, 0},    {"a..", SMX_ENAME, 0},
	};
	char label[80];
	struct smx_name name;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		ck_assert_msg(smx_name_from_text(&name, cases[i].text, strlen(cases[i].text)) ==
				      cases[i].rc,
			      "%s", cases[i].text);
		if (cases[i].rc == SMX_OK)
			ck_assert_uint_eq(name.n_labels, cases[i].n_labels);
	}
	memset(label, 'a', sizeof label);
	ck_assert_int_eq(smx_name_from_text(&name, label, 63), SMX_OK);
	ck_assert_int_eq(smx_name_from_text(&name, label, 64), SMX_ENAME);
}
END_TEST

START_TEST(alabels_are_seen_in_the_tail_alone)
{
	struct smx_name name = unit_name("xn--bcher-kva.example.com");
	struct smx_tail all = {&name, 0}, tail = smx_name_tail(&name, 2);

	ck_assert(smx_tail_has_alabel(&all));
	ck_assert(!smx_tail_has_alabel(&tail));
	name = unit_name("xn-.axn--b.com");
	ck_assert(!smx_tail_has_alabel(&all));
}
END_TEST

START_TEST(text_order_is_byte_order)
{
	ck_assert_int_lt(smx_span_compare(unit_span("a-b.com"), unit_span("a.com")), 0);
	ck_assert_int_lt(smx_span_compare(unit_span("a"), unit_span("a.com")), 0);
	ck_assert_int_eq(smx_span_compare(unit_span("a"), unit_span("a")), 0);
	ck_assert_int_gt(smx_span_compare(unit_span("\377"), unit_span("a")), 0);
}
END_TEST

START_TEST(writing_is_cut_and_terminated)
{
	struct smx_name name = unit_name("mail.army.mil");
	struct smx_tail all = {&name, 0};
	char text[8] = "xxxxxxx";

	ck_assert_uint_eq(smx_tail_write(&all, 0, text, 6), 13);
	ck_assert_str_eq(text, "mail.");
	ck_assert_int_eq(text[6], 'x');
	ck_assert_uint_eq(smx_tail_write(&all, 0, text, 0), 13);
}
END_TEST

START_TEST(a_name_in_wire_format)
{
	struct smx_name name = unit_name("us.army.mil"), root = {.n_labels = 0};
	uint8_t wire[SMX_WIRE_MAX];

	ck_assert_uint_eq(smx_name_to_wire(&name, wire), 13);
	ck_assert_mem_eq(wire, "\2us\4army\3mil", 13);
	ck_assert_uint_eq(smx_name_to_wire(&root, wire), 1);
	ck_assert_uint_eq(wire[0], 0);
}
END_TEST

Suite *
suite_name(void)
{
	Suite *suite = suite_create("name");
	TCase *tcase = tcase_create("name");

	tcase_add_test(tcase, wire_is_read_lower_case);
	tcase_add_test(tcase, malformed_wire_is_refused);
	tcase_add_test(tcase, wire_of_every_size);
	tcase_add_test(tcase, wire_cut_or_continued_anywhere);
	tcase_add_test(tcase, letters_alone_become_lower_case);
	tcase_add_test(tcase, labels_of_every_length_become_lower_case);
	tcase_add_test(tcase, largest_names_fit);
	tcase_add_test(tcase, labels_may_hold_any_byte);
	tcase_add_test(tcase, a_dot_in_a_label_is_no_separator);
	tcase_add_test(tcase, text_is_read);
	tcase_add_test(tcase, alabels_are_seen_in_the_tail_alone);
	tcase_add_test(tcase, text_order_is_byte_order);
	tcase_add_test(tcase, writing_is_cut_and_terminated);
	tcase_add_test(tcase, a_name_in_wire_format);
	suite_add_tcase(suite, tcase);
	return suite;
}
