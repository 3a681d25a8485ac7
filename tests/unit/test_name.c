/* SPDX-License-Identifier: BSD-3-Clause */
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

Suite *
suite_name(void)
{
	Suite *suite = suite_create("name");
	TCase *tcase = tcase_create("name");

	tcase_add_test(tcase, wire_is_read_lower_case);
	tcase_add_test(tcase, malformed_wire_is_refused);
	tcase_add_test(tcase, largest_names_fit);
	tcase_add_test(tcase, labels_may_hold_any_byte);
	tcase_add_test(tcase, a_dot_in_a_label_is_no_separator);
	tcase_add_test(tcase, text_is_read);
	tcase_add_test(tcase, alabels_are_seen_in_the_tail_alone);
	tcase_add_test(tcase, text_order_is_byte_order);
	tcase_add_test(tcase, writing_is_cut_and_terminated);
	suite_add_tcase(suite, tcase);
	return suite;
}
