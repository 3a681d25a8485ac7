/* SPDX-License-Identifier: BSD-3-Clause */
#include "details.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ldns/ldns.h>

#include "answers.h"
#include "jsontext.h"
#include "match/policy.h"
#include "match/query.h"
#include "nearest.h"
#include "policy/advice.h"

#define MTA_TEXT_SIZE 256

/* ---- what is found ------------------------------------------------------------------------ */

/* The last `n` labels of the name. */
static void
tail_write(const struct smx_query *query, unsigned n, char *text, size_t size)
{
	struct smx_tail tail = smx_name_tail(&query->name, n);

	smx_tail_write(&tail, 0, text, size);
}

/* The exempt name that the name is equal to or below; false if there is none. */
static bool
find_exempt(const struct smx_policy *policy, const struct explain_name *name, char *text,
	    size_t size)
{
	struct smx_query query;
	unsigned n = 0;

	if (smx_query_init(&query, name->wire, name->wire_len) == SMX_OK)
		n = smx_nameset_count_labels(&policy->exempt, &query);
	if (n > 0)
		tail_write(&query, n, text, size);
	return n > 0;
}

/* The protected name that the name is equal to or below: the longest one, or NULL. */
static const struct smx_entry *
find_protected(const struct smx_policy *policy, const struct explain_name *name)
{
	const struct smx_entry *found = NULL;
	struct smx_name labels;

	if (smx_name_from_wire(&labels, name->wire, name->wire_len) != SMX_OK)
		return NULL;
	for (unsigned n = labels.n_labels; n > 0 && found == NULL; n--) {
		struct smx_tail tail = smx_name_tail(&labels, n);

		found = smx_advice_entry(policy, smx_tail_text(&tail, n));
		if (found != NULL && found->n_labels != n)
			found = NULL; /* a dot within a label */
	}
	return found;
}

static bool
asks_for(const struct explain_question *question, uint16_t type)
{
	return question->type == 0 || question->type == type;
}

/* "MX", in capitals; the caller's to free.  NULL if memory ran out. */
static char *
type_name(uint16_t type)
{
	return ldns_rr_type2str((ldns_rr_type)type);
}

/* ---- text ------------------------------------------------------------------------------- */

static void
print_nearest(const struct explain_question *question, const struct explain_name *name)
{
	struct nearest nearest;
	char protected[SMX_NAME_TEXT_SIZE];

	nearest_find(question->policy, name->wire, name->wire_len, &nearest);
	if (nearest.kind == NEAREST_NONE) {
		puts(question->policy->n_entries == 0
			     ? "    nearest: there is no protected name"
			     : "    nearest: none of the protected names can be held against it");
		return;
	}
	smx_entry_name_write(nearest.entry, protected, sizeof protected);
	printf("    nearest: %s, zone %s: ", protected, smx_entry_zone(nearest.entry));
	switch (nearest.kind) {
	case NEAREST_SHORT:
		printf("%s needs %u, '%s' has %zu\n", smx_rule_name(nearest.rule), nearest.needs,
		       nearest.label, strlen(nearest.label));
		break;
	case NEAREST_OFF:
		printf("%s is off\n", smx_rule_name(nearest.rule));
		break;
	case NEAREST_SUFFIX:
		printf("%s is a public suffix itself, and so no candidate\n", nearest.candidate);
		break;
	case NEAREST_REGISTRY:
		printf("%s is another country's registry, which zone leaves alone\n",
		       nearest.candidate);
		break;
	case NEAREST_HOLDS:
		printf("%s would hold for %s\n", smx_rule_name(nearest.rule), nearest.candidate);
		break;
	default:
		printf("%s is %u edit%s away, for which there is no rule\n", nearest.candidate,
		       nearest.distance, nearest.distance == 1 ? "" : "s");
	}
}

static void
print_answers(const struct explain_question *question, const struct smx_verdict *verdict)
{
	const char *before = "    answers: ";
	uint16_t types[ANSWERS_TYPES_MAX];
	size_t n_types = answers_types(question->policy, types);
	char text[ANSWERS_TEXT_SIZE];

	for (size_t i = 0; i < n_types; i++) {
		char *name;

		if (!asks_for(question, types[i]))
			continue;
		name = type_name(types[i]);
		answers_write(question->policy, verdict->entry, types[i], text, sizeof text);
		printf("%s%s: %s", before, name != NULL ? name : "?", text);
		before = "; ";
		free(name);
	}
	printf("%s\n", question->type == 0 ? "; other types pass" : "");
	for (int i = 0; i < ANSWERS_N_MTAS; i++) {
		answers_mta_write(question->policy, verdict->entry, (enum answers_mta)i, text,
				  MTA_TEXT_SIZE);
		printf("    %s %s\n", answers_mta_name((enum answers_mta)i), text);
	}
}

static void
print_match(const struct explain_question *question, const struct explain_name *name,
	    const struct smx_verdict *verdict)
{
	const char *unverified = answers_unverified(verdict->entry);
	char intended[2 * SMX_NAME_TEXT_SIZE];

	if (smx_entry_mode(verdict->entry) == SMX_MONITOR)
		puts("    in monitor mode it passes, counted and logged; enforced, it would be:");
	if (smx_entry_asks(verdict->entry)) {
		smx_intended_write(verdict, name->wire, name->wire_len, intended, sizeof intended);
		printf("    if %s does not exist, it passes; if that cannot be looked up: %s\n",
		       intended, unverified);
		if (strcmp(unverified, "SERVFAIL") == 0)
			puts("    (mail servers keep the mail then, and try again)");
	}
	print_answers(question, verdict);
}

void
details_print(const struct explain_question *question, const struct explain_name *name,
	      const struct smx_verdict *verdict, const char *passes_for)
{
	char text[SMX_NAME_TEXT_SIZE];
	const struct smx_entry *entry;

	switch (verdict->reason) {
	case SMX_MATCH:
		if (passes_for == NULL) {
			print_match(question, name, verdict);
			break;
		}
		smx_entry_name_write(verdict->entry, text, sizeof text);
		printf("    but for that, it is close to %s by the rule %s, zone %s\n", text,
		       smx_rule_name(verdict->rule), smx_entry_zone(verdict->entry));
		break;
	case SMX_ALLOWED:
		if (find_exempt(question->policy, name, text, sizeof text))
			printf("    exempt: %s, and all below it\n", text);
		print_nearest(question, name);
		break;
	case SMX_PROTECTED:
		entry = find_protected(question->policy, name);
		if (entry == NULL)
			break;
		smx_entry_name_write(entry, text, sizeof text);
		printf("    protected: %s, zone %s\n", text, smx_entry_zone(entry));
		break;
	case SMX_NO_MATCH:
		print_nearest(question, name);
		break;
	default:
		break;
	}
}

/* ---- JSON ------------------------------------------------------------------------------- */

static json_t *
nearest_object(const struct explain_question *question, const struct explain_name *name)
{
	struct nearest nearest;
	char protected[SMX_NAME_TEXT_SIZE];
	bool is_short, has_rule;

	nearest_find(question->policy, name->wire, name->wire_len, &nearest);
	if (nearest.kind == NEAREST_NONE)
		return json_null();
	is_short = nearest.kind == NEAREST_SHORT;
	has_rule = nearest.kind != NEAREST_FAR;
	smx_entry_name_write(nearest.entry, protected, sizeof protected);
	return json_pack("{s:s, s:o, s:s, s:i, s:s, s:s*, s:o*, s:s*, s:o*}", "protected", protected,
			 "zone", json_text(smx_entry_zone(nearest.entry)), "candidate",
			 nearest.candidate, "distance", (int)nearest.distance, "stopped",
			 nearest_kind_name(nearest.kind), "rule",
			 has_rule ? smx_rule_name(nearest.rule) : NULL, "needs",
			 is_short ? json_integer(nearest.needs) : NULL, "label",
			 is_short ? nearest.label : NULL, "has",
			 is_short ? json_integer((json_int_t)strlen(nearest.label)) : NULL);
}

static json_t *
match_details(const struct explain_question *question, const struct smx_verdict *verdict)
{
	json_t *answers = json_object();
	uint16_t types[ANSWERS_TYPES_MAX];
	size_t n_types = answers_types(question->policy, types);
	char text[ANSWERS_TEXT_SIZE], mtas[ANSWERS_N_MTAS][MTA_TEXT_SIZE];

	for (size_t i = 0; i < n_types; i++) {
		char *name;

		if (!asks_for(question, types[i]))
			continue;
		name = type_name(types[i]);
		answers_write(question->policy, verdict->entry, types[i], text, sizeof text);
		json_object_set_new(answers, name != NULL ? name : "?", json_text(text));
		free(name);
	}
	for (int i = 0; i < ANSWERS_N_MTAS; i++)
		answers_mta_write(question->policy, verdict->entry, (enum answers_mta)i, mtas[i],
				  sizeof mtas[i]);
	return json_pack("{s:o, s:s*, s:s, s:s}", "answers", answers, "unverified",
			 smx_entry_asks(verdict->entry) ? answers_unverified(verdict->entry) : NULL,
			 "postfix", mtas[ANSWERS_POSTFIX], "exim", mtas[ANSWERS_EXIM]);
}

json_t *
details_object(const struct explain_question *question, const struct explain_name *name,
	       const struct smx_verdict *verdict, const char *passes_for)
{
	char text[SMX_NAME_TEXT_SIZE];
	const struct smx_entry *entry;

	switch (verdict->reason) {
	case SMX_MATCH:
		return passes_for == NULL ? match_details(question, verdict) : json_object();
	case SMX_ALLOWED:
		if (!find_exempt(question->policy, name, text, sizeof text))
			text[0] = '\0';
		return json_pack("{s:s, s:o}", "exempt", text, "nearest",
				 nearest_object(question, name));
	case SMX_PROTECTED:
		entry = find_protected(question->policy, name);
		if (entry == NULL)
			return json_object();
		smx_entry_name_write(entry, text, sizeof text);
		return json_pack("{s:s, s:o}", "protected", text, "zone",
				 json_text(smx_entry_zone(entry)));
	case SMX_NO_MATCH:
		return json_pack("{s:o}", "nearest", nearest_object(question, name));
	default:
		return json_object();
	}
}
