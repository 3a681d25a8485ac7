/* SPDX-License-Identifier: BSD-3-Clause */
#include "explanation.h"

#include <stdio.h>

#include "details.h"
#include "jsontext.h"

/* The policy's verdict on a name, and what becomes of a question for it. */
struct outcome {
	struct smx_verdict verdict;
	const char *says;   /* intercept, monitor or pass */
	const char *reason; /* of a pass, else NULL */
};

static struct outcome
judge(const struct explain_question *question, const struct explain_name *name)
{
	struct outcome outcome = {.says = "pass"};
	struct smx_verdict for_client;

	smx_lookup(question->policy, name->wire, name->wire_len, &outcome.verdict);
	for_client = outcome.verdict;
	if (question->client.family != AF_UNSPEC)
		smx_lookup_for_client(question->policy, name->wire, name->wire_len,
				      question->client.family, &question->client.address, &for_client);
	if (outcome.verdict.reason != SMX_MATCH)
		outcome.reason = smx_reason_name(outcome.verdict.reason);
	else if (!smx_policy_is_enabled(question->policy))
		outcome.reason = "disabled";
	else if (question->type != 0 && !smx_policy_has_type(question->policy, question->type))
		outcome.reason = "type";
	else if (for_client.reason != SMX_MATCH)
		outcome.reason = "client";
	if (outcome.reason == NULL) {
		outcome.verdict = for_client;
		outcome.says = smx_entry_mode(for_client.entry) == SMX_MONITOR ? "monitor"
									       : "intercept";
	}
	return outcome;
}

static bool
is_intercepted(const struct outcome *outcome)
{
	return outcome->reason == NULL && smx_entry_mode(outcome->verdict.entry) == SMX_ENFORCE;
}

/* What a match names, as text. */
struct texts {
	char protected[SMX_NAME_TEXT_SIZE];
	char candidate[SMX_NAME_TEXT_SIZE];
	char intended[2 * SMX_NAME_TEXT_SIZE];
	char edits[SMX_EDITS_TEXT_SIZE];
};

static void
write_texts(struct texts *texts, const struct smx_verdict *verdict,
	    const struct explain_name *name)
{
	smx_entry_name_write(verdict->entry, texts->protected, sizeof texts->protected);
	smx_candidate_write(verdict, name->wire, name->wire_len, texts->candidate,
			    sizeof texts->candidate);
	smx_intended_write(verdict, name->wire, name->wire_len, texts->intended,
			   sizeof texts->intended);
	smx_edits_write(verdict, name->wire, name->wire_len, texts->edits, sizeof texts->edits);
}

/* ---- text ------------------------------------------------------------------------------ */

/* The name as it was given; with escapes where control characters would do something to
 * a terminal, or end the line. */
static void
print_name(const struct explain_name *name)
{
	char text[SMX_NAME_TEXT_SIZE];

	for (const char *c = name->text; *c != '\0'; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7f) {
			smx_name_write(name->wire, name->wire_len, text, sizeof text);
			fputs(text, stdout);
			return;
		}
	}
	fputs(name->text, stdout);
}

bool
explain_print_text(const struct explain_question *question, const struct explain_name *name)
{
	struct outcome outcome = judge(question, name);
	const struct smx_entry *entry = outcome.verdict.entry;
	struct texts texts;

	print_name(name);
	if (outcome.reason != NULL) {
		fputs(": pass: ", stdout);
		fputs(outcome.reason, stdout);
		putchar('\n');
		if (question->is_long)
			details_print(question, name, &outcome.verdict, outcome.reason);
		return false;
	}
	write_texts(&texts, &outcome.verdict, name);
	printf(": %s: did you mean %s? (%s is %s by the rule %s, distance %u: %s; zone %s, action "
	       "%s",
	       outcome.says, texts.intended, texts.candidate, texts.protected,
	       smx_rule_name(outcome.verdict.rule), outcome.verdict.distance, texts.edits,
	       smx_entry_zone(entry), smx_action_name(smx_entry_action(entry)));
	if (smx_entry_asks(entry))
		printf("; if %s exists", texts.intended);
	fputs(")\n", stdout);
	if (question->is_long)
		details_print(question, name, &outcome.verdict, NULL);
	return is_intercepted(&outcome);
}

/* ---- JSON ------------------------------------------------------------------------------ */

/* What there is to tell of a match; NULL if memory ran out. */
static json_t *
match_object(const struct smx_verdict *verdict, const struct explain_name *name)
{
	const struct smx_entry *entry = verdict->entry;
	struct texts texts;

	write_texts(&texts, verdict, name);
	return json_pack("{s:s, s:s, s:s, s:s, s:i, s:s, s:o, s:s, s:s}", "protected",
			 texts.protected, "candidate", texts.candidate, "intended", texts.intended,
			 "rule", smx_rule_name(verdict->rule), "distance", (int)verdict->distance,
			 "edits", texts.edits, "zone", json_text(smx_entry_zone(entry)), "action",
			 smx_action_name(smx_entry_action(entry)), "verify",
			 smx_entry_asks(entry) ? "dns" : "none");
}

/* Add `members`, whose reference is dropped; `*object` becomes NULL if memory ran out. */
static void
add_members(json_t **object, json_t *members)
{
	if (members == NULL || json_object_update(*object, members) != 0) {
		json_decref(*object);
		*object = NULL;
	}
	json_decref(members);
}

bool
explain_print_json(const struct explain_question *question, const struct explain_name *name,
		   bool *is_hit)
{
	struct outcome outcome = judge(question, name);
	json_t *object = json_pack("{s:o, s:s, s:s*}", "name", json_text(name->text), "verdict",
				   outcome.says, "reason", outcome.reason);

	*is_hit = is_intercepted(&outcome);
	if (outcome.verdict.reason == SMX_MATCH)
		add_members(&object, match_object(&outcome.verdict, name));
	if (question->is_long)
		add_members(&object, details_object(question, name, &outcome.verdict,
						    outcome.reason));
	return json_print(object);
}
