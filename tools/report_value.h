/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_VALUE_H
#define SMX_TOOLS_REPORT_VALUE_H

/*
 * The values in a line of JSON, by jansson.  Most lines are plain, with neither escapes nor
 * anything but ASCII in them: those are taken apart where they stand, which takes a tenth of
 * the time.  What is not as plain as that is jansson's to judge.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum report_field {
	REPORT_FIELD_FIRST,
	REPORT_FIELD_CLIENT,
	REPORT_FIELD_NAME,
	REPORT_FIELD_INTENDED,
	REPORT_FIELD_PROTECTED,
	REPORT_FIELD_CANDIDATE,
	REPORT_FIELD_RULE,
	REPORT_FIELD_ZONE,
	REPORT_FIELD_ACTION,
	REPORT_FIELD_MODE,
	REPORT_FIELD_ANSWER,
	REPORT_FIELD_QUESTIONS,
	REPORT_FIELD_UNVERIFIED,
	REPORT_FIELD_CONFIRMED,
	REPORT_N_FIELDS
};

enum report_kind { REPORT_ABSENT, REPORT_TEXT, REPORT_NUMBER, REPORT_TRUE, REPORT_FALSE, REPORT_OTHER };

struct report_value {
	enum report_kind kind;
	const char *text; /* of a text, with a NUL */
	size_t len;
	uint64_t number; /* of a number, which is none below 0 and no fraction */
};

struct report_values {
	struct report_value list[REPORT_N_FIELDS];
	json_t *object;     /* what the texts belong to; NULL: the line */
	const json_t *lost; /* the field of that name; NULL: there is none */
};

/*
 * Take a line of `len` bytes apart, which is changed and belongs to the texts then.  Returns
 * false if it is no JSON object; else report_values_free() is due.
 */
bool report_values_read(struct report_values *values, char *line, size_t len);

void report_values_free(struct report_values *values);

/* Read a number of an object: not below 0, and no fraction. */
bool report_number_read(const json_t *value, uint64_t *number);

#endif /* SMX_TOOLS_REPORT_VALUE_H */
