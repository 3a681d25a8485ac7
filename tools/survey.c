/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx survey: which lookalikes exist, and take mail.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "interception.h"
#include "match/policy.h"
#include "options.h"
#include "survey_book.h"

#define DEFAULT_LIMIT 1000
#define SIGNAL_EXIT 128 /* and the signal's number */

struct survey {
	struct asker_settings settings;
	unsigned limit; /* lookalikes of a name */
	const char *resume_path;
	bool is_json;
	struct survey_names names;
	struct survey_book book;
};

static const struct verb_help help = {
	.usage = "[OPTION...] [ZONE...]\n",
	.about =
		"Asks the DNS which lookalikes of the protected names exist and take mail: of all\n"
		"zones in straymx.conf, or of those with the titles ZONE.  Results are printed as\n"
		"they come, with counts at the end.\n"
		"\n"
		"This does contact the DNS of the lookalikes: questions reach the name servers of\n"
		"whoever owns them.  Run it from elsewhere than where straymx defends: from outside\n"
		"the organisation, and not through the resolver that has the module.\n",
	.exit_code = "0 if no lookalike takes mail, 1 if any does, 2 on error; 128 and the\n"
		     "number of the signal that stopped it\n",
	.examples = "$ straymx survey --resume mil.survey mil\n"
		    "$ straymx survey --json --rate 20 | jq -r 'select(.mail and (.own | not)).lookalike'\n",
};

/* Whoever has to wait should know how long. */
static void
announce_time(const struct survey *survey)
{
	size_t minutes = (survey->names.n_names - survey->book.n_before) /
			 survey->settings.rate / 60;

	if (minutes > 0)
		fprintf(stderr, "straymx: at --rate %u that takes %zu h %02zu min at least\n",
			survey->settings.rate, minutes / 60, minutes % 60);
}

static void
announce(const struct survey *survey)
{
	const struct survey_names *names = &survey->names;

	fprintf(stderr, "straymx: asking the DNS for %zu lookalikes: the questions reach the name "
			"servers of whoever owns them\n"
			"straymx: this is meant to run from outside the organisation, not through the "
			"resolver that straymx defends\n",
		names->n_names - survey->book.n_before);
	announce_time(survey);
	if (survey->book.n_before > 0)
		fprintf(stderr, "straymx: %s has %zu more, which are not asked for again\n",
			survey->resume_path, survey->book.n_before);
	if (names->n_cut > 0)
		fprintf(stderr, "straymx: protected names with more lookalikes than --limit %u, of which "
				"the least probable are left out: %zu\n", survey->limit, names->n_cut);
	if (names->n_suffixes > 0)
		fprintf(stderr, "straymx: protected public suffixes, below which lookalikes have no end "
				"and none is asked for: %zu\n", names->n_suffixes);
}

/* Some lookalikes will do to tell whether a resolver intercepts them. */
static void
warn_of_interception(const struct survey *survey)
{
	const struct survey_names *names = &survey->names;
	const size_t samples[] = {0, names->n_names / 2, names->n_names - 1};
	char text[256];

	for (size_t i = 0; names->n_names > 0 && i < sizeof samples / sizeof samples[0]; i++) {
		const char *name = names->list[samples[i]].text;
		enum interception seen = interception_probe(survey->settings.resolver, name, text,
							    sizeof text);

		if (seen == INTERCEPTION_SEEN)
			fprintf(stderr, "warning: straymx defends the resolver %s, which says of %s: %s "
					"What it intercepts will seem to be absent.\n",
				survey->settings.resolver, name, text);
		if (seen != INTERCEPTION_NONE)
			return;
	}
}

/* Signals are read, so that nothing is half done when one comes.  Those that are ignored,
 * as SIGHUP by nohup(1), stay so. */
static int
open_signals(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action;
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
			sigaddset(&set, numbers[i]);
	}
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* ---- the policy ------------------------------------------------------------------------- */

static bool
has_zone(const struct smx_policy *policy, const char *title)
{
	for (size_t i = 0; i < policy->n_zones; i++) {
		if (strcmp(policy->zones[i]->title, title) == 0)
			return true;
	}
	return false;
}

/* Whether there are all of the zones that were asked for. */
static bool
check_zones(const struct smx_policy *policy, const struct survey_zones *zones)
{
	for (size_t i = 0; i < zones->n_titles; i++) {
		if (has_zone(policy, zones->titles[i]))
			continue;
		fprintf(stderr, "straymx: no zone has the title '%s'; there are:", zones->titles[i]);
		for (size_t k = 0; k < policy->n_zones; k++)
			fprintf(stderr, " %s", policy->zones[k]->title);
		fputc('\n', stderr);
		return false;
	}
	return true;
}

/* ---- a survey --------------------------------------------------------------------------- */

/* How to get the rest. */
static void
tell_resume(const struct survey *survey)
{
	if (survey->resume_path != NULL)
		fprintf(stderr, "straymx: the same command goes on with %s\n", survey->resume_path);
	else
		fprintf(stderr, "straymx: a survey with --resume FILE could go on\n");
}

/* Say how it ended, and what the exit code is. */
static int
conclude(struct survey *survey, enum survey_end end, int signal_number, uint64_t n_questions)
{
	bool has_new = survey_tally_sum(&survey->book.tally) > survey->book.n_before;

	if (end == SURVEY_UNREACHABLE)
		fprintf(stderr, "straymx: there are no answers%s: is there a way to the DNS from here?\n",
			has_new ? " any more" : "");
	if (end == SURVEY_BROKEN || (end == SURVEY_UNREACHABLE && !has_new) ||
	    !survey_book_summarize(&survey->book, n_questions))
		return EXIT_TROUBLE;
	if (end != SURVEY_COMPLETE)
		tell_resume(survey);
	if (end == SURVEY_STOPPED)
		return SIGNAL_EXIT + signal_number;
	if (end == SURVEY_UNREACHABLE)
		return EXIT_TROUBLE;
	return survey->book.tally.n[SURVEY_MAIL] > 0 ? EXIT_FOUND : EXIT_FINE;
}

static int
ask(struct survey *survey)
{
	struct asker *asker = asker_new(&survey->settings);
	int signal_fd, signal_number = 0, exit_code;
	enum survey_end end;

	if (asker == NULL)
		return EXIT_TROUBLE;
	announce(survey);
	if (survey->settings.resolver != NULL)
		warn_of_interception(survey);
	signal_fd = open_signals(); /* before there are threads, which have to block them, too */
	end = survey_book_fill(&survey->book, asker, signal_fd, &signal_number);
	if (end == SURVEY_STOPPED)
		fprintf(stderr, "straymx: stopped by a signal\n");
	exit_code = conclude(survey, end, signal_number, asker_count_begun(asker));
	asker_free(asker);
	close(signal_fd);
	return exit_code;
}

static int
survey_policy(struct survey *survey, const struct smx_policy *policy,
	      const struct survey_zones *zones)
{
	char *settings = NULL;
	int exit_code = EXIT_TROUBLE;

	/* A reader who goes away ends it in order, too. */
	signal(SIGPIPE, SIG_IGN);
	if (survey_names_collect(&survey->names, policy, zones, survey->limit) != SMX_OK ||
	    asprintf(&settings, "%s %s",
		     survey->settings.resolver != NULL ? survey->settings.resolver : "-",
		     survey->settings.conf_path != NULL ? survey->settings.conf_path : "-") < 0) {
		fprintf(stderr, "straymx: out of memory\n");
		settings = NULL;
	} else if (survey_book_open(&survey->book, &survey->names, survey->is_json,
				    survey->resume_path, settings)) {
		exit_code = ask(survey);
	}
	free(settings);
	if (!survey_book_close(&survey->book))
		exit_code = EXIT_TROUBLE;
	survey_names_free(&survey->names);
	return exit_code;
}

/* ---- the verb --------------------------------------------------------------------------- */

static bool
take_parallel(void *target, const struct verb_option *option, const char *text)
{
	unsigned *parallel = target;

	if (!verb_take_count(target, option, text))
		return false;
	if (*parallel <= ASKER_PARALLEL_MAX)
		return true;
	fprintf(stderr, "straymx: --parallel %s: at most %d\n", text, ASKER_PARALLEL_MAX);
	return false;
}

int
verb_survey(struct verb_call *call)
{
	struct survey survey = {.settings = {.rate = 50, .parallel = 100, .timeout = 20},
				.limit = DEFAULT_LIMIT};
	const struct verb_option options[] = {
		{'j', "json", NULL, "one JSON object a line", verb_take_flag, &survey.is_json},
		{'l', "limit", "N", "the N most probable lookalikes of each name (1000)",
		 verb_take_count, &survey.limit},
		{'p', "parallel", "N", "look-ups under way at once (100)", take_parallel,
		 &survey.settings.parallel},
		{'r', "rate", "N", "look-ups begun in a second (50); each may take several packets",
		 verb_take_count, &survey.settings.rate},
		{'R', "resolver", "ADDR[@PORT]", "ask this resolver, instead of going from the root down",
		 verb_take_text, &survey.settings.resolver},
		{'f', "resume", "FILE", "write results to FILE as well; go on where FILE ends",
		 verb_take_text, &survey.resume_path},
		{'t', "timeout", "SECONDS", "until a look-up is given up (20)", verb_take_count,
		 &survey.settings.timeout},
		{'u', "unbound-conf", "FILE", "settings of the resolver, as in unbound.conf(5)",
		 verb_take_text, &survey.settings.conf_path},
	};
	struct survey_zones zones;
	struct smx_policy *policy;
	int exit_code;

	if (!verb_options(call, &help, options, sizeof options / sizeof options[0], &exit_code))
		return exit_code;
	zones = (struct survey_zones){call->operands, (size_t)call->n_operands};
	policy = verb_load_policy(call->conf_path);
	if (policy == NULL)
		return EXIT_TROUBLE;
	exit_code = check_zones(policy, &zones) ? survey_policy(&survey, policy, &zones)
						: EXIT_TROUBLE;
	call->output_error = survey.book.output_error;
	smx_policy_free(policy);
	return exit_code;
}
