/* SPDX-License-Identifier: BSD-3-Clause */
#include "serial.h"

#include <string.h>
#include <strings.h>

/* ---- tokens ----------------------------------------------------------------------------- */

struct scanner {
	const char *text;
	size_t len, at;
	size_t depth; /* of parentheses, in which line ends are blanks */
	/* Between two words there was no blank, only a quote, a parenthesis or a comment, which
	 * readers of master files do not agree about. */
	bool is_doubtful;
};

enum token { TOKEN_WORD, TOKEN_LINE_END, TOKEN_END };

struct word {
	const char *text;
	size_t len;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool
ends_word(char c)
{
	return is_blank(c) || c == '\n' || c == ';' || c == '(' || c == ')' || c == '"';
}

/* What a backslash stands before is a part of the word or string, whatever it is. */
static void
skip_character(struct scanner *scanner)
{
	scanner->at += scanner->text[scanner->at] == '\\' && scanner->at + 1 < scanner->len ? 2 : 1;
}

static void
skip_string(struct scanner *scanner)
{
	scanner->at++;
	while (scanner->at < scanner->len && scanner->text[scanner->at] != '"')
		skip_character(scanner);
	if (scanner->at < scanner->len)
		scanner->at++;
}

static size_t
end_of_line(const struct scanner *scanner, size_t at)
{
	const char *newline = memchr(scanner->text + at, '\n', scanner->len - at);

	return newline != NULL ? (size_t)(newline - scanner->text) : scanner->len;
}

/* Behind a word: whether the next one follows, parentheses or a comment aside, without a
 * blank. */
static bool
is_going_on(const struct scanner *scanner)
{
	size_t at = scanner->at;

	while (at < scanner->len && (scanner->text[at] == '(' || scanner->text[at] == ')'))
		at++;
	if (at < scanner->len && scanner->text[at] == ';' && scanner->depth > 0)
		at = end_of_line(scanner, at) + 1;
	return at < scanner->len && (!ends_word(scanner->text[at]) || scanner->text[at] == '"');
}

static enum token
scan_word(struct scanner *scanner, struct word *word)
{
	size_t begin = scanner->at;

	if (scanner->text[begin] == '"') {
		skip_string(scanner);
	} else {
		while (scanner->at < scanner->len && !ends_word(scanner->text[scanner->at]))
			skip_character(scanner);
	}
	word->text = scanner->text + begin;
	word->len = scanner->at - begin;
	scanner->is_doubtful |= is_going_on(scanner);
	return TOKEN_WORD;
}

static enum token
scan(struct scanner *scanner, struct word *word)
{
	while (scanner->at < scanner->len) {
		char c = scanner->text[scanner->at];

		if (c == ';') {
			scanner->at = end_of_line(scanner, scanner->at);
			continue;
		}
		if (!ends_word(c) || c == '"')
			return scan_word(scanner, word);
		scanner->at++;
		if (c == '\n' && scanner->depth == 0)
			return TOKEN_LINE_END;
		if (c == '(')
			scanner->depth++;
		else if (c == ')' && scanner->depth > 0)
			scanner->depth--;
	}
	return TOKEN_END;
}

/* ---- records ---------------------------------------------------------------------------- */

static bool
is_word(const struct word *word, const char *text)
{
	return word->len == strlen(text) && strncasecmp(word->text, text, word->len) == 0;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A TTL, as 300 or 1h30m, or a class: either may stand first, or be left out. */
static bool
is_ttl_or_class(const struct word *word)
{
	static const char *const classes[] = {"IN", "CH", "CS", "HS"};

	if (is_digit(word->text[0]))
		return true;
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
		if (is_word(word, classes[i]))
			return true;
	}
	return word->len > 5 && strncasecmp(word->text, "CLASS", 5) == 0 &&
	       is_digit(word->text[5]);
}

/* Read the record or directive that begins here up to its type; true if that is SOA. */
static bool
is_soa(struct scanner *scanner, enum token *token)
{
	bool has_owner = !is_blank(scanner->text[scanner->at]);
	struct word word;

	scanner->is_doubtful = false;
	*token = scan(scanner, &word);
	if (*token != TOKEN_WORD || (has_owner && word.text[0] == '$'))
		return false;
	if (has_owner)
		*token = scan(scanner, &word);
	while (*token == TOKEN_WORD && is_ttl_or_class(&word))
		*token = scan(scanner, &word);
	return *token == TOKEN_WORD && is_word(&word, "SOA");
}

bool
serial_find(const char *text, size_t text_len, size_t *at, size_t *len)
{
	struct scanner scanner = {.text = text, .len = text_len};
	enum token token = TOKEN_LINE_END;
	struct word word = {NULL, 0};

	while (scanner.at < scanner.len && !is_soa(&scanner, &token)) {
		while (token == TOKEN_WORD)
			token = scan(&scanner, &word);
	}
	/* MNAME, RNAME and the serial. */
	for (int i = 0; i < 3; i++) {
		if (scanner.at >= scanner.len || scan(&scanner, &word) != TOKEN_WORD)
			return false;
	}
	for (size_t i = 0; i < word.len; i++) {
		if (!is_digit(word.text[i]))
			return false;
	}
	*at = (size_t)(word.text - text);
	*len = word.len;
	return !scanner.is_doubtful;
}

/* ---- numbers ---------------------------------------------------------------------------- */

bool
serial_of_day(time_t now, uint32_t *serial)
{
	struct tm day;
	uint64_t number;

	if (gmtime_r(&now, &day) == NULL || day.tm_year < 0)
		return false;
	number = ((uint64_t)day.tm_year + 1900) * 1000000 + ((uint64_t)day.tm_mon + 1) * 10000 +
		 (uint64_t)day.tm_mday * 100 + 1;
	*serial = (uint32_t)number;
	return number <= UINT32_MAX;
}

uint32_t
serial_next(uint32_t old, uint32_t day)
{
	uint32_t ahead = day - old;

	return ahead > 0 && ahead < UINT32_C(1) << 31 ? day : old + 1;
}
