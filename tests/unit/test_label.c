/* SPDX-License-Identifier: BSD-3-Clause */
#include "chance.h"
#include "match/label.h"
#include "unit.h"

#define ANY_BYTES "abcdefghijklmnopqrstuvwxyz0123456789-._\001\177\200\377"

/* A label, and the text of what is made of it. */
struct trial {
	struct smx_powers powers;
	struct smx_label label;
	uint8_t text[SMX_LABEL_MAX + 1];
	uint8_t made[SMX_LABEL_MAX + 2];
	unsigned n_wrong;
};

static void
begin(struct trial *trial, struct common_random *random, size_t len)
{
	struct smx_span span = chance_text(random, ANY_BYTES, len, trial->text);

	smx_label_init(&trial->label, &trial->powers, span);
	trial->n_wrong = 0;
}

/* Hold a hash against that of what was made, of `len` characters. */
static void
expect(struct trial *trial, uint64_t hash, size_t len)
{
	struct smx_span made = {trial->made, len};

	trial->n_wrong += hash != smx_hash_label(made);
}

/* Make a copy without the characters i and j; both the same for one. */
static size_t
leave_out(struct trial *trial, unsigned i, unsigned j)
{
	size_t n = 0;

	for (unsigned k = 0; k < trial->label.len; k++) {
		if (k != i && k != j)
			trial->made[n++] = trial->text[k];
	}
	return n;
}

static void
check_characters(struct trial *trial, unsigned i)
{
	const struct smx_label *label = &trial->label;
	unsigned len = label->len;

	expect(trial, smx_label_without(label, i), leave_out(trial, i, i));
	for (unsigned j = i + 1; j < len; j++)
		expect(trial, smx_label_without_two(label, i, j), leave_out(trial, i, j));
	for (unsigned c = 0; c < 256; c += 5) {
		memcpy(trial->made, trial->text, len);
		trial->made[i] = (uint8_t)c;
		expect(trial, smx_label_replaced(label, i, (uint8_t)c), len);
	}
	if (i + 1 < len) {
		memcpy(trial->made, trial->text, len);
		trial->made[i] = trial->text[i + 1];
		trial->made[i + 1] = trial->text[i];
		expect(trial, smx_label_swapped(label, i), len);
	}
}

static void
check_places(struct trial *trial, unsigned i)
{
	const struct smx_label *label = &trial->label;
	unsigned len = label->len;

	for (unsigned c = 0; c < 256; c += 5) {
		memcpy(trial->made, trial->text, i);
		trial->made[i] = (uint8_t)c;
		memcpy(trial->made + i + 1, trial->text + i, len - i);
		expect(trial, smx_label_inserted(label, i, (uint8_t)c), len + 1);
	}
	memcpy(trial->made, trial->text, i);
	expect(trial, label->before[i], i);
	memcpy(trial->made, trial->text + len - i, i);
	expect(trial, smx_label_end(label, i), i);
	/* The first i characters become "xy". */
	memcpy(trial->made, "xy", 2);
	if (len - i > sizeof trial->made - 2)
		return;
	memcpy(trial->made + 2, trial->text + i, len - i);
	expect(trial, smx_label_rebegun(label, i, smx_hash_label(unit_span("xy"))), len - i + 2);
}

START_TEST(hashes_are_those_of_the_edited_text)
{
	struct trial trial;
	struct common_random random = {6};

	smx_powers_init(&trial.powers);
	for (unsigned len = 0; len <= SMX_LABEL_MAX; len++) {
		begin(&trial, &random, len);
		memcpy(trial.made, trial.text, len);
		expect(&trial, smx_label_whole(&trial.label), len);
		for (unsigned i = 0; i < len; i++)
			check_characters(&trial, i);
		for (unsigned i = 0; i <= len; i++)
			check_places(&trial, i);
		ck_assert_msg(trial.n_wrong == 0, "%u characters: %u are wrong", len,
			      trial.n_wrong);
	}
}
END_TEST

/* In labels like these, edits come to the same text again and again. */
START_TEST(hashes_of_few_characters)
{
	struct trial trial;
	struct common_random random = {7};

	smx_powers_init(&trial.powers);
	for (unsigned round = 0; round < 50; round++) {
		struct smx_span span =
			chance_text(&random, "ab", common_below(&random, 10), trial.text);

		smx_label_init(&trial.label, &trial.powers, span);
		trial.n_wrong = 0;
		for (unsigned i = 0; i < span.len; i++)
			check_characters(&trial, i);
		ck_assert_uint_eq(trial.n_wrong, 0);
	}
}
END_TEST

START_TEST(powers_are_those_of_the_base)
{
	struct smx_powers powers;
	uint64_t power = 1;

	smx_powers_init(&powers);
	for (unsigned i = 0; i < SMX_LABEL_MAX + 1; i++, power *= SMX_HASH_BASE)
		ck_assert(powers.of_base[i] == power);
}
END_TEST

Suite *
suite_label(void)
{
	Suite *suite = suite_create("label");
	TCase *tcase = tcase_create("label");

	tcase_add_test(tcase, hashes_are_those_of_the_edited_text);
	tcase_add_test(tcase, hashes_of_few_characters);
	tcase_add_test(tcase, powers_are_those_of_the_base);
	suite_add_tcase(suite, tcase);
	return suite;
}
