/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx audit: what of lists and logs the policy hits.
 */
#include <inttypes.h>
#include <stdio.h>

#include "auditreport.h"
#include "options.h"

#define DEFAULT_TOP 20

static const struct verb_help help = {
	.usage = "[OPTION...] LIST...\n",
	.about = "Says which names of lists and logs would be hit, by protected name and rule,\n"
		 "and by lookalike.  A LIST is a file, plain or compressed by gzip, or - for\n"
		 "standard input, of lines that are each one of: a name; `count name`, as uniq -c\n"
		 "writes it; `rank,name`, a popularity list; a query or reply in Unbound's log;\n"
		 "what dnstap-read or unbound-dnstap-socket prints.\n",
	.exit_code = "0 if nothing is hit, 1 if anything is, monitored or not, 2 on error\n",
	.examples = "$ straymx audit /var/log/unbound.log /var/log/unbound.log.1.gz\n"
		    "$ straymx audit --exempt review.list top-1m.csv\n"
		    "$ dnstap-read tap | straymx audit -\n"
		    "$ straymx -c new.conf audit --against straymx.conf queries.gz\n"
		    "$ straymx audit --json queries | jq -r '.worst[].name'\n",
};

/* ---- what went wrong --------------------------------------------------------------------- */

/* Unreadable lines: the first of them, and how many there are. */
static void
tell_unreadable(const struct audit_question *question, const struct audit_lines *lines)
{
	const struct feed names = {.paths = question->paths};
	uint64_t n = lines->read[LOGLINE_BAD];

	for (size_t i = 0; i < lines->n_told; i++)
		fprintf(stderr, "%s:%" PRIu64 ": %s\n", feed_file_name(&names, lines->told[i].file),
			lines->told[i].line, lines->told[i].why);
	if (n > lines->n_told)
		fprintf(stderr, "%" PRIu64 " more lines are unreadable\n", n - lines->n_told);
}

/* Whether there were lines, but none that could be read. */
static bool
is_all_unreadable(const struct audit_lines *lines)
{
	return lines->read[LOGLINE_BAD] > 0 && lines->read[LOGLINE_NAME] == 0 &&
	       lines->read[LOGLINE_QUERY] == 0 && lines->read[LOGLINE_REPLY] == 0 &&
	       lines->read[LOGLINE_OTHER] == 0;
}

static void
warn_if_disabled(const struct smx_policy *policy, const char *conf_path)
{
	if (policy != NULL && !smx_policy_is_enabled(policy))
		fprintf(stderr, "warning: %s: enabled = no: everything passes\n", conf_path);
}

/* ---- the verb ---------------------------------------------------------------------------- */

struct wishes {
	const char *exempt; /* where the list of names to exempt goes; NULL: there is to be none */
	bool is_json;
};

/* Audit, and print what came of it.  Returns the exit code. */
static int
audit(const struct audit_question *question, struct audit_report *report,
      const struct wishes *wishes)
{
	struct audit found;
	int exit_code = EXIT_FINE;
	bool is_done = audit_run(&found, question);

	if (is_done) {
		report->audit = &found;
		tell_unreadable(question, &found.lines);
		is_done = wishes->is_json ? audit_print_json(report) : audit_print_text(report);
		if (found.hits.n_rows_listed > 0)
			exit_code = EXIT_FOUND;
		if (is_done && wishes->exempt != NULL && !audit_write_exempt(report, wishes->exempt))
			exit_code = EXIT_TROUBLE;
		if (is_all_unreadable(&found.lines)) {
			fprintf(stderr, "straymx: no line can be read\n");
			exit_code = EXIT_TROUBLE;
		}
	}
	if (!is_done)
		fprintf(stderr, "straymx: out of memory\n");
	if (!is_done || found.n_failed > 0)
		exit_code = EXIT_TROUBLE;
	audit_free(&found);
	return exit_code;
}

int
verb_audit(struct verb_call *call)
{
	struct wishes wishes = {NULL, false};
	struct audit_question question = {NULL, NULL, false, NULL, 0};
	struct audit_report report = {NULL, call->conf_path, NULL, DEFAULT_TOP};
	const struct verb_option options[] = {
		{'a', "against", "CONF", "also what CONF, as the policy in force, hits otherwise",
		 verb_take_text, &report.other_path},
		{'e', "exempt", "FILE",
		 "write a list of !name lines for all that is hit, to be\n"
		 "reviewed; an older one is kept as FILE~, FILE~2 ...",
		 verb_take_text, &wishes.exempt},
		{'j', "json", NULL, "one JSON object", verb_take_flag, &wishes.is_json},
		{'n', "top", "N", "how many lookalikes are told; otherwise 20", verb_take_count,
		 &report.n_top},
		{'T', "all-types", NULL, "questions of types that are not judged count as well",
		 verb_take_flag, &question.has_all_types},
	};
	struct smx_policy *policy = NULL, *other = NULL;
	int exit_code;

	if (!verb_options(call, &help, options, sizeof options / sizeof options[0], &exit_code))
		return exit_code;
	if (call->n_operands == 0)
		return verb_misused(call, "takes lists");
	question.paths = call->operands;
	question.n_paths = call->n_operands;
	policy = verb_load_policy(call->conf_path);
	if (policy != NULL && report.other_path != NULL)
		other = verb_load_policy(report.other_path);
	question.policy = policy;
	question.other = other;
	warn_if_disabled(policy, call->conf_path);
	warn_if_disabled(other, report.other_path);
	exit_code = EXIT_TROUBLE;
	if (policy != NULL && (other != NULL || report.other_path == NULL))
		exit_code = audit(&question, &report, &wishes);
	smx_policy_free(other);
	smx_policy_free(policy);
	return exit_code;
}
