/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SURVEY_TALLY_H
#define SMX_TOOLS_SURVEY_TALLY_H

/*
 * What a survey has found so far, counted: lookalikes by status, and for each mail
 * exchanger how many lookalikes name it.
 */

#include "survey_finding.h"

/* All 0: nothing was found. */
struct survey_tally {
	size_t n[SURVEY_N_STATUSES];
	size_t n_own; /* of those that take mail */
	void *hosts;  /* a tree (tsearch) */
	size_t n_hosts;
};

/* Count a finding, and say in it how many lookalikes so far, itself included, name the
 * mail exchanger that most of them do.  False if memory ran out. */
bool survey_tally_add(struct survey_tally *tally, json_t *finding);

void survey_tally_free(struct survey_tally *tally);

/* How many were counted. */
size_t survey_tally_sum(const struct survey_tally *tally);

/*
 * Print to standard output what was found out of the `names`, of which `n_questions` were
 * asked now: as lines of text, or as one line of JSON.  False if memory ran out.
 */
bool survey_tally_print(const struct survey_tally *tally, const struct survey_names *names);
bool survey_tally_print_json(const struct survey_tally *tally, const struct survey_names *names,
			     uint64_t n_questions);

#endif /* SMX_TOOLS_SURVEY_TALLY_H */
