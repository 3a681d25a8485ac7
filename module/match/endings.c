/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/endings.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "match/osa.h"

/* ---- texts without one character -------------------------------------------- */

/*
 * The keys of a text and of what is left of it without one character: text.len
 * + 1 of them.  Texts one edit apart share one.
 */
static void
write_keys(struct smx_span text, unsigned n_labels, uint64_t *keys)
{
	uint64_t before[SMX_WIRE_MAX + 1];
	uint64_t after = 0, power = 1;
	uint64_t salt = n_labels * SMX_HASH_ENDING;

	before[0] = 0;
	for (size_t i = 0; i < text.len; i++)
		before[i + 1] = smx_hash_extend(before[i], text.ptr[i]);
	keys[text.len] = smx_hash_mix(before[text.len] + salt);
	for (size_t i = text.len; i-- > 0;) {
		keys[i] = smx_hash_mix(before[i] * power + after + salt);
		after += (text.ptr[i] + UINT64_C(1)) * power;
		power *= SMX_HASH_BASE;
	}
}

/* ---- collecting ---------------------------------------------------------------- */

static int
compare_endings(const void *a, const void *b)
{
	const struct smx_ending *left = a, *right = b;

	if (left->n_labels != right->n_labels)
		return left->n_labels < right->n_labels ? -1 : 1;
	return smx_span_compare(left->text, right->text);
}

/* Endings being collected: a tree of pointers, in the order of compare_endings(). */
struct collector {
	void *tree;
	size_t n_endings;
};

/* The collected ending with this text, new if need be; NULL if memory ran out. */
static struct smx_ending *
collect(struct collector *collector, struct smx_span text, unsigned n_labels)
{
	struct smx_ending key = {.text = text, .n_labels = n_labels};
	struct smx_ending *ending;
	struct smx_ending **node = tfind(&key, &collector->tree, compare_endings);

	if (node != NULL)
		return *node;
	ending = malloc(sizeof *ending);
	if (ending == NULL)
		return NULL;
	*ending = key;
	if (tsearch(ending, &collector->tree, compare_endings) == NULL) {
		free(ending);
		return NULL;
	}
	collector->n_endings++;
	return ending;
}

static int
collect_all(struct collector *collector, struct smx_entry *const *entries, size_t n_entries)
{
	for (size_t i = 0; i < n_entries; i++) {
		const struct smx_entry *entry = entries[i];
		unsigned n_labels = entry->n_suffix_labels;
		struct smx_ending *ending =
			collect(collector, smx_entry_tail_text(entry, n_labels), n_labels);

		if (ending == NULL)
			return SMX_ENOMEM;
		if (smx_entry_is_suffix(entry)) {
			if (ending->n_zones++ == 0)
				ending->first_zone = (uint32_t)i;
		} else {
			ending->has_names = true;
			ending->has_cc |= entry->settings->least_len[SMX_RULE_CC] != 0;
		}
	}
	return SMX_OK;
}

struct copier {
	struct smx_endings *endings;
	const struct smx_suffix_list *suffixes;
};

/* A visit of twalk_r(): in the tree's order, to the list. */
static void
copy(const void *node, VISIT visit, void *closure)
{
	const struct copier *copier = closure;
	struct smx_endings *endings = copier->endings;
	struct smx_ending *ending = &endings->list[endings->n_endings];
	struct smx_name name;
	struct smx_tail all = {&name, 0};

	if (visit != postorder && visit != leaf)
		return;
	*ending = **(struct smx_ending *const *)node;
	(void)smx_name_from_text(&name, (const char *)ending->text.ptr, ending->text.len);
	ending->hash = smx_hash_tail(&all);
	ending->is_registry = smx_suffix_is_registry(copier->suffixes, &all);
	endings->all[endings->n_endings] = (uint32_t)endings->n_endings;
	endings->n_endings++;
	if (ending->n_labels > endings->most_labels)
		endings->most_labels = ending->n_labels;
	if (ending->text.len > endings->longest[ending->n_labels])
		endings->longest[ending->n_labels] = (uint8_t)ending->text.len;
}

static int
build_map(struct smx_endings *endings)
{
	struct smx_pairs pairs = {NULL, 0};
	int rc = SMX_OK;

	for (size_t e = 0; e < endings->n_endings && rc == SMX_OK; e++) {
		const struct smx_ending *ending = &endings->list[e];
		uint64_t keys[SMX_WIRE_MAX + 1];

		write_keys(ending->text, ending->n_labels, keys);
		rc = smx_pairs_add(&pairs, ending->hash, (uint32_t)e);
		for (size_t i = 0; i <= ending->text.len && rc == SMX_OK; i++)
			rc = smx_pairs_add(&pairs, keys[i], (uint32_t)e);
	}
	if (rc == SMX_OK)
		rc = smx_keymap_build(&endings->map, &pairs);
	smx_pairs_free(&pairs);
	return rc;
}

/* ---- what is near ------------------------------------------------------------- */

/* Whether it takes the rule `cc` to take the one for the other. */
static bool
is_other_country(struct smx_span a, struct smx_span b)
{
	struct smx_name from, to;
	struct smx_tail from_all = {&from, 0}, to_all = {&to, 0};

	return smx_name_from_text(&from, (const char *)a.ptr, a.len) == SMX_OK &&
	       smx_name_from_text(&to, (const char *)b.ptr, b.len) == SMX_OK &&
	       smx_suffix_is_other_country(&from_all, &to_all);
}

static int
add_near(struct smx_endings *endings, struct smx_ending *of, uint32_t number)
{
	const struct smx_ending *ending = &endings->list[number];
	uint32_t *near;

	if (smx_osa(of->text, ending->text, 1) != 1 ||
	    (of->is_registry && !ending->has_cc && is_other_country(of->text, ending->text)))
		return SMX_OK;
	for (uint32_t i = 0; i < of->n_near; i++) {
		if (endings->near[of->first_near + i] == number)
			return SMX_OK;
	}
	near = smx_grow(endings->near, endings->n_near, sizeof *near);
	if (near == NULL)
		return SMX_ENOMEM;
	endings->near = near;
	near[endings->n_near++] = number;
	of->n_near++;
	return SMX_OK;
}

static int
build_near(struct smx_endings *endings)
{
	for (size_t e = 0; e < endings->n_endings; e++) {
		struct smx_ending *ending = &endings->list[e];
		uint64_t keys[SMX_WIRE_MAX + 1];

		ending->first_near = (uint32_t)endings->n_near;
		write_keys(ending->text, ending->n_labels, keys);
		for (size_t i = 0; i <= ending->text.len; i++) {
			const struct smx_item *item, *end;
			uint32_t tag = smx_keymap_find(&endings->map, keys[i], &item, &end);

			for (; item < end; item++) {
				if (item->tag == tag &&
				    add_near(endings, ending, item->value) != SMX_OK)
					return SMX_ENOMEM;
			}
		}
	}
	return SMX_OK;
}

int
smx_endings_build(struct smx_endings *endings, struct smx_entry *const *entries,
		  size_t n_entries, const struct smx_suffix_list *suffixes)
{
	struct collector collector = {NULL, 0};
	struct copier copier = {endings, suffixes};
	int rc;

	memset(endings, 0, sizeof *endings);
	rc = collect_all(&collector, entries, n_entries);
	if (rc == SMX_OK && collector.n_endings > 0) {
		endings->list = calloc(collector.n_endings, sizeof *endings->list);
		endings->all = calloc(collector.n_endings, sizeof *endings->all);
		if (endings->list == NULL || endings->all == NULL)
			rc = SMX_ENOMEM;
		else
			twalk_r(collector.tree, copy, &copier);
	}
	tdestroy(collector.tree, free);
	if (rc == SMX_OK)
		rc = build_map(endings);
	if (rc == SMX_OK)
		rc = build_near(endings);
	if (rc != SMX_OK)
		smx_endings_free(endings);
	return rc;
}

void
smx_endings_free(struct smx_endings *endings)
{
	free(endings->list);
	free(endings->all);
	free(endings->near);
	smx_keymap_free(&endings->map);
	memset(endings, 0, sizeof *endings);
}

size_t
smx_endings_size(const struct smx_endings *endings)
{
	return endings->n_endings * (sizeof *endings->list + sizeof *endings->all) +
	       endings->n_near * sizeof *endings->near + smx_keymap_size(&endings->map);
}

/* ---- the look-up ---------------------------------------------------------------- */

/* The ending with this name, whose hash is `hash`, or NULL. */
static const struct smx_ending *
find(const struct smx_endings *endings, struct smx_span text, uint64_t hash)
{
	const struct smx_item *item, *end;
	uint32_t tag = smx_keymap_find(&endings->map, hash, &item, &end);

	for (; item < end; item++) {
		const struct smx_ending *ending = &endings->list[item->value];

		if (item->tag == tag && ending->hash == hash &&
		    smx_span_equals(ending->text, text))
			return ending;
	}
	return NULL;
}

bool
smx_ending_is_near(const struct smx_ending *ending, const struct smx_query *query)
{
	struct smx_tail tail;

	if (query->name.n_labels < ending->n_labels)
		return false;
	tail = smx_name_tail(&query->name, ending->n_labels);
	return smx_osa(ending->text, smx_tail_text(&tail, ending->n_labels), 1) == 1;
}

static bool
is_found(const struct smx_near_endings *near, uint32_t number)
{
	for (size_t i = 0; i < near->n_numbers; i++) {
		if (near->found[i] == number)
			return true;
	}
	return false;
}

/* Of an ending that nothing protected has. */
static void
search(const struct smx_endings *endings, const struct smx_query *query, const uint64_t *keys,
       size_t n_keys, unsigned n_labels, struct smx_near_endings *near)
{
	near->numbers = near->found;
	for (size_t i = 0; i < n_keys; i++) {
		const struct smx_item *item, *end;
		uint32_t tag = smx_keymap_find(&endings->map, keys[i], &item, &end);

		for (; item < end; item++) {
			const struct smx_ending *ending = &endings->list[item->value];

			if (item->tag != tag || ending->n_labels != n_labels ||
			    is_found(near, item->value) || !smx_ending_is_near(ending, query))
				continue;
			if (near->n_numbers == SMX_NEAR_ENDINGS_MAX) {
				near->is_all = true;
				near->numbers = endings->all;
				near->n_numbers = endings->n_endings;
				return;
			}
			near->found[near->n_numbers++] = item->value;
		}
	}
}

void
smx_endings_near(const struct smx_endings *endings, const struct smx_query *query,
		 unsigned n_labels, struct smx_near_endings *near)
{
	struct smx_tail tail = smx_name_tail(&query->name, n_labels);
	struct smx_span text = smx_tail_text(&tail, n_labels);
	uint64_t keys[SMX_WIRE_MAX + 1];
	const struct smx_ending *ending;

	near->n_numbers = 0;
	near->is_all = false;
	ending = find(endings, text, query->tails[n_labels]);
	if (ending == NULL) {
		write_keys(text, n_labels, keys);
		search(endings, query, keys, text.len + 1, n_labels, near);
	} else {
		near->numbers = endings->near + ending->first_near;
		near->n_numbers = ending->n_near;
	}
}
