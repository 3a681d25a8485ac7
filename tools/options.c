/* SPDX-License-Identifier: BSD-3-Clause */
#include "options.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_MAX 1000000000ul

/* ---- help ------------------------------------------------------------------------------- */

/* Each line of `text` behind `indent`. */
static void
print_lines(const char *text, const char *indent)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		printf("%s%.*s\n", len > 0 ? indent : "", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

static void
print_usage(const char *verb, const char *usage)
{
	const char *before = "usage:";

	while (*usage != '\0') {
		size_t len = strcspn(usage, "\n");

		printf("%s straymx [-c straymx.conf] %s %.*s\n", before, verb, (int)len, usage);
		usage += len + (usage[len] == '\n');
		before = "      ";
	}
}

/* "  -t, --type TYPE  ", and what it does beside it, or below where that is too long. */
static void
print_option(const struct verb_option *option, size_t width)
{
	char left[64] = "      ";
	const char *does = option->does;
	int len;

	if (option->letter != 0)
		snprintf(left, sizeof left, "  -%c, ", option->letter);
	len = snprintf(left + strlen(left), sizeof left - strlen(left), "--%s%s%s", option->name,
		       option->argument != NULL ? " " : "",
		       option->argument != NULL ? option->argument : "");
	assert(len > 0);
	printf("%-*s  ", (int)width, left);
	while (*does != '\0') {
		size_t n = strcspn(does, "\n");

		printf("%.*s\n", (int)n, does);
		does += n + (does[n] == '\n');
		if (*does != '\0')
			printf("%*s", (int)width + 2, "");
	}
}

static size_t
option_width(const struct verb_option *option)
{
	return strlen("  -x, --") + strlen(option->name) +
	       (option->argument != NULL ? 1 + strlen(option->argument) : 0);
}

static const struct verb_option help_option = {
	.letter = 'h', .name = "help", .does = "print this help"};

static void
print_help(const char *verb, const struct verb_help *help, const struct verb_option *options,
	   size_t n_options)
{
	size_t width = option_width(&help_option);

	for (size_t i = 0; i < n_options; i++) {
		if (option_width(&options[i]) > width)
			width = option_width(&options[i]);
	}
	print_usage(verb, help->usage);
	putchar('\n');
	print_lines(help->about, "");
	putchar('\n');
	for (size_t i = 0; i < n_options; i++)
		print_option(&options[i], width);
	print_option(&help_option, width);
	printf("\nexit code: ");
	print_lines(help->exit_code, "");
	printf("\nexamples:\n");
	print_lines(help->examples, "  ");
}

/* ---- taking ----------------------------------------------------------------------------- */

int
verb_misused(const struct verb_call *call, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "straymx: %s ", call->name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "; try straymx %s --help\n", call->name);
	return EXIT_TROUBLE;
}

/* The tables that getopt_long() wants, of a verb's options and --help. */
struct tables {
	struct option longs[VERB_OPTIONS_MAX + 2];
	char shorts[2 * (VERB_OPTIONS_MAX + 1) + 1];
};

/* Long options are told by numbers that are no letters. */
#define FIRST_NUMBER 256

static void
add_option(struct tables *tables, size_t i, const struct verb_option *option)
{
	size_t len = strlen(tables->shorts);

	tables->longs[i].name = option->name;
	tables->longs[i].has_arg = option->argument != NULL ? required_argument : no_argument;
	tables->longs[i].val = FIRST_NUMBER + (int)i;
	if (option->letter == 0)
		return;
	tables->shorts[len++] = option->letter;
	if (option->argument != NULL)
		tables->shorts[len] = ':';
}

static const struct verb_option *
find_option(const struct verb_option *options, size_t n_options, int got)
{
	if (got >= FIRST_NUMBER)
		return (size_t)(got - FIRST_NUMBER) < n_options ? &options[got - FIRST_NUMBER]
								: &help_option;
	for (size_t i = 0; i < n_options; i++) {
		if (options[i].letter == got)
			return &options[i];
	}
	return &help_option;
}

static bool
take_options(const struct verb_call *call, const struct verb_help *help,
	     const struct verb_option *options, size_t n_options, int *exit_code)
{
	struct tables tables;
	int got;

	memset(&tables, 0, sizeof tables);
	for (size_t i = 0; i < n_options; i++)
		add_option(&tables, i, &options[i]);
	add_option(&tables, n_options, &help_option);
	*exit_code = EXIT_TROUBLE;
	optind = 0; /* begin anew, with options among the other arguments as well (glibc) */
	while ((got = getopt_long(call->argc, call->argv, tables.shorts, tables.longs, NULL)) != -1) {
		const struct verb_option *option;

		if (got == '?') { /* getopt_long() has told */
			fprintf(stderr, "straymx: try straymx %s --help\n", call->name);
			return false;
		}
		option = find_option(options, n_options, got);
		if (option == &help_option) {
			print_help(call->name, help, options, n_options);
			*exit_code = EXIT_FINE;
			return false;
		}
		if (!option->take(option->target, option, optarg))
			return false;
	}
	return true;
}

bool
verb_options(struct verb_call *call, const struct verb_help *help,
	     const struct verb_option *options, size_t n_options, int *exit_code)
{
	char *verb = call->argv[0];
	char teller[64];
	bool is_taken;

	assert(n_options <= VERB_OPTIONS_MAX);
	/* What getopt_long() puts before its messages. */
	snprintf(teller, sizeof teller, "straymx: %s", call->name);
	call->argv[0] = teller;
	is_taken = take_options(call, help, options, n_options, exit_code);
	call->argv[0] = verb;
	if (!is_taken)
		return false;
	call->n_operands = call->argc - optind;
	call->operands = call->argv + optind;
	return true;
}

bool
verb_take_flag(void *target, const struct verb_option *option, const char *text)
{
	bool *is_set = target;

	(void)option;
	(void)text;
	*is_set = true;
	return true;
}

bool
verb_take_text(void *target, const struct verb_option *option, const char *text)
{
	const char **value = target;

	if (text[0] == '\0') {
		fprintf(stderr, "straymx: --%s: its argument is empty\n", option->name);
		return false;
	}
	*value = text;
	return true;
}

bool
verb_take_client(void *target, const struct verb_option *option, const char *text)
{
	struct verb_client *client = target;

	client->family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET;
	if (inet_pton(client->family, text, &client->address) == 1)
		return true;
	fprintf(stderr, "straymx: --%s %s: that is no IPv4 or IPv6 address\n", option->name, text);
	return false;
}

bool
verb_take_count(void *target, const struct verb_option *option, const char *text)
{
	unsigned *value = target;
	unsigned long number = 0;
	char *end = NULL;

	errno = 0;
	if (text[0] >= '0' && text[0] <= '9')
		number = strtoul(text, &end, 10);
	if (end == NULL || *end != '\0' || errno != 0 || number < 1 || number > COUNT_MAX) {
		fprintf(stderr, "straymx: --%s %s: it takes a number from 1 to %lu\n", option->name,
			text, COUNT_MAX);
		return false;
	}
	*value = (unsigned)number;
	return true;
}
