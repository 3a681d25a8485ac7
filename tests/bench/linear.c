/* SPDX-License-Identifier: BSD-3-Clause */
#include "linear.h"

#include <stdlib.h>
#include <string.h>

#include "match/profile.h"
#include "reference/reference.h"

struct linear {
	const struct names *names;
	struct reference *reference;
};

struct linear *
linear_new(const struct names *names, enum smx_profile profile)
{
	struct linear *linear = names_realloc(NULL, 1, sizeof *linear);
	struct reference_entry *entries = names_realloc(NULL, names->n, sizeof *entries);

	for (size_t i = 0; i < names->n; i++) {
		entries[i].name = names_get(names, i);
		for (int rule = 0; rule < SMX_N_RULES; rule++)
			entries[i].least_len[rule] =
				smx_profile_least_len(profile, (enum smx_rule)rule);
	}
	linear->names = names;
	linear->reference = reference_new(entries, names->n, NULL, 0, 0);
	free(entries);
	return linear;
}

void
linear_free(struct linear *linear)
{
	reference_free(linear->reference);
	free(linear);
}

bool
linear_matches(const void *subject, const uint8_t *wire, size_t len)
{
	const struct linear *linear = subject;
	struct reference_verdict verdict;

	reference_lookup(linear->reference, wire, len, &verdict);
	return verdict.reason == SMX_MATCH;
}

static bool
is_same(const struct linear *linear, const struct reference_verdict *expected,
	const struct smx_verdict *verdict)
{
	char protected[SMX_NAME_TEXT_SIZE];

	if (verdict->reason != expected->reason)
		return false;
	if (verdict->reason != SMX_MATCH)
		return true;
	smx_entry_name_write(verdict->entry, protected, sizeof protected);
	return verdict->rule == expected->rule && verdict->distance == expected->distance &&
	       verdict->candidate_offset == expected->candidate_offset &&
	       strcmp(protected, names_get(linear->names, expected->entry)) == 0;
}

size_t
linear_count_differences(const struct linear *linear, const struct smx_policy *policy,
			 const struct queries *queries, size_t n)
{
	const uint8_t *query = queries->pool;
	size_t n_differences = 0;

	for (size_t i = 0; i < n; i++, query += 1 + query[0]) {
		struct reference_verdict expected;
		struct smx_verdict verdict;

		reference_lookup(linear->reference, query + 1, query[0], &expected);
		smx_lookup(policy, query + 1, query[0], &verdict);
		n_differences += !is_same(linear, &expected, &verdict);
	}
	return n_differences;
}
