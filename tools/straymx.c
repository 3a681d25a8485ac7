/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The straymx command: options that all verbs have, and the way to the verb.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verb.h"

#define MESSAGE_SIZE 8192 /* with the name of its file */
#define DEFAULT_CONF STRAYMX_SYSCONFDIR "/unbound/straymx.conf"

static const struct {
	const char *name;
	const char *arguments;
	const char *does;
	int (*run)(struct verb_call *call);
} verbs[] = {
	{"audit", "LIST...", "what of lists and logs would be hit", verb_audit},
	{"check", "[FILE...]", "what is wrong in the configuration and its lists", verb_check},
	{"explain", "NAME...", "what would become of these names, and why", verb_explain},
	{"import", "LIST...", "one's own names to a protected zone", verb_import},
	{"report", "[FILE...]", "what the journal has, as an HTML page", verb_report},
	{"rpz", "", "a response policy zone, for resolvers without the module", verb_rpz},
	{"status", "", "how the module in a running Unbound does", verb_status},
	{"survey", "[ZONE...]", "which lookalikes exist, and take mail", verb_survey},
};

#define N_VERBS (sizeof verbs / sizeof verbs[0])

static void
print_help(FILE *stream)
{
	fprintf(stream, "usage: straymx [-c straymx.conf] VERB [ARGUMENT...]\n\n");
	for (size_t i = 0; i < N_VERBS; i++)
		fprintf(stream, "  %-8s %-9s  %s\n", verbs[i].name, verbs[i].arguments,
			verbs[i].does);
	fprintf(stream,
		"\n"
		"  -c, --config FILE  read FILE instead of $STRAYMX_CONF or\n"
		"                     " DEFAULT_CONF "\n"
		"  -h, --help         print this help; after a verb, that verb's\n"
		"  -V, --version      print the version\n"
		"\n"
		"exit code: 0 fine, 1 found something (see the verb), 2 error\n");
}

void
verb_print_messages(const struct smx_messages *messages)
{
	char text[MESSAGE_SIZE];

	for (size_t i = 0; i < messages->n_messages; i++) {
		smx_message_write(messages, i, text, sizeof text);
		fprintf(stderr, "%s%s\n",
			messages->list[i].severity == SMX_WARNING ? "warning: " : "", text);
	}
	if (smx_messages_count_unlisted(messages) > 0)
		fprintf(stderr, "%zu more errors and warnings are not shown\n",
			smx_messages_count_unlisted(messages));
}

struct smx_policy *
verb_load_policy(const char *conf_path)
{
	struct smx_policy *policy = NULL;
	struct smx_messages messages;

	smx_messages_init(&messages);
	smx_policy_load(conf_path, time(NULL), &policy, &messages);
	verb_print_messages(&messages);
	smx_messages_free(&messages);
	return policy;
}

/* What was written to standard output has to be there; nobody is told of a reader who
 * has gone away. */
static int
close_output(int exit_code, int output_error)
{
	bool has_failed = ferror(stdout) != 0;

	errno = output_error;
	if (fclose(stdout) == 0 && !has_failed)
		return exit_code;
	if (errno != EPIPE)
		fprintf(stderr, "straymx: standard output cannot be written%s%s\n",
			errno != 0 ? ": " : "", errno != 0 ? strerror(errno) : "");
	return EXIT_TROUBLE;
}

static int
run_verb(struct verb_call *call)
{
	for (size_t i = 0; i < N_VERBS; i++) {
		if (strcmp(call->name, verbs[i].name) == 0)
			return verbs[i].run(call);
	}
	fprintf(stderr, "straymx: no verb is called '%s'; try straymx --help\n", call->name);
	return EXIT_TROUBLE;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {{"config", required_argument, NULL, 'c'},
						{"help", no_argument, NULL, 'h'},
						{"version", no_argument, NULL, 'V'},
						{NULL, 0, NULL, 0}};
	struct verb_call call = {.conf_path = getenv("STRAYMX_CONF")};
	char teller[] = "straymx"; /* of getopt_long()'s messages, whatever the path is */
	int option, exit_code;

	call.is_conf_given = call.conf_path != NULL && call.conf_path[0] != '\0';
	if (!call.is_conf_given)
		call.conf_path = DEFAULT_CONF;
	argv[0] = teller;
	/* "+": options behind the verb are the verb's. */
	while ((option = getopt_long(argc, argv, "+c:hV", options, NULL)) != -1) {
		switch (option) {
		case 'c':
			call.conf_path = optarg;
			call.is_conf_given = true;
			break;
		case 'h':
			print_help(stdout);
			return close_output(EXIT_FINE, 0);
		case 'V':
			printf("straymx %s\n", STRAYMX_VERSION);
			return close_output(EXIT_FINE, 0);
		default:
			fprintf(stderr, "straymx: try straymx --help\n");
			return EXIT_TROUBLE;
		}
	}
	if (optind == argc) {
		print_help(stderr);
		return EXIT_TROUBLE;
	}
	call.argc = argc - optind;
	call.argv = argv + optind;
	call.name = call.argv[0];
	exit_code = run_verb(&call);
	return close_output(exit_code, call.output_error);
}
