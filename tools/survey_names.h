/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SURVEY_NAMES_H
#define SMX_TOOLS_SURVEY_NAMES_H

/*
 * What straymx survey asks for: the lookalikes of the protected names, and what has to be
 * known before one can tell what an answer means.
 *
 * Functions return 0 or SMX_ENOMEM.
 */

#include <jansson.h>

#include "match/entry.h"
#include "policy/text.h"

/*
 * Asked for once, before the lookalikes.  An ending is what lookalikes are registered under;
 * it may have a wildcard, so that there seem to be all names.  A home is the registrable
 * domain of protected names; its name servers are "one's own".
 */
struct survey_place {
	char *text;
	bool is_home;
	bool is_known;
	bool is_wildcard; /* of an ending */
	json_t *ns;       /* of a home: an array of texts; NULL: none */
};

struct survey_name {
	char *text;
	const struct smx_entry *entry; /* whose lookalike it is */
	uint32_t ending, home;         /* numbers of places */
	uint8_t registrable;           /* where in `text` what is registered begins */
	uint8_t distance;
	uint8_t rule;                  /* enum smx_rule */
	bool is_done;
};

struct survey_names {
	struct survey_name *list;
	size_t n_names;
	struct survey_place *places;
	size_t n_places;
	size_t n_protected;       /* whose lookalikes these are */
	size_t n_cut;             /* of which some were left out, by the limit */
	size_t n_suffixes;        /* public suffixes, whose lookalikes are endless */
	size_t longest, longest_protected; /* texts */
	struct survey_name **sorted;       /* by text; made when one is found first */
	void *places_by_text;              /* a tree (tsearch) of their numbers */
};

/* The zone sections to take; all of them if there are none. */
struct survey_zones {
	char *const *titles;
	size_t n_titles;
};

/* Make the list, of at most `limit` names for each entry.  `*names` is to be freed, also
 * on error. */
int survey_names_collect(struct survey_names *names, const struct smx_policy *policy,
			 const struct survey_zones *zones, unsigned limit);

void survey_names_free(struct survey_names *names);

/* The lookalike or the place of that text; NULL if there is none.  */
struct survey_name *survey_names_find(struct survey_names *names, const char *text);
struct survey_place *survey_names_find_place(struct survey_names *names, const char *text,
					     bool is_home);

/* What tells this list from others: all of its texts with what is said of them. */
void survey_names_digest(const struct survey_names *names, const char *settings,
			 char digest[SMX_SHA256_SIZE]);

#endif /* SMX_TOOLS_SURVEY_NAMES_H */
