/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What straymx costs the resolver: `make bench-resolver`.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "number.h"
#include "ordinary.h"
#include "proc.h"
#include "protect.h"
#include "resolver_report.h"
#include "system/tool.h"

#define EXIT_SKIP 77 /* says automake */
#define N_CACHED 4000 /* names that are asked for again and again */
#define MIB 1024.0
#define LOST_ONE_IN 1000 /* at most */

struct options {
	size_t n_names, n_listed;
	unsigned n_starts, n_rounds; /* rounds after each start */
	unsigned n_times;    /* that all cached names are asked for in a round */
	unsigned n_uncached; /* names of each kind in a round */
	const char *json;    /* NULL: none is to be written */
};

static const struct options usual = {.n_names = 100000,
				     .n_listed = 500,
				     .n_starts = 8,
				     .n_rounds = 5,
				     .n_times = 25,
				     .n_uncached = 10000};
static const struct options smoke = {.n_names = 1000,
				     .n_listed = 20,
				     .n_starts = 1,
				     .n_rounds = 1,
				     .n_times = 1,
				     .n_uncached = 1000};

static void
print_help(void)
{
	puts("usage: resolver [OPTION...]\n"
	     "\n"
	     "Measures what a question costs Unbound with and without straymx, and beside it what\n"
	     "a response policy zone costs.\n"
	     "\n"
	     "  --names N      protected names; default 100000\n"
	     "  --starts N     of each Unbound; default 8\n"
	     "  --rounds N     after each start; default 5\n"
	     "  --json FILE    write the numbers there as well\n"
	     "  --quick        two starts, three rounds each\n"
	     "  --smoke        smallest, for the checks alone\n"
	     "\n"
	     "Exit code: 0, 1 if an answer was wrong or many were lost, 2,\n"
	     "77 if a tool is missing.");
}

static void
read_options(struct options *options, int argc, char **argv)
{
	static const struct option known[] = {
		{"names", required_argument, NULL, 'n'},  {"starts", required_argument, NULL, 's'},
		{"rounds", required_argument, NULL, 'r'}, {"json", required_argument, NULL, 'j'},
		{"quick", no_argument, NULL, 'q'},	  {"smoke", no_argument, NULL, 'k'},
		{"help", no_argument, NULL, 'h'},	  {NULL, 0, NULL, 0},
	};
	int option;

	*options = usual;
	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (option == 'n')
			options->n_names = number_parse(optarg);
		else if (option == 's')
			options->n_starts = number_parse(optarg);
		else if (option == 'r')
			options->n_rounds = number_parse(optarg);
		else if (option == 'j')
			options->json = optarg;
		else if (option == 'k')
			*options = smoke;
		else if (option == 'h')
			print_help();
		if (option == 'q') {
			options->n_starts = 2;
			options->n_rounds = 3;
		}
		if (option == 'h' || option == '?')
			exit(option == 'h' ? 0 : 2);
	}
	if (optind < argc)
		names_die("'%s': there is nothing but options; see --help", argv[optind]);
	if (options->n_names < 10 || options->n_names < options->n_listed)
		names_die("too few names for what they are to be divided into");
}

/* ---- measuring ----------------------------------------------------------------------- */

struct bench {
	struct options options;
	struct contest contest;
	struct smx_policy *policy; /* of all names */
	struct ordinary ordinary;
	char paths[QUESTION_N][RUN_PATH_SIZE]; /* of questions */
	struct figures figures[CONTENDER_N];
};

static double
mib(const struct bench *bench, enum contender contender)
{
	return (double)proc_rss(bench->contest.servers[contender].process.pid) / MIB;
}

/* Which comes as number `i` in this turn: each is the first as often as others. */
static enum contender
in_turn(unsigned turn, unsigned i)
{
	return (enum contender)((turn + i) % CONTENDER_N);
}

static void
start_all(struct bench *bench, unsigned turn)
{
	for (unsigned i = 0; i < CONTENDER_N; i++) {
		enum contender contender = in_turn(turn, i);
		struct figures *figures = &bench->figures[contender];
		struct start start = contender_start(&bench->contest, contender);

		samples_add(&figures->start, start.seconds);
		samples_add(&figures->start_cpu, start.cpu);
		samples_add(&figures->rss, mib(bench, contender));
	}
}

static double
ask(struct bench *bench, enum contender contender, enum question_kind kind)
{
	struct figures *figures = &bench->figures[contender];
	struct asked asked = ask_all(&bench->contest.servers[contender], bench->paths[kind],
				     kind == QUESTION_CACHED ? bench->options.n_times : 1);
	unsigned long n_answered = asked.n_sent - asked.n_lost;

	figures->n_answers += n_answered;
	figures->n_lost += asked.n_lost;
	figures->n_wrong += n_answered - asked.n_noerror;
	return n_answered > 0 ? asked.cpu * 1e6 / (double)n_answered : 0;
}

static void
run_round(struct bench *bench, unsigned turn)
{
	double cpu[CONTENDER_N];

	ordinary_write(&bench->ordinary, ORDINARY_OTHERS, bench->options.n_uncached,
		       bench->paths[QUESTION_FORWARDED]);
	ordinary_write(&bench->ordinary, ORDINARY_COM, bench->options.n_uncached,
		       bench->paths[QUESTION_ITERATED]);
	for (enum question_kind kind = 0; kind < QUESTION_N; kind++) {
		for (unsigned i = 0; i < CONTENDER_N; i++)
			cpu[in_turn(turn, i)] = ask(bench, in_turn(turn, i), kind);
		for (enum contender i = 0; i < CONTENDER_N; i++) {
			samples_add(&bench->figures[i].cpu[kind], cpu[i]);
			samples_add(&bench->figures[i].ratio[kind], cpu[i] / cpu[CONTENDER_ALONE]);
		}
	}
}

static void
measure(struct bench *bench)
{
	unsigned turn = 0;

	for (unsigned start = 0; start < bench->options.n_starts; start++) {
		start_all(bench, start);
		/* The cached names get there, and memory is taken. */
		for (enum contender i = 0; i < CONTENDER_N; i++)
			(void)ask(bench, i, QUESTION_CACHED);
		for (unsigned round = 0; round < bench->options.n_rounds; round++)
			run_round(bench, turn++);
		for (enum contender i = 0; i < CONTENDER_N; i++) {
			samples_add(&bench->figures[i].rss_loaded, mib(bench, i));
			contender_stop(&bench->contest, i);
		}
	}
}

/* ---- all of it ----------------------------------------------------------------------- */

static void
begin(struct bench *bench)
{
	const struct server *all = &bench->contest.servers[CONTENDER_ALL];

	contest_begin(&bench->contest, bench->options.n_names, bench->options.n_listed);
	bench->policy = protect_load(all->dir);
	bench->ordinary.policy = bench->policy;
	bench->ordinary.prng = (struct prng){{2}};
	run_path(bench->paths[QUESTION_CACHED], bench->contest.upstream.dir, "cached");
	run_path(bench->paths[QUESTION_FORWARDED], bench->contest.upstream.dir, "forwarded");
	run_path(bench->paths[QUESTION_ITERATED], bench->contest.upstream.dir, "iterated");
	ordinary_write(&bench->ordinary, ORDINARY_ALL, N_CACHED, bench->paths[QUESTION_CACHED]);
}

/* Some lost ones of many are the machine's, whose figures hold all the same. */
static bool
is_good(const struct figures *figures)
{
	return figures->n_wrong == 0 && figures->n_lost * LOST_ONE_IN <= figures->n_answers;
}

int
main(int argc, char **argv)
{
	struct bench *bench = names_realloc(NULL, 1, sizeof *bench);
	bool are_good = true;

	memset(bench, 0, sizeof *bench);
	read_options(&bench->options, argc, argv);
	if (!tool_find_all() || !tool_find(TOOL_DNSPERF))
		return getenv("STRAYMX_REQUIRE_TOOLS") != NULL ? EXIT_FAILURE : EXIT_SKIP;
	signal(SIGPIPE, SIG_IGN);
	if (!run_begin())
		return 2;
	begin(bench);
	measure(bench);
	resolver_report(&bench->contest, bench->figures, bench->options.json);
	for (enum contender i = 0; i < CONTENDER_N; i++)
		are_good &= is_good(&bench->figures[i]);
	ordinary_free(&bench->ordinary);
	smx_policy_free(bench->policy);
	contest_end(&bench->contest);
	free(bench);
	run_end(!are_good);
	return are_good ? 0 : 1;
}
