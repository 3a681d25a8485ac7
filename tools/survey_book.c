/* SPDX-License-Identifier: BSD-3-Clause */
#include "survey_book.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "jsontext.h"
#include "survey_table.h"

/* ---- what was found --------------------------------------------------------------------- */

static void
begin_table(struct survey_book *book)
{
	if (!book->is_json && !book->has_table)
		survey_table_begin(book->names);
	book->has_table = true;
}

static void
print(struct survey_book *book, const struct survey_name *name, json_t *finding)
{
	progress_hide(&book->progress);
	begin_table(book);
	if (!book->is_json)
		survey_table_add(book->names, name, finding);
	else if (!json_print(json_incref(finding)))
		fprintf(stderr, "straymx: %s: out of memory\n", name->text);
}

/* Show a finding; the reference is taken. */
static bool
show(struct survey_book *book, struct survey_name *name, json_t *finding)
{
	enum survey_status status = survey_finding_status(finding);

	name->is_done = true;
	if (status != SURVEY_ABSENT && status != SURVEY_WILDCARD)
		print(book, name, finding);
	json_decref(finding);
	if (fflush(stdout) == 0)
		return true;
	book->output_error = errno;
	return false;
}

static bool
count(struct survey_book *book, json_t *finding)
{
	if (survey_tally_add(&book->tally, finding))
		return true;
	fprintf(stderr, "straymx: out of memory\n");
	return false;
}

static bool
find(void *closure, struct survey_name *name, json_t *finding)
{
	struct survey_book *book = closure;

	if (count(book, finding) &&
	    (!book->has_journal || survey_journal_add(&book->journal, finding)))
		return show(book, name, finding);
	json_decref(finding);
	return false;
}

static void
tell_wildcard(struct survey_book *book, const struct survey_place *place)
{
	if (!place->is_wildcard)
		return;
	progress_hide(&book->progress);
	fprintf(stderr, "straymx: %s answers for all names, registered or not: lookalikes below it "
			"that have no name servers are only counted\n", place->text);
}

static bool
know(void *closure, const struct survey_place *place)
{
	struct survey_book *book = closure;
	json_t *object;
	bool is_added;

	tell_wildcard(book, place);
	book->n_places++;
	if (!book->has_journal)
		return true;
	object = place->is_home ? json_pack("{s:s, s:O}", "home", place->text, "ns", place->ns)
				: json_pack("{s:s, s:b}", "ending", place->text, "wildcard",
					    place->is_wildcard);
	is_added = object != NULL && survey_journal_add(&book->journal, object);
	json_decref(object);
	return is_added;
}

static bool
tick(void *closure)
{
	struct survey_book *book = closure;
	size_t n_done = survey_tally_sum(&book->tally);
	/* Of what was not known, places included, how much there is, and how much is done. */
	size_t n_all = book->names->n_names - book->n_before + book->names->n_places -
		       book->n_places_before;
	size_t n_new = n_done - book->n_before + book->n_places - book->n_places_before;

	progress_show(&book->progress, n_done,
		      n_all > 0 ? (double)n_new / (double)n_all : -1.0);
	return true;
}

/* ---- what had been found ---------------------------------------------------------------- */

static bool
take_place(struct survey_book *book, const json_t *object, const char *key, bool is_home)
{
	const char *text = json_string_value(json_object_get(object, key));
	struct survey_place *place = survey_names_find_place(book->names, text, is_home);
	json_t *ns = json_object_get(object, "ns");

	if (place == NULL || place->is_known || (is_home && !json_is_array(ns)))
		return false;
	for (size_t i = 0; i < json_array_size(ns); i++) {
		if (!json_is_string(json_array_get(ns, i)))
			return false;
	}
	place->ns = json_incref(ns);
	place->is_wildcard = json_is_true(json_object_get(object, "wildcard"));
	place->is_known = true;
	book->n_places_before = ++book->n_places;
	tell_wildcard(book, place);
	return true;
}

/* An object of the file becomes what it was; shown are the findings. */
static bool
take_object(void *closure, json_t *object)
{
	struct survey_book *book = closure;
	struct survey_name *name;

	if (json_is_string(json_object_get(object, "ending")))
		return take_place(book, object, "ending", false);
	if (json_is_string(json_object_get(object, "home")))
		return take_place(book, object, "home", true);
	if (!survey_finding_is_sound(object))
		return false;
	name = survey_names_find(book->names,
				 json_string_value(json_object_get(object, "lookalike")));
	return name != NULL && !name->is_done && count(book, object) &&
	       show(book, name, json_incref(object));
}

/* ---- all of it -------------------------------------------------------------------------- */

bool
survey_book_open(struct survey_book *book, struct survey_names *names, bool is_json,
		 const char *resume_path, const char *settings)
{
	char digest[SMX_SHA256_SIZE];

	memset(book, 0, sizeof *book);
	book->names = names;
	book->is_json = is_json;
	if (resume_path == NULL)
		return true;
	survey_names_digest(names, settings, digest);
	book->has_journal = survey_journal_open(&book->journal, resume_path, digest, take_object,
						book);
	book->n_before = survey_tally_sum(&book->tally);
	return book->has_journal;
}

enum survey_end
survey_book_fill(struct survey_book *book, struct asker *asker, int signal_fd, int *signal_number)
{
	const struct survey_asking asking = {.asker = asker,
					     .names = book->names,
					     .signal_fd = signal_fd,
					     .know = know,
					     .find = find,
					     .tick = tick,
					     .closure = book};
	enum survey_end end;

	progress_begin(&book->progress, "survey", "lookalikes");
	end = survey_ask(&asking, signal_number);
	progress_hide(&book->progress);
	return end;
}

bool
survey_book_summarize(struct survey_book *book, uint64_t n_questions)
{
	bool is_done;

	begin_table(book);
	is_done = book->is_json ? survey_tally_print_json(&book->tally, book->names, n_questions)
				: survey_tally_print(&book->tally, book->names);

	if (!is_done)
		fprintf(stderr, "straymx: out of memory\n");
	return is_done;
}

bool
survey_book_close(struct survey_book *book)
{
	bool is_closed = !book->has_journal || survey_journal_close(&book->journal);

	book->has_journal = false;
	survey_tally_free(&book->tally);
	return is_closed;
}
