/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_OPTIONS_H
#define SMX_TOOLS_OPTIONS_H

/*
 * The options of a verb: a table says what there are, and the same table writes the
 * verb's --help, so that neither can know of an option that the other does not.
 * Each verb has -h, --help beside its own.
 */

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

#include "verb.h"

/* No verb has more. */
#define VERB_OPTIONS_MAX 24

struct verb_option {
	char letter;          /* 0: it has a long name alone */
	const char *name;     /* the long one */
	/* What --help calls its argument; NULL: it takes none.  Shells complete words that
	 * are told as a|b|c, and files for FILE, LIST, CONF and ZONE (tools/completion). */
	const char *argument;
	const char *does;     /* in --help; lines after the first one are indented there */
	/*
	 * Take the option with its argument `text`, NULL if it takes none.  Returns
	 * false, having told what is wrong with it behind `--name text: `, if it cannot.
	 */
	bool (*take)(void *target, const struct verb_option *option, const char *text);
	void *target;
};

/* The rest of a verb's --help. */
struct verb_help {
	const char *usage;     /* what follows the verb; several ways one a line */
	const char *about;     /* paragraphs */
	const char *exit_code; /* what 0, 1 and 2 mean */
	const char *examples;  /* commands behind `$ `, and what they print */
};

/*
 * Take the options among the arguments of `call`, and say in it what is left.
 * Options may stand behind other arguments, up to `--`.  Returns true if the verb
 * has something to do; else `*exit_code` is what it ends with: the help has been
 * printed, or what is wrong.
 */
bool verb_options(struct verb_call *call, const struct verb_help *help,
		  const struct verb_option *options, size_t n_options, int *exit_code);

/* Say that the arguments are not what the verb takes, printf-like, and how to get
 * help.  Returns EXIT_TROUBLE. */
int verb_misused(const struct verb_call *call, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* For `take`: `target` is a bool, which becomes true. */
bool verb_take_flag(void *target, const struct verb_option *option, const char *text);

/* `target` is a const char *, which becomes the argument, unless that is empty. */
bool verb_take_text(void *target, const struct verb_option *option, const char *text);

/* A client's address, in network order. */
struct verb_client {
	int family;              /* AF_INET, AF_INET6; AF_UNSPEC: none was given */
	struct in6_addr address; /* an address of AF_INET in its first 4 bytes */
};

/* `target` is a struct verb_client, which becomes the argument. */
bool verb_take_client(void *target, const struct verb_option *option, const char *text);

/* `target` is an unsigned, which becomes the argument: a decimal number from 1 to
 * 1,000,000,000. */
bool verb_take_count(void *target, const struct verb_option *option, const char *text);

#endif /* SMX_TOOLS_OPTIONS_H */
