/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whether a resolver with straymx stays as it is in the long run: `make soak`.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "names.h"
#include "number.h"
#include "silent.h"
#include "soak.h"
#include "system/resolver.h"
#include "system/tool.h"
#include "system/upstream.h"

#define EXIT_SKIP 77 /* says automake */

/* What the memory may grow by, after the first third: by the line of least squares,
 * which on a flat one comes to some percent, up or down.  In fewer minutes it is not
 * full: that of Unbound alone grows by 10 % after the first third of four. */
#define GROWTH_SHARE 0.10
#define MINUTES_LEAST 15

struct options {
	unsigned minutes; /* 0: as short as can be */
	size_t n_names;
	bool is_alone; /* without the module */
};

static void
print_help(void)
{
	puts("usage: soak [OPTION...]\n"
	     "\n"
	     "Asks an Unbound with straymx questions of all kinds, floods it, replaces its\n"
	     "policy, reloads it, and watches its memory, its log and the answers.\n"
	     "\n"
	     "  --minutes N    default 30\n"
	     "  --names N      protected names; default 20000\n"
	     "  --alone        Unbound without straymx, to compare the memory: of course\n"
	     "                 the answers are wrong then\n"
	     "  --smoke        some seconds, for the checks alone\n"
	     "\n"
	     "Exit code: 0, 1 if the memory grows (in 15 minutes and more), an answer is wrong\n"
	     "or the log has an error, 2, 77 if a tool is missing.");
}

static void
read_options(struct options *options, int argc, char **argv)
{
	static const struct option known[] = {
		{"minutes", required_argument, NULL, 'm'}, {"names", required_argument, NULL, 'n'},
		{"alone", no_argument, NULL, 'a'},	   {"smoke", no_argument, NULL, 'k'},
		{"help", no_argument, NULL, 'h'},	   {NULL, 0, NULL, 0},
	};
	int option;

	*options = (struct options){.minutes = 30, .n_names = 20000};
	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (option == 'm')
			options->minutes = number_parse(optarg);
		else if (option == 'n')
			options->n_names = number_parse(optarg);
		else if (option == 'a')
			options->is_alone = true;
		else if (option == 'k')
			*options = (struct options){.n_names = 1000};
		else if (option == 'h')
			print_help();
		if (option == 'h' || option == '?')
			exit(option == 'h' ? 0 : 2);
	}
	if (optind < argc)
		names_die("'%s': there is nothing but options; see --help", argv[optind]);
}

/* Caches that are full soon, so that what grows is something else. */
static void
start_servers(struct server *upstream, struct server *resolver, struct rotation *rotation,
	      const struct options *options, unsigned silent_port)
{
	static const char *const no_lookalikes[] = {NULL};
	char extra[512], zone[2048];

	snprintf(zone, sizeof zone, "%s" CHURN_ZONE, flood_zone());
	snprintf(extra, sizeof extra,
		 "server:\n"
		 "\tnum-threads: 4\n"
		 "\tmsg-cache-size: 4m\n"
		 "\trrset-cache-size: 8m\n"
		 "\tlog-servfail: no\n"
		 "\tmodule-config: \"%svalidator iterator\"\n"
		 "forward-zone:\n"
		 "\tname: \"silent.mil\"\n"
		 "\tforward-addr: 127.0.0.1@%u\n",
		 options->is_alone ? "" : "dynlib ", silent_port);
	if (!upstream_start(upstream, zone, "", no_lookalikes) ||
	    !resolver_prepare(resolver, "resolver") ||
	    !run_write_text(resolver->dir, "extra.conf", extra) ||
	    !run_write_text(resolver->dir, "suffix.list", "mil\n") ||
	    !run_write_text(resolver->dir, "scoped.list", CHURN_LIST) ||
	    !rotation_begin(rotation, resolver->dir, options->n_names, 1,
			    "zone \"suffix\" { file = \"suffix.list\" }\n" CHURN_CONF) ||
	    !resolver_start(resolver, upstream, NULL))
		names_die("no servers to soak");
}

static bool
is_flat(const struct soak *soak)
{
	size_t first = soak_first(soak);
	struct trend trend = vitals_trend(soak->vitals + first, soak->n_vitals - first);

	if (trend.growth < GROWTH_SHARE * trend.mean)
		return true;
	printf("the memory grows: by more than %.0f %%\n", 100 * GROWTH_SHARE);
	return false;
}

static bool
is_right(const struct soak *soak)
{
	const struct churn *churn = &soak->churn;
	unsigned long n_wrong = churn->n_wrong + soak->n_burst_passed;

	for (size_t i = 0; i < SOAK_BURST; i++)
		n_wrong += soak->floods[i].n_wrong;
	return n_wrong == 0 && churn->n_scoped_intercepted == churn->n_scoped &&
	       soak->n_failed_reloads == 0 &&
	       soak->n_errors[0] + soak->n_errors[1] == 0;
}

int
main(int argc, char **argv)
{
	struct server upstream, resolver;
	struct rotation rotation;
	static struct soak soak;
	struct options options;
	bool is_good;
	int silent;

	read_options(&options, argc, argv);
	if (!tool_find_all() || !tool_find(TOOL_DNSPERF))
		return getenv("STRAYMX_REQUIRE_TOOLS") != NULL ? EXIT_FAILURE : EXIT_SKIP;
	signal(SIGPIPE, SIG_IGN);
	if (!run_begin())
		return 2;
	start_servers(&upstream, &resolver, &rotation, &options, silent_begin(&silent));
	soak.resolver = &resolver;
	soak.rotation = &rotation;
	soak.ms = options.minutes > 0 ? (long)options.minutes * 60000 : 5000;
	soak.reload = options.minutes > 0 ? 20000 : 2000;
	soak.sample = options.minutes > 0 ? 5000 : 500;
	soak_run(&soak);
	soak_report(&soak);
	/* The sanitizers keep for a while what is freed. */
	is_good = is_right(&soak) &&
		  (options.minutes < MINUTES_LEAST || tool_preload() != NULL || is_flat(&soak));
	if (server_stop(&resolver) != 0) {
		puts("unbound did not end well");
		is_good = false;
	}
	server_stop(&upstream);
	close(silent);
	rotation_free(&rotation);
	free(soak.vitals);
	run_end(!is_good);
	return is_good ? 0 : 1;
}
