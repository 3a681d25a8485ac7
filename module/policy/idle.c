/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/idle.h"

#include <stdio.h>
#include <string.h>

#include "policy/reach.h"

/* ---- exempt names ---------------------------------------------------------------- */

/* Names that are both protected and exempt: with a popularity list for `allow` there
 * are many, and no harm in it. */
struct both {
	size_t n_names;
	const struct smx_entry *first;
	struct smx_place place; /* of the first one */
};

static void
warn_of_both(const struct both *both)
{
	char text[SMX_NAME_TEXT_SIZE], more[64] = "";

	if (both->n_names == 0)
		return;
	smx_entry_name_write(both->first, text, sizeof text);
	if (both->n_names > 1)
		snprintf(more, sizeof more, " (one of %zu such names)", both->n_names);
	smx_warn(&both->place,
		 "'%s' is both protected and exempt%s; the exemption changes nothing, its "
		 "lookalikes match all the same: remove one of them",
		 text, more);
}

static void
warn_if_exempt(const struct smx_policy *policy, const struct smx_entry *entry,
	       const struct smx_place *place, struct both *both)
{
	struct smx_query query;
	char text[SMX_NAME_TEXT_SIZE], exempt[SMX_NAME_TEXT_SIZE];
	struct smx_tail tail;
	unsigned n;

	smx_entry_name(entry, &query.name);
	smx_query_hash(&query);
	n = smx_nameset_count_labels(&policy->exempt, &query);
	if (n == 0)
		return;
	if (n == entry->n_labels) {
		if (both->n_names++ == 0) {
			both->first = entry;
			both->place = *place;
		}
		return;
	}
	smx_entry_name_write(entry, text, sizeof text);
	tail = smx_name_tail(&query.name, n);
	smx_tail_write(&tail, 0, exempt, sizeof exempt);
	smx_warn(place,
		 "'%s' is protected but '%s' is exempt, so that its lookalikes below '%s' never "
		 "match, only those elsewhere: remove one of them",
		 text, exempt, exempt);
}

/* ---- equal names ----------------------------------------------------------------- */

static bool
has_equal_data(const struct smx_entry *a, const struct smx_entry *b)
{
	if (a->n_data != b->n_data)
		return false;
	for (uint32_t i = 0; i < a->n_data; i++) {
		if (a->data[i].type != b->data[i].type || a->data[i].len != b->data[i].len ||
		    memcmp(a->data[i].wire, b->data[i].wire, a->data[i].len) != 0)
			return false;
	}
	return true;
}

/* What the one does that the other does not, in words; false if it is the same. */
static bool
tell_apart(const struct smx_entry *one, const struct smx_entry *other, char *what, size_t size)
{
	const struct smx_settings *a = one->settings, *b = other->settings;

	if (a->action != b->action)
		snprintf(what, size, "action %s", smx_action_name(a->action));
	else if (a->mode != b->mode)
		snprintf(what, size, "mode %s", smx_mode_name(a->mode));
	else if (smx_entry_asks(one) != smx_entry_asks(other))
		snprintf(what, size, "verify %s",
			 smx_verify_name(smx_entry_asks(one) ? SMX_VERIFY_DNS : SMX_VERIFY_NONE));
	else if (!has_equal_data(one, other))
		snprintf(what, size, "other records");
	else
		return false;
	return true;
}

/* `entry` is preceded by `n_before` of the same name, which is the order they win in. */
static void
warn_if_beaten(const struct smx_policy *policy, size_t entry_number, size_t n_before,
	       const struct smx_origins *origins, const struct smx_place *place)
{
	const struct smx_entry *entry = policy->entries[entry_number];

	for (size_t i = entry_number - n_before; i < entry_number; i++) {
		const struct smx_entry *winner = policy->entries[i];
		struct smx_place first =
			smx_origins_place(origins, winner->sequence, place->messages);
		char text[SMX_NAME_TEXT_SIZE], does[64], would[64];

		/* Other clients' questions may be for the later one. */
		if (winner->settings->zone->clients.n_networks > 0 ||
		    !smx_reach_is_as_wide(winner, entry))
			continue;
		if (!tell_apart(winner, entry, does, sizeof does))
			return;
		tell_apart(entry, winner, would, sizeof would);
		smx_entry_name_write(entry, text, sizeof text);
		smx_warn(place,
			 "'%s' is protected already, at %s:%u, with %s; this one, with %s, never "
			 "acts: remove one of them",
			 text, first.file, first.line, does, would);
		return;
	}
}

/* ---- all of them ----------------------------------------------------------------- */

void
smx_idle_warn(const struct smx_policy *policy, const struct smx_origins *origins,
	      struct smx_messages *messages)
{
	struct both both = {.n_names = 0};
	size_t n_before = 0;

	for (size_t i = 0; i < policy->n_entries; i++) {
		const struct smx_entry *entry = policy->entries[i];
		struct smx_place place = smx_origins_place(origins, entry->sequence, messages);
		bool has_twin = i > 0 && smx_span_equals(smx_entry_text(entry),
							 smx_entry_text(policy->entries[i - 1]));

		n_before = has_twin ? n_before + 1 : 0;
		if (policy->exempt.n_names > 0 && !has_twin)
			warn_if_exempt(policy, entry, &place, &both);
		if (n_before > 0)
			warn_if_beaten(policy, i, n_before, origins, &place);
	}
	warn_of_both(&both);
}
