/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/conftoken.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "straymx.h"

struct scan {
	const char *at, *end;
	const char *line_end;
	unsigned line;
	bool is_comment_open; /* no comment that begins from here on is closed */
};

static const char *
find_line_end(const char *at, const char *end)
{
	const char *newline = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;

	return newline != NULL ? newline : end;
}

/* The length of a string in quotes; `problem` is set where it does not end. */
static size_t
measure_quoted(const struct scan *scan, const char **problem)
{
	size_t line_len = (size_t)(scan->line_end - scan->at);
	const char *text = scan->at;
	size_t i = 1;

	/* libConfuse would read on; but a quote that was forgotten is more probable. */
	while (i < line_len && text[i] != text[0]) {
		if (text[i] == '\\') {
			/* Of these, libConfuse does not survive all: it stays in the quote. */
			if (text[0] == '"' && line_len - i > 1 &&
			    isdigit((unsigned char)text[i + 1]))
				*problem = "a backslash before a digit; write \\\\ or \\xHH";
			i += 2;
		} else if (text[0] == '"' && line_len - i > 1 && text[i] == '$' &&
			   text[i + 1] == '{') {
			const char *close = memchr(text + i, '}', line_len - i);

			if (close == NULL) {
				*problem = "a ${ is not closed on its line";
				return line_len;
			}
			i = (size_t)(close - text) + 1;
		} else {
			i++;
		}
	}
	if (i < line_len)
		return i + 1;
	*problem = "a quote is not closed on its line";
	return line_len;
}

static size_t
measure_variable(const struct scan *scan, const char **problem)
{
	size_t line_len = (size_t)(scan->line_end - scan->at);
	const char *close = memchr(scan->at, '}', line_len);

	if (close != NULL)
		return (size_t)(close - scan->at) + 1;
	*problem = "a ${ is not closed on its line";
	return line_len;
}

static size_t
measure_word(const struct scan *scan)
{
	static const char stops[] = " #\"'\t\n\r={}()+,*"; /* and NUL */
	size_t len = 0;

	while (scan->at + len < scan->end && memchr(stops, scan->at[len], sizeof stops) == NULL)
		len++;
	return len;
}

/* The token at a place where there is neither white space nor a comment. */
static void
take_token(const struct scan *scan, struct smx_conftoken *token)
{
	static const char marks[] = "={},";
	static const enum smx_conftoken_kind kinds[] = {SMX_CONFTOKEN_ASSIGN, SMX_CONFTOKEN_OPEN,
							SMX_CONFTOKEN_CLOSE, SMX_CONFTOKEN_COMMA};
	const char *at = scan->at;
	bool has_next = scan->end - at > 1;
	const char *mark = memchr(marks, *at, sizeof marks - 1);

	token->len = 1;
	if (mark != NULL) {
		token->kind = kinds[mark - marks];
	} else if (has_next && memcmp(at, "+=", 2) == 0) {
		token->kind = SMX_CONFTOKEN_APPEND;
		token->len = 2;
	} else if (*at == '"' || *at == '\'') {
		token->len = (uint32_t)measure_quoted(scan, &token->problem);
	} else if (has_next && memcmp(at, "${", 2) == 0) {
		token->len = (uint32_t)measure_variable(scan, &token->problem);
	} else {
		token->len = (uint32_t)measure_word(scan);
	}
	if (token->len == 0) {
		token->len = 1;
		token->problem = "this needs quotes around it";
	}
	if (token->problem != NULL)
		token->kind = SMX_CONFTOKEN_BAD;
}

static void
skip_to(struct scan *scan, const char *to)
{
	while (scan->line_end < to) {
		scan->line++;
		scan->line_end = find_line_end(scan->line_end + 1, scan->end);
	}
	scan->at = to;
}

/* Go to the next token; false at the end.  A comment that is open is a token. */
static bool
skip_blank(struct scan *scan, bool *is_open)
{
	*is_open = false;
	while (scan->at < scan->end) {
		const char *at = scan->at;
		size_t left = (size_t)(scan->end - at);
		const char *close;

		if (strchr(" \t\r\n", *at) != NULL && *at != '\0') {
			skip_to(scan, at + 1);
		} else if (*at == '#' || (left > 1 && memcmp(at, "//", 2) == 0)) {
			skip_to(scan, scan->line_end);
		} else if (left > 1 && memcmp(at, "/*", 2) == 0) {
			close = scan->is_comment_open ? NULL : memmem(at + 2, left - 2, "*/", 2);
			if (close == NULL) {
				*is_open = scan->is_comment_open = true;
				return true;
			}
			skip_to(scan, close + 2);
		} else {
			return true;
		}
	}
	return false;
}

int
smx_conftokens_read(struct smx_conftokens *tokens, const char *text, size_t len)
{
	struct scan scan = {text, text + len, find_line_end(text, text + len), 1, false};
	bool is_open;

	*tokens = (struct smx_conftokens){NULL, 0};
	while (skip_blank(&scan, &is_open)) {
		struct smx_conftoken token = {.text = scan.at, .line = scan.line};
		struct smx_conftoken *list = smx_grow(tokens->list, tokens->n, sizeof *list);

		if (list == NULL)
			return SMX_ENOMEM;
		tokens->list = list;
		if (is_open) {
			token.kind = SMX_CONFTOKEN_OPEN_COMMENT;
			token.len = (uint32_t)(scan.line_end - scan.at);
		} else {
			take_token(&scan, &token);
		}
		list[tokens->n++] = token;
		skip_to(&scan, scan.at + token.len);
	}
	return SMX_OK;
}

void
smx_conftokens_free(struct smx_conftokens *tokens)
{
	free(tokens->list);
	*tokens = (struct smx_conftokens){NULL, 0};
}

bool
smx_conftokens_is(const struct smx_conftokens *tokens, size_t i, const char *text)
{
	return smx_conftokens_has(tokens, i, SMX_CONFTOKEN_WORD) &&
	       tokens->list[i].len == strlen(text) &&
	       memcmp(tokens->list[i].text, text, tokens->list[i].len) == 0;
}

bool
smx_conftokens_has(const struct smx_conftokens *tokens, size_t i, enum smx_conftoken_kind kind)
{
	return i < tokens->n && tokens->list[i].kind == kind;
}

static bool
has_operator(const struct smx_conftokens *tokens, size_t i)
{
	return smx_conftokens_has(tokens, i, SMX_CONFTOKEN_ASSIGN) ||
	       smx_conftokens_has(tokens, i, SMX_CONFTOKEN_APPEND);
}

size_t
smx_conftokens_next(const struct smx_conftokens *tokens, size_t i)
{
	size_t end = i + 1;

	if (!smx_conftokens_has(tokens, i, SMX_CONFTOKEN_WORD)) {
		end = i + 1;
	} else if (!has_operator(tokens, i + 1)) {
		if (smx_conftokens_has(tokens, i + 1, SMX_CONFTOKEN_WORD))
			end++;
		end++;
	} else if (smx_conftokens_has(tokens, i + 2, SMX_CONFTOKEN_OPEN)) {
		end = i + 3;
		while (end < tokens->n && tokens->list[end].kind != SMX_CONFTOKEN_CLOSE)
			end++;
		end++;
	} else {
		end = i + 3;
	}
	return end < tokens->n ? end : tokens->n;
}

bool
smx_conftokens_begins(const struct smx_conftokens *tokens, size_t i)
{
	if (!smx_conftokens_has(tokens, i, SMX_CONFTOKEN_WORD))
		return false;
	if (smx_conftokens_has(tokens, i + 1, SMX_CONFTOKEN_WORD))
		return smx_conftokens_has(tokens, i + 2, SMX_CONFTOKEN_OPEN);
	return has_operator(tokens, i + 1) ||
	       smx_conftokens_has(tokens, i + 1, SMX_CONFTOKEN_OPEN);
}

/* Whether the statement that is skipped ends before token `i`, outside of braces. */
static bool
ends_before(const struct smx_conftokens *tokens, size_t i, size_t at, bool is_list)
{
	const struct smx_conftoken *token = &tokens->list[i];

	if (smx_conftokens_begins(tokens, i) || token->kind == SMX_CONFTOKEN_OPEN_COMMENT)
		return true;
	if (is_list)
		return false;
	if (token->kind == SMX_CONFTOKEN_WORD || token->kind == SMX_CONFTOKEN_BAD)
		return i > at && token->line > token[-1].line && !has_operator(tokens, i - 1);
	return token->kind == SMX_CONFTOKEN_CLOSE;
}

size_t
smx_conftokens_skip(const struct smx_conftokens *tokens, size_t begin, size_t at)
{
	size_t first = begin + 1; /* that can be of something else */
	size_t depth = 0; /* in braces of sections */
	bool is_list = false;

	if (smx_conftokens_begins(tokens, begin) && !has_operator(tokens, begin + 1))
		first = smx_conftokens_next(tokens, begin);
	for (size_t end = begin; end < tokens->n; end++) {
		enum smx_conftoken_kind kind = tokens->list[end].kind;

		if (end >= first && depth == 0 && ends_before(tokens, end, at, is_list))
			return end;
		if (kind == SMX_CONFTOKEN_OPEN && end > begin && has_operator(tokens, end - 1))
			is_list = true;
		else if (kind == SMX_CONFTOKEN_OPEN)
			depth++;
		else if (kind == SMX_CONFTOKEN_CLOSE && is_list)
			is_list = false;
		else if (kind == SMX_CONFTOKEN_CLOSE && depth > 0)
			depth--;
	}
	return depth > 0 ? SIZE_MAX : tokens->n;
}

void
smx_conftokens_cut(struct smx_conftokens *tokens, size_t begin, size_t end)
{
	if (begin > 0)
		tokens->list[begin - 1].is_changed_behind = true;
	memmove(tokens->list + begin, tokens->list + end,
		(tokens->n - end) * sizeof *tokens->list);
	tokens->n -= end - begin;
}

int
smx_conftokens_insert(struct smx_conftokens *tokens, size_t i, enum smx_conftoken_kind kind)
{
	struct smx_conftoken *list = realloc(tokens->list, (tokens->n + 1) * sizeof *list);

	if (list == NULL)
		return SMX_ENOMEM;
	tokens->list = list;
	memmove(list + i + 1, list + i, (tokens->n - i) * sizeof *list);
	list[i] = (struct smx_conftoken){.text = kind == SMX_CONFTOKEN_OPEN ? "{" : "}",
					 .len = 1,
					 .line = list[i + 1].line,
					 .kind = kind};
	list[i - 1].is_changed_behind = true;
	tokens->n++;
	return SMX_OK;
}

/* libConfuse would take quotes, variables and paths through sections as well. */
static bool
is_name(const struct smx_conftoken *token)
{
	if (token->kind != SMX_CONFTOKEN_WORD)
		return true;
	return token->text[0] != '"' && token->text[0] != '\'' &&
	       memchr(token->text, '|', token->len) == NULL &&
	       memchr(token->text, '$', token->len) == NULL;
}

char *
smx_conftokens_write(const struct smx_conftokens *tokens)
{
	size_t next = 0, size = 2;
	char *text, *at;

	for (size_t i = 0; i < tokens->n; i++)
		size += tokens->list[i].len + 1;
	text = malloc(size);
	if (text == NULL)
		return NULL;
	at = text;
	for (size_t i = 0; i < tokens->n; i++) {
		const struct smx_conftoken *token = &tokens->list[i];
		bool is_good = token->kind < SMX_CONFTOKEN_BAD;

		if (i == next) {
			is_good = is_good && is_name(token);
			next = smx_conftokens_next(tokens, i);
		}
		if (is_good)
			at = mempcpy(at, token->text, token->len);
		else
			*at++ = '(';
		*at++ = '\n';
	}
	strcpy(at, tokens->n == 0 ? "\n" : ""); /* libConfuse wants some text */
	return text;
}
