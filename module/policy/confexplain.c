/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/confexplain.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "match/osa.h"
#include "policy/confcheck.h"

#define QUOTED_MAX 60 /* bytes of a token that are quoted */
#define NAME_MAX 32   /* bytes of the longest word that may be a typo of an option */

struct quoted {
	char text[QUOTED_MAX + 1];
};

/* A token without its quotes. */
static struct quoted
quote(const struct smx_conftokens *tokens, size_t i)
{
	const struct smx_conftoken *token = &tokens->list[i];
	struct quoted quoted;
	size_t len = token->len;
	const char *from = token->text;

	if (token->kind == SMX_CONFTOKEN_WORD && (*from == '"' || *from == '\'')) {
		from++;
		len -= 2;
	}
	if (len > QUOTED_MAX)
		len = QUOTED_MAX;
	memcpy(quoted.text, from, len);
	quoted.text[len] = '\0';
	return quoted;
}

static cfg_opt_t *
find_option(cfg_opt_t *opts, const char *name)
{
	for (; opts->name != NULL; opts++) {
		if (strcmp(opts->name, name) == 0)
			return opts;
	}
	return NULL;
}

/* The option of which `name` may be a typo, or NULL. */
static const char *
find_near(const cfg_opt_t *opts, const char *name)
{
	unsigned limit = strlen(name) > 4 ? 2 : 1;
	const char *nearest = NULL;
	char lower[NAME_MAX + 1];
	struct smx_span a = {(const uint8_t *)lower, strlen(name)};

	if (a.len > NAME_MAX)
		return NULL;
	for (size_t i = 0; i <= a.len; i++)
		lower[i] = (char)tolower((unsigned char)name[i]);
	for (; opts->name != NULL; opts++) {
		struct smx_span b = {(const uint8_t *)opts->name, strlen(opts->name)};
		unsigned distance = smx_osa(a, b, limit);

		if (distance > limit)
			continue;
		nearest = opts->name;
		if (distance == 0)
			break;
		limit = distance - 1;
	}
	return nearest;
}

static void
write_names(const cfg_opt_t *opts, char *text, size_t size)
{
	size_t len = 0;

	*text = '\0';
	for (size_t i = 0; opts[i].name != NULL && len < size; i++) {
		const char *before = i == 0 ? "" : opts[i + 1].name == NULL ? " and " : ", ";

		len += (size_t)snprintf(text + len, size - len, "%s%s", before, opts[i].name);
	}
}

static void
explain_unknown(const struct smx_conftokens *tokens, size_t at, cfg_t *cfg, char *text)
{
	struct quoted name = quote(tokens, at);
	const char *near = find_near(cfg->opts, name.text);
	bool is_zone = cfg->title != NULL;
	char first = tokens->list[at].text[0];
	char names[256], takes[128];

	write_names(cfg->opts, names, sizeof names);
	if (first == '"' || first == '\'')
		snprintf(text, SMX_CONFEXPLAIN_MAX,
			 "'%s' in quotes where an option should begin: names of options have none",
			 name.text);
	else if (is_zone && strcmp(name.text, cfg->name) == 0)
		snprintf(text, SMX_CONFEXPLAIN_MAX,
			 "a zone in the zone \"%.60s\": a } is missing before it", cfg->title);
	else if (smx_confcheck_takes(name.text, takes, sizeof takes))
		snprintf(text, SMX_CONFEXPLAIN_MAX, "no such option '%s' %s a zone: it belongs %s",
			 name.text, is_zone ? "in" : "outside of",
			 is_zone ? "outside, before or after" : "between the braces of one");
	else if (near != NULL)
		snprintf(text, SMX_CONFEXPLAIN_MAX, "no such option '%s'; did you mean '%s'?",
			 name.text, near);
	else if (at > 0 && !smx_conftokens_begins(tokens, at))
		snprintf(text, SMX_CONFEXPLAIN_MAX,
			 "no such option '%s'; it has no = behind it either: a value with blanks "
			 "needs quotes around it",
			 name.text);
	else
		snprintf(text, SMX_CONFEXPLAIN_MAX, "no such option '%s'%s; there are %s",
			 name.text, is_zone ? " in a zone" : "", names);
}

/* Where the name of an option should be. */
static void
explain_begin(const struct smx_conftokens *tokens, size_t at, cfg_t *cfg, char *text)
{
	enum smx_conftoken_kind kind = tokens->list[at].kind;

	if (kind == SMX_CONFTOKEN_WORD)
		explain_unknown(tokens, at, cfg, text);
	else if (kind == SMX_CONFTOKEN_CLOSE)
		strcpy(text, "a } that closes nothing");
	else if (kind == SMX_CONFTOKEN_COMMA)
		strcpy(text, "a comma outside of a list: several values need braces, { a, b }, "
			     "and settings no comma between them");
	else
		snprintf(text, SMX_CONFEXPLAIN_MAX, "'%s' where an option should begin",
			 quote(tokens, at).text);
}

static void
explain_section(const struct smx_conftokens *tokens, size_t begin, size_t at, const char *name,
		char *text)
{
	if (at == begin + 1)
		snprintf(text, SMX_CONFEXPLAIN_MAX,
			 "a %s without title: write %s \"title\" { ... }", name, name);
	else if (tokens->list[at].kind == SMX_CONFTOKEN_OPEN)
		snprintf(text, SMX_CONFEXPLAIN_MAX,
			 "the title \"%s\" is given twice: each %s needs its own",
			 quote(tokens, at - 1).text, name);
	else
		snprintf(text, SMX_CONFEXPLAIN_MAX, "a { is missing behind the title \"%s\"",
			 quote(tokens, at - 1).text);
}

static void
explain_value(const struct smx_conftokens *tokens, size_t begin, size_t at, const cfg_opt_t *opt,
	      char *text)
{
	bool is_list = smx_conftokens_has(tokens, begin + 2, SMX_CONFTOKEN_OPEN);
	bool is_word = smx_conftokens_has(tokens, at, SMX_CONFTOKEN_WORD);
	struct quoted token = quote(tokens, at);
	char takes[128];

	smx_confcheck_takes(opt->name, takes, sizeof takes);
	if (is_list && at == begin + 2)
		snprintf(text, SMX_CONFEXPLAIN_MAX, "%s is no list: it takes %s", opt->name, takes);
	else if (is_list && is_word)
		snprintf(text, SMX_CONFEXPLAIN_MAX,
			 "%s: a comma or a } is missing before '%s'", opt->name, token.text);
	else if (is_list)
		snprintf(text, SMX_CONFEXPLAIN_MAX,
			 "%s: '%s' in its list: write { a, b }", opt->name, token.text);
	else if (is_word && !smx_conftokens_begins(tokens, at))
		snprintf(text, SMX_CONFEXPLAIN_MAX, "%s = %s: it takes %s", opt->name, token.text,
			 takes);
	else
		snprintf(text, SMX_CONFEXPLAIN_MAX,
			 "%s: its value is missing before '%s'; it takes %s", opt->name,
			 token.text, takes);
}

void
smx_confexplain(const struct smx_conftokens *tokens, size_t begin, size_t at, cfg_t *cfg,
		char text[SMX_CONFEXPLAIN_MAX])
{
	const struct smx_conftoken *token = &tokens->list[at];
	cfg_opt_t *opt = NULL;

	if (begin < at)
		opt = find_option(cfg->opts, quote(tokens, begin).text);
	if (at == tokens->n)
		snprintf(text, SMX_CONFEXPLAIN_MAX, "the end of the file in the middle of '%s'",
			 quote(tokens, begin).text);
	else if (token->kind == SMX_CONFTOKEN_OPEN_COMMENT)
		strcpy(text, "a comment that is not closed: a */ is missing");
	else if (token->kind == SMX_CONFTOKEN_BAD)
		snprintf(text, SMX_CONFEXPLAIN_MAX, "%s: %s", token->problem,
			 quote(tokens, at).text);
	else if (opt == NULL)
		explain_begin(tokens, at, cfg, text);
	else if (opt->type == CFGT_SEC)
		explain_section(tokens, begin, at, opt->name, text);
	else if (at > begin + 1)
		explain_value(tokens, begin, at, opt, text);
	else if (token->kind == SMX_CONFTOKEN_APPEND)
		snprintf(text, SMX_CONFEXPLAIN_MAX, "'%s' is no list: write %s = value", opt->name,
			 opt->name);
	else
		snprintf(text, SMX_CONFEXPLAIN_MAX, "a = is missing between '%s' and '%s'",
			 opt->name, quote(tokens, at).text);
}
