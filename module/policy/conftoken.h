/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_CONFTOKEN_H
#define SMX_POLICY_CONFTOKEN_H

/*
 * The text of straymx.conf in tokens, cut as libConfuse cuts them, but without
 * a thought about what they mean.  Given to libConfuse one a line, the line
 * that it finds an error in says the token, and what is wrong can be taken out.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum smx_conftoken_kind {
	SMX_CONFTOKEN_WORD, /* with its quotes, if it has any */
	SMX_CONFTOKEN_ASSIGN,
	SMX_CONFTOKEN_APPEND,
	SMX_CONFTOKEN_OPEN, /* a brace */
	SMX_CONFTOKEN_CLOSE,
	SMX_CONFTOKEN_COMMA,
	SMX_CONFTOKEN_BAD,
	SMX_CONFTOKEN_OPEN_COMMENT, /* one that is never closed; it goes on after its line */
};

struct smx_conftoken {
	const char *text; /* in the text that was read; not terminated */
	uint32_t len;
	unsigned line;
	enum smx_conftoken_kind kind;
	const char *problem;    /* what is wrong with one that is bad */
	bool is_told;           /* that something is wrong here is among the messages */
	bool is_warned;  /* likewise, of what is no error */
	bool is_changed_behind; /* something has been taken out or put in there */
};

struct smx_conftokens {
	struct smx_conftoken *list;
	size_t n;
};

/*
 * Cut `len` bytes (< 4 GiB), which have to stay, into tokens.  0 or SMX_ENOMEM; in
 * either case smx_conftokens_free() has to follow.
 */
int smx_conftokens_read(struct smx_conftokens *tokens, const char *text, size_t len);

void smx_conftokens_free(struct smx_conftokens *tokens);

/* Whether token `i` is a word that says `text`, without quotes. */
bool smx_conftokens_is(const struct smx_conftokens *tokens, size_t i, const char *text);

/* Whether there is a token `i`, of that kind. */
bool smx_conftokens_has(const struct smx_conftokens *tokens, size_t i,
			enum smx_conftoken_kind kind);

/*
 * Where the statement that begins at `i` ends, in a text without errors: behind
 * its value, or behind the opening brace of a section.  The brace that closes a
 * section is a statement of its own.
 */
size_t smx_conftokens_next(const struct smx_conftokens *tokens, size_t i);

/*
 * Where the statement ends that begins at `begin` and has an error at `at`: where the
 * next one seems to begin, or the section to end.  SIZE_MAX if a section in it is not
 * closed.
 */
size_t smx_conftokens_skip(const struct smx_conftokens *tokens, size_t begin, size_t at);

/* Whether a setting or section seems to begin at `i`. */
bool smx_conftokens_begins(const struct smx_conftokens *tokens, size_t i);

/* Take out the tokens from `begin` to before `end`. */
void smx_conftokens_cut(struct smx_conftokens *tokens, size_t begin, size_t end);

/* Put a brace before token `i`, which is not the first one.  0 or SMX_ENOMEM. */
int smx_conftokens_insert(struct smx_conftokens *tokens, size_t i, enum smx_conftoken_kind kind);

/*
 * The tokens one a line, malloced; NULL if memory ran out.  For one that is bad, or
 * that can be no option's name where one should be, there is a parenthesis, which
 * libConfuse takes nowhere.
 */
char *smx_conftokens_write(const struct smx_conftokens *tokens);

#endif /* SMX_POLICY_CONFTOKEN_H */
