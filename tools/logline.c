/* SPDX-License-Identifier: BSD-3-Clause */
#include "logline.h"

#include <arpa/inet.h>
#include <string.h>

#include "part.h"
#include "qtype.h"

static void
be_bad(struct logline *line, const char *why)
{
	line->kind = LOGLINE_BAD;
	line->why = why;
}

static bool
read_name(struct logline *line, struct part name)
{
	const char *why = name_text_read(name.text, name.len, line->wire, &line->wire_len);

	if (why != NULL)
		be_bad(line, why);
	return why == NULL;
}

/* Returns whether it is an address. */
static bool
read_client(struct logline *line, struct part address)
{
	char text[INET6_ADDRSTRLEN];

	if (address.len >= sizeof text)
		return false;
	memcpy(text, address.text, address.len);
	text[address.len] = '\0';
	line->family = memchr(text, ':', address.len) != NULL ? AF_INET6 : AF_INET;
	if (inet_pton(line->family, text, &line->client) == 1)
		return true;
	line->family = AF_UNSPEC;
	return false;
}

/* A question of a client, by query or reply. */
static void
read_question(struct logline *line, enum logline_kind kind, struct part name,
	      struct part dclass, struct part type)
{
	line->kind = kind;
	line->has_type = true;
	if (!part_is(dclass, "IN"))
		line->kind = LOGLINE_OTHER;
	else if (read_name(line, name))
		line->type = qtype_read(type.text, type.len);
}

/* ---- Unbound's log ----------------------------------------------------------------------- */

/*
 * What follows `[pid:thread] word: `, whatever is before it: a time of three kinds, with
 * or without syslog's words.  `*word` is what Unbound says of its importance, or
 * `query` and `reply` with log-tag-queryreply.
 */
static bool
find_message(struct part text, struct part *word, struct part *message)
{
	const char *end = text.text + text.len;
	const char *behind = text.text;

	while ((behind = memchr(behind, ']', (size_t)(end - behind))) != NULL) {
		const char *c = behind++;
		const char *colon = NULL;

		while (c > text.text && (part_is_digit(c[-1]) || (c[-1] >= 'a' && c[-1] <= 'f')))
			c--;
		if (c == behind - 1 || c < text.text + 3 || c[-1] != ':' || !part_is_digit(c[-2]))
			continue;
		for (c--; c > text.text && part_is_digit(c[-1]); c--)
			;
		if (c == text.text || c[-1] != '[' || behind == end || *behind != ' ')
			continue;
		colon = memchr(behind, ':', (size_t)(end - behind));
		if (colon == NULL)
			continue;
		*word = (struct part){behind + 1, (size_t)(colon - behind - 1)};
		*message = (struct part){colon + 1, (size_t)(end - colon - 1)};
		return true;
	}
	return false;
}

/* `address name type class`, and of a reply also the rcode, the time it took, whether it
 * came from the cache, its size, and maybe more. */
static void
read_message(struct logline *line, struct part word, struct part message)
{
	struct part parts[PARTS_MAX];
	size_t n = part_cut(message, parts);
	bool is_query = n == 4 && !part_is(word, "reply");
	bool is_reply = n >= 8 && !part_is(word, "query");

	line->kind = LOGLINE_OTHER;
	if (!part_is(word, "info") && !part_is(word, "query") && !part_is(word, "reply"))
		return;
	if ((!is_query && !is_reply) || !read_client(line, parts[0]) || part_is(parts[1], "-"))
		return;
	read_question(line, is_query ? LOGLINE_QUERY : LOGLINE_REPLY, parts[1], parts[3],
		      parts[2]);
}

/* ---- dnstap ------------------------------------------------------------------------------ */

/* What dnstap-read and unbound-dnstap-socket call messages; the two of clients first. */
static const struct {
	const char *brief, *full;
	enum logline_kind kind;
} taps[] = {
	{"CQ", "CLIENT_QUERY", LOGLINE_QUERY},     {"CR", "CLIENT_RESPONSE", LOGLINE_REPLY},
	{"RQ", "RESOLVER_QUERY", LOGLINE_OTHER},   {"RR", "RESOLVER_RESPONSE", LOGLINE_OTHER},
	{"FQ", "FORWARDER_QUERY", LOGLINE_OTHER},  {"FR", "FORWARDER_RESPONSE", LOGLINE_OTHER},
	{"AQ", "AUTH_QUERY", LOGLINE_OTHER},       {"AR", "AUTH_RESPONSE", LOGLINE_OTHER},
	{"SQ", "STUB_QUERY", LOGLINE_OTHER},       {"SR", "STUB_RESPONSE", LOGLINE_OTHER},
	{"TQ", "TOOL_QUERY", LOGLINE_OTHER},       {"TR", "TOOL_RESPONSE", LOGLINE_OTHER},
	{"UQ", "UPDATE_QUERY", LOGLINE_OTHER},     {"UR", "UPDATE_RESPONSE", LOGLINE_OTHER},
};

#define N_TAPS (sizeof taps / sizeof taps[0])

/*
 * As dnstap-read prints it: `date time kind client:port -> server:port protocol size
 * name/class/type`, with <- for a response.
 */
static bool
read_tap(struct logline *line, const struct part *parts, size_t n)
{
	struct part address, port, name, dclass, type, rest;
	size_t tap = 0;

	if (n < 7 || parts[0].len != strlen("25-Nov-2026") || parts[0].text[2] != '-' ||
	    parts[0].text[6] != '-' || !(part_is(parts[4], "->") || part_is(parts[4], "<-")))
		return false;
	while (tap < N_TAPS && !part_is(parts[2], taps[tap].brief))
		tap++;
	if (tap == N_TAPS)
		return false;
	line->kind = LOGLINE_OTHER;
	if (taps[tap].kind == LOGLINE_OTHER || n < 9 ||
	    !part_split(parts[8], '/', &rest, &type) || !part_split(rest, '/', &name, &dclass))
		return true;
	/* A server need not tell who the client was. */
	if (part_split(parts[3], ':', &address, &port))
		read_client(line, address);
	read_question(line, taps[tap].kind, name, dclass, type);
	return true;
}

/* As unbound-dnstap-socket prints it: `kind client name class type`. */
static bool
read_socket_tap(struct logline *line, const struct part *parts, size_t n)
{
	size_t tap = 0;

	while (tap < N_TAPS && !part_is(parts[0], taps[tap].full))
		tap++;
	if (tap == N_TAPS)
		return false;
	line->kind = LOGLINE_OTHER;
	if (taps[tap].kind != LOGLINE_OTHER && n == 5 && read_client(line, parts[1]))
		read_question(line, taps[tap].kind, parts[2], parts[3], parts[4]);
	return true;
}

static bool
is_class(struct part part)
{
	return part_is(part, "IN") || part_is(part, "CH") || part_is(part, "HS");
}

/* A whole message in hexadecimal: a header, and a question about the root at least. */
static bool
is_hex(struct part part)
{
	for (size_t i = 0; i < part.len; i++) {
		if (!part_is_digit(part.text[i]) && !(part.text[i] >= 'A' && part.text[i] <= 'F'))
			return false;
	}
	return part.len >= 2 * (12 + 5);
}

/* Lines of the messages that both print if asked to: records, questions, and headings
 * like `query_time: ...`. */
static bool
is_of_message(const struct part *parts, size_t n)
{
	static const char *const headings[] = {"identity:", "query_message:", "query_time:",
					       "response_message:", "response_time:"};
	uint64_t ttl;

	if (n >= 4 && part_read_number(parts[1], LOGLINE_NUMBER_MAX, &ttl) && is_class(parts[2]))
		return true;
	if (n == 3 && is_class(parts[1]))
		return true;
	for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
		if (n > 0 && part_is(parts[0], headings[i]))
			return true;
	}
	return n == 1 && is_hex(parts[0]);
}

/* ---- lists ------------------------------------------------------------------------------- */

/* Take a field off a CSV line, without its quotes; false if there is none. */
static bool
take_field(struct part *rest, struct part *field)
{
	const char *comma = NULL;
	const char *quote = NULL;

	if (rest->text == NULL)
		return false;
	*rest = part_trim(*rest);
	if (rest->len > 0 && rest->text[0] == '"')
		quote = memchr(rest->text + 1, '"', rest->len - 1);
	if (quote != NULL) {
		size_t behind = (size_t)(quote + 1 - rest->text);

		*field = (struct part){rest->text + 1, behind - 2};
		comma = memchr(quote + 1, ',', rest->len - behind);
	} else {
		comma = memchr(rest->text, ',', rest->len);
		*field = (struct part){rest->text,
				       comma != NULL ? (size_t)(comma - rest->text) : rest->len};
	}
	if (comma != NULL)
		*rest = (struct part){comma + 1, rest->len - (size_t)(comma + 1 - rest->text)};
	else
		*rest = (struct part){NULL, 0};
	*field = part_trim(*field);
	return true;
}

/* `rank,name`; some lists have a second rank in front of the name. */
static bool
read_csv(struct logline *line, struct part text, bool is_first)
{
	struct part rest = text, rank, name;
	uint64_t second;

	if (memchr(text.text, ',', text.len) == NULL || !take_field(&rest, &rank) ||
	    rest.text == NULL)
		return false;
	if (!part_read_number(rank, LOGLINE_NUMBER_MAX, &line->rank)) {
		/* The words of a heading have no dots. */
		if (!is_first || memchr(text.text, '.', text.len) != NULL)
			return false;
		line->kind = LOGLINE_NOTHING;
		return true;
	}
	take_field(&rest, &name);
	if (part_read_number(name, LOGLINE_NUMBER_MAX, &second) && rest.text != NULL)
		take_field(&rest, &name);
	if (name.len == 0)
		be_bad(line, "no name behind the comma");
	else
		read_name(line, name);
	return true;
}

static void
read_parts(struct logline *line, struct part text)
{
	struct part parts[PARTS_MAX];
	size_t n = part_cut(text, parts), n_listed = 1;

	/* What a list says, up to a comment. */
	while (n_listed < n && parts[n_listed].text[0] != '#')
		n_listed++;
	if (is_of_message(parts, n))
		line->kind = LOGLINE_OTHER;
	else if (n_listed == 1)
		read_name(line, parts[0]);
	else if (n_listed == 2 && part_read_number(parts[0], LOGLINE_NUMBER_MAX, &line->weight))
		read_name(line, parts[1]);
	else if (!read_tap(line, parts, n) && !read_socket_tap(line, parts, n))
		be_bad(line, "neither a name nor a line of a log that is known");
}

void
logline_read(struct logline *line, const char *text, size_t len, bool is_first)
{
	static const char mark[] = {'\xef', '\xbb', '\xbf'};
	struct part whole = {text, len}, word, message;

	line->kind = LOGLINE_NAME;
	line->why = NULL;
	line->weight = 1;
	line->rank = 0;
	line->has_type = false;
	line->type = 0;
	line->family = AF_UNSPEC;
	if (is_first && len >= sizeof mark && memcmp(text, mark, sizeof mark) == 0)
		whole = (struct part){text + sizeof mark, len - sizeof mark};
	whole = part_trim(whole);
	if (whole.len > LOGLINE_MAX)
		be_bad(line, "a line of more than 64 KiB");
	else if (whole.len == 0 || whole.text[0] == '#' || whole.text[0] == ';')
		line->kind = LOGLINE_NOTHING;
	else if (find_message(whole, &word, &message))
		read_message(line, word, message);
	else if (!read_csv(line, whole, is_first))
		read_parts(line, whole);
}
