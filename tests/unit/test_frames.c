/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>

#include "alloc.h"
#include "chance.h"
#include "entries.h"
#include "match/frames.h"
#include "unit.h"

static void
build(struct smx_frames *frames, struct entries *entries, struct smx_powers *powers)
{
	smx_powers_init(powers);
	entries_order(entries);
	ck_assert_int_eq(
		smx_frames_build(frames, entries->list, entries->n_entries, powers, NULL), SMX_OK);
}

/* The frame of a name in which labels are written as "?", or NULL. */
static const struct smx_frame *
find(const struct smx_frames *frames, const char *text)
{
	struct smx_name name = unit_name(text);
	struct smx_tail all = {&name, 0};
	uint64_t hash = 0;

	for (unsigned i = 0; i < name.n_labels; i++) {
		struct smx_span label = smx_tail_label(&all, i);
		unsigned place = name.n_labels - 1u - i;

		hash += smx_span_equals(label, unit_span("?"))
				? smx_hash_open(place)
				: smx_hash_part(smx_hash_label(label), place);
	}
	return smx_frames_find(frames, hash);
}

START_TEST(without_entries_there_are_none)
{
	struct entries entries;
	struct smx_powers powers;
	struct smx_frames frames;

	entries_init(&entries, 1);
	build(&frames, &entries, &powers);
	ck_assert_ptr_null(find(&frames, "?.mil"));
	ck_assert_uint_eq(smx_frames_size(&frames), 0);
	entries_add(&entries, "mil", 1); /* a public suffix has none */
	entries_add(&entries, "gov.uk", 2);
	build(&frames, &entries, &powers);
	ck_assert_uint_eq(frames.n_frames, 0);
	ck_assert_ptr_null(find(&frames, "?"));
	ck_assert_ptr_null(find(&frames, "?.uk"));
	smx_frames_free(&frames);
	entries_free(&entries);
}
END_TEST

START_TEST(frames_of_names)
{
	/* Of us.army.mil and of a.bb.gov.uk. */
	static const struct {
		const char *frame;
		bool is_there;
		const char *why;
	} cases[] = {
		{"us.?.mil", true, "the label left of the suffix"},
		{"?.army.mil", true, "the first label"},
		{"?.?.mil", true, "two of them"},
		{"us.army.?", false, "the suffix is no label"},
		{"?.?.?", false, "nor with others"},
		{"?.mil", false, "another number of labels"},
		{"a.?.gov.uk", true, "behind a suffix of two labels"},
		{"?.bb.gov.uk", true, "and the first label"},
		{"?.?.gov.uk", true, "and both"},
		{"a.bb.?.uk", false, "a label of the suffix"},
		{"us.navy.mil", false, "nothing is open"},
	};
	struct entries entries;
	struct smx_powers powers;
	struct smx_frames frames;

	entries_init(&entries, 1);
	entries_add(&entries, "us.army.mil", 1);
	entries_add(&entries, "us.army.mil", 1); /* as in another zone */
	entries_add(&entries, "a.bb.gov.uk", 2);
	build(&frames, &entries, &powers);
	ck_assert(frames.has_pairs);
	ck_assert_uint_eq(frames.n_frames, 6);
	ck_assert_uint_gt(smx_frames_size(&frames), 0);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_msg((find(&frames, cases[i].frame) != NULL) == cases[i].is_there,
			      "%s: %s", cases[i].frame, cases[i].why);
	smx_frames_free(&frames);
	entries_free(&entries);
}
END_TEST

/* Only labels that can be edited are left open; lengths are those of the rule `extra`. */
START_TEST(labels_that_are_too_short_are_not_open)
{
	struct entries entries;
	struct smx_powers powers;
	struct smx_frames frames;

	entries_init(&entries, 0);
	entries.settings.least_len[SMX_RULE_EXTRA] = 4;
	entries_add(&entries, "usa.army.mil", 1);
	build(&frames, &entries, &powers);
	ck_assert(!frames.has_pairs); /* the rule two is off */
	ck_assert_ptr_nonnull(find(&frames, "usa.?.mil"));
	ck_assert_uint_eq(find(&frames, "usa.?.mil")->far.n_words, 0);
	ck_assert_ptr_null(find(&frames, "?.army.mil"));
	ck_assert_ptr_null(find(&frames, "?.?.mil"));
	smx_frames_free(&frames);

	/* With these rules, no label is open. */
	entries.settings.least_len[SMX_RULE_EXTRA] = 0;
	entries.settings.least_len[SMX_RULE_TLD] = entries.settings.least_len[SMX_RULE_DOT] = 1;
	entries.settings.least_len[SMX_RULE_HOST] = entries.settings.least_len[SMX_RULE_CC] = 1;
	entries.settings.least_len[SMX_RULE_GLYPH] = 1;
	build(&frames, &entries, &powers);
	ck_assert_uint_eq(frames.n_frames, 0);
	entries.settings.least_len[SMX_RULE_BOTH] = 4;
	build(&frames, &entries, &powers);
	ck_assert_uint_eq(frames.n_frames, 1);
	smx_frames_free(&frames);
	entries_free(&entries);
}
END_TEST

START_TEST(two_open_labels_are_both_long)
{
	struct entries entries;
	struct smx_powers powers;
	struct smx_frames frames;

	entries_init(&entries, 0);
	entries.settings.least_len[SMX_RULE_TWO] = 4;
	entries_add(&entries, "us.army.mail.mil", 1);
	build(&frames, &entries, &powers);
	ck_assert(frames.has_pairs);
	ck_assert_ptr_nonnull(find(&frames, "us.?.?.mil"));
	ck_assert_ptr_null(find(&frames, "?.?.mail.mil"));
	ck_assert_ptr_null(find(&frames, "?.army.?.mil"));
	ck_assert_uint_gt(find(&frames, "us.?.mail.mil")->far.n_words, 0);
	ck_assert_uint_eq(find(&frames, "us.?.mail.mil")->far_shortest, 4);
	ck_assert_uint_eq(find(&frames, "us.?.?.mil")->far.n_words, 0);
	smx_frames_free(&frames);
	entries_free(&entries);
}
END_TEST

/* ---- filters ---------------------------------------------------------------------------- */

/* How many of the halves of a text of `len` characters are missing, of which `left` is the
 * hash of the left one. */
static unsigned
count_missing_halves(const struct smx_frames *frames, const struct smx_frame *frame,
		     const struct smx_powers *powers, uint64_t hash, unsigned len, uint64_t left)
{
	uint64_t right = hash - left * powers->of_base[len - smx_half(len)];

	return !smx_frame_has_far_half(frames, frame, smx_half_key(left, len, false)) +
	       !smx_frame_has_far_half(frames, frame, smx_half_key(right, len, true));
}

/* How many of a label's keys are missing. */
static unsigned
count_missing(const struct smx_frames *frames, const struct smx_frame *frame,
	      const struct smx_powers *powers, struct smx_span text)
{
	struct smx_label label;
	unsigned n = 0;

	smx_label_init(&label, powers, text);
	n += !smx_frame_has_near(frames, frame, smx_label_whole(&label));
	n += !smx_frame_has_far(frames, frame, smx_label_whole(&label));
	for (unsigned i = 0; i < label.len; i++) {
		uint64_t hash = smx_label_without(&label, i);

		n += !smx_frame_has_near(frames, frame, hash);
		n += !smx_frame_has_place(frames, frame, hash, i);
		n += !smx_frame_has_far(frames, frame, hash);
		n += count_missing_halves(frames, frame, powers, hash, label.len - 1,
					  smx_label_begin_without(&label, smx_half(label.len - 1), i));
		for (unsigned j = i + 1; j < label.len; j++)
			n += !smx_frame_has_far(frames, frame,
						smx_label_without_two(&label, i, j));
	}
	for (unsigned len = label.len - 1; len <= label.len; len++) {
		unsigned half = smx_half(len);

		n += !smx_frame_has_near_half(frames, frame,
					      smx_half_key(label.before[half], len, false));
		n += !smx_frame_has_near_half(
			frames, frame, smx_half_key(smx_label_end(&label, len - half), len, true));
	}
	return n;
}

#define LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

/* Add names with random labels of 1 to 63 characters below "mil". */
static void
add_some(struct entries *entries, struct common_random *random, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		uint8_t label[SMX_LABEL_MAX];
		char text[SMX_LABEL_MAX + 5];
		size_t len = i % 8 == 0 ? SMX_LABEL_MAX - i % 3 : 1 + common_below(random, 20);

		chance_text(random, LETTERS, len, label);
		snprintf(text, sizeof text, "%.*s.mil", (int)len, label);
		entries_add(entries, text, 1);
	}
}

START_TEST(what_fills_a_frame_is_in_its_filters)
{
	/* One, some that share a filter with other frames, and many. */
	static const unsigned sizes[] = {1, 2, 5, 200};
	struct common_random random = {10};

	for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
		struct entries entries;
		struct smx_powers powers;
		struct smx_frames frames;
		const struct smx_frame *frame;
		unsigned n_missing = 0;

		entries_init(&entries, 1);
		add_some(&entries, &random, sizes[s]);
		entries_add(&entries, "army.ml", 1);
		build(&frames, &entries, &powers);
		ck_assert_uint_eq(frames.n_frames, 2);
		frame = find(&frames, "?.mil");
		ck_assert_ptr_nonnull(frame);
		for (size_t i = 0; i < entries.n_entries; i++) {
			struct smx_span label = smx_entry_text(entries.list[i]);

			label.len -= 4;
			if (smx_span_equals(smx_entry_tail_text(entries.list[i], 1),
					    unit_span("ml")))
				continue;
			n_missing += count_missing(&frames, frame, &powers, label);
			ck_assert_uint_le(frame->far_shortest, label.len);
			ck_assert_uint_ge(frame->far_longest, label.len);
		}
		n_missing += count_missing(&frames, find(&frames, "?.ml"), &powers,
					   unit_span("army"));
		ck_assert_uint_eq(n_missing, 0);
		smx_frames_free(&frames);
		entries_free(&entries);
	}
}
END_TEST

START_TEST(little_else_is_in_them)
{
	struct entries entries;
	struct smx_powers powers;
	struct smx_frames frames;
	const struct smx_frame *frame;
	unsigned n_near = 0, n_places = 0, n_far = 0;
	struct common_random random = {11};

	entries_init(&entries, 1);
	add_some(&entries, &random, 200);
	build(&frames, &entries, &powers);
	frame = find(&frames, "?.mil");
	for (unsigned i = 0; i < 20000; i++) {
		uint64_t hash = common_random(&random);

		n_near += smx_frame_has_near(&frames, frame, hash);
		n_places += smx_frame_has_place(&frames, frame, hash, i % SMX_LABEL_MAX);
		n_far += smx_frame_has_far(&frames, frame, hash);
	}
	ck_assert_uint_lt(n_near, 20000 * 3 / 100);
	ck_assert_uint_lt(n_places, 20000 * 8 / 100);
	ck_assert_uint_lt(n_far, 20000 * 8 / 100);
	smx_frames_free(&frames);
	entries_free(&entries);
}
END_TEST

START_TEST(without_memory_there_are_none)
{
	struct entries entries;
	struct smx_powers powers;
	struct smx_frames frames;
	struct common_random random = {12};
	size_t n;

	entries_init(&entries, 1);
	add_some(&entries, &random, 20);
	entries_add(&entries, "us.army.mil", 1);
	entries_order(&entries);
	smx_powers_init(&powers);
	for (n = 0;; n++) {
		int rc;

		alloc_fail_after(n);
		rc = smx_frames_build(&frames, entries.list, entries.n_entries, &powers, NULL);
		if (rc == SMX_OK)
			break;
		ck_assert_int_eq(rc, SMX_ENOMEM);
		ck_assert_uint_eq(frames.n_frames, 0);
		ck_assert_uint_eq(smx_frames_size(&frames), 0);
		ck_assert_ptr_null(find(&frames, "?.mil"));
	}
	ck_assert_uint_eq(alloc_never_fail(), n);
	ck_assert_uint_gt(n, 5);
	ck_assert_ptr_nonnull(find(&frames, "?.mil"));
	smx_frames_free(&frames);
	entries_free(&entries);
}
END_TEST

Suite *
suite_frames(void)
{
	Suite *suite = suite_create("frames");
	TCase *tcase = tcase_create("frames");

	tcase_add_test(tcase, without_entries_there_are_none);
	tcase_add_test(tcase, frames_of_names);
	tcase_add_test(tcase, labels_that_are_too_short_are_not_open);
	tcase_add_test(tcase, two_open_labels_are_both_long);
	tcase_add_test(tcase, what_fills_a_frame_is_in_its_filters);
	tcase_add_test(tcase, little_else_is_in_them);
	tcase_add_test(tcase, without_memory_there_are_none);
	suite_add_tcase(suite, tcase);
	return suite;
}
