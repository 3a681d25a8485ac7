/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/param.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match/profile.h"
#include "match/words.h"

#define LEAST_LEN_MAX SMX_LABEL_MAX

/* The keys that take a word. */
static const struct {
	const char *name;
	enum smx_words words;
} word_keys[SMX_PARAM_RULE] = {
	[SMX_PARAM_PROFILE] = {"profile", SMX_WORDS_PROFILE},
	[SMX_PARAM_ACTION] = {"action", SMX_WORDS_ACTION},
	[SMX_PARAM_MODE] = {"mode", SMX_WORDS_MODE},
	[SMX_PARAM_VERIFY] = {"verify", SMX_WORDS_VERIFY},
};

void
smx_params_init(struct smx_params *params)
{
	for (size_t i = 0; i < SMX_N_PARAMS; i++) {
		params->values[i] = SMX_PARAM_UNSET;
		params->lines[i] = 0;
	}
	params->exemption_line = 0;
	params->expires = 0;
	params->has_reason = false;
	params->reason[0] = '\0';
}

/* The key of that name that has a value in `values`, or SMX_PARAM_UNSET. */
static int
find_key(const char *name)
{
	int rule;

	for (int i = 0; i < SMX_PARAM_RULE; i++) {
		if (strcmp(name, word_keys[i].name) == 0)
			return i;
	}
	rule = smx_words_parse(SMX_WORDS_RULE, name);
	return rule >= 0 ? SMX_PARAM_RULE + rule : SMX_PARAM_UNSET;
}

/* A least length in decimal digits, or SMX_EVALUE. */
static int
parse_least_len(const char *value)
{
	size_t digits = strspn(value, "0123456789");
	long least_len = strtol(value, NULL, 10);

	if (digits == 0 || digits > 3 || value[digits] != '\0' || least_len > LEAST_LEN_MAX)
		return SMX_EVALUE;
	return (int)least_len;
}

/* The value of a key, or SMX_EVALUE with the error added. */
static int
parse_value(int key, const char *name, const char *text, const struct smx_place *place)
{
	char takes[128];
	int value;

	if (key >= SMX_PARAM_RULE) {
		value = parse_least_len(text);
		snprintf(takes, sizeof takes,
			 "the least length of a label, 1 to %d, or 0 to turn the rule off",
			 LEAST_LEN_MAX);
	} else {
		value = smx_words_parse(word_keys[key].words, text);
		smx_words_write(word_keys[key].words, takes, sizeof takes);
	}
	if (value < 0)
		smx_complain(place, SMX_EVALUE, "%s=%s: it takes %s", name, text, takes);
	return value;
}

static int
add_value(struct smx_params *params, int key, const char *name, const char *text,
	  const struct smx_place *place)
{
	int value = parse_value(key, name, text, place);

	if (value < 0)
		return value;
	if (params->values[key] != SMX_PARAM_UNSET)
		return smx_complain(place, SMX_EVALUE, "'%s' is given twice: remove one of them", name);
	params->values[key] = value;
	params->lines[key] = place->line;
	return SMX_OK;
}

/* A day, YYYY-MM-DD, that is in the calendar. */
static int
add_expires(struct smx_params *params, const char *text, const struct smx_place *place)
{
	struct tm day = {.tm_isdst = 0};
	struct tm normal;
	const char *rest = NULL;
	time_t begins = 0;

	/* strptime() alone would take blanks and single digits. */
	if (strlen(text) == 10 && strspn(text, "0123456789-") == 10 && text[4] == '-' &&
	    text[7] == '-')
		rest = strptime(text, "%Y-%m-%d", &day);
	normal = day;
	if (rest != NULL && *rest == '\0')
		begins = timegm(&normal);
	if (begins <= 0 || normal.tm_mday != day.tm_mday)
		return smx_complain(place, SMX_EVALUE,
				    "expires=%s: it takes a day as YYYY-MM-DD, the last one (UTC) "
				    "on which the name is exempt",
				    text);
	if (params->expires != 0)
		return smx_complain(place, SMX_EVALUE, "'expires' is given twice: remove one of them");
	params->expires = begins + 24 * 60 * 60;
	return SMX_OK;
}

static int
add_reason(struct smx_params *params, const char *text, const struct smx_place *place)
{
	if (params->has_reason)
		return smx_complain(place, SMX_EVALUE, "'reason' is given twice: remove one of them");
	params->has_reason = true;
	strcpy(params->reason, text); /* a part of a string that fits */
	return SMX_OK;
}

int
smx_params_add(struct smx_params *params, const char *string, size_t len,
	       const struct smx_place *place)
{
	char name[SMX_PARAM_LEN_MAX + 1];
	char *value;
	int key;

	if (len > SMX_PARAM_LEN_MAX || memchr(string, '\0', len) != NULL)
		return smx_complain(place, SMX_EVALUE,
				    "a parameter is text of at most %d bytes, key=value",
				    SMX_PARAM_LEN_MAX);
	memcpy(name, string, len);
	name[len] = '\0';
	value = strchr(name, '=');
	if (value == NULL)
		return smx_complain(place, SMX_EVALUE,
				    "'%s' is no parameter: they are written key=value", name);
	*value++ = '\0';

	key = find_key(name);
	if (key != SMX_PARAM_UNSET)
		return add_value(params, key, name, value, place);
	if (strcmp(name, "expires") == 0 || strcmp(name, "reason") == 0)
		params->exemption_line = place->line;
	if (strcmp(name, "expires") == 0)
		return add_expires(params, value, place);
	if (strcmp(name, "reason") == 0)
		return add_reason(params, value, place);
	return smx_complain(place, SMX_EVALUE,
			    "no parameter is called '%s'; there are profile, action, mode, verify, "
			    "expires, reason and the names of the rules",
			    name);
}

bool
smx_params_has_exemption_keys(const struct smx_params *params)
{
	return params->expires != 0 || params->has_reason;
}

bool
smx_params_has_protection_keys(const struct smx_params *params)
{
	for (size_t i = 0; i < SMX_N_PARAMS; i++) {
		if (params->values[i] != SMX_PARAM_UNSET)
			return true;
	}
	return false;
}

void
smx_params_expires_write(const struct smx_params *params, char day[11])
{
	time_t last = params->expires - 1;
	struct tm tm;

	if (gmtime_r(&last, &tm) == NULL || strftime(day, 11, "%Y-%m-%d", &tm) == 0)
		day[0] = '\0';
}

/* The value of a key in the strongest set that has it, or `otherwise`. */
static int
strongest(const struct smx_params *const *sets, size_t n_sets, int key, int otherwise)
{
	for (size_t i = 0; i < n_sets; i++) {
		if (sets[i]->values[key] != SMX_PARAM_UNSET)
			return sets[i]->values[key];
	}
	return otherwise;
}

void
smx_params_apply(const struct smx_params *const *sets, size_t n_sets,
		 struct smx_settings *settings)
{
	int profile = strongest(sets, n_sets, SMX_PARAM_PROFILE, SMX_BALANCED);

	for (int rule = 0; rule < SMX_N_RULES; rule++)
		settings->least_len[rule] = (uint8_t)strongest(
			sets, n_sets, SMX_PARAM_RULE + rule,
			smx_profile_least_len((enum smx_profile)profile, (enum smx_rule)rule));
	settings->action =
		(enum smx_action)strongest(sets, n_sets, SMX_PARAM_ACTION, SMX_NXDOMAIN);
	settings->mode = (enum smx_mode)strongest(sets, n_sets, SMX_PARAM_MODE, SMX_ENFORCE);
	settings->verify =
		(enum smx_verify)strongest(sets, n_sets, SMX_PARAM_VERIFY, SMX_VERIFY_AUTO);
}
