/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SURVEY_INQUIRY_H
#define SMX_TOOLS_SURVEY_INQUIRY_H

/*
 * The questions about one lookalike or one place, and what the answers mean.
 */

#include "asker.h"
#include "survey_finding.h"

struct inquiry {
	struct survey_name *name; /* or else */
	struct survey_place *place;
	char *random;     /* a name below an ending that nobody has registered */
	json_t *finding;  /* of a name */
	unsigned wanted;  /* questions still to be asked, as bits */
	unsigned n_tries; /* of a place */
	unsigned n_under_way;
	bool is_absent, is_without_ns, has_failed;
};

/* Begin to ask for a name or for a place; the other one is NULL.  Returns false if memory
 * ran out; it is to be freed then as well. */
bool inquiry_init(struct inquiry *inquiry, struct survey_name *name, struct survey_place *place);

void inquiry_free(struct inquiry *inquiry);

/* The next question: a type, and the name, which is the inquiry's.  There has to be one
 * that is wanted; it is under way then. */
const char *inquiry_next(struct inquiry *inquiry, uint16_t *type);

/*
 * Take the answer to a question that is under way; more may be wanted then.  With none
 * under way and none wanted it is over.  Returns false if memory ran out.
 */
bool inquiry_answer(struct inquiry *inquiry, uint16_t type, const struct asker_answer *answer);

static inline bool
inquiry_is_over(const struct inquiry *inquiry)
{
	return inquiry->n_under_way == 0 && inquiry->wanted == 0;
}

/* What was found out about the name of one that is over: a new reference, or NULL if
 * memory ran out. */
json_t *inquiry_finding(const struct inquiry *inquiry, const struct survey_names *names);

#endif /* SMX_TOOLS_SURVEY_INQUIRY_H */
