/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/advice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "match/lookup.h"
#include "policy/dead.h"
#include "policy/pairs.h"
#include "policy/sinkhole.h"

void
smx_advice_init(struct smx_advice *advice)
{
	memset(advice, 0, sizeof *advice);
	smx_notes_init(&advice->exempt);
	smx_notes_init(&advice->hosts);
}

void
smx_advice_free(struct smx_advice *advice)
{
	smx_notes_free(&advice->exempt);
	smx_notes_free(&advice->hosts);
	smx_reasons_free(&advice->reasons);
}

const struct smx_entry *
smx_advice_entry(const struct smx_policy *policy, struct smx_span text)
{
	size_t first = 0, end = policy->n_entries;

	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (smx_span_compare(smx_entry_text(policy->entries[middle]), text) < 0)
			first = middle + 1;
		else
			end = middle;
	}
	if (first < policy->n_entries &&
	    smx_span_equals(smx_entry_text(policy->entries[first]), text))
		return policy->entries[first];
	return NULL;
}

unsigned
smx_advice_count_passing(const struct smx_policy *policy, const struct smx_entry *entry)
{
	struct smx_verdict verdict;
	struct smx_span text;
	struct smx_name tld;
	uint8_t wire[SMX_WIRE_MAX];

	for (unsigned n = 1; n < entry->n_labels; n++) {
		if (smx_advice_entry(policy, smx_entry_tail_text(entry, n)) != NULL)
			return n;
	}
	if (entry->n_labels < 2)
		return 0;
	text = smx_entry_tail_text(entry, 1);
	(void)smx_name_from_text(&tld, (const char *)text.ptr, text.len);
	smx_lookup(policy, wire, smx_name_to_wire(&tld, wire), &verdict);
	return verdict.reason == SMX_SPECIAL_USE ? 1 : 0;
}

/* ---- exempt names ------------------------------------------------------------------- */

/* An exempt name that can be taken for a protected one. */
struct squat {
	struct smx_notes_place place; /* of its name */
	struct smx_origin origin;
	const struct smx_entry *entry; /* NULL: none */
	enum smx_rule rule;
};

/* Of the matches of the name as a whole at distance 1 keep the one by the first rule. */
static void
on_match(void *context, const struct smx_match *match)
{
	struct squat *best = context;

	/* What is below a suffix that is like another one was not registered to be so. */
	if (match->rule == SMX_RULE_ZONE || match->candidate.first != 0 || match->distance != 1)
		return;
	if (best->entry != NULL &&
	    (match->rule > best->rule ||
	     (match->rule == best->rule && smx_span_compare(smx_entry_text(match->entry),
							    smx_entry_text(best->entry)) >= 0)))
		return;
	best->entry = match->entry;
	best->rule = match->rule;
}

/* Whether the name is equal to or below a protected one: it would pass without an exemption. */
static bool
is_protected(const struct smx_policy *policy, const struct smx_name *name)
{
	struct smx_tail all = {name, 0};

	for (unsigned n = 1; n <= name->n_labels; n++) {
		if (smx_advice_entry(policy, smx_tail_text(&all, n)) != NULL)
			return true;
	}
	return false;
}

static void
find_squat(const struct smx_policy *policy, const struct smx_name *name, struct squat *squat)
{
	const struct smx_filter filter = {
		.takes_all = true, .found = on_match, .context = squat};
	struct smx_verdict unused;
	uint8_t wire[SMX_WIRE_MAX];

	smx_lookup_filtered(policy, &filter, wire, smx_name_to_wire(name, wire), &unused);
	if (squat->entry != NULL && is_protected(policy, name))
		squat->entry = NULL;
}

struct squats {
	struct squat *list;
	size_t n_squats;
};

static int
add_squat(struct squats *squats, const struct squat *squat)
{
	struct squat *list = smx_grow(squats->list, squats->n_squats, sizeof *list);

	if (list == NULL)
		return SMX_ENOMEM;
	squats->list = list;
	list[squats->n_squats++] = *squat;
	return SMX_OK;
}

/* The entries of a zone file are in the order of their names, not of their lines. */
static int
compare_squats(const void *a, const void *b)
{
	const struct squat *left = a, *right = b;
	int order = (left->origin.file > right->origin.file) -
		    (left->origin.file < right->origin.file);

	if (order == 0)
		order = (left->origin.line > right->origin.line) -
			(left->origin.line < right->origin.line);
	return order != 0 ? order : (left->place.at > right->place.at) -
					    (left->place.at < right->place.at);
}

/* Tell of the first one, or, if there are `n_more` behind it of which nothing is said, that. */
static void
warn_of_squat(const struct smx_notes *notes, const struct squat *squat, size_t n_more,
	      struct smx_messages *messages)
{
	struct smx_notes_place next = squat->place;
	char text[SMX_NAME_TEXT_SIZE], protected[SMX_NAME_TEXT_SIZE], more[96] = "";
	struct smx_place place;
	struct smx_name name;
	struct smx_tail all = {&name, 0};
	uint32_t number;

	(void)smx_notes_next(notes, &next, &name, &number);
	place = smx_origins_place(&notes->origins, number, messages);
	smx_tail_write(&all, 0, text, sizeof text);
	smx_entry_name_write(squat->entry, protected, sizeof protected);
	if (n_more > 0)
		snprintf(more, sizeof more,
			 " (and so are %zu more exempt names of this file, which are not told)",
			 n_more);
	smx_warn(&place,
		 "'%s' is exempt, but one slip away from '%s' by the rule %s%s: is it a squat?  If it is "
		 "not, say so with reason=",
		 text, protected, smx_rule_name(squat->rule), more);
}

static void
warn_of_squats(const struct smx_notes *notes, struct squats *squats,
	       struct smx_messages *messages)
{
	size_t end;

	if (squats->n_squats > 0)
		qsort(squats->list, squats->n_squats, sizeof *squats->list, compare_squats);
	for (size_t i = 0; i < squats->n_squats; i = end) {
		for (end = i + 1; end < squats->n_squats &&
				  squats->list[end].origin.file == squats->list[i].origin.file;)
			end++;
		for (size_t k = i; k < end && k < i + SMX_ADVICE_EXEMPT_MAX; k++)
			warn_of_squat(notes, &squats->list[k],
				      k + 1 == i + SMX_ADVICE_EXEMPT_MAX ? end - k - 1 : 0,
				      messages);
	}
}

static int
study_exempt(const struct smx_notes *notes, const struct smx_policy *policy,
	     struct smx_messages *messages)
{
	struct squats squats = {.list = NULL};
	struct smx_notes_place next = {0, 0};
	struct squat squat = {.place = next};
	struct smx_name name;
	uint32_t number;
	int rc = SMX_OK;

	while (rc == SMX_OK && smx_notes_next(notes, &next, &name, &number)) {
		squat.origin = notes->origins.list[number];
		squat.entry = NULL;
		find_squat(policy, &name, &squat);
		if (squat.entry != NULL)
			rc = add_squat(&squats, &squat);
		squat.place = next;
	}
	if (rc == SMX_OK)
		warn_of_squats(notes, &squats, messages);
	free(squats.list);
	return rc;
}

/* ---- all of it ---------------------------------------------------------------------- */

int
smx_advice_warn(const struct smx_advice *advice, const struct smx_policy *policy,
		const struct smx_origins *origins, struct smx_messages *messages)
{
	int rc;

	/* Least lengths may be among what was not understood. */
	if (!advice->is_conf_doubtful)
		smx_dead_warn(policy, origins, messages);
	smx_sinkhole_warn_of_hosts(advice, policy, messages);
	rc = smx_pairs_warn(policy, origins, &advice->progress, messages);
	return rc == SMX_OK ? study_exempt(&advice->exempt, policy, messages) : rc;
}
