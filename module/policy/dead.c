/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/dead.h"

#include "policy/advice.h"
#include "policy/reach.h"

/* Why nothing can be taken for an entry's name. */
enum cause { NONE, NO_RULES, TOO_SHORT, SHUT_IN };

static enum cause
find_cause(const struct smx_policy *policy, const struct smx_entry *entry, unsigned *n_passing)
{
	bool has_rule = smx_entry_is_suffix(entry);

	for (int rule = 0; rule < SMX_N_RULES; rule++)
		has_rule |= entry->settings->least_len[rule] != 0;
	if (!has_rule)
		return NO_RULES;
	if (smx_reach_is_too_short(entry))
		return TOO_SHORT;
	*n_passing = smx_advice_count_passing(policy, entry);
	return *n_passing > 0 && smx_reach_is_shut_in(entry, *n_passing) ? SHUT_IN : NONE;
}

static void
warn(const struct smx_policy *policy, const struct smx_entry *entry, enum cause cause,
     unsigned n_passing, const struct smx_origins *origins, const struct smx_place *place)
{
	const char *aside = entry->settings->least_len[SMX_RULE_GLYPH] != 0
				    ? ", look-alike A-labels aside"
				    : "";
	const struct smx_entry *above;
	struct smx_place there;
	char text[SMX_NAME_TEXT_SIZE], above_text[SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(entry, text, sizeof text);
	if (cause == NO_RULES) {
		smx_warn(place,
			 "all rules are off for '%s': nothing is taken for a slip of it; turn "
			 "some on, or, if it only has to pass, say so with a comment reason=",
			 text);
		return;
	}
	if (cause == TOO_SHORT) {
		smx_warn(place,
			 "'%s' is too short for all rules of its profile: nothing is taken for a "
			 "slip of it%s; give it profile=closed or rule lengths of its own, or, "
			 "if it only has to pass, say so with a comment reason=",
			 text, aside);
		return;
	}
	above = smx_advice_entry(policy, smx_entry_tail_text(entry, n_passing));
	if (above == NULL) {
		smx_warn(place,
			 "all that its rules would take for '%s' is for special use, and passes%s: "
			 "remove it, or give tld a length that it has",
			 text, aside);
		return;
	}
	smx_entry_name_write(above, above_text, sizeof above_text);
	there = smx_origins_place(origins, above->sequence, place->messages);
	smx_warn(place,
		 "all that its rules would take for '%s' is below '%s', which is protected, at "
		 "%s:%u, and passes%s: remove it, or give tld a length that it has",
		 text, above_text, there.file, there.line, aside);
}

/* Of one name, as many entries as there are may be there for different clients: it is not
 * dead as long as one of them is not. */
static bool
is_any_alive(const struct smx_policy *policy, size_t i, size_t end)
{
	unsigned n_passing;

	for (; i < end; i++) {
		if (find_cause(policy, policy->entries[i], &n_passing) == NONE)
			return true;
	}
	return false;
}

void
smx_dead_warn(const struct smx_policy *policy, const struct smx_origins *origins,
	      struct smx_messages *messages)
{
	size_t end;

	for (size_t i = 0; i < policy->n_entries; i = end) {
		struct smx_span text = smx_entry_text(policy->entries[i]);

		for (end = i + 1; end < policy->n_entries &&
				  smx_span_equals(smx_entry_text(policy->entries[end]), text);)
			end++;
		if (is_any_alive(policy, i, end))
			continue;
		for (size_t k = i; k < end; k++) {
			const struct smx_entry *entry = policy->entries[k];
			struct smx_place place =
				smx_origins_place(origins, entry->sequence, messages);
			unsigned n_passing = 0;
			enum cause cause = find_cause(policy, entry, &n_passing);

			if (!smx_origins_is_doubtful(origins, entry->sequence) &&
			    !smx_origins_is_explained(origins, entry->sequence))
				warn(policy, entry, cause, n_passing, origins, &place);
		}
	}
}
