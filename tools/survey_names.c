/* SPDX-License-Identifier: BSD-3-Clause */
#include "survey_names.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#include "match/grow.h"
#include "match/policy.h"
#include "policy/psl.h"
#include "terminal.h"
#include "variants.h"

/* The list in the making. */
struct collector {
	struct survey_names *names;
	const struct smx_policy *policy;
	uint32_t home; /* of the entry at hand */
	int rc;
};

/* ---- places ----------------------------------------------------------------------------- */

/* In the tree: a place by its text, wherever the array of places is. */
struct place_key {
	const char *text;
	bool is_home;
	uint32_t number;
};

static int
compare_keys(const void *a, const void *b)
{
	const struct place_key *left = a, *right = b;

	if (left->is_home != right->is_home)
		return left->is_home ? 1 : -1;
	return strcmp(left->text, right->text);
}

static struct place_key *
find_key(const struct survey_names *names, const char *text, bool is_home)
{
	const struct place_key wanted = {.text = text, .is_home = is_home};
	struct place_key *const *found =
		tfind(&wanted, (void *const *)&names->places_by_text, compare_keys);

	return found != NULL ? *found : NULL;
}

/* The number of a place, which is added if it is new. */
static int
add_place(struct survey_names *names, const char *text, bool is_home, uint32_t *number)
{
	struct place_key *key = find_key(names, text, is_home);
	struct survey_place *grown;
	char *copy;

	if (key != NULL) {
		*number = key->number;
		return SMX_OK;
	}
	grown = smx_grow(names->places, names->n_places, sizeof *grown);
	if (grown == NULL)
		return SMX_ENOMEM;
	names->places = grown;
	key = malloc(sizeof *key);
	copy = strdup(text);
	if (key != NULL && copy != NULL) {
		*number = (uint32_t)names->n_places;
		*key = (struct place_key){copy, is_home, *number};
		if (tsearch(key, &names->places_by_text, compare_keys) != NULL) {
			grown[names->n_places++] =
				(struct survey_place){.text = copy, .is_home = is_home};
			return SMX_OK;
		}
	}
	free(copy);
	free(key);
	return SMX_ENOMEM;
}

/* Where in its text a name's registrable part begins, and where its public suffix. */
static void
split(const struct smx_policy *policy, const struct smx_name *name, unsigned *registrable,
      unsigned *ending)
{
	unsigned n_suffix = smx_psl_count_suffix_labels(&policy->suffixes, name);
	unsigned first = name->n_labels - n_suffix;

	*ending = name->start[first];
	*registrable = first > 0 ? name->start[first - 1] : *ending;
}

/* ---- names ------------------------------------------------------------------------------ */

static bool
take(void *closure, const struct variant *variant)
{
	struct collector *collector = closure;
	struct survey_names *names = collector->names;
	struct survey_name *grown = smx_grow(names->list, names->n_names, sizeof *grown), *added;
	struct smx_name name;
	unsigned registrable, ending;

	if (grown == NULL || smx_name_from_wire(&name, variant->wire, variant->wire_len) != SMX_OK) {
		collector->rc = SMX_ENOMEM;
		return false;
	}
	names->list = grown;
	split(collector->policy, &name, &registrable, &ending);
	added = &grown[names->n_names];
	*added = (struct survey_name){.entry = variant->verdict.entry,
				      .home = collector->home,
				      .registrable = (uint8_t)registrable,
				      .distance = (uint8_t)variant->verdict.distance,
				      .rule = (uint8_t)variant->verdict.rule};
	collector->rc = add_place(names, variant->text + ending, false, &added->ending);
	added->text = strdup(variant->text);
	if (added->text == NULL)
		collector->rc = SMX_ENOMEM;
	else
		names->n_names++;
	if (strlen(variant->text) > names->longest)
		names->longest = strlen(variant->text);
	return collector->rc == SMX_OK;
}

static int
collect_entry(struct collector *collector, struct variants *variants,
	      const struct smx_entry *entry, unsigned limit)
{
	struct survey_names *names = collector->names;
	struct variants_outcome outcome;
	struct smx_name name;
	char text[SMX_NAME_TEXT_SIZE];
	unsigned registrable, ending;
	size_t len;
	int rc;

	if (smx_entry_is_suffix(entry)) {
		names->n_suffixes++;
		return SMX_OK;
	}
	len = smx_entry_name_write(entry, text, sizeof text);
	smx_entry_name(entry, &name);
	split(collector->policy, &name, &registrable, &ending);
	rc = add_place(names, text + registrable, true, &collector->home);
	if (rc != SMX_OK)
		return rc;
	if (len > names->longest_protected)
		names->longest_protected = len;
	names->n_protected++;
	rc = variants_each(variants, entry, limit, take, collector, &outcome);
	names->n_cut += outcome.is_cut;
	return rc != SMX_OK ? rc : collector->rc;
}

static bool
is_wanted(const struct survey_zones *zones, const struct smx_entry *entry)
{
	for (size_t i = 0; i < zones->n_titles; i++) {
		if (strcmp(zones->titles[i], smx_entry_zone(entry)) == 0)
			return true;
	}
	return zones->n_titles == 0;
}

int
survey_names_collect(struct survey_names *names, const struct smx_policy *policy,
		     const struct survey_zones *zones, unsigned limit)
{
	struct collector collector = {.names = names, .policy = policy};
	struct progress progress;
	struct variants *variants;
	int rc;

	memset(names, 0, sizeof *names);
	rc = variants_new(policy, NULL, &variants);
	progress_begin(&progress, "survey", "lookalikes listed");
	for (size_t i = 0; i < policy->n_entries && rc == SMX_OK; i++) {
		progress_show(&progress, names->n_names, (double)i / (double)policy->n_entries);
		if (is_wanted(zones, policy->entries[i]))
			rc = collect_entry(&collector, variants, policy->entries[i], limit);
	}
	progress_hide(&progress);
	variants_free(variants);
	return rc;
}

void
survey_names_free(struct survey_names *names)
{
	for (size_t i = 0; i < names->n_names; i++)
		free(names->list[i].text);
	free(names->list);
	free(names->sorted);
	tdestroy(names->places_by_text, free);
	for (size_t i = 0; i < names->n_places; i++) {
		free(names->places[i].text);
		json_decref(names->places[i].ns);
	}
	free(names->places);
	memset(names, 0, sizeof *names);
}

/* ---- finding ---------------------------------------------------------------------------- */

static int
compare_names(const void *a, const void *b)
{
	const struct survey_name *const *left = a, *const *right = b;

	return strcmp((*left)->text, (*right)->text);
}

struct survey_name *
survey_names_find(struct survey_names *names, const char *text)
{
	size_t low = 0, high = names->n_names;

	if (names->sorted == NULL && names->n_names > 0) {
		names->sorted = malloc(names->n_names * sizeof *names->sorted);
		if (names->sorted == NULL)
			return NULL;
		for (size_t i = 0; i < names->n_names; i++)
			names->sorted[i] = &names->list[i];
		qsort(names->sorted, names->n_names, sizeof *names->sorted, compare_names);
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(text, names->sorted[middle]->text);

		if (order == 0)
			return names->sorted[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

struct survey_place *
survey_names_find_place(struct survey_names *names, const char *text, bool is_home)
{
	const struct place_key *key = find_key(names, text, is_home);

	return key != NULL ? &names->places[key->number] : NULL;
}

void
survey_names_digest(const struct survey_names *names, const char *settings,
		    char digest[SMX_SHA256_SIZE])
{
	uint8_t bytes[LDNS_SHA256_DIGEST_LENGTH];
	ldns_sha256_CTX sha256;

	ldns_sha256_init(&sha256);
	ldns_sha256_update(&sha256, (const uint8_t *)settings, strlen(settings) + 1);
	for (size_t i = 0; i < names->n_names; i++) {
		const struct survey_name *name = &names->list[i];
		struct smx_span protected = smx_entry_text(name->entry);

		ldns_sha256_update(&sha256, (const uint8_t *)name->text, strlen(name->text) + 1);
		ldns_sha256_update(&sha256, protected.ptr, protected.len);
		ldns_sha256_update(&sha256, &name->rule, 1);
	}
	ldns_sha256_final(bytes, &sha256);
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(digest + 2 * i, 3, "%02x", bytes[i]);
}
