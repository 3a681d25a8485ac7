/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx report: what the journal has, as an HTML page.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "options.h"
#include "replace.h"
#include "report_page.h"
#include "report_read.h"
#include "report_time.h"

/* Files that are rotated while they are read are read once more; so often at most. */
#define ATTEMPTS_MAX 3

struct report {
	int64_t now; /* milliseconds since 1970 */
	struct report_window window;
	const char *output; /* NULL: standard output */
	char **inputs;      /* room for each argument there is */
	int n_inputs;
	struct report_sources sources;
	struct report_figures figures;
	int n_failed;
	bool is_moving;
};

static const struct verb_help help = {
	.usage = "[OPTION...]\n"
		 "[OPTION...] FILE...\n",
	.about = "Writes an HTML page of the incidents in events.jsonl and its older versions,\n"
		 "gzipped ones too, in the state-dir of straymx.conf, or in FILE..., of which - is\n"
		 "standard input.  The page needs nothing else, and can be sent and printed.\n"
		 "\n"
		 "A TIME is 2026-11-24T12:00:00Z, with any offset, 2026-11-24, which is the\n"
		 "beginning of that day (UTC), or 90m, 24h, 7d or 4w ago.\n",
	.exit_code = "0 if the page was written, also if nothing had happened, 1 if it was but a\n"
		     "file could not be read to its end, 2 on error\n",
	.examples = "$ straymx report --since 7d --output week.html\n"
		    "$ straymx report --since 2026-11-01 --until 2026-12-01 >november.html\n"
		    "$ straymx report --input /archive/events.jsonl*.gz --output all.html\n",
};

/* ---- options -------------------------------------------------------------------------------- */

static bool
take_time(int64_t *time, int64_t now, const struct verb_option *option, const char *text)
{
	if (report_time_parse(text, now, time))
		return true;
	fprintf(stderr,
		"straymx: --%s %s: that is no time: write 2026-11-24T12:00:00Z, 2026-11-24, or 24h or "
		"7d ago\n",
		option->name, text);
	return false;
}

static bool
take_since(void *target, const struct verb_option *option, const char *text)
{
	struct report *report = target;

	return take_time(&report->window.since, report->now, option, text);
}

static bool
take_until(void *target, const struct verb_option *option, const char *text)
{
	struct report *report = target;

	return take_time(&report->window.until, report->now, option, text);
}

static bool
take_input(void *target, const struct verb_option *option, const char *text)
{
	struct report *report = target;
	const char *path;

	if (!verb_take_text(&path, option, text))
		return false;
	report->inputs[report->n_inputs] = strdup(path);
	return report->inputs[report->n_inputs++] != NULL;
}

/* ---- reading -------------------------------------------------------------------------------- */

static bool
find_sources(struct report *report, const struct verb_call *call)
{
	if (report->n_inputs > 0)
		return report_sources_name(&report->sources, report->inputs, report->n_inputs);
	return report_sources_find(&report->sources, call->conf_path);
}

/* Returns false, with a message, on errors. */
static bool
read_once(struct report *report, const struct verb_call *call)
{
	if (!find_sources(report, call))
		return false;
	for (int i = 0; i < report->sources.n_unread; i++)
		fprintf(stderr, "straymx: %s: not read: its compression is not gzip\n",
			report->sources.unread[i]);
	if (report_read(&report->figures, report->sources.paths, report->sources.n_paths,
			&report->window, &report->n_failed))
		return true;
	fprintf(stderr, "straymx: out of memory\n");
	return false;
}

static bool
read_all(struct report *report, const struct verb_call *call)
{
	for (int attempt = 1;; attempt++) {
		if (!read_once(report, call))
			return false;
		report->is_moving = report_sources_have_changed(&report->sources);
		if (!report->is_moving || attempt == ATTEMPTS_MAX)
			return true;
		report_figures_free(&report->figures);
		report_sources_free(&report->sources);
	}
}

static void
tell_broken(const struct report *report)
{
	const struct report_figures *figures = &report->figures;

	for (size_t i = 0; i < figures->n_told; i++)
		fprintf(stderr, "%s:%" PRIu64 ": %s\n", report->sources.paths[figures->told[i].file],
			figures->told[i].line, figures->told[i].why);
	if (figures->n_broken > figures->n_told)
		fprintf(stderr, "straymx: %" PRIu64 " more lines could not be understood\n",
			figures->n_broken - figures->n_told);
}

/* ---- writing -------------------------------------------------------------------------------- */

static bool
fail_output(const struct report *report)
{
	fprintf(stderr, "straymx: %s: cannot be written: %s\n", report->output, strerror(errno));
	return false;
}

/* What is no file, as a terminal or a pipe, is not replaced. */
static bool
write_into(const struct report *report, const char *bytes, size_t len)
{
	FILE *stream = fopen(report->output, "we");
	bool is_written;

	if (stream == NULL)
		return fail_output(report);
	is_written = fwrite(bytes, 1, len, stream) == len;
	is_written = fclose(stream) == 0 && is_written;
	return is_written || fail_output(report);
}

static bool
write_file(const struct report *report, const char *bytes, size_t len)
{
	struct replacement replacement;
	struct smx_stamp stamp;
	struct stat status;
	bool is_there = stat(report->output, &status) == 0, is_written;
	char *path;

	if (is_there && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))
		return write_into(report, bytes, len);
	errno = EISDIR;
	if (is_there && S_ISDIR(status.st_mode))
		return fail_output(report);
	path = is_there ? realpath(report->output, NULL) : strdup(report->output);
	if (path == NULL)
		return fail_output(report);
	smx_stamp_read(&stamp, path);
	is_written = replacement_write(&replacement, path, bytes, len, &stamp) &&
		     replacement_take_place(&replacement, &stamp);
	free(path);
	return is_written || fail_output(report);
}

static bool
write_page(const struct report *report, struct verb_call *call, const char *bytes, size_t len)
{
	if (report->output != NULL && strcmp(report->output, "-") != 0)
		return write_file(report, bytes, len);
	/* A reader who has gone away is an error like others, after which memory is freed. */
	signal(SIGPIPE, SIG_IGN);
	if (fwrite(bytes, 1, len, stdout) != len || fflush(stdout) != 0)
		call->output_error = errno;
	return true;
}

static bool
make_page(const struct report *report, struct verb_call *call)
{
	const struct report_page page = {&report->figures, &report->window,  &report->sources,
					 report->now,      report->n_failed, report->is_moving};
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	bool is_made = out != NULL && report_page_write(out, &page);

	if (out != NULL)
		is_made = !ferror(out) && fclose(out) == 0 && is_made;
	if (is_made)
		is_made = write_page(report, call, bytes, len);
	else
		fprintf(stderr, "straymx: out of memory\n");
	free(bytes);
	return is_made;
}

/* ---- the verb ------------------------------------------------------------------------------- */

static int
run(struct report *report, struct verb_call *call)
{
	if (report->window.since >= report->window.until)
		return verb_misused(call, "takes a --since that is before --until");
	for (int i = 0; i < call->n_operands; i++) {
		if (call->operands[i][0] == '\0')
			return verb_misused(call, "takes files, and one has no name");
		report->inputs[report->n_inputs] = strdup(call->operands[i]);
		if (report->inputs[report->n_inputs++] == NULL)
			return EXIT_TROUBLE;
	}
	if (!read_all(report, call))
		return EXIT_TROUBLE;
	tell_broken(report);
	if (!make_page(report, call))
		return EXIT_TROUBLE;
	return report->n_failed > 0 ? EXIT_FOUND : EXIT_FINE;
}

int
verb_report(struct verb_call *call)
{
	struct report report = {.now = (int64_t)time(NULL) * 1000,
				.window = {INT64_MIN, INT64_MAX}};
	const struct verb_option options[] = {
		{'i', "input", "FILE", "read FILE, and others that are named; may be repeated",
		 take_input, &report},
		{'o', "output", "FILE", "write FILE, whole or not at all, instead of standard output",
		 verb_take_text, &report.output},
		{'s', "since", "TIME", "incidents that began then or later", take_since, &report},
		{'u', "until", "TIME", "incidents that began before then", take_until, &report},
	};
	int exit_code;

	report.inputs = calloc((size_t)call->argc + 1, sizeof *report.inputs);
	if (report.inputs == NULL)
		return EXIT_TROUBLE;
	if (verb_options(call, &help, options, sizeof options / sizeof options[0], &exit_code))
		exit_code = run(&report, call);
	for (int i = 0; i < report.n_inputs; i++)
		free(report.inputs[i]);
	free(report.inputs);
	report_figures_free(&report.figures);
	report_sources_free(&report.sources);
	return exit_code;
}
