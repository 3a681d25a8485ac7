/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_INDEX_H
#define SMX_MATCH_INDEX_H

/*
 * What lets a lookup find the protected names that a candidate may be meant for
 * without walking over them (doc/design.md, "The index").  It only proposes;
 * match/confusable.c decides.
 *
 * Built once, then only read, by any number of threads.
 */

#include "match/endings.h"
#include "match/frames.h"
#include "match/likeness.h"

struct smx_index {
	struct smx_powers powers;
	struct smx_likeness likeness;
	/* Numbers of entries, the first of each name: by the name's hash, by that of
	 * its labels run together without hyphens, and by that of its skeletons. */
	struct smx_keymap names;
	uint64_t *words;
	struct smx_bloom names_filter; /* of the keys of `names` */
	struct smx_frames frames;
	struct smx_endings endings;
	bool has_labels[SMX_LABELS_MAX + 1]; /* protected names with so many, no suffixes */
	unsigned longest; /* labels of the longest protected name */
};

/*
 * Build the index of `entries`, which are in byte order and must outlive it, for slips
 * on this keyboard.  `is_called_off` is looked at meanwhile; it may be NULL.  Returns
 * 0, or SMX_ENOMEM or SMX_ECANCEL with `*index` empty.
 */
int smx_index_build(struct smx_index *index, struct smx_entry *const *entries, size_t n_entries,
		    enum smx_keyboard keyboard, const struct smx_suffix_list *suffixes,
		    const atomic_bool *is_called_off);

void smx_index_free(struct smx_index *index);

size_t smx_index_size(const struct smx_index *index);

/* The hash of labels run together without their hyphens. */
struct smx_squeeze {
	uint64_t hash;
	uint64_t power; /* the hashes' base to the power of the length */
};

/* No labels yet. */
static inline void
smx_squeeze_init(struct smx_squeeze *squeeze)
{
	squeeze->hash = 0;
	squeeze->power = 1;
}

/* The hash of a label without its hyphens, and its length then. */
uint64_t smx_squeeze_label(struct smx_span label, size_t *len);

/* Put the name's label at `place` in front of those that are there. */
static inline void
smx_squeeze_add(struct smx_squeeze *squeeze, const struct smx_powers *powers,
		const struct smx_query *name, unsigned place)
{
	struct smx_span label = smx_query_label(name, place);
	uint64_t hash = name->labels[place];
	size_t len = label.len;

	if ((name->traits[place] & SMX_LABEL_HYPHEN) != 0)
		hash = smx_squeeze_label(label, &len);
	squeeze->hash += hash * squeeze->power;
	squeeze->power *= powers->of_base[len];
}

/* The key of the labels so far in the map of names. */
static inline uint64_t
smx_squeeze_key(const struct smx_squeeze *squeeze)
{
	return smx_hash_mix(squeeze->hash ^ SMX_HASH_SQUEEZED);
}

/* Whether there may be names for a key of the map of names. */
static inline bool
smx_index_may_have(const struct smx_index *index, uint64_t key)
{
	return index->names_filter.n_words > 0 &&
	       smx_bloom_has(index->words, index->names_filter, key);
}

#endif /* SMX_MATCH_INDEX_H */
