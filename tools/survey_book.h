/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SURVEY_BOOK_H
#define SMX_TOOLS_SURVEY_BOOK_H

/*
 * What becomes of the findings of a survey: each is counted, written to the file of
 * --resume and printed, as it comes.  What is wrong is told on standard error, but for a
 * standard output that cannot be written, which is for main() to tell.
 */

#include "survey_asking.h"
#include "survey_journal.h"
#include "survey_tally.h"
#include "terminal.h"

struct survey_book {
	struct survey_names *names;
	bool is_json, has_table; /* has_table: the line above its columns was printed */
	struct survey_tally tally;
	struct survey_journal journal;
	bool has_journal;
	struct progress progress;
	int output_error; /* errno, if standard output cannot be written */
	size_t n_before; /* findings that were in the file */
	size_t n_places, n_places_before; /* that are known, and were in the file */
};

/*
 * Begin to print, with what the file at `resume_path` has (NULL: no file).  `settings` is
 * what else tells this survey from others.  It is to be closed, also after an error.
 */
bool survey_book_open(struct survey_book *book, struct survey_names *names, bool is_json,
		      const char *resume_path, const char *settings);

/* Ask for all that is not there yet; as survey_ask().  The asker can only be freed then. */
enum survey_end survey_book_fill(struct survey_book *book, struct asker *asker, int signal_fd,
				 int *signal_number);

/* Print what was found in all; `n_questions` were asked. */
bool survey_book_summarize(struct survey_book *book, uint64_t n_questions);

bool survey_book_close(struct survey_book *book);

#endif /* SMX_TOOLS_SURVEY_BOOK_H */
