/* SPDX-License-Identifier: BSD-3-Clause */
#include "rpzleft.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <ldns/ldns.h>

void
rpz_left_add(struct rpz_left *left, enum rpz_reason reason, const struct smx_entry *entry)
{
	struct rpz_names *names = &left->names[reason];

	if (names->last != NULL && smx_span_equals(smx_entry_text(names->last), smx_entry_text(entry)))
		return;
	names->last = entry;
	if (names->n_names < RPZ_NAMES_TOLD)
		names->told[names->n_names] = entry;
	names->n_names++;
}

void
rpz_left_add_outcome(struct rpz_left *left, const struct variants_outcome *outcome)
{
	if (outcome->is_cut)
		left->n_cut[outcome->cut_rule]++;
}

static const char *
plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

static void
print_names(const struct rpz_names *names, const char *one, const char *many)
{
	char text[SMX_NAME_TEXT_SIZE];

	if (names->n_names == 0)
		return;
	fprintf(stderr, "left out: %" PRIu64 " %s", names->n_names,
		names->n_names == 1 ? one : many);
	for (uint64_t i = 0; i < names->n_names && i < RPZ_NAMES_TOLD; i++) {
		smx_entry_name_write(names->told[i], text, sizeof text);
		fprintf(stderr, "%s %s", i == 0 ? ":" : ",", text);
	}
	fputs(names->n_names > RPZ_NAMES_TOLD ? ", ...\n" : "\n", stderr);
}

static void
print_cut(const struct rpz_left *left, uint64_t limit)
{
	const char *before = ", from the rule";
	uint64_t n_names = 0;

	for (unsigned rule = 0; rule < SMX_N_RULES; rule++)
		n_names += left->n_cut[rule];
	if (n_names == 0)
		return;
	fprintf(stderr, "left out: lookalikes beyond the first %" PRIu64 " of %" PRIu64
		" protected name%s", limit, n_names, plural(n_names));
	for (unsigned rule = 0; rule < SMX_N_RULES; rule++) {
		if (left->n_cut[rule] == 0)
			continue;
		fprintf(stderr, "%s %s (%" PRIu64 ")", before, smx_rule_name((enum smx_rule)rule),
			left->n_cut[rule]);
		before = " or";
	}
	fputs(" on\n", stderr);
}

static void
print_types(const struct smx_policy *policy)
{
	fputs("not said: types; the zone answers questions of all types, not of", stderr);
	for (size_t i = 0; i < policy->n_types; i++) {
		char *type = ldns_rr_type2str((ldns_rr_type)policy->types[i]);

		fprintf(stderr, "%s %s", i > 0 ? "," : "", type != NULL ? type : "?");
		free(type);
	}
	fputs(" alone\n", stderr);
}

void
rpz_left_print(const struct rpz_left *left, const struct smx_policy *policy, uint64_t limit)
{
	static const char *const texts[RPZ_N_REASONS][2] = {
		[RPZ_CLIENTS] = {"protected name of a zone that is for some clients alone",
				 "protected names of zones that are for some clients alone"},
		[RPZ_OTHER_CLIENTS] = {"protected name of a zone that is not for this client",
				       "protected names of zones that are not for this client"},
		[RPZ_SUFFIX] = {"protected public suffix (rule zone)",
				"protected public suffixes (rule zone)"},
		[RPZ_MONITOR] = {"protected name with mode = monitor",
				 "protected names with mode = monitor"},
		[RPZ_VERIFY] = {"protected name with verify = dns",
				"protected names with verify = dns"},
	};

	for (unsigned i = 0; i < RPZ_N_REASONS; i++)
		print_names(&left->names[i], texts[i][0], texts[i][1]);
	print_cut(left, limit);
	if (left->n_long > 0)
		fprintf(stderr, "left out: %" PRIu64 " name%s too long with this origin\n",
			left->n_long, plural(left->n_long));
	if (left->n_split > 0)
		fprintf(stderr, "left out: %" PRIu64 " lookalike%s that pass%s for some clients\n",
			left->n_split, plural(left->n_split), left->n_split == 1 ? "es" : "");
	if (left->n_shallow > 0)
		fprintf(stderr, "left out: the names below %" PRIu64 " lookalike%s, for which "
			"protected public suffixes decide\n", left->n_shallow, plural(left->n_shallow));
	fputs("left out: lookalikes under endings that are not delegated, and others that nobody "
	      "can register\n"
	      "left out: lookalikes by the rule dot with more than one edit, and mixed A-labels "
	      "with more than one\n", stderr);
	print_types(policy);
	fputs("not said: extended errors (did you mean ...?)\n", stderr);
}
