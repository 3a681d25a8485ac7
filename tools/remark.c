/* SPDX-License-Identifier: BSD-3-Clause */
#include "remark.h"

#include <stdint.h>
#include <string.h>

#include <idn2.h>

#include "policy/reach.h"

/* Rules as bits. */
typedef uint32_t rule_set;

#define RULE_BIT(rule) ((rule_set)1 << (rule))

/* What there is to say of an entry, and whether something of it has been said. */
struct remark {
	FILE *stream;
	const struct smx_entry *entry;
	struct smx_reach reach;
	rule_set on, acting; /* that have a least length, and that reach it as well */
	bool is_begun;
};

static void
begin(struct remark *remark)
{
	fputs(remark->is_begun ? "; " : "  ; ", remark->stream);
	remark->is_begun = true;
}

/* ---- U-labels --------------------------------------------------------------------------- */

static bool
has_alabel(const struct smx_entry *entry)
{
	struct smx_name name;
	struct smx_tail all = {&name, 0};

	smx_entry_name(entry, &name);
	return smx_tail_has_alabel(&all);
}

static void
write_ulabels(struct remark *remark)
{
	char text[SMX_NAME_TEXT_SIZE];
	char *ulabels = NULL;

	smx_entry_name_write(remark->entry, text, sizeof text);
	/* U-labels have no character that would end a comment (RFC 5892). */
	if (idn2_to_unicode_8z8z(text, &ulabels, 0) == IDN2_OK) {
		begin(remark);
		fputs(ulabels, remark->stream);
	}
	idn2_free(ulabels);
}

/* ---- rules ------------------------------------------------------------------------------ */

static unsigned
count_rules(rule_set rules)
{
	return (unsigned)__builtin_popcount(rules);
}

/* "tld, dot and swap" */
static void
write_rules(FILE *stream, rule_set rules)
{
	unsigned n_left = count_rules(rules);

	for (int rule = 0; rule < SMX_N_RULES; rule++) {
		if ((rules & RULE_BIT(rule)) == 0)
			continue;
		n_left--;
		fprintf(stream, "%s%s", smx_rule_name((enum smx_rule)rule),
			n_left > 1 ? ", " : n_left == 1 ? " and " : "");
	}
}

static unsigned
least_len(const struct remark *remark, int rule)
{
	return remark->entry->settings->least_len[rule];
}

static void
find_rules(struct remark *remark)
{
	/* For a name with A-labels, the others take candidates without any. */
	static const rule_set for_alabels =
		RULE_BIT(SMX_RULE_DOT) | RULE_BIT(SMX_RULE_HOST) | RULE_BIT(SMX_RULE_GLYPH);

	smx_reach_init(&remark->reach, remark->entry);
	for (int rule = 0; rule < SMX_N_RULES; rule++) {
		if (least_len(remark, rule) == 0)
			continue;
		remark->on |= RULE_BIT(rule);
		if (smx_entry_reaches(remark->entry, (enum smx_rule)rule,
				      smx_reach_longest(&remark->reach, (enum smx_rule)rule)))
			remark->acting |= RULE_BIT(rule);
	}
	if (has_alabel(remark->entry))
		remark->acting &= for_alabels;
}

/* "4 letters", "labels of 2 and 4 letters" */
static void
write_lengths(const struct remark *remark)
{
	const struct smx_reach *reach = &remark->reach;

	if (reach->n_labels > 1)
		fprintf(remark->stream, "labels of ");
	for (unsigned i = 0; i < reach->n_labels; i++)
		fprintf(remark->stream, "%u%s", reach->len[i],
			i + 2 < reach->n_labels    ? ", "
			: i + 2 == reach->n_labels ? " and "
						   : "");
	fprintf(remark->stream, reach->n_labels > 1 || reach->len[0] != 1 ? " letters" : " letter");
}

static void
write_acting(const struct remark *remark)
{
	rule_set glyph = remark->on & ~remark->acting & RULE_BIT(SMX_RULE_GLYPH);

	fprintf(remark->stream, ": of %u rules ", count_rules(remark->on));
	if (remark->acting == 0)
		fprintf(remark->stream, "none acts");
	else
		fprintf(remark->stream, "only ");
	write_rules(remark->stream, remark->acting);
	if (remark->acting != 0)
		fprintf(remark->stream, count_rules(remark->acting) == 1 ? " acts" : " act");
	if (glyph != 0) /* at any length */
		fprintf(remark->stream, ", glyph for xn-- aside");
}

/* The rules of `rules` that take `len` letters of the same label as `first` does. */
static rule_set
rules_alike(const struct remark *remark, rule_set rules, int first, unsigned len)
{
	const char *label = smx_reach_label((enum smx_rule)first);
	rule_set alike = 0;

	for (int rule = 0; rule < SMX_N_RULES; rule++) {
		if ((rules & RULE_BIT(rule)) != 0 && least_len(remark, rule) == len &&
		    (remark->reach.n_labels == 1 ||
		     strcmp(smx_reach_label((enum smx_rule)rule), label) == 0))
			alike |= RULE_BIT(rule);
	}
	return alike;
}

/* Which rules it is too short for, and how long which label would have to be; any will do
 * where none is told. */
static void
write_short_for(const struct remark *remark)
{
	static const enum smx_rule for_any = SMX_RULE_SWAP;
	rule_set left = remark->on & ~remark->acting & ~RULE_BIT(SMX_RULE_GLYPH);
	const char *before = "; too short for ";

	for (unsigned len = 1; len <= SMX_LABEL_MAX && left != 0; len++) {
		for (int rule = 0; rule < SMX_N_RULES; rule++) {
			const char *label = smx_reach_label((enum smx_rule)rule);
			bool is_told = remark->reach.n_labels > 1 &&
				       strcmp(label, smx_reach_label(for_any)) != 0;
			rule_set alike = rules_alike(remark, left, rule, len);

			if ((alike & RULE_BIT(rule)) == 0)
				continue;
			fputs(before, remark->stream);
			write_rules(remark->stream, alike);
			fprintf(remark->stream, " (%u%s%s)", len, is_told ? ", " : "",
				is_told ? label : "");
			left &= ~alike;
			before = ", ";
		}
	}
}

/* ---- all of it -------------------------------------------------------------------------- */

void
remark_write(FILE *stream, const struct smx_entry *entry)
{
	struct remark remark = {.stream = stream, .entry = entry};
	bool is_alabel = has_alabel(entry);

	if (is_alabel)
		write_ulabels(&remark);
	if (smx_entry_is_suffix(entry)) {
		begin(&remark);
		fprintf(stream, "a public suffix: all names below it, by the rule zone alone");
		return;
	}
	find_rules(&remark);
	if (2 * count_rules(remark.acting) >= count_rules(remark.on))
		return;
	begin(&remark);
	if (is_alabel) {
		fprintf(stream, "xn--");
		write_acting(&remark);
		return;
	}
	write_lengths(&remark);
	write_acting(&remark);
	write_short_for(&remark);
}
