/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_OWNLIST_H
#define SMX_TOOLS_OWNLIST_H

/*
 * Lists of one's own names, as they are imported: `name`, `#` comments, U-labels, with or
 * without a byte order mark.  What is wrong is told on standard error, line by line, all
 * of it.
 */

#include "match/arena.h"
#include "match/entry.h"
#include "match/suffix.h"
#include "policy/messages.h"

/* A name is an entry of a policy, as far as the name goes. */
struct ownlist {
	const struct smx_settings *settings; /* of the entries */
	bool takes_suffixes; /* public suffixes are no errors */
	struct smx_name origin; /* of the zone that the names have to fit into */

	struct smx_entry **list; /* in the order of reading, or sorted */
	size_t n_names;
	size_t n_duplicates; /* that ownlist_sort() has dropped */
	bool has_trouble;    /* something was wrong */
	/* Owned: */
	struct smx_arena arena;
	struct smx_suffix_list suffixes;
};

/*
 * Make it a list without names; `settings` have to outlive it.  Returns false, having
 * told why, if it cannot be.  In any case ownlist_free() has to follow.
 */
bool ownlist_init(struct ownlist *list, const struct smx_settings *settings);

void ownlist_free(struct ownlist *list);

/* Add the names of the file `path`; `-`: of standard input. */
void ownlist_read(struct ownlist *list, const char *path);

/* Bring the names into byte order, and drop what is there twice. */
void ownlist_sort(struct ownlist *list);

/* How such a file is called in messages. */
const char *ownlist_file_name(const char *path);

/* Tell what was found, on standard error, and empty `messages`. */
void ownlist_tell(struct smx_messages *messages);

#endif /* SMX_TOOLS_OWNLIST_H */
