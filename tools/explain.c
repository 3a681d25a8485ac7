/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx explain: the verdict on names, and why, one line a name.
 */
#include <arpa/inet.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <idn2.h>
#include <ldns/ldns.h>

#include "explanation.h"
#include "verb.h"

struct explainer {
	struct explain_question question;
	bool is_json;
	bool has_hit;     /* a name would be intercepted */
	bool has_trouble; /* something is no name */
};

static void
print_help(void)
{
	printf("usage: straymx [-c straymx.conf] explain [OPTION...] NAME...\n"
	       "       straymx [-c straymx.conf] explain [OPTION...] -\n"
	       "\n"
	       "Says of each name whether a question for it would be intercepted, and by\n"
	       "which protected name and rule.  With - the names are read from standard\n"
	       "input, one a line.\n"
	       "\n"
	       "  -C, --client ADDR  the client that asks; otherwise one that the zone is for\n"
	       "  -t, --type TYPE    the type of the question; otherwise one that is judged\n"
	       "  -j, --json         one JSON object a line\n"
	       "  -h, --help         print this help\n"
	       "\n"
	       "exit code: 0 if any name would be intercepted, 1 if none, 2 on error\n"
	       "\n"
	       "examples:\n"
	       "  $ straymx explain mail.army.ml\n"
	       "  mail.army.ml: intercept: did you mean mail.army.mil? (army.ml is army.mil by\n"
	       "  the rule tld, distance 1: omitted 'i' at 7; zone mil, action nxdomain)\n"
	       "  $ straymx explain --json - <names | jq -r 'select(.rule == \"glyph\").name'\n");
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
		fprintf(stderr, "straymx: '%s' is no internationalised name: %s\n", text,
			idn2_strerror(rc));
	else if (rdf == NULL)
		fprintf(stderr, "straymx: '%s' is not a domain name\n", text);
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
	size_t size = 0;
	ssize_t len;

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
	}
	if (ferror(stream) || !feof(stream)) {
		perror("straymx: standard input");
		explainer->has_trouble = true;
	}
	free(line);
}

static bool
take_client(struct explain_question *question, const char *text)
{
	question->family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET;
	if (inet_pton(question->family, text, &question->client) == 1)
		return true;
	fprintf(stderr, "straymx: --client %s: that is no IPv4 or IPv6 address\n", text);
	return false;
}

static bool
take_type(struct explain_question *question, const char *text)
{
	unsigned long type = ldns_get_rr_type_by_name(text);
	char *end = NULL;

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

/* Take the options; false with `*exit_code` set if that is all there is to do. */
static bool
take_options(struct explainer *explainer, int argc, char **argv, int *exit_code)
{
	static const struct option options[] = {{"client", required_argument, NULL, 'C'},
						{"help", no_argument, NULL, 'h'},
						{"json", no_argument, NULL, 'j'},
						{"type", required_argument, NULL, 't'},
						{NULL, 0, NULL, 0}};
	bool is_fine = true;
	int option;

	*exit_code = EXIT_TROUBLE;
	optind = 0; /* begin anew, with options among the names as well (glibc) */
	while (is_fine && (option = getopt_long(argc, argv, "C:hjt:", options, NULL)) != -1) {
		switch (option) {
		case 'C':
			is_fine = take_client(&explainer->question, optarg);
			break;
		case 'j':
			explainer->is_json = true;
			break;
		case 't':
			is_fine = take_type(&explainer->question, optarg);
			break;
		case 'h':
			print_help();
			*exit_code = EXIT_FINE;
			return false;
		default:
			is_fine = false;
		}
	}
	if (is_fine && optind == argc) {
		fprintf(stderr, "straymx: explain takes names; try straymx explain --help\n");
		is_fine = false;
	}
	return is_fine;
}

int
verb_explain(int argc, char **argv, const char *conf_path)
{
	struct explainer explainer = {.question = {.family = AF_UNSPEC}};
	struct smx_policy *policy;
	int exit_code;

	if (!take_options(&explainer, argc, argv, &exit_code))
		return exit_code;
	policy = verb_load_policy(conf_path);
	if (policy == NULL)
		return EXIT_TROUBLE;
	explainer.question.policy = policy;
	for (int i = optind; i < argc; i++) {
		if (strcmp(argv[i], "-") == 0)
			explain_stream(&explainer, stdin);
		else
			explain(&explainer, argv[i]);
	}
	smx_policy_free(policy);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("straymx: standard output");
		return EXIT_TROUBLE;
	}
	if (explainer.has_trouble)
		return EXIT_TROUBLE;
	return explainer.has_hit ? EXIT_FINE : EXIT_FOUND;
}
