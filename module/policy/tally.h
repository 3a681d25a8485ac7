/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_TALLY_H
#define SMX_POLICY_TALLY_H

/*
 * What a file brings, counted while it is read: for warnings about names and least
 * lengths that can never act, and about a file without any name.
 */

#include "match/entry.h"
#include "policy/messages.h"
#include "policy/param.h"

struct smx_tally {
	size_t n_names; /* protected and exempt, also those whose exemption is over */
	/* Of those that a least length of the zone as a whole holds for. */
	size_t n_for_all[SMX_N_RULES];
	unsigned longest[SMX_N_RULES];
	/* Names with a profile of their own in which no rule is active. */
	size_t n_short;
	unsigned short_line;
	char short_name[SMX_NAME_TEXT_SIZE]; /* the first one */
};

void smx_tally_init(struct smx_tally *tally);

/*
 * Count a protected name whose own parameters are `own`, and warn, at their lines in
 * `place->file`, about least lengths that none of its labels has.
 */
void smx_tally_add_protected(struct smx_tally *tally, const struct smx_entry *entry,
			     const struct smx_params *own, const struct smx_place *place);

/* Count an exempt name. */
void smx_tally_add_exempt(struct smx_tally *tally);

/* Warn about a zone or list without a name. */
void smx_tally_warn_of_no_names(const struct smx_place *place);

/* Warn about the file `place->file` as a whole, whose parameters for all names are
 * `apex`. */
void smx_tally_warn(const struct smx_tally *tally, const struct smx_params *apex,
		    const struct smx_place *place);

#endif /* SMX_POLICY_TALLY_H */
