/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx explain: the verdict on names, and why, one line a name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <idn2.h>
#include <ldns/ldns.h>

#include "explanation.h"
#include "options.h"
#include "terminal.h"
#include "policy/messages.h"

#define NAMES_AT_ONCE 64 /* between two looks at the progress */

struct explainer {
	struct explain_question question;
	bool is_json;
	bool is_long, is_short;
	bool has_hit;     /* a name would be intercepted */
	bool has_trouble; /* something is no name */
};

static const struct verb_help help = {
	.usage = "[OPTION...] NAME...\n"
		 "[OPTION...] -\n",
	.about = "Says of each name whether a question for it would be intercepted, and by\n"
		 "which protected name and rule.  With - the names are read from standard\n"
		 "input, one a line.  The details are what the asker gets and what mail servers\n"
		 "make of it, or which protected name is nearest and what stood in the way.\n",
	.exit_code = "0 if any name would be intercepted, 1 if none, 2 on error\n",
	.examples = "$ straymx explain mail.army.ml\n"
		    "mail.army.ml: intercept: did you mean mail.army.mil? (army.ml is army.mil by\n"
		    "the rule tld, distance 1: omitted 'i' at 7; zone mil, action nxdomain)\n"
		    "$ straymx explain citj.com\n"
		    "citj.com: pass: no-match\n"
		    "    nearest: citi.com, zone ours: key needs 7, 'citi' has 4\n"
		    "$ straymx explain --json - <names | jq -r 'select(.rule == \"glyph\").name'\n",
};

/* Say why `text`, which may come from a log, is no name. */
static void
complain(const char *text, const char *what, const char *why)
{
	char *copy = strdup(text);

	if (copy != NULL)
		smx_make_printable(copy);
	fprintf(stderr, "straymx: '%s' is %s%s%s\n", copy != NULL ? copy : "", what,
		why != NULL ? ": " : "", why != NULL ? why : "");
	free(copy);
}

/* A name in wire format, from presentation format; U-labels become A-labels (IDNA
 * 2008).  NULL, with a message, if it is none. */
static ldns_rdf *
parse(const char *text)
{
	uint8_t *ascii = NULL;
	ldns_rdf *rdf = NULL;
	int rc = IDN2_OK;

	for (const char *c = text; *c != '\0' && ascii == NULL && rc == IDN2_OK; c++) {
		if ((unsigned char)*c >= 0x80)
			rc = idn2_lookup_u8((const uint8_t *)text, &ascii,
					    IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	}
	if (rc == IDN2_OK)
		rdf = ldns_dname_new_frm_str(ascii != NULL ? (const char *)ascii : text);
	idn2_free(ascii);
	if (rc != IDN2_OK)
		complain(text, "no internationalised name", idn2_strerror(rc));
	else if (rdf == NULL)
		complain(text, "not a domain name", NULL);
	return rdf;
}

static void
explain(struct explainer *explainer, const char *text)
{
	ldns_rdf *rdf = parse(text);
	struct explain_name name = {.text = text};
	bool is_hit = false;

	if (rdf == NULL) {
		explainer->has_trouble = true;
		return;
	}
	name.wire = ldns_rdf_data(rdf);
	name.wire_len = ldns_rdf_size(rdf);
	if (!explainer->is_json) {
		is_hit = explain_print_text(&explainer->question, &name);
	} else if (!explain_print_json(&explainer->question, &name, &is_hit)) {
		fprintf(stderr, "straymx: %s: out of memory\n", text);
		explainer->has_trouble = true;
	}
	explainer->has_hit |= is_hit;
	ldns_rdf_deep_free(rdf);
}

/* Names one a line; blanks around them do not count. */
static void
explain_stream(struct explainer *explainer, FILE *stream)
{
	static const char blanks[] = " \t\r\n";
	char *line = NULL;
	size_t size = 0, n = 0;
	ssize_t len;
	struct progress progress;

	progress_begin(&progress, "explain", "names");
	while ((len = getline(&line, &size, stream)) != -1) {
		char *name = line + strspn(line, blanks);

		if (strlen(line) != (size_t)len) {
			fprintf(stderr, "straymx: a line with a NUL byte is no domain name\n");
			explainer->has_trouble = true;
			continue;
		}
		while (len > 0 && strchr(blanks, line[len - 1]) != NULL)
			line[--len] = '\0';
		if (name[0] != '\0')
			explain(explainer, name);
		/* On a terminal the lines show how far it is. */
		if (++n % NAMES_AT_ONCE == 0 && isatty(STDOUT_FILENO) == 0)
			progress_show(&progress, n, -1.0);
		if (ferror(stdout))
			break;
	}
	progress_hide(&progress);
	if (ferror(stream) || (!feof(stream) && !ferror(stdout))) {
		perror("straymx: standard input");
		explainer->has_trouble = true;
	}
	free(line);
}

static bool
take_type(void *target, const struct verb_option *option, const char *text)
{
	struct explain_question *question = target;
	unsigned long type = ldns_get_rr_type_by_name(text);
	char *end = NULL;

	(void)option;
	/* ldns takes what is behind the number as well, and any number. */
	if (strncasecmp(text, "TYPE", 4) == 0) {
		type = text[4] >= '0' && text[4] <= '9' ? strtoul(text + 4, &end, 10) : 0;
		if (end == NULL || *end != '\0')
			type = 0;
	}
	question->type = type <= UINT16_MAX ? (uint16_t)type : 0;
	if (question->type != 0)
		return true;
	fprintf(stderr, "straymx: --type %s: that is no type of record\n", text);
	return false;
}

int
verb_explain(struct verb_call *call)
{
	struct explainer explainer = {.question = {.client = {.family = AF_UNSPEC}}};
	const struct verb_option options[] = {
		{'C', "client", "ADDR", "the client that asks; otherwise one that the zone is for",
		 verb_take_client, &explainer.question.client},
		{'t', "type", "TYPE", "the type of the question; otherwise one that is judged",
		 take_type, &explainer.question},
		{'l', "long", NULL, "with details: the default for one name on the command line",
		 verb_take_flag, &explainer.is_long},
		{'s', "short", NULL, "without them: the default for more", verb_take_flag,
		 &explainer.is_short},
		{'j', "json", NULL, "one JSON object a line", verb_take_flag, &explainer.is_json},
	};
	struct smx_policy *policy;
	int exit_code;

	if (!verb_options(call, &help, options, sizeof options / sizeof options[0], &exit_code))
		return exit_code;
	if (call->n_operands == 0)
		return verb_misused(call, "takes names");
	if (explainer.is_long && explainer.is_short)
		return verb_misused(call, "takes --long or --short, not both");
	policy = verb_load_policy(call->conf_path);
	if (policy == NULL)
		return EXIT_TROUBLE;
	explainer.question.policy = policy;
	explainer.question.is_long =
		explainer.is_long || (!explainer.is_short && call->n_operands == 1 &&
				      strcmp(call->operands[0], "-") != 0);
	for (int i = 0; i < call->n_operands; i++) {
		if (strcmp(call->operands[i], "-") == 0)
			explain_stream(&explainer, stdin);
		else
			explain(&explainer, call->operands[i]);
	}
	smx_policy_free(policy);
	if (explainer.has_trouble)
		return EXIT_TROUBLE;
	return explainer.has_hit ? EXIT_FINE : EXIT_FOUND;
}
