/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx explain: the verdict on names, and why, one line a name.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#include "verb.h"

struct explainer {
	const struct smx_policy *policy;
	bool has_hit;     /* a name would be intercepted */
	bool has_trouble; /* something is no name */
};

static void
print_help(void)
{
	printf("usage: straymx [-c straymx.conf] explain NAME...\n"
	       "       straymx [-c straymx.conf] explain -\n"
	       "\n"
	       "Says of each name whether a question for it would be intercepted, and by\n"
	       "which protected name and rule.  With - the names are read from standard\n"
	       "input, one a line.\n"
	       "\n"
	       "exit code: 0 if any name would be intercepted, 1 if none, 2 on error\n"
	       "\n"
	       "example:\n"
	       "  $ straymx explain mail.army.ml\n"
	       "  mail.army.ml: intercept: did you mean mail.army.mil? (army.ml is army.mil by\n"
	       "  the rule tld, distance 1; zone mil, action nxdomain)\n");
}

static void
print_match(const struct explainer *explainer, const char *name,
	    const struct smx_verdict *verdict, const uint8_t *wire, size_t wire_len)
{
	char intended[2 * SMX_NAME_TEXT_SIZE];
	char candidate[SMX_NAME_TEXT_SIZE];
	char protected[SMX_NAME_TEXT_SIZE];
	const char *says = "intercept";

	if (!smx_entry_acts(verdict->entry))
		says = smx_entry_mode(verdict->entry) == SMX_MONITOR ? "monitor" : "inactive";
	if (!smx_policy_is_enabled(explainer->policy))
		says = "disabled";
	smx_intended_write(verdict, wire, wire_len, intended, sizeof intended);
	smx_candidate_write(verdict, wire, wire_len, candidate, sizeof candidate);
	smx_entry_name_write(verdict->entry, protected, sizeof protected);
	printf("%s: %s: did you mean %s? (%s is %s by the rule %s, distance %u; zone %s, action "
	       "%s)\n",
	       name, says, intended, candidate, protected, smx_rule_name(verdict->rule),
	       verdict->distance, smx_entry_zone(verdict->entry),
	       smx_action_name(smx_entry_action(verdict->entry)));
}

static void
explain(struct explainer *explainer, const char *name)
{
	ldns_rdf *rdf = ldns_dname_new_frm_str(name);
	struct smx_verdict verdict;

	if (rdf == NULL) {
		fprintf(stderr, "straymx: '%s' is not a domain name\n", name);
		explainer->has_trouble = true;
		return;
	}
	smx_lookup(explainer->policy, ldns_rdf_data(rdf), ldns_rdf_size(rdf), &verdict);
	if (verdict.reason == SMX_MATCH) {
		print_match(explainer, name, &verdict, ldns_rdf_data(rdf), ldns_rdf_size(rdf));
		if (smx_entry_acts(verdict.entry) && smx_policy_is_enabled(explainer->policy))
			explainer->has_hit = true;
	} else {
		printf("%s: pass: %s\n", name, smx_reason_name(verdict.reason));
	}
	ldns_rdf_deep_free(rdf);
}

static void
explain_stream(struct explainer *explainer, FILE *stream)
{
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, stream) != -1) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] != '\0')
			explain(explainer, line);
	}
	if (ferror(stream)) {
		perror("straymx: standard input");
		explainer->has_trouble = true;
	}
	free(line);
}

int
verb_explain(int argc, char **argv, const char *conf_path)
{
	static const struct option options[] = {{"help", no_argument, NULL, 'h'},
						{NULL, 0, NULL, 0}};
	struct explainer explainer = {NULL, false, false};
	struct smx_policy *policy;
	int option;

	optind = 1;
	while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		if (option != 'h')
			return EXIT_TROUBLE;
		print_help();
		return EXIT_FINE;
	}
	if (optind == argc) {
		fprintf(stderr, "straymx: explain takes names; try straymx explain --help\n");
		return EXIT_TROUBLE;
	}
	policy = verb_load_policy(conf_path);
	if (policy == NULL)
		return EXIT_TROUBLE;
	explainer.policy = policy;
	for (int i = optind; i < argc; i++) {
		if (strcmp(argv[i], "-") == 0)
			explain_stream(&explainer, stdin);
		else
			explain(&explainer, argv[i]);
	}
	smx_policy_free(policy);
	if (fflush(stdout) != 0) {
		perror("straymx: standard output");
		return EXIT_TROUBLE;
	}
	if (explainer.has_trouble)
		return EXIT_TROUBLE;
	return explainer.has_hit ? EXIT_FINE : EXIT_FOUND;
}
