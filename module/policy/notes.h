/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_NOTES_H
#define SMX_POLICY_NOTES_H

/*
 * Names and where they stand, in the order in which they were noted: for as long as
 * a policy is being made, and only where somebody wants advice (advice.h).
 */

#include "match/name.h"
#include "policy/origins.h"

struct smx_notes {
	uint8_t *bytes; /* the names' texts, each behind its length */
	size_t len, size;
	struct smx_origins origins; /* by the names' numbers */
};

/* Where the next name is; all 0: at the first one. */
struct smx_notes_place {
	size_t at;
	uint32_t number;
};

void smx_notes_init(struct smx_notes *notes);

/* Note a name none of whose labels has a dot in it.  Returns 0, or SMX_ENOMEM with the
 * notes as they were. */
int smx_notes_add(struct smx_notes *notes, const struct smx_name *name,
		  const struct smx_place *place);

/* Take the next name, whose number goes to `*number`; false if there is none left. */
bool smx_notes_next(const struct smx_notes *notes, struct smx_notes_place *next,
		    struct smx_name *name, uint32_t *number);

void smx_notes_free(struct smx_notes *notes);

#endif /* SMX_POLICY_NOTES_H */
