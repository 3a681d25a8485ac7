/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SURVEY_JOURNAL_H
#define SMX_TOOLS_SURVEY_JOURNAL_H

/*
 * The file of straymx survey --resume: a first line that says which survey it is of, and
 * one JSON object a line, in the order in which they were written.  A survey that was
 * killed leaves a line without an end at most, which is forgotten.
 *
 * What is wrong is told on standard error; functions return false then.
 */

#include <jansson.h>
#include <stdbool.h>
#include <time.h>

struct survey_journal {
	const char *path;
	int fd;
	bool is_dirty; /* something may not be on the disk yet */
	time_t synced;
};

/*
 * Open the file, or make a new one, for the survey with this digest; no other survey may
 * have it open.  `take` gets each object that is in it with the number of its line; it
 * returns false if the object makes no sense.
 */
bool survey_journal_open(struct survey_journal *journal, const char *path, const char *digest,
			 bool (*take)(void *closure, json_t *object), void *closure);

/* Append an object.  A few seconds later it is on the disk, if more are added. */
bool survey_journal_add(struct survey_journal *journal, const json_t *object);

/* Wait for the disk, and close the file. */
bool survey_journal_close(struct survey_journal *journal);

#endif /* SMX_TOOLS_SURVEY_JOURNAL_H */
