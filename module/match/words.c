/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/words.h"

#include <stdio.h>
#include <string.h>

#include "match/entry.h"
#include "match/keyboard.h"
#include "straymx.h"

#define WORDS_MAX (SMX_N_RULES + 1)

static const struct {
	int n_parsed; /* the first so many may stand in files */
	const char *words[WORDS_MAX];
} sets[SMX_N_WORDS] = {
	[SMX_WORDS_RULE] = {SMX_N_RULES,
			    {[SMX_RULE_TLD] = "tld",
			     [SMX_RULE_DOT] = "dot",
			     [SMX_RULE_SWAP] = "swap",
			     [SMX_RULE_REPEAT] = "repeat",
			     [SMX_RULE_LOOK] = "look",
			     [SMX_RULE_SLIP] = "slip",
			     [SMX_RULE_OMIT] = "omit",
			     [SMX_RULE_KEY] = "key",
			     [SMX_RULE_VOWEL] = "vowel",
			     [SMX_RULE_EXTRA] = "extra",
			     [SMX_RULE_OTHER] = "other",
			     [SMX_RULE_HOST] = "host",
			     [SMX_RULE_GLYPH] = "glyph",
			     [SMX_RULE_BOTH] = "both",
			     [SMX_RULE_TWO] = "two",
			     [SMX_RULE_CC] = "cc",
			     [SMX_RULE_ZONE] = "zone"}},
	[SMX_WORDS_PROFILE] = {SMX_N_PROFILES,
			       {[SMX_STRICT] = "strict",
				[SMX_BALANCED] = "balanced",
				[SMX_WIDE] = "wide",
				[SMX_CLOSED] = "closed"}},
	[SMX_WORDS_ACTION] = {SMX_DATA,
			      {[SMX_NXDOMAIN] = "nxdomain",
			       [SMX_NODATA] = "nodata",
			       [SMX_NULLMX] = "nullmx",
			       [SMX_DATA] = "data"}},
	[SMX_WORDS_MODE] = {SMX_N_MODES, {[SMX_ENFORCE] = "enforce", [SMX_MONITOR] = "monitor"}},
	[SMX_WORDS_VERIFY] = {SMX_N_VERIFIES,
			      {[SMX_VERIFY_AUTO] = "auto",
			       [SMX_VERIFY_DNS] = "dns",
			       [SMX_VERIFY_NONE] = "none"}},
	[SMX_WORDS_VERIFY_FAILURE] = {SMX_N_FAILURES,
				      {[SMX_FAILURE_DEFER] = "defer",
				       [SMX_FAILURE_PASS] = "pass",
				       [SMX_FAILURE_INTERCEPT] = "intercept"}},
	[SMX_WORDS_KEYBOARD] = {SMX_N_KEYBOARDS,
				{[SMX_QWERTY] = "qwerty",
				 [SMX_QWERTZ] = "qwertz",
				 [SMX_AZERTY] = "azerty"}},
	[SMX_WORDS_LOG_CLIENTS] = {SMX_N_LOG_CLIENTS,
				   {[SMX_CLIENTS_FULL] = "full",
				    [SMX_CLIENTS_PREFIX] = "prefix",
				    [SMX_CLIENTS_NONE] = "none"}},
	[SMX_WORDS_REASON] = {0,
			      {[SMX_NO_MATCH] = "no-match",
			       [SMX_ALLOWED] = "allowed",
			       [SMX_PROTECTED] = "protected",
			       [SMX_SPECIAL_USE] = "special-use",
			       [SMX_MATCH] = "match"}},
};

const char *
smx_words_name(enum smx_words words, int value)
{
	if (value < 0 || value >= WORDS_MAX || sets[words].words[value] == NULL)
		return "?";
	return sets[words].words[value];
}

int
smx_words_parse(enum smx_words words, const char *word)
{
	for (int i = 0; i < sets[words].n_parsed; i++) {
		if (strcmp(word, sets[words].words[i]) == 0)
			return i;
	}
	return SMX_EVALUE;
}

void
smx_words_write(enum smx_words words, char *buf, size_t size)
{
	int n = sets[words].n_parsed;
	size_t at = 0;

	for (int i = 0; i < n && at < size; i++) {
		const char *before = i == 0 ? "" : i == n - 1 ? " or " : ", ";

		at += (size_t)snprintf(buf + at, size - at, "%s%s", before,
				       sets[words].words[i]);
	}
}

const char *
smx_rule_name(enum smx_rule rule)
{
	return smx_words_name(SMX_WORDS_RULE, (int)rule);
}

const char *
smx_profile_name(enum smx_profile profile)
{
	return smx_words_name(SMX_WORDS_PROFILE, (int)profile);
}

const char *
smx_action_name(enum smx_action action)
{
	return smx_words_name(SMX_WORDS_ACTION, (int)action);
}

const char *
smx_mode_name(enum smx_mode mode)
{
	return smx_words_name(SMX_WORDS_MODE, (int)mode);
}

const char *
smx_verify_name(enum smx_verify verify)
{
	return smx_words_name(SMX_WORDS_VERIFY, (int)verify);
}

const char *
smx_reason_name(enum smx_reason reason)
{
	return smx_words_name(SMX_WORDS_REASON, (int)reason);
}
