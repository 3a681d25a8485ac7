/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SURVEY_FINDING_H
#define SMX_TOOLS_SURVEY_FINDING_H

/*
 * What was found out about one lookalike: a JSON object, with the keys that straymx(1)
 * lists, which is what is printed, kept for --resume, and counted.
 */

#include "survey_names.h"

enum survey_status {
	SURVEY_MAIL,    /* takes mail */
	SURVEY_NULL_MX, /* says that it takes none */
	SURVEY_NO_MAIL, /* exists, and has neither MX nor address */
	SURVEY_FAILED,  /* could not be found out */
	/* These are counted only: */
	SURVEY_WILDCARD, /* exists by a wildcard of what it would be registered under */
	SURVEY_ABSENT,   /* NXDOMAIN */
	SURVEY_N_STATUSES
};

/* Of a lookalike that does not exist; survey_finding_begin() makes more of it.  A new
 * reference, NULL if memory ran out. */
json_t *survey_finding_new(const struct survey_name *name, bool is_wildcard);

/* Of one of which nothing is known yet, with all keys.  Likewise. */
json_t *survey_finding_begin(const struct survey_name *name);

/* Add what failed: "MX: timed out".  False if memory ran out. */
bool survey_finding_add_error(json_t *finding, const char *type, const char *what);

/* Whether it has name servers, and all of them are the home's. */
bool survey_finding_is_own(const json_t *finding, const struct survey_place *home);

enum survey_status survey_finding_status(const json_t *finding);

/* Whether an object from a file is a finding of that lookalike. */
bool survey_finding_is_sound(const json_t *object);

/* The items of an array that a finding has by this key; empty ones for others. */
size_t survey_finding_count(const json_t *finding, const char *key);
const char *survey_finding_text(const json_t *finding, const char *key, size_t i);

#endif /* SMX_TOOLS_SURVEY_FINDING_H */
