/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/confparse.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "policy/confcheck.h"
#include "policy/confexplain.h"
#include "policy/conftoken.h"

#define ATTEMPTS_MAX 100
#define ATTEMPTS_MAX_FOR_ALL 10000 /* it takes seconds */
#define ALLOWED_TWICE (CFGF_LIST | CFGF_MULTI)

/*
 * libConfuse hands its functions no pointer of ours, so that the way to the
 * messages leads through here.  Set while a text is being parsed.
 */
static _Thread_local struct {
	const struct smx_place *place;
	struct smx_conftokens *tokens;
	bool is_checking;  /* the values, not the syntax */
	/* The brace that is missing before failed_at, or SMX_CONFTOKEN_BAD: none is. */
	enum smx_conftoken_kind missing;
	bool is_closed;    /* a zone has been closed that was not: a } may be left */
	size_t given[2];   /* options that have been set, a bit each; [1] in this zone */
	size_t failed_at;  /* the token at which it gave up, or SIZE_MAX */
	int error;         /* of the first message */
} parsing;

/* The token that libConfuse is at: there is one a line. */
static size_t
find_token(const cfg_t *cfg)
{
	size_t at = cfg->line > 0 ? (size_t)cfg->line - 1 : 0;

	return at < parsing.tokens->n ? at : parsing.tokens->n;
}

static void
tell(size_t at, const char *text)
{
	struct smx_place place = *parsing.place;
	struct smx_conftokens *tokens = parsing.tokens;

	if (at >= tokens->n && tokens->n > 0)
		at = tokens->n - 1;
	if (at < tokens->n) {
		if (tokens->list[at].is_told)
			return;
		tokens->list[at].is_told = true;
		place.line = tokens->list[at].line;
	}
	parsing.error = smx_complain(&place, SMX_ESYNTAX, "%s", text);
}

/* Where the statement begins that has token `at` in it; all is well before that one. */
static size_t
find_begin(size_t at)
{
	size_t begin = 0, next = 0;

	while (next <= at && next < parsing.tokens->n) {
		begin = next;
		next = smx_conftokens_next(parsing.tokens, begin);
	}
	return next <= at && at < parsing.tokens->n ? next : begin;
}

/* Which brace is missing before `at`, if that is all that is wrong. */
static enum smx_conftoken_kind
find_missing(const cfg_t *cfg, size_t begin, size_t at)
{
	const struct smx_conftokens *tokens = parsing.tokens;

	if (!smx_conftokens_begins(tokens, at))
		return SMX_CONFTOKEN_BAD;
	if (begin == at && cfg->title != NULL && smx_conftokens_is(tokens, at, cfg->name))
		return SMX_CONFTOKEN_CLOSE;
	if (begin + 2 == at && smx_conftokens_has(tokens, begin + 1, SMX_CONFTOKEN_WORD))
		return SMX_CONFTOKEN_OPEN;
	return SMX_CONFTOKEN_BAD;
}

static void
on_error(cfg_t *cfg, const char *format, va_list args)
{
	size_t at = find_token(cfg);
	size_t begin;
	char text[SMX_CONFEXPLAIN_MAX];

	vsnprintf(text, sizeof text, format, args);
	if (!parsing.is_checking) {
		begin = find_begin(at);
		parsing.failed_at = at;
		parsing.missing = find_missing(cfg, begin, at);
		if (parsing.is_closed && begin == at &&
		    smx_conftokens_has(parsing.tokens, at, SMX_CONFTOKEN_CLOSE))
			return; /* of a zone that was closed before, it was told */
		smx_confexplain(parsing.tokens, begin, at, cfg, text);
	}
	tell(at, text);
}

/* Whether something has been changed in the section that `at` closes. */
static bool
is_changed(size_t at)
{
	const struct smx_conftoken *list = parsing.tokens->list;
	size_t depth = 1;

	while (at > 0 && depth > 0) {
		at--;
		if (list[at].is_changed_behind)
			return true;
		if (list[at].kind == SMX_CONFTOKEN_CLOSE)
			depth++;
		else if (list[at].kind == SMX_CONFTOKEN_OPEN)
			depth--;
	}
	return false;
}

/* As many programs have it, the last one holds: people add `enabled = no` in a hurry. */
static void
warn_of_twice(size_t at, const char *name)
{
	struct smx_place place = *parsing.place;
	struct smx_conftokens *tokens = parsing.tokens;

	if (at >= tokens->n || tokens->list[at].is_warned)
		return;
	tokens->list[at].is_warned = true;
	place.line = tokens->list[at].line;
	smx_warn(&place, "'%s' is given twice, and the last one holds: remove the other", name);
}

static void
check_twice(cfg_t *cfg, const cfg_opt_t *opt)
{
	size_t *given = &parsing.given[cfg->title != NULL];
	size_t bit = (size_t)1 << (opt - cfg->opts);

	if ((*given & bit) != 0)
		warn_of_twice(find_token(cfg), opt->name);
	*given |= bit;
}

/* A value that is wrong does not keep libConfuse from going on: it is always 0. */
static int
on_value(cfg_t *cfg, cfg_opt_t *opt)
{
	size_t at = find_token(cfg);
	bool is_close = smx_conftokens_has(parsing.tokens, at, SMX_CONFTOKEN_CLOSE);

	parsing.is_checking = true;
	if ((opt->flags & ALLOWED_TWICE) == 0)
		check_twice(cfg, opt);
	if (opt->type == CFGT_SEC)
		parsing.given[1] = 0;
	/* The end of a list says no more than its last value, and a section that was
	 * mended cannot be judged. */
	if (!is_close || (opt->type == CFGT_SEC && !is_changed(at)))
		smx_confcheck(cfg, opt);
	parsing.is_checking = false;
	return 0;
}

static void
install(cfg_opt_t *opts)
{
	for (; opts->name != NULL; opts++) {
		opts->validcb = on_value;
		if (opts->type == CFGT_SEC)
			install(opts->subopts);
	}
}

/* Take out what libConfuse gave up at; false if that cannot be done. */
static bool
recover(void)
{
	struct smx_conftokens *tokens = parsing.tokens;
	size_t at = parsing.failed_at;
	size_t begin, end;

	if (at >= tokens->n || tokens->list[at].kind == SMX_CONFTOKEN_OPEN_COMMENT)
		return false;
	if (parsing.missing != SMX_CONFTOKEN_BAD) {
		parsing.is_closed |= parsing.missing == SMX_CONFTOKEN_CLOSE;
		return smx_conftokens_insert(tokens, at, parsing.missing) == SMX_OK;
	}
	begin = find_begin(at);
	end = smx_conftokens_skip(tokens, begin, at);
	/* A section goes as a whole or not at all: what is in it fits nowhere else. */
	if (end == SIZE_MAX || end < at)
		return false;
	smx_conftokens_cut(tokens, begin, end > begin ? end : begin + 1);
	return true;
}

/* libConfuse does not mind a section that is still open at the end. */
static void
check_open(void)
{
	const struct smx_conftokens *tokens = parsing.tokens;
	size_t open = SIZE_MAX;

	for (size_t i = 0; i < tokens->n;) {
		size_t next = smx_conftokens_next(tokens, i);

		if (tokens->list[i].kind == SMX_CONFTOKEN_CLOSE)
			open = SIZE_MAX;
		else if (tokens->list[next - 1].kind == SMX_CONFTOKEN_OPEN)
			open = i;
		i = next;
	}
	if (open != SIZE_MAX)
		tell(open, "a zone that is not closed: a } is missing");
}

/* No place is known to libConfuse of a list that is empty, nor calls it on_value(). */
static void
check_types(cfg_t *cfg)
{
	size_t at = SIZE_MAX;

	if (cfg_size(cfg, "types") > 0)
		return;
	for (size_t i = 0; i < parsing.tokens->n; i++) {
		if (smx_conftokens_is(parsing.tokens, i, "types"))
			at = i;
	}
	tell(at, "types is empty: to turn straymx off, write enabled = no");
}

static int
parse_once(cfg_opt_t *opts, cfg_t **cfg)
{
	char *text = smx_conftokens_write(parsing.tokens);
	int rc;

	*cfg = text != NULL ? cfg_init(opts, CFGF_NONE) : NULL;
	if (*cfg == NULL) {
		free(text);
		return SMX_ENOMEM;
	}
	cfg_set_error_function(*cfg, on_error);
	memset(parsing.given, 0, sizeof parsing.given);
	parsing.failed_at = SIZE_MAX;
	errno = 0; /* libConfuse takes an old ERANGE for one of its own */
	rc = cfg_parse_buf(*cfg, text);
	free(text);
	if (rc == CFG_SUCCESS)
		return SMX_OK;
	cfg_free(*cfg);
	*cfg = NULL;
	return parsing.failed_at != SIZE_MAX ? SMX_ESYNTAX : SMX_ENOMEM;
}

int
smx_confparse(cfg_opt_t *opts, const char *text, size_t len, const struct smx_place *place,
	      cfg_t **cfg)
{
	int attempts_max = place->messages->lists_all ? ATTEMPTS_MAX_FOR_ALL : ATTEMPTS_MAX;
	struct smx_conftokens tokens;
	int rc = smx_conftokens_read(&tokens, text, len);

	*cfg = NULL;
	memset(&parsing, 0, sizeof parsing);
	parsing.place = place;
	parsing.tokens = &tokens;
	install(opts);
	if (rc == SMX_OK)
		rc = parse_once(opts, cfg);
	for (int i = 1; i < attempts_max && rc == SMX_ESYNTAX && recover(); i++)
		rc = parse_once(opts, cfg);
	if (rc == SMX_OK) {
		check_open();
		check_types(*cfg);
	}
	if (rc == SMX_ENOMEM)
		smx_complain(place, rc, "%s", smx_error_text(rc));
	else if (parsing.error != SMX_OK)
		rc = parsing.error;
	memset(&parsing, 0, sizeof parsing);
	smx_conftokens_free(&tokens);
	return rc;
}
