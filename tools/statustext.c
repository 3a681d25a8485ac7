/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jsontext.h"
#include "statusfile.h"
#include "statustext.h"
#include "terminal.h"

/* ---- texts --------------------------------------------------------------------------------- */

/* The bytes of a character, in UTF-8, that does something to what is around it: of C1, and
 * of those that turn the direction of writing or end a line.  0: it is another one. */
static size_t
control_len(const char *text)
{
	const unsigned char *c = (const unsigned char *)text;

	if (c[0] < 0x20 || c[0] == 0x7f)
		return 1;
	if (c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0)
		return 2;
	if (c[0] == 0xe2 && c[1] == 0x80 && c[2] >= 0xa8 && c[2] <= 0xae)
		return 3;
	return c[0] == 0xe2 && c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9 ? 3 : 0;
}

void
statustext_escaped(FILE *stream, const char *text)
{
	while (*text != '\0') {
		size_t len = control_len(text);

		if (len == 0)
			putc(*text++, stream);
		for (; len > 0; len--)
			fprintf(stream, "\\%03u", (unsigned char)*text++);
	}
}

static long long
number(const struct standing *standing, const char *keys)
{
	return (long long)statusfile_number(standing->status, keys);
}

/* A time, and how long ago that is. */
static void
print_time(const struct standing *standing, const char *keys)
{
	long ago = (long)(standing->now - statusfile_time(standing->status, keys));
	char duration[DURATION_SIZE];

	statustext_escaped(stdout, statusfile_text(standing->status, keys));
	if (ago >= 0)
		printf(" (%s ago)", troubles_duration(ago, duration));
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* What it does, in a word or two. */
static const char *
find_state(const struct standing *standing, enum colour *colour)
{
	*colour = COLOUR_BAD;
	if (standing->life == LIFE_IS_OVER)
		return "not running";
	if (!standing->is_current)
		return "no sign of life";
	if (json_is_null(json_object_get(standing->status, "policy")))
		return "loaded, but without a policy";
	if (json_is_false(statusfile_get(standing->status, "policy.enabled")))
		return "loaded, but disabled";
	if (json_is_false(json_object_get(standing->status, "acting")))
		return "loaded, but not acting";
	*colour = COLOUR_GOOD;
	return "acting";
}

static void
print_head(const struct standing *standing)
{
	enum colour colour;
	const char *state = find_state(standing, &colour);

	printf("straymx ");
	statustext_escaped(stdout, statusfile_text(standing->status, "version"));
	printf(" in Unbound ");
	statustext_escaped(stdout, statusfile_text(standing->status, "unbound_version"));
	printf(", process %lld: %s%s%s\n", number(standing, "pid"), colour_begin(stdout, colour),
	       state, colour_end(stdout));
	printf("set up:   ");
	print_time(standing, "started_at");
	printf("\nwritten:  ");
	print_time(standing, "written_at");
	putchar('\n');
}

static void
print_policy(const struct standing *standing)
{
	if (json_is_null(json_object_get(standing->status, "policy"))) {
		puts("policy:   none");
		return;
	}
	printf("policy:   number %lld, in force since ", number(standing, "policy.generation"));
	print_time(standing, "policy.since");
	printf("\n          %lld protected and %lld exempt names in %lld zones\n",
	       number(standing, "policy.protected"), number(standing, "policy.exempt"),
	       number(standing, "policy.zones"));
}

static void
print_file(const json_t *file, const char *before)
{
	const json_t *serial = json_object_get(file, "serial");
	size_t n_warnings = json_array_size(json_object_get(file, "warnings"));

	printf("%-10s", before);
	statustext_escaped(stdout, statusfile_text(file, "file"));
	printf(": ");
	statustext_escaped(stdout, statusfile_text(file, "version"));
	if (json_is_integer(serial))
		printf(", serial %lld", (long long)json_integer_value(serial));
	if (json_is_integer(json_object_get(file, "entries")))
		printf(", %lld names", (long long)statusfile_number(file, "entries"));
	if (statusfile_text(file, "loaded_at")[0] != '\0') {
		printf(", loaded ");
		statustext_escaped(stdout, statusfile_text(file, "loaded_at"));
	}
	if (n_warnings > 0)
		printf(", %zu %s", n_warnings, n_warnings == 1 ? "warning" : "warnings");
	putchar('\n');
}

static void
print_files(const struct standing *standing)
{
	const json_t *file;
	size_t i;

	json_array_foreach(json_object_get(standing->status, "files"), i, file)
		print_file(file, i == 0 ? "files:" : "");
}

/* What became of questions since then: `keys` are those of the object. */
static void
print_questions(const struct standing *standing, const char *head, const char *keys,
		const char *since)
{
	const json_t *questions = statusfile_get(standing->status, keys);

	printf("%-10s%lld intercepted, %lld deferred, %lld monitored, %lld unverified, since ", head,
	       (long long)statusfile_number(questions, "intercepted"),
	       (long long)statusfile_number(questions, "deferred"),
	       (long long)statusfile_number(questions, "monitored"),
	       (long long)statusfile_number(questions, "unverified"));
	statustext_escaped(stdout, statusfile_text(standing->status, since));
	putchar('\n');
}

static void
print_work(const struct standing *standing)
{
	print_questions(standing, "today:", "today.questions", "today.since");
	print_questions(standing, "in all:", "questions", "started_at");
	printf("verified: %lld exist, %lld do not, %lld failed, %lld refused\n",
	       number(standing, "questions.verifications.exists"),
	       number(standing, "questions.verifications.absent"),
	       number(standing, "questions.verifications.failed"),
	       number(standing, "questions.verifications.refused"));
	if (json_is_null(json_object_get(standing->status, "journal")))
		puts("journal:  none");
	else
		printf("journal:  %lld incidents with %lld questions written; %lld questions lost\n",
		       number(standing, "journal.written.incidents"),
		       number(standing, "journal.written.questions"),
		       number(standing, "journal.lost.queue") +
			       number(standing, "journal.lost.disk"));
	printf("caches:   %lld sweeps, %lld entries removed", number(standing, "sweep.sweeps"),
	       number(standing, "sweep.removed"));
	if (statusfile_text(standing->status, "sweep.last_at")[0] != '\0') {
		printf("; the last ");
		print_time(standing, "sweep.last_at");
	}
	putchar('\n');
}

static void
print_troubles(const struct standing *standing)
{
	const json_t *trouble;
	size_t i;

	if (json_array_size(standing->troubles) == 0) {
		printf("%snothing is wrong%s\n", colour_begin(stdout, COLOUR_GOOD),
		       colour_end(stdout));
		return;
	}
	printf("%swrong:%s\n", colour_begin(stdout, COLOUR_BAD), colour_end(stdout));
	json_array_foreach(standing->troubles, i, trouble) {
		json_int_t line = statusfile_number(trouble, "line");

		printf("    ");
		statustext_escaped(stdout, statusfile_text(trouble, "file"));
		if (line > 0)
			printf(":%lld", (long long)line);
		if (statusfile_text(trouble, "file")[0] != '\0')
			printf(": ");
		statustext_escaped(stdout, statusfile_text(trouble, "text"));
		putchar('\n');
	}
}

void
statustext_print(const struct standing *standing)
{
	print_head(standing);
	print_policy(standing);
	print_files(standing);
	print_work(standing);
	print_troubles(standing);
}

/* ---- for programs ------------------------------------------------------------------------------ */

static json_t *
json_life(enum life life)
{
	return life == LIFE_UNKNOWN ? json_null() : json_boolean(life == LIFE_RUNS);
}

json_t *
statustext_object(const struct standing *standing)
{
	bool acts = standing->is_current &&
		    json_is_true(json_object_get(standing->status, "acting"));

	/* jansson counts references in objects that are only read here. */
	return json_pack("{sb sb so sI so sO sO}", "fine",
			 (int)(json_array_size(standing->troubles) == 0), "acting", (int)acts,
			 "running", json_life(standing->life), "age", (json_int_t)standing->age,
			 "state_dir", json_text(standing->state_dir), "troubles", standing->troubles,
			 "status", standing->status);
}
