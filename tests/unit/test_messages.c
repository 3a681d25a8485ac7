/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "policy/messages.h"
#include "unit.h"

START_TEST(messages_are_kept_in_order)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "a.zone", 7};
	struct smx_place whole = {&messages, "b.zone", 0};
	char text[32];

	smx_messages_init(&messages);
	ck_assert_int_eq(smx_complain(&place, SMX_EVALUE, "%s is wrong", "x"), SMX_EVALUE);
	smx_warn(&whole, "look");
	ck_assert_uint_eq(messages.n_errors, 1);
	ck_assert_uint_eq(messages.n_warnings, 1);
	ck_assert_int_eq(messages.list[0].code, SMX_EVALUE);
	ck_assert_int_eq(messages.list[1].severity, SMX_WARNING);
	ck_assert_uint_eq(smx_message_write(&messages, 0, text, sizeof text), 20);
	ck_assert_str_eq(text, "a.zone:7: x is wrong");
	smx_message_write(&messages, 1, text, sizeof text);
	ck_assert_str_eq(text, "b.zone: look");
	ck_assert_uint_eq(smx_message_write(&messages, 0, text, 5), 20);
	ck_assert_str_eq(text, "a.zo");
	smx_messages_free(&messages);
	ck_assert_uint_eq(messages.n_messages, 0);
}
END_TEST

START_TEST(a_file_lists_a_hundred)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "a.zone", 0}, other = {&messages, "b.zone", 1};

	smx_messages_init(&messages);
	for (place.line = 1; place.line <= 250; place.line++)
		smx_complain(&place, SMX_ESYNTAX, "wrong");
	smx_complain(&other, SMX_ESYNTAX, "wrong");
	ck_assert_uint_eq(messages.n_messages, SMX_MESSAGES_PER_FILE + 1);
	ck_assert_uint_eq(messages.n_errors, 251);
	ck_assert_uint_eq(smx_messages_count_unlisted(&messages), 150);
	ck_assert_uint_eq(messages.list[SMX_MESSAGES_PER_FILE - 1].line, 100);
	ck_assert_str_eq(messages.list[SMX_MESSAGES_PER_FILE].file, "b.zone");
	smx_messages_free(&messages);
}
END_TEST

START_TEST(a_file_lists_a_hundred_among_others)
{
	struct smx_messages messages;
	struct smx_place places[] = {{&messages, "a.zone", 1}, {&messages, "b.zone", 1},
				     {&messages, "c.zone", 1}};

	smx_messages_init(&messages);
	for (size_t i = 0; i < 300; i++) {
		smx_warn(&places[i % 2], "look");
		smx_warn(&places[0], "look");
	}
	smx_warn(&places[2], "look");
	ck_assert_uint_eq(messages.n_messages, 2 * SMX_MESSAGES_PER_FILE + 1);
	ck_assert_uint_eq(messages.n_warnings, 601);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(control_characters_do_not_get_through)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "a.zone", 1};

	smx_messages_init(&messages);
	smx_complain(&place, SMX_ENAME, "'%s'", "a\033[31mb\177\n\303\274");
	ck_assert_str_eq(messages.list[0].text, "'a?[31mb?\?\303\274'");
	/* CSI beyond ASCII, as a byte and in UTF-8, and where it is a part of a letter. */
	smx_complain(&place, SMX_ENAME, "'%s'", "\23331m \302\23331m \303\233 \342\202\233 \303");
	ck_assert_str_eq(messages.list[1].text, "'?31m ?\?31m \303\233 \342\202\233 \303'");
	smx_messages_free(&messages);
}
END_TEST

START_TEST(every_error_has_its_text)
{
	for (int error = SMX_EPSL; error <= SMX_OK; error++)
		ck_assert_str_ne(smx_error_text(error), "unknown error");
	ck_assert_str_eq(smx_error_text(1), "unknown error");
	ck_assert_str_eq(smx_error_text(SMX_ECANCEL - 1), "unknown error");
}
END_TEST

START_TEST(all_are_listed_where_that_is_wanted)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "a.zone", 0};

	smx_messages_init(&messages);
	messages.lists_all = true;
	for (place.line = 1; place.line <= 250; place.line++)
		smx_complain(&place, SMX_ESYNTAX, "wrong");
	ck_assert_uint_eq(messages.n_messages, 250);
	ck_assert_uint_eq(messages.list[249].line, 250);
	ck_assert_uint_eq(smx_messages_count_unlisted(&messages), 0);
	smx_messages_free(&messages);
	ck_assert(!messages.lists_all);
}
END_TEST

Suite *
suite_messages(void)
{
	Suite *suite = suite_create("messages");
	TCase *tcase = tcase_create("messages");

	tcase_add_test(tcase, messages_are_kept_in_order);
	tcase_add_test(tcase, a_file_lists_a_hundred);
	tcase_add_test(tcase, a_file_lists_a_hundred_among_others);
	tcase_add_test(tcase, control_characters_do_not_get_through);
	tcase_add_test(tcase, every_error_has_its_text);
	tcase_add_test(tcase, all_are_listed_where_that_is_wanted);
	suite_add_tcase(suite, tcase);
	return suite;
}
