/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What replacing the policy costs those who ask meanwhile: `make bench-reload`.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "number.h"
#include "reload_report.h"
#include "system/resolver.h"
#include "system/tool.h"
#include "system/upstream.h"

#define EXIT_SKIP 77 /* says automake */

struct options {
	size_t n_names;
	unsigned seconds;
	const char *json; /* NULL: none is to be written */
	bool is_smoke;
};

static void
print_help(void)
{
	puts("usage: reload [OPTION...]\n"
	     "\n"
	     "Replaces the policy of an Unbound under load, and counts answers that are lost or\n"
	     "wrong, and how long answers take with and without.\n"
	     "\n"
	     "  --names N      protected names; default 100000\n"
	     "  --seconds N    with and without, each, at each load; default 60\n"
	     "  --json FILE    write the numbers there as well\n"
	     "  --quick        10 seconds\n"
	     "  --smoke        smallest, for the checks alone\n"
	     "\n"
	     "Exit code: 0, 1 if an answer was lost or wrong, 2, 77 if a tool is missing.");
}

static void
read_options(struct options *options, int argc, char **argv)
{
	static const struct option known[] = {
		{"names", required_argument, NULL, 'n'}, {"seconds", required_argument, NULL, 's'},
		{"json", required_argument, NULL, 'j'},	 {"quick", no_argument, NULL, 'q'},
		{"smoke", no_argument, NULL, 'k'},	 {"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};
	int option;

	*options = (struct options){.n_names = 100000, .seconds = 60};
	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (option == 'n')
			options->n_names = number_parse(optarg);
		else if (option == 's')
			options->seconds = number_parse(optarg);
		else if (option == 'j')
			options->json = optarg;
		else if (option == 'q')
			options->seconds = 10;
		else if (option == 'k')
			*options = (struct options){
				.n_names = 1000, .seconds = 1, .is_smoke = true};
		else if (option == 'h')
			print_help();
		if (option == 'h' || option == '?')
			exit(option == 'h' ? 0 : 2);
	}
	if (optind < argc)
		names_die("'%s': there is nothing but options; see --help", argv[optind]);
}

/* Milliseconds from one changed file to the next.  The module looks once a second, and
 * takes what was the same in two looks, so that the shorter one may be none in a while. */
#define TURN 1000
#define SMOKE_TURN 2500

static bool
start_servers(struct server *upstream, struct server *resolver, struct rotation *rotation,
	      size_t n_names)
{
	static const char *const no_lookalikes[] = {NULL};

	/* Room for some 100,000 answers, as a resolver has that serves some people. */
	return upstream_start(upstream, flood_zone(), "", no_lookalikes) &&
	       resolver_prepare(resolver, "resolver") &&
	       run_write_text(resolver->dir, "extra.conf",
			      "server:\n"
			      "\tnum-threads: 2\n"
			      "\tmsg-cache-size: 50m\n"
			      "\trrset-cache-size: 100m\n") &&
	       rotation_begin(rotation, resolver->dir, n_names, 1, "") &&
	       resolver_start(resolver, upstream, NULL);
}

/* As fast as it goes, and at half of the rate that was reached so: how long an answer
 * takes at the former says above all how many questions wait. */
static bool
measure(const struct options *options, struct server *resolver, struct rotation *rotation)
{
	static const char *const titles[] = {"full load", "half load"};
	json_t *json = options->json != NULL ? reload_json_begin(options->n_names) : NULL;
	struct load load, full = {.n_answers = 0};
	bool is_good = true;

	for (size_t i = 0; i < 2 && (i == 0 || !options->is_smoke); i++) {
		load = (struct load){.resolver = resolver,
				     .rotation = rotation,
				     .dir = resolver->dir,
				     .seconds = options->seconds,
				     .turn = options->is_smoke ? SMOKE_TURN : TURN};
		for (size_t kind = 0; kind < LOAD_N_KINDS && i > 0; kind++)
			load.rates[kind] =
				1 + (unsigned long)(full.results[kind][LOAD_CALM].rate / 2);
		load_run(&load);
		reload_report(titles[i], &load);
		if (json != NULL)
			reload_json_add(json, titles[i], &load);
		is_good &= load.n_lost == 0 && load.n_wrong == 0 && load.n_swaps > 0;
		full = load;
	}
	if (json != NULL)
		reload_json_finish(json, options->json);
	return is_good;
}

int
main(int argc, char **argv)
{
	struct server upstream, resolver;
	struct rotation rotation;
	struct options options;
	bool is_good;

	read_options(&options, argc, argv);
	if (!tool_find_all() || !tool_find(TOOL_DNSPERF))
		return getenv("STRAYMX_REQUIRE_TOOLS") != NULL ? EXIT_FAILURE : EXIT_SKIP;
	signal(SIGPIPE, SIG_IGN);
	if (!run_begin())
		return 2;
	reload_report_begin(options.n_names);
	if (!start_servers(&upstream, &resolver, &rotation, options.n_names))
		names_die("no servers to measure with");
	is_good = measure(&options, &resolver, &rotation);
	if (server_stop(&resolver) != 0) {
		puts("unbound did not end well");
		is_good = false;
	}
	server_stop(&upstream);
	rotation_free(&rotation);
	run_end(!is_good);
	return is_good ? 0 : 1;
}
