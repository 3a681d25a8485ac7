/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The index only proposes: whatever it is made of, a lookup has to find what holding
 * each candidate against each protected name finds.
 */
#include <stdio.h>
#include <stdlib.h>

#include "chance.h"
#include "match/confusable.h"
#include "match/suffix.h"
#include "unit.h"

struct best {
	const struct smx_entry *entry;
	struct smx_span candidate;
	enum smx_rule rule;
	unsigned distance; /* 0: none yet */
};

/* straymx-zone(5), "Which entry wins". */
static bool
wins(const struct best *a, const struct best *b)
{
	int order;

	if (b->distance == 0 || a->distance != b->distance)
		return b->distance == 0 || a->distance < b->distance;
	if (a->entry->n_labels != b->entry->n_labels)
		return a->entry->n_labels > b->entry->n_labels;
	if (a->rule != b->rule)
		return a->rule < b->rule;
	order = smx_span_compare(smx_entry_text(a->entry), smx_entry_text(b->entry));
	if (order == 0)
		order = smx_span_compare(a->candidate, b->candidate);
	return order < 0;
}

static void
judge(const struct smx_policy *policy, const struct smx_name *name, unsigned n,
      const struct smx_entry *entry, struct best *best)
{
	struct smx_candidate candidate = {.tail = smx_name_tail(name, n)};
	struct best match = {entry, smx_tail_text(&candidate.tail, n), SMX_RULE_ZONE, 1};

	candidate.has_alabel = smx_tail_has_alabel(&candidate.tail);
	if (smx_entry_is_suffix(entry)) {
		if (entry->n_labels != n || n == name->n_labels ||
		    !smx_confusable_zone(policy, entry, &candidate))
			return;
	} else if (n < 2 || n > policy->index.longest + 1 ||
		   !smx_confusable(policy, entry, &candidate, SMX_RULES_ALL, &match.rule, &match.distance) ||
		   smx_suffix_is_public(&policy->suffixes, &candidate.tail)) {
		return;
	}
	if (wins(&match, best))
		*best = match;
}

/* Whether a lookup of a name gives what it has to. */
static bool
is_right(const struct smx_policy *policy, const char *qname, unsigned *n_matches)
{
	struct smx_verdict verdict = unit_lookup(policy, qname);
	struct smx_name name = unit_name(qname);
	struct best best = {.distance = 0};

	if (verdict.reason != SMX_MATCH && verdict.reason != SMX_NO_MATCH)
		return true;
	for (unsigned n = 1; n <= name.n_labels; n++) {
		for (size_t i = 0; i < policy->n_entries; i++)
			judge(policy, &name, n, policy->entries[i], &best);
	}
	if (best.distance == 0)
		return verdict.reason == SMX_NO_MATCH;
	++*n_matches;
	return verdict.reason == SMX_MATCH && verdict.entry == best.entry &&
	       verdict.rule == best.rule && verdict.distance == best.distance &&
	       strlen(qname + verdict.candidate_offset) == best.candidate.len;
}

/* A host name of some short labels and an ending. */
static void
make_name(struct common_random *random, const char *alphabet, char text[64])
{
	static const char *const endings[] = {"com", "co", "cm", "mil", "de", "se", "gov.uk",
					      "gov.ua", "go.uk", "uk", "xn--p1ai"};
	unsigned n_labels = 1 + common_below(random, 3);
	size_t at = 0;

	for (unsigned i = 0; i < n_labels; i++) {
		size_t len = 1 + common_below(random, 5);

		/* A label neither begins nor ends with a hyphen. */
		chance_text(random, alphabet, len, (uint8_t *)text + at);
		if (len > 2 && common_below(random, 6) == 0)
			text[at + 1] = '-';
		at += len;
		text[at++] = '.';
	}
	strcpy(text + at, endings[common_below(random, sizeof endings / sizeof endings[0])]);
}

static struct smx_policy *
make_policy(struct common_random *random, const char *alphabet, const char *params)
{
	char records[8000];
	size_t at = (size_t)snprintf(records, sizeof records, "@ TXT %s\n", params);

	for (unsigned i = 0; i < 30; i++) {
		char text[64];

		make_name(random, alphabet, text);
		at += (size_t)snprintf(records + at, sizeof records - at, "%s TXT \"\"\n", text);
	}
	/* Now and then, endings are protected themselves. */
	snprintf(records + at, sizeof records - at, "%s",
		 common_below(random, 2) == 0 ? "mil TXT \"\"\ngov.uk TXT \"\"\nde TXT \"\"\n"
					      : "");
	return unit_policy(records);
}

/* A protected name edited up to three times, perhaps below another label: not always
 * a name any more. */
static void
edit_name(struct common_random *random, const char *alphabet, const struct smx_policy *policy,
	  char text[96])
{
	const struct smx_entry *entry =
		policy->entries[common_below(random, policy->n_entries)];
	unsigned n_edits = 1 + common_below(random, 3);
	size_t len = entry->text_len;
	uint8_t name[96];

	memcpy(name, entry->text, len);
	for (unsigned i = 0; i < n_edits; i++)
		len = chance_edit(random, common_below(random, 2) == 0 ? alphabet : "-.l", name,
				  len);
	snprintf(text, 96, "%s%.*s", common_below(random, 4) == 0 ? "mx." : "", (int)len,
		 (const char *)name);
}

static void
make_qname(struct common_random *random, const char *alphabet, const struct smx_policy *policy,
	   char text[96])
{
	struct smx_name name;

	do {
		if (common_below(random, 4) == 0)
			make_name(random, alphabet, text);
		else
			edit_name(random, alphabet, policy, text);
	} while (smx_name_from_text(&name, text, strlen(text)) != SMX_OK ||
		 text[strlen(text) - 1] == '.');
}

START_TEST(lookups_find_what_there_is)
{
	static const char *const alphabets[] = {"ab", "abc", "0o1l", "rnmvwcld", "smtpx",
						"abcdefghijklmnopqrstuvwxyz0123456789"};
	static const char *const params[] = {
		"\"profile=closed\"", "\"profile=closed\" \"two=1\" \"both=1\" \"cc=1\"",
		"\"profile=wide\" \"two=3\" \"both=2\" \"dot=1\" \"host=1\"",
		"\"profile=balanced\""};
	unsigned n_matches = 0;
	struct common_random random = {19 + (uint64_t)_i};

	for (unsigned round = 0; round < 12; round++) {
		const char *alphabet = alphabets[round % 6];
		struct smx_policy *policy =
			make_policy(&random, alphabet, params[(round / 3 + (unsigned)_i) % 4]);

		for (unsigned i = 0; i < 400; i++) {
			char qname[96];

			make_qname(&random, alphabet, policy, qname);
			if (!is_right(policy, qname, &n_matches))
				ck_abort_msg("round %u: %s", round, qname);
		}
		smx_policy_free(policy);
	}
	ck_assert_uint_gt(n_matches, 500);
}
END_TEST

Suite *
suite_exact(void)
{
	Suite *suite = suite_create("exact");
	TCase *tcase = tcase_create("exact");

	tcase_set_timeout(tcase, 60); /* seconds, under sanitizers and valgrind */
	tcase_add_loop_test(tcase, lookups_find_what_there_is, 0, 3);
	suite_add_tcase(suite, tcase);
	return suite;
}
