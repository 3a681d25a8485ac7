/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/index.h"

#include <stdlib.h>
#include <string.h>

#include "match/skeleton.h"

uint64_t
smx_squeeze_label(struct smx_span label, size_t *len)
{
	uint64_t hash = 0;

	*len = 0;
	for (size_t i = 0; i < label.len; i++) {
		if (label.ptr[i] != '-') {
			hash = smx_hash_extend(hash, label.ptr[i]);
			++*len;
		}
	}
	return hash;
}

/* ---- keys of names --------------------------------------------------------------- */

/* The keys by which an entry's skeletons are found; where one is the name itself,
 * the name's key will do. */
static int
add_skeletons(struct smx_pairs *pairs, const struct smx_query *name, uint32_t number)
{
	struct smx_tail all = {&name->name, 0};
	uint64_t plain, full, whole = name->tails[name->name.n_labels];
	bool has_plain = smx_skeleton_hash(&all, &plain);
	bool has_full = smx_skeleton_full_hash(&all, &full);
	int rc = SMX_OK;

	if (has_plain && plain != whole)
		rc = smx_pairs_add(pairs, plain ^ SMX_HASH_GLYPH, number);
	if (rc == SMX_OK && has_full && full != whole && !(has_plain && plain == full))
		rc = smx_pairs_add(pairs, full ^ SMX_HASH_GLYPH, number);
	return rc;
}

static int
add_keys(struct smx_pairs *pairs, const struct smx_entry *entry, uint32_t number,
	 const struct smx_powers *powers)
{
	struct smx_squeeze squeeze;
	struct smx_query name;
	int rc;

	smx_entry_name(entry, &name.name);
	smx_query_hash(&name);
	rc = smx_pairs_add(pairs, name.tails[entry->n_labels], number);
	if (rc != SMX_OK || smx_entry_is_suffix(entry))
		return rc;
	smx_squeeze_init(&squeeze);
	for (unsigned place = 0; place < entry->n_labels; place++)
		smx_squeeze_add(&squeeze, powers, &name, place);
	rc = smx_pairs_add(pairs, smx_squeeze_key(&squeeze), number);
	return rc != SMX_OK ? rc : add_skeletons(pairs, &name, number);
}

static int
collect_keys(struct smx_pairs *pairs, struct smx_entry *const *entries, size_t n_entries,
	     const struct smx_powers *powers)
{
	int rc = SMX_OK;

	for (size_t i = 0; i < n_entries && rc == SMX_OK; i++) {
		if (i > 0 &&
		    smx_span_equals(smx_entry_text(entries[i]), smx_entry_text(entries[i - 1])))
			continue;
		rc = add_keys(pairs, entries[i], (uint32_t)i, powers);
	}
	return rc;
}

static int
build_names(struct smx_index *index, struct smx_entry *const *entries, size_t n_entries)
{
	struct smx_pairs pairs = {NULL, 0};
	int rc = collect_keys(&pairs, entries, n_entries, &index->powers);

	if (rc == SMX_OK && pairs.n_pairs > 0) {
		index->words = smx_pairs_filter(&pairs, &index->names_filter);
		rc = index->words != NULL ? smx_keymap_build(&index->names, &pairs) : SMX_ENOMEM;
	}
	smx_pairs_free(&pairs);
	return rc;
}

/* ---- all of it ---------------------------------------------------------------------- */

int
smx_index_build(struct smx_index *index, struct smx_entry *const *entries, size_t n_entries,
		enum smx_keyboard keyboard, const struct smx_suffix_list *suffixes,
		const atomic_bool *is_called_off)
{
	int rc;

	memset(index, 0, sizeof *index);
	smx_powers_init(&index->powers);
	smx_likeness_init(&index->likeness, keyboard);
	for (size_t i = 0; i < n_entries; i++) {
		if (entries[i]->n_labels > index->longest)
			index->longest = entries[i]->n_labels;
		if (!smx_entry_is_suffix(entries[i]))
			index->has_labels[entries[i]->n_labels] = true;
	}
	rc = build_names(index, entries, n_entries);
	if (rc == SMX_OK)
		rc = smx_frames_build(&index->frames, entries, n_entries, &index->powers,
				      is_called_off);
	if (rc == SMX_OK)
		rc = smx_endings_build(&index->endings, entries, n_entries, suffixes);
	if (rc != SMX_OK)
		smx_index_free(index);
	return rc;
}

void
smx_index_free(struct smx_index *index)
{
	smx_keymap_free(&index->names);
	smx_frames_free(&index->frames);
	smx_endings_free(&index->endings);
	free(index->words);
	memset(index, 0, sizeof *index);
}

size_t
smx_index_size(const struct smx_index *index)
{
	return smx_keymap_size(&index->names) +
	       index->names_filter.n_words * sizeof *index->words +
	       smx_frames_size(&index->frames) + smx_endings_size(&index->endings);
}
