/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx status: how the module in a running Unbound does, by its status.json.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jsontext.h"
#include "options.h"
#include "policy/conf.h"
#include "policy/file.h"
#include "statusfile.h"
#include "statustext.h"

#define WATCH_INTERVAL 2 /* seconds */

struct status_call {
	const char *state_dir; /* as it was given; NULL: straymx.conf says it */
	bool is_json, is_watched;
};

static const struct verb_help help = {
	.usage = "[OPTION...]\n",
	.about = "Says how the module in a running Unbound does: whether it acts, by which policy\n"
		 "and since when, what it did, and what is wrong.  It is told by the file\n"
		 "status.json in state-dir, which the module writes once a minute at least.\n",
	.exit_code = "0 if nothing is wrong, 1 if something is, 2 if it cannot be told\n",
	.examples = "$ straymx status\n"
		    "straymx 0.1.0 in Unbound 1.17.1, process 4711: acting\n"
		    "...\n"
		    "nothing is wrong\n"
		    "$ straymx status --json | jq -r '.troubles[].text'\n",
};

/* The folder that straymx.conf names, whatever else is wrong in it; NULL, having told why,
 * if there is no reading it. */
static char *
find_state_dir(const char *conf_path)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, conf_path, 0};
	struct smx_text text;
	struct smx_stamp stamp;
	char *state_dir = NULL, line[STATUSFILE_ERROR_SIZE];

	smx_messages_init(&messages);
	if (smx_file_read(&place, &text, &stamp) == SMX_OK) {
		state_dir = smx_conf_find_state_dir(text.bytes, text.len, &place);
		smx_text_free(&text);
		if (state_dir == NULL)
			fprintf(stderr, "straymx: %s\n", smx_error_text(SMX_ENOMEM));
	} else {
		for (size_t i = 0; i < messages.n_messages; i++) {
			smx_message_write(&messages, i, line, sizeof line);
			fprintf(stderr, "%s\n", line);
		}
	}
	smx_messages_free(&messages);
	return state_dir;
}

/* Tell of one reading. */
static int
tell(const struct status_call *call, const char *state_dir, const char *path)
{
	char error[STATUSFILE_ERROR_SIZE];
	json_t *status = statusfile_read(path, error);
	struct standing standing;
	int exit_code = EXIT_TROUBLE;

	if (status == NULL) {
		statustext_escaped(stderr, error);
		fprintf(stderr, "%s\n", access(path, F_OK) != 0 && errno == ENOENT
						? " (is the module loaded, and this its state-dir?)"
						: "");
		return EXIT_TROUBLE;
	}
	if (!troubles_find(&standing, state_dir, status, time(NULL)) ||
	    (call->is_json && !json_print(statustext_object(&standing)))) {
		fprintf(stderr, "straymx: %s\n", smx_error_text(SMX_ENOMEM));
	} else {
		if (!call->is_json)
			statustext_print(&standing);
		exit_code = json_array_size(standing.troubles) > 0 ? EXIT_FOUND : EXIT_FINE;
	}
	troubles_free(&standing);
	json_decref(status);
	return exit_code;
}

/* Wait for the next look; returns whether there is one. */
static bool
wait_a_while(const sigset_t *signals)
{
	const struct timespec interval = {.tv_sec = WATCH_INTERVAL};

	return sigtimedwait(signals, NULL, &interval) == -1 && (errno == EAGAIN || errno == EINTR);
}

/* Tell again and again: on a terminal in the same place. */
static int
watch(const struct status_call *call, const char *state_dir, const char *path)
{
	bool is_terminal = isatty(STDOUT_FILENO) == 1 && !call->is_json;
	sigset_t signals;
	int exit_code;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	for (;;) {
		if (is_terminal)
			fputs("\033[H\033[2J", stdout);
		exit_code = tell(call, state_dir, path);
		if (fflush(stdout) != 0 || ferror(stdout) || !wait_a_while(&signals))
			return exit_code;
		if (!is_terminal && !call->is_json)
			putchar('\n');
	}
}

int
verb_status(struct verb_call *call)
{
	struct status_call status = {.state_dir = NULL};
	const struct verb_option options[] = {
		{'d', "state-dir", "DIR", "read status.json in DIR, instead of where straymx.conf says",
		 verb_take_text, &status.state_dir},
		{'j', "json", NULL, "one JSON object a line", verb_take_flag, &status.is_json},
		{'w', "watch", NULL, "look again every two seconds, until interrupted",
		 verb_take_flag, &status.is_watched},
	};
	char *state_dir, *path = NULL;
	int exit_code;

	if (!verb_options(call, &help, options, sizeof options / sizeof options[0], &exit_code))
		return exit_code;
	if (call->n_operands > 0)
		return verb_misused(call, "takes no arguments");
	state_dir = status.state_dir != NULL ? strdup(status.state_dir)
					     : find_state_dir(call->conf_path);
	if (state_dir == NULL)
		return EXIT_TROUBLE;
	if (asprintf(&path, "%s/status.json", state_dir) == -1) {
		free(state_dir);
		fprintf(stderr, "straymx: %s\n", smx_error_text(SMX_ENOMEM));
		return EXIT_TROUBLE;
	}
	exit_code = status.is_watched ? watch(&status, state_dir, path)
				      : tell(&status, state_dir, path);
	free(path);
	free(state_dir);
	return exit_code;
}
