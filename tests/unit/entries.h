/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_ENTRIES_H
#define SMX_TESTS_ENTRIES_H

/*
 * Entries without a policy, for the suites of what an index is made of.
 */

#include "match/entry.h"
#include "match/suffix.h"

struct entries {
	struct smx_entry **list;
	size_t n_entries;
	struct smx_zone zone;
	struct smx_settings settings; /* all entries share them; change them at will */
};

/* No entries yet; every rule has this least length.  `*entries` must not move. */
void entries_init(struct entries *entries, uint8_t least_len);

/* Add a name of which the last `n_suffix_labels` labels are its public suffix. */
struct smx_entry *entries_add(struct entries *entries, const char *text,
			      unsigned n_suffix_labels);

/* Bring them into byte order, equal names in the order in which they were added. */
void entries_order(struct entries *entries);

void entries_free(struct entries *entries);

/* A list in which each label of two letters is a registry's, and nothing else. */
extern const struct smx_suffix_list entries_suffixes;

#endif /* SMX_TESTS_ENTRIES_H */
