/* SPDX-License-Identifier: BSD-3-Clause */
#include "explanation.h"

#include <jansson.h>
#include <stdio.h>

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
	const struct smx_entry *entry;

	smx_lookup(question->policy, name->wire, name->wire_len, &outcome.verdict);
	entry = outcome.verdict.entry;
	if (outcome.verdict.reason != SMX_MATCH)
		outcome.reason = smx_reason_name(outcome.verdict.reason);
	else if (!smx_policy_is_enabled(question->policy))
		outcome.reason = "disabled";
	else if (question->type != 0 && !smx_policy_has_type(question->policy, question->type))
		outcome.reason = "type";
	else if (question->family != AF_UNSPEC &&
		 !smx_entry_covers_client(entry, question->family, &question->client))
		outcome.reason = "client";
	else
		outcome.says = smx_entry_mode(entry) == SMX_MONITOR ? "monitor" : "intercept";
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

bool
explain_print_text(const struct explain_question *question, const struct explain_name *name)
{
	struct outcome outcome = judge(question, name);
	const struct smx_entry *entry = outcome.verdict.entry;
	struct texts texts;

	fputs(name->text, stdout);
	if (outcome.reason != NULL) {
		fputs(": pass: ", stdout);
		fputs(outcome.reason, stdout);
		putchar('\n');
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
	if (is_intercepted(&outcome) && !smx_entry_acts(entry))
		fputs("; this version lets it pass", stdout);
	fputs(")\n", stdout);
	return is_intercepted(&outcome);
}

/* ---- JSON ------------------------------------------------------------------------------ */

/* The name as it was given; where that is no UTF-8, with escapes. */
static json_t *
name_string(const struct explain_name *name)
{
	json_t *string = json_string(name->text);
	char text[SMX_NAME_TEXT_SIZE];

	if (string != NULL)
		return string;
	smx_name_write(name->wire, name->wire_len, text, sizeof text);
	return json_string(text);
}

static void
add_match(json_t *object, const struct smx_verdict *verdict, const struct explain_name *name)
{
	const struct smx_entry *entry = verdict->entry;
	struct texts texts;

	write_texts(&texts, verdict, name);
	json_object_set_new(object, "protected", json_string(texts.protected));
	json_object_set_new(object, "candidate", json_string(texts.candidate));
	json_object_set_new(object, "intended", json_string(texts.intended));
	json_object_set_new(object, "rule", json_string(smx_rule_name(verdict->rule)));
	json_object_set_new(object, "distance", json_integer(verdict->distance));
	json_object_set_new(object, "edits", json_string(texts.edits));
	json_object_set_new(object, "zone", json_string(smx_entry_zone(entry)));
	json_object_set_new(object, "action",
			    json_string(smx_action_name(smx_entry_action(entry))));
	json_object_set_new(object, "verify",
			    json_string(smx_entry_asks(entry) ? "dns" : "none"));
	json_object_set_new(object, "acts", json_boolean(smx_entry_acts(entry)));
}

bool
explain_print_json(const struct explain_question *question, const struct explain_name *name)
{
	struct outcome outcome = judge(question, name);
	json_t *object = json_object();

	json_object_set_new(object, "name", name_string(name));
	json_object_set_new(object, "verdict", json_string(outcome.says));
	if (outcome.reason != NULL)
		json_object_set_new(object, "reason", json_string(outcome.reason));
	if (outcome.verdict.reason == SMX_MATCH)
		add_match(object, &outcome.verdict, name);
	json_dumpf(object, stdout, 0);
	putchar('\n');
	json_decref(object);
	return is_intercepted(&outcome);
}
