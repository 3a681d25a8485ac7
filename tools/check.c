/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx check: all that is wrong in the configuration and the files that it names.
 */
#include <stdio.h>
#include <string.h>

#include "inspection.h"
#include "jsontext.h"
#include "options.h"
#include "terminal.h"

#define TEXT_SIZE 8192 /* of a message with its file's name */

static const struct verb_help help = {
	.usage = "[OPTION...]\n"
		 "[OPTION...] FILE...\n",
	.about = "Tells every error and warning of straymx.conf and the files that it names, or\n"
		 "of these files: what straymx.conf names as what it says; otherwise *.conf as a\n"
		 "straymx.conf, *.list as a list of names, any other one as a protected zone.\n"
		 "Beside what the module logs it warns of what would hurt: names that nothing can\n"
		 "be taken for, protected names that can be taken for each other, exempt names one\n"
		 "slip away from protected ones, sinkholes that mail cannot get to.\n",
	.exit_code = "0 if there is no error, 1 if there is one (with --strict, or a warning),\n"
		     "2 if straymx.conf or a FILE cannot be read\n",
	.examples = "$ straymx check\n"
		    "ours.zone:7: profile=loose: it takes strict, balanced, wide or closed\n"
		    "1 error, no warnings in 3 files\n"
		    "$ unbound-checkconf && straymx check && unbound-control reload\n"
		    "$ straymx check --strict zones/*.zone\n",
};

/* ---- as text ------------------------------------------------------------------------ */

static void
print_message(const struct smx_messages *messages, size_t i)
{
	const struct smx_message *message = &messages->list[i];
	bool is_error = message->severity == SMX_ERROR;
	char text[TEXT_SIZE];
	size_t len = smx_message_write(messages, i, text, sizeof text);
	size_t text_len = strlen(message->text);
	/* The place, which has the colour. */
	int place_len = len < sizeof text && len > text_len ? (int)(len - text_len) - 1 : 0;

	printf("%s%s%.*s%s%s\n", colour_begin(stdout, is_error ? COLOUR_BAD : COLOUR_WARN),
	       is_error ? "" : "warning: ", place_len, text, colour_end(stdout), text + place_len);
}

/* A number with commas. */
static void
print_number(size_t number)
{
	char digits[32];
	int len = snprintf(digits, sizeof digits, "%zu", number);

	for (int i = 0; i < len; i++)
		printf("%s%c", i > 0 && (len - i) % 3 == 0 ? "," : "", digits[i]);
}

/* "no errors", "1 error", "1,234 errors" */
static void
print_count(size_t number, const char *what)
{
	if (number == 0)
		printf("no ");
	else
		print_number(number);
	printf("%s%s%s", number == 0 ? "" : " ", what, number == 1 ? "" : "s");
}

static void
print_counts(const struct inspection *inspection)
{
	const struct smx_messages *found = &inspection->found;
	enum colour colour = COLOUR_GOOD;

	if (found->n_errors > 0)
		colour = COLOUR_BAD;
	else if (found->n_warnings > 0)
		colour = COLOUR_WARN;
	printf("%s", colour_begin(stdout, colour));
	print_count(found->n_errors, "error");
	printf(", ");
	print_count(found->n_warnings, "warning");
	printf(" in ");
	print_count(inspection->n_files, "file");
	if (found->n_errors == 0 && !inspection->has_trouble) {
		printf(": ");
		print_count(inspection->n_protected, "protected name");
		printf(", ");
		print_count(inspection->n_exempt, "exempt name");
	}
	printf("%s\n", colour_end(stdout));
}

static bool
print_text(const struct inspection *inspection)
{
	for (size_t i = 0; i < inspection->found.n_messages && !ferror(stdout); i++)
		print_message(&inspection->found, i);
	print_counts(inspection);
	return true;
}

/* ---- as JSON ------------------------------------------------------------------------ */

static bool
print_json(const struct inspection *inspection)
{
	const struct smx_messages *found = &inspection->found;
	bool is_printed = true;

	for (size_t i = 0; i < found->n_messages && is_printed && !ferror(stdout); i++) {
		const struct smx_message *message = &found->list[i];

		is_printed = json_print(json_pack(
			"{s:s, s:o, s:I, s:o}", "severity",
			message->severity == SMX_ERROR ? "error" : "warning", "file",
			json_text(message->file), "line", (json_int_t)message->line, "message",
			json_text(message->text)));
	}
	return is_printed &&
	       json_print(json_pack("{s:I, s:I, s:I, s:I, s:I}", "errors",
				    (json_int_t)found->n_errors, "warnings",
				    (json_int_t)found->n_warnings, "files",
				    (json_int_t)inspection->n_files, "protected",
				    (json_int_t)inspection->n_protected, "exempt",
				    (json_int_t)inspection->n_exempt));
}

/* ---- the verb ----------------------------------------------------------------------- */

static int
find_exit_code(const struct inspection *inspection, bool is_strict)
{
	if (inspection->has_trouble)
		return EXIT_TROUBLE;
	if (inspection->found.n_errors > 0 || (is_strict && inspection->found.n_warnings > 0))
		return EXIT_FOUND;
	return EXIT_FINE;
}

static void
show_progress(void *closure, size_t n_done, size_t n_all)
{
	progress_show(closure, n_done, (double)n_done / (double)n_all);
}

int
verb_check(struct verb_call *call)
{
	bool is_json = false, is_strict = false;
	const struct verb_option options[] = {
		{'j', "json", NULL, "one JSON object a line: the messages, and then the counts",
		 verb_take_flag, &is_json},
		{'s', "strict", NULL, "exit with 1 for warnings, too", verb_take_flag, &is_strict},
	};
	struct inspection inspection;
	struct progress progress;
	int exit_code;

	if (!verb_options(call, &help, options, sizeof options / sizeof options[0], &exit_code))
		return exit_code;
	inspection_init(&inspection);
	progress_begin(&progress, call->name, "names held against the others");
	inspection.progress = (struct smx_advice_progress){show_progress, &progress};
	if (call->n_operands == 0)
		inspection_add_conf(&inspection, call->conf_path);
	else
		inspection_add_files(&inspection, call->conf_path, call->is_conf_given,
				     call->operands, (size_t)call->n_operands);
	progress_hide(&progress);
	inspection_sort(&inspection);
	if (!(is_json ? print_json : print_text)(&inspection)) {
		fprintf(stderr, "straymx: %s\n", smx_error_text(SMX_ENOMEM));
		inspection.has_trouble = true;
	}
	exit_code = find_exit_code(&inspection, is_strict);
	inspection_free(&inspection);
	return exit_code;
}
