/* SPDX-License-Identifier: BSD-3-Clause */
#include <elf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unbound/buildid.h"
#include "unit.h"

/* Notes as a linker lays them out, built part by part. */
struct notes {
	uint8_t bytes[256];
	size_t len, align;
};

static void
pad(struct notes *notes)
{
	notes->len = (notes->len + notes->align - 1) / notes->align * notes->align;
}

/* A note whose header may lie about the lengths. */
static void
add_lying(struct notes *notes, uint32_t type, const char *name, size_t name_len, size_t len,
	  uint32_t said_name_len, uint32_t said_len)
{
	const Elf64_Nhdr header = {.n_namesz = said_name_len, .n_descsz = said_len, .n_type = type};

	memcpy(notes->bytes + notes->len, &header, sizeof header);
	notes->len += sizeof header;
	memcpy(notes->bytes + notes->len, name, name_len);
	notes->len += name_len;
	pad(notes);
	for (size_t i = 0; i < len; i++)
		notes->bytes[notes->len++] = (uint8_t)(0xa0 + i);
	pad(notes);
}

static void
add(struct notes *notes, uint32_t type, const char *name, size_t len)
{
	size_t name_len = strlen(name) + 1;

	add_lying(notes, type, name, name_len, len, (uint32_t)name_len, (uint32_t)len);
}

/* Looked for in memory that ends where the notes do, so that valgrind and ASan see one
 * byte too many. */
static bool
find(const struct notes *notes, size_t len, struct smx_buildid *id)
{
	uint8_t *copy = malloc(len > 0 ? len : 1);
	bool is_found;

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, notes->bytes, len);
	id->len = 0;
	is_found = smx_buildid_find(copy, len, notes->align, id);
	ck_assert(is_found == (id->len > 0));
	free(copy);
	return is_found;
}

static const size_t aligns[] = {4, 8};

START_TEST(it_is_found_among_other_notes)
{
	struct notes notes = {.align = aligns[_i]};
	struct smx_buildid id;

	add(&notes, NT_GNU_ABI_TAG, "GNU", 16);
	add(&notes, NT_GNU_BUILD_ID, "stapsdt", 7); /* of another owner */
	add(&notes, NT_GNU_BUILD_ID, "", 9);
	add(&notes, NT_GNU_BUILD_ID, "GNU", 0); /* empty */
	ck_assert(!find(&notes, notes.len, &id));
	add(&notes, NT_GNU_BUILD_ID, "GNU", 19);
	add(&notes, NT_GNU_BUILD_ID, "GNU", 5); /* the first one counts */
	ck_assert(find(&notes, notes.len, &id));
	ck_assert_uint_eq(id.len, 19);
	ck_assert_uint_eq(id.bytes[0], 0xa0);
	ck_assert_uint_eq(id.bytes[18], 0xa0 + 18);
}
END_TEST

/* It may be as long as there is room for it. */
START_TEST(one_that_is_too_long_is_none)
{
	for (size_t len = SMX_BUILDID_MAX - 1; len <= SMX_BUILDID_MAX + 1; len++) {
		struct notes notes = {.align = 4};
		struct smx_buildid id;

		add(&notes, NT_GNU_BUILD_ID, "GNU", len);
		ck_assert(find(&notes, notes.len, &id) == (len <= SMX_BUILDID_MAX));
	}
}
END_TEST

START_TEST(notes_that_are_cut_anywhere_are_not_read_beyond)
{
	struct notes notes = {.align = aligns[_i]};
	struct smx_buildid id;
	size_t end;

	add(&notes, NT_GNU_ABI_TAG, "GNU", 16);
	add(&notes, NT_GNU_BUILD_ID, "GNU", 9);
	end = notes.len - (notes.align == 4 ? 3 : 7); /* the padding may be missing */
	for (size_t len = 0; len <= notes.len; len++)
		ck_assert_msg(find(&notes, len, &id) == (len >= end), "%zu bytes", len);
}
END_TEST

START_TEST(lengths_that_lie_lead_nowhere)
{
	static const struct {
		uint32_t name_len, len;
		bool is_found;
	} cases[] = {
		{4, 20, true},
		{4, 21, false},
		{4, UINT32_MAX, false},
		{4, UINT32_MAX - 3, false}, /* 0 when it is padded in 32 bits */
		{5, 20, false},             /* name and build-id move on by a part */
		{24, 0, false},
		{UINT32_MAX, 20, false},
		{UINT32_MAX - 3, 20, false},
		{UINT32_MAX, UINT32_MAX, false},
		{0, 24, false},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct notes notes = {.align = 4};
		struct smx_buildid id;

		add_lying(&notes, NT_GNU_BUILD_ID, "GNU", 4, 20, cases[i].name_len, cases[i].len);
		ck_assert_msg(find(&notes, notes.len, &id) == cases[i].is_found, "case %zu", i);
	}
}
END_TEST

START_TEST(random_bytes_are_survived)
{
	struct notes notes = {.align = aligns[_i]};
	struct smx_buildid id;
	unsigned state = 1;

	for (int round = 0; round < 20000; round++) {
		/* Small lengths, so that it goes on for some notes. */
		for (size_t i = 0; i < 96; i++)
			notes.bytes[i] = rand_r(&state) % 4 == 0 ? (uint8_t)(rand_r(&state) % 8)
								 : 0;
		if (round % 2 == 0)
			memcpy(notes.bytes + 12, "GNU", 4);
		(void)find(&notes, (size_t)(rand_r(&state) % 97), &id);
	}
}
END_TEST

START_TEST(it_is_known_by_all_of_its_digits)
{
	static const struct smx_known_program programs[] = {
		{"unbound", "00ff10"}, {"testbound", "abcdef0123"}, {"none", ""}};
	static const struct {
		struct smx_buildid id;
		const char *text;
		bool is_known;
	} cases[] = {
		{{3, {0x00, 0xff, 0x10}}, "00ff10", true},
		{{5, {0xab, 0xcd, 0xef, 0x01, 0x23}}, "abcdef0123", true},
		{{3, {0x00, 0xff, 0x11}}, "00ff11", false},
		{{2, {0x00, 0xff}}, "00ff", false},
		{{4, {0x00, 0xff, 0x10, 0x00}}, "00ff1000", false},
		{{0, {0}}, "", false},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[SMX_BUILDID_TEXT_SIZE];

		smx_buildid_write(&cases[i].id, text);
		ck_assert_str_eq(text, cases[i].text);
		ck_assert_msg(smx_buildid_is_known(&cases[i].id, programs, 3) == cases[i].is_known,
			      "%s", text);
		ck_assert(!smx_buildid_is_known(&cases[i].id, programs, 0));
	}
}
END_TEST

/* As readelf(1) tells it. */
START_TEST(that_of_the_running_program_is_found)
{
	char command[1024], said[256] = "", text[SMX_BUILDID_TEXT_SIZE];
	struct smx_buildid id;
	FILE *readelf;

	/* Not by /proc, where valgrind would be. */
	snprintf(command, sizeof command,
		 "LC_ALL=C readelf -n '%s' | sed -n 's/^ *Build ID: *//p'", program_invocation_name);
	readelf = popen(command, "r");
	ck_assert_ptr_nonnull(readelf);
	ck_assert_ptr_nonnull(fgets(said, sizeof said, readelf));
	ck_assert_int_eq(pclose(readelf), 0);
	said[strcspn(said, "\n")] = '\0';
	ck_assert(smx_buildid_find_own(&id));
	smx_buildid_write(&id, text);
	ck_assert_str_eq(text, said);
}
END_TEST

Suite *
suite_buildid(void)
{
	Suite *suite = suite_create("buildid");
	TCase *tcase = tcase_create("buildid");

	tcase_add_loop_test(tcase, it_is_found_among_other_notes, 0, 2);
	tcase_add_test(tcase, one_that_is_too_long_is_none);
	tcase_add_loop_test(tcase, notes_that_are_cut_anywhere_are_not_read_beyond, 0, 2);
	tcase_add_test(tcase, lengths_that_lie_lead_nowhere);
	tcase_add_loop_test(tcase, random_bytes_are_survived, 0, 2);
	tcase_add_test(tcase, it_is_known_by_all_of_its_digits);
	tcase_add_test(tcase, that_of_the_running_program_is_found);
	suite_add_tcase(suite, tcase);
	return suite;
}
