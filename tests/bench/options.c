/* SPDX-License-Identifier: BSD-3-Clause */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HARD_SIZE 100000 /* of the sets that are measured at one size */

static void
print_help(void)
{
	puts("usage: bench [OPTION...]\n"
	     "\n"
	     "Measures straymx's lookup over invented protected names: build time, memory, and\n"
	     "time by class of query name, beside a linear search and a list of all typos.\n"
	     "\n"
	     "  --sizes N,N,...    protected names; default 1000,10000,100000,1000000\n"
	     "  --all-sizes        all sets at these; else all but company at 100000 or less\n"
	     "  --sets S,S,...     of company, eight, prefix, closed; default all\n"
	     "  --profiles P,...   default balanced,wide (the set closed always has closed)\n"
	     "  --lookups N        different names a class; default 100000\n"
	     "  --linear SECONDS   for the linear search, a policy; default 2, 0 for none\n"
	     "  --list GIB         most memory for the list of all typos; default 8, 0 for none\n"
	     "  --seed N           of all that is drawn at random; default 1\n"
	     "  --json FILE        write the numbers there as well\n"
	     "  --markdown         tables in Markdown\n"
	     "  --quick            smaller in all, for a first look\n"
	     "  --smoke            smallest, with checks\n"
	     "  --callgrind FILE   count instructions; see make bench-instructions\n"
	     "\n"
	     "Names of other people are read from benign-hsts.txt in the folder STRAYMX_DATA,\n"
	     "and invented where it is not there.  Exit code: 0, 1 for a failed check, 2.");
}

static size_t
read_number(const char *text, const char *option)
{
	char *end;
	unsigned long long number;

	errno = 0;
	number = strtoull(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || *text == '-')
		names_die("--%s: '%s' is no number", option, text);
	return (size_t)number;
}

static double
read_decimal(const char *text, const char *option)
{
	char *end;
	double number = strtod(text, &end);

	if (end == text || *end != '\0' || !(number >= 0))
		names_die("--%s: '%s' is no number", option, text);
	return number;
}

static void
read_sizes(struct options *options, char *list)
{
	char *rest = list, *word;

	options->n_sizes = 0;
	while ((word = strsep(&rest, ",")) != NULL) {
		size_t size = read_number(word, "sizes");

		if (size == 0 || options->n_sizes == SIZES_MAX)
			names_die("--sizes takes 1 to %d sizes above 0", SIZES_MAX);
		options->sizes[options->n_sizes++] = size;
	}
}

static const char *
name_of_profile(unsigned profile)
{
	return smx_profile_name((enum smx_profile)profile);
}

static const char *
name_of_set(unsigned set)
{
	return set_name((enum set)set);
}

/* Set those of the `n` flags whose names are in the list, and no others. */
static void
read_names(char *list, const char *option, bool *flags, unsigned n,
	   const char *(*name_of)(unsigned))
{
	char *rest = list, *word;

	memset(flags, 0, n * sizeof *flags);
	while ((word = strsep(&rest, ",")) != NULL) {
		unsigned i = 0;

		while (i < n && strcmp(name_of(i), word) != 0)
			i++;
		if (i == n)
			names_die("--%s: there is no '%s'", option, word);
		flags[i] = true;
	}
}

/* The sizes in order, so that the last one is the largest. */
static int
compare_sizes(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void
make_small(struct options *options)
{
	static const size_t quick[] = {1000, 10000}, smoke[] = {200};

	options->n_sizes = options->is_smoke ? 1 : 2;
	memcpy(options->sizes, options->is_smoke ? smoke : quick,
	       options->n_sizes * sizeof *options->sizes);
	options->n_lookups = options->is_smoke ? 300 : 20000;
	options->linear_seconds = options->is_smoke ? 0.05 : 0.5;
}

static void
read_option(struct options *options, int option, const char *name)
{
	switch (option) {
	case 's':
		read_sizes(options, optarg);
		break;
	case 'S':
		read_names(optarg, name, options->has_set, SET_N, name_of_set);
		break;
	case 'p':
		read_names(optarg, name, options->has_profile, SMX_N_PROFILES, name_of_profile);
		break;
	case 'n':
		options->n_lookups = read_number(optarg, name);
		break;
	case 'l':
		options->linear_seconds = read_decimal(optarg, name);
		break;
	case 'L':
		options->list_max_bytes = (size_t)(read_decimal(optarg, name) * (1 << 30));
		break;
	case 'r':
		options->seed = read_number(optarg, name);
		break;
	case 'j':
		options->json = optarg;
		break;
	case 'c':
		options->callgrind = optarg;
		break;
	case 'h':
		print_help();
		exit(0);
	default: /* a flag, or what needs what is behind it: see options_read() */
		break;
	}
}

void
options_read(struct options *options, int argc, char **argv)
{
	enum { QUICK = 'q', SMOKE = 'k' };
	int has_all_sizes = 0, is_markdown = 0, option, i;
	const struct option known[] = {
		{"sizes", required_argument, NULL, 's'},
		{"all-sizes", no_argument, &has_all_sizes, 1},
		{"sets", required_argument, NULL, 'S'},
		{"profiles", required_argument, NULL, 'p'},
		{"lookups", required_argument, NULL, 'n'},
		{"linear", required_argument, NULL, 'l'},
		{"list", required_argument, NULL, 'L'},
		{"seed", required_argument, NULL, 'r'},
		{"json", required_argument, NULL, 'j'},
		{"markdown", no_argument, &is_markdown, 1},
		{"quick", no_argument, NULL, QUICK},
		{"smoke", no_argument, NULL, SMOKE},
		{"callgrind", required_argument, NULL, 'c'},
		{"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};

	*options = (struct options){.sizes = {1000, 10000, 100000, 1000000},
				    .n_sizes = 4,
				    .has_profile = {[SMX_BALANCED] = true, [SMX_WIDE] = true},
				    .seed = 1,
				    .n_lookups = 100000,
				    .linear_seconds = 2,
				    .list_max_bytes = (size_t)8 << 30};
	memset(options->has_set, true, sizeof options->has_set);
	while ((option = getopt_long(argc, argv, "", known, &i)) != -1) {
		if (option == '?')
			exit(2);
		options->is_smoke |= option == SMOKE;
		if (option == QUICK || option == SMOKE)
			make_small(options);
		read_option(options, option, known[i].name);
	}
	if (optind < argc)
		names_die("'%s': there is nothing but options; see --help", argv[optind]);
	options->has_all_sizes = has_all_sizes != 0;
	options->is_markdown = is_markdown != 0;
	qsort(options->sizes, options->n_sizes, sizeof *options->sizes, compare_sizes);
}

bool
options_has(const struct options *options, enum set set, size_t i)
{
	if (!options->has_set[set])
		return false;
	if (set == SET_COMPANY || options->has_all_sizes)
		return true;
	/* The largest size up to HARD_SIZE, or the smallest of all. */
	if (options->sizes[i] > HARD_SIZE)
		return i == 0;
	return i + 1 == options->n_sizes || options->sizes[i + 1] > HARD_SIZE;
}
