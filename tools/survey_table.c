/* SPDX-License-Identifier: BSD-3-Clause */
#include "survey_table.h"

#include <stdio.h>

#include "straymx.h"
#include "terminal.h"

#define WIDTH_MAX 40
#define RULE_WIDTH 6
#define VERDICT_WIDTH 15
#define ITEMS_SHOWN 4 /* MX hosts, or addresses */

static const struct {
	const char *text;
	enum colour colour;
} verdicts[SURVEY_N_STATUSES] = {
	[SURVEY_MAIL] = {"takes mail", COLOUR_BAD},
	[SURVEY_NULL_MX] = {"null MX", COLOUR_GOOD},
	[SURVEY_NO_MAIL] = {"exists, no mail", COLOUR_FAINT},
	[SURVEY_FAILED] = {"no answer", COLOUR_WARN},
};

static int
width_of(size_t longest, size_t least)
{
	return (int)(longest > WIDTH_MAX ? WIDTH_MAX : longest < least ? least : longest);
}

static int
name_width(const struct survey_names *names)
{
	return width_of(names->longest, sizeof "lookalike" - 1);
}

static int
protected_width(const struct survey_names *names)
{
	return width_of(names->longest_protected, sizeof "of" - 1);
}

void
survey_table_begin(const struct survey_names *names)
{
	printf("%s%-*s  %-*s  %-*s  %-*s  %s%s\n", colour_begin(stdout, COLOUR_HEAD),
	       name_width(names), "lookalike", RULE_WIDTH, "rule", protected_width(names), "of",
	       VERDICT_WIDTH, "verdict", "MX hosts, notes", colour_end(stdout));
}

/* A text of a file that may have been tampered with. */
static void
print_safe(const char *text)
{
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		printf(c > 0x20 && c < 0x7f ? "%c" : "\\%03u", c);
	}
}

static void
print_items(const json_t *finding, const char *key)
{
	size_t n = survey_finding_count(finding, key);

	for (size_t i = 0; i < n && i < ITEMS_SHOWN; i++) {
		if (i > 0)
			putchar(',');
		print_safe(survey_finding_text(finding, key, i));
	}
	if (n > ITEMS_SHOWN)
		printf(",and %zu more", n - ITEMS_SHOWN);
	if (n == 0)
		putchar('-');
}

static void
print_notes(const struct survey_name *name, const json_t *finding)
{
	long long shared = json_integer_value(json_object_get(finding, "shared"));
	const char *error = json_string_value(json_object_get(finding, "error"));
	const char *between = "  ";

	if (survey_finding_count(finding, "addresses") > 0) {
		printf("%sno MX, but the address ", between);
		print_items(finding, "addresses");
		between = "; ";
	}
	if (json_is_true(json_object_get(finding, "own"))) {
		printf("%ssame name servers, probably one's own", between);
		between = "; ";
	}
	if (shared > 1) {
		printf("%sMX shared by %lld so far", between, shared);
		between = "; ";
	}
	if (name->distance > 1) {
		printf("%sdistance %u", between, name->distance);
		between = "; ";
	}
	if (error != NULL) {
		fputs(between, stdout);
		for (; *error != '\0'; error++) /* safe, but for blanks */
			putchar(*error >= 0x20 && *error < 0x7f ? *error : '?');
	}
}

void
survey_table_add(const struct survey_names *names, const struct survey_name *name,
		 const json_t *finding)
{
	enum survey_status status = survey_finding_status(finding);
	char protected[SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(name->entry, protected, sizeof protected);
	printf("%-*s  %-*s  %-*s  %s%-*s%s  ", name_width(names), name->text, RULE_WIDTH,
	       smx_rule_name((enum smx_rule)name->rule), protected_width(names), protected,
	       colour_begin(stdout, verdicts[status].colour), VERDICT_WIDTH, verdicts[status].text,
	       colour_end(stdout));
	print_items(finding, "mx");
	print_notes(name, finding);
	putchar('\n');
}
