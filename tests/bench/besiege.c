/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a flood of lookalikes does to those who ask for other names: `make bench-flood`.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "names.h"
#include "number.h"
#include "rotation.h"
#include "siege_report.h"
#include "silent.h"
#include "system/resolver.h"
#include "system/tool.h"
#include "system/upstream.h"

#define EXIT_SKIP 77 /* says automake */
#define N_NAMES 10000

static const struct siege usual = {
	.seconds = 10, .n_rounds = 5, .rates = {1000, 200}, .silent_rate = 2000, .settle = 6000};
static const struct siege smoke = {
	.seconds = 1, .n_rounds = 1, .rates = {200, 50}, .silent_rate = 200, .settle = 100};

static void
print_help(void)
{
	puts("usage: besiege [OPTION...]\n"
	     "\n"
	     "Asks an Unbound with straymx ordinary questions, with and without floods of others,\n"
	     "and measures how long answers to the ordinary ones take.\n"
	     "\n"
	     "  --seconds N    of each flood; default 10\n"
	     "  --rounds N     default 5\n"
	     "  --json FILE    write the numbers there as well\n"
	     "  --quick        one round\n"
	     "  --smoke        smallest, for the checks alone\n"
	     "\n"
	     "Exit code: 0, 1 if an ordinary answer was wrong, 2, 77 if a tool is missing.");
}

static const char *
read_options(struct siege *siege, int argc, char **argv)
{
	static const struct option known[] = {
		{"seconds", required_argument, NULL, 's'}, {"rounds", required_argument, NULL, 'r'},
		{"json", required_argument, NULL, 'j'},	   {"quick", no_argument, NULL, 'q'},
		{"smoke", no_argument, NULL, 'k'},	   {"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};
	const char *json = NULL;
	int option;

	*siege = usual;
	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (option == 's')
			siege->seconds = number_parse(optarg);
		else if (option == 'r')
			siege->n_rounds = number_parse(optarg);
		else if (option == 'j')
			json = optarg;
		else if (option == 'q')
			siege->n_rounds = 1;
		else if (option == 'k')
			*siege = smoke;
		else if (option == 'h')
			print_help();
		if (option == 'h' || option == '?')
			exit(option == 'h' ? 0 : 2);
	}
	if (optind < argc)
		names_die("'%s': there is nothing but options; see --help", argv[optind]);
	if (siege->n_rounds > LATENCY_ROUNDS_MAX)
		names_die("more than %d rounds", LATENCY_ROUNDS_MAX);
	return json;
}

static void
start_servers(struct server *upstream, struct server *resolver, struct rotation *rotation,
	      unsigned silent_port)
{
	static const char *const no_lookalikes[] = {NULL};
	char extra[512];

	snprintf(extra, sizeof extra,
		 "server:\n"
		 "\tnum-threads: 2\n"
		 "\tmsg-cache-size: 50m\n"
		 "\trrset-cache-size: 100m\n"
		 "\tlog-servfail: no\n"
		 "forward-zone:\n"
		 "\tname: \"silent.mil\"\n"
		 "\tforward-addr: 127.0.0.1@%u\n",
		 silent_port);
	if (!upstream_start(upstream, flood_zone(), "", no_lookalikes) ||
	    !resolver_prepare(resolver, "resolver") ||
	    !run_write_text(resolver->dir, "extra.conf", extra) ||
	    !run_write_text(resolver->dir, "suffix.list", "mil\n") ||
	    !rotation_begin(rotation, resolver->dir, N_NAMES, 1,
			    "zone \"suffix\" { file = \"suffix.list\" }\n") ||
	    !resolver_start(resolver, upstream, NULL))
		names_die("no servers to measure with");
}

/* What has to come true however slow the machine is. */
static bool
is_good(const struct siege *siege)
{
	bool is_good = true;

	for (enum siege_phase phase = 0; phase < SIEGE_N; phase++) {
		const struct siege_result *result = &siege->results[phase];

		is_good &= result->n_wrong == 0 && result->n_ordinary > result->n_late;
	}
	/* All below a lookalike is intercepted. */
	return is_good && siege->results[SIEGE_BELOW].n_nxdomain > 0 &&
	       siege->results[SIEGE_BELOW].n_noerror == 0;
}

int
main(int argc, char **argv)
{
	struct server upstream, resolver;
	struct rotation rotation;
	struct siege siege;
	const char *json = read_options(&siege, argc, argv);
	bool is_right;
	int silent;

	if (!tool_find_all() || !tool_find(TOOL_DNSPERF))
		return getenv("STRAYMX_REQUIRE_TOOLS") != NULL ? EXIT_FAILURE : EXIT_SKIP;
	signal(SIGPIPE, SIG_IGN);
	if (!run_begin())
		return 2;
	start_servers(&upstream, &resolver, &rotation, silent_begin(&silent));
	siege.resolver = &resolver;
	siege_run(&siege);
	siege_report(&siege, json);
	is_right = is_good(&siege);
	if (server_stop(&resolver) != 0) {
		puts("unbound did not end well");
		is_right = false;
	}
	server_stop(&upstream);
	close(silent);
	rotation_free(&rotation);
	run_end(!is_right);
	return is_right ? 0 : 1;
}
