/* SPDX-License-Identifier: BSD-3-Clause */
#include "expect.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Flags of the header (RFC 1035, 4.1.1; RFC 4035, 3.1.6 and 3.2.2). */
#define FLAG_QR 0x8000u
#define FLAG_RD 0x0100u
#define FLAG_RA 0x0080u
#define FLAG_CD 0x0010u

#define HEADER_LEN 12
#define OPTION_EDE 15 /* RFC 8914 */
#define EDE_FORGED_ANSWER 4
#define EDE_BLOCKED 15
#define RECORD_SIZE 512

/* An answer on trial. */
struct trial {
	const struct question *question;
	const struct answer *answer;
	const struct lookalike *lookalike;
	size_t n_expected; /* records in the answer section */
};

static _Thread_local char wrong_text[2 * QUERY_NAME_SIZE + 512];

/* Note what is wrong; always false. */
__attribute__((format(printf, 2, 3))) static bool
wrong(const struct trial *trial, const char *format, ...)
{
	int len = snprintf(wrong_text, sizeof wrong_text, "%s: ", query_text(trial->question));
	va_list args;

	va_start(args, format);
	vsnprintf(wrong_text + len, sizeof wrong_text - (size_t)len, format, args);
	va_end(args);
	return false;
}

static unsigned
u16_at(const uint8_t *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

/* ---- records ---------------------------------------------------------------------- */

/* "TYPE RDATA" of a record. */
static void
record_text(const ldns_rr *rr, char text[RECORD_SIZE])
{
	char *type = ldns_rr_type2str(ldns_rr_get_type(rr));
	size_t len = (size_t)snprintf(text, RECORD_SIZE, "%s", type);

	LDNS_FREE(type);
	for (size_t i = 0; i < ldns_rr_rd_count(rr) && len < RECORD_SIZE; i++) {
		char *rdata = ldns_rdf2str(ldns_rr_rdf(rr, i));

		len += (size_t)snprintf(text + len, RECORD_SIZE - len, " %s", rdata);
		LDNS_FREE(rdata);
	}
}

/* How often the section has `record`, of `len` bytes.  Names in it can have the letter
 * case of the question, which they are compressed against. */
static size_t
count_record(const ldns_rr_list *section, const char *record, size_t len)
{
	char text[RECORD_SIZE];
	size_t n = 0;

	for (size_t i = 0; i < ldns_rr_list_rr_count(section); i++) {
		record_text(ldns_rr_list_rr(section, i), text);
		n += strlen(text) == len && strncasecmp(text, record, len) == 0;
	}
	return n;
}

static bool
is_owner(const ldns_rr *rr, const char *name)
{
	ldns_rdf *owner = ldns_dname_new_frm_str(name);
	bool is_equal = owner != NULL && ldns_dname_compare(ldns_rr_owner(rr), owner) == 0;

	ldns_rdf_deep_free(owner);
	return is_equal;
}

/* Owner, class and TTL of a record made up. */
static bool
is_made_up(const struct trial *trial, const ldns_rr *rr, const char *owner)
{
	char text[RECORD_SIZE];

	record_text(rr, text);
	if (!is_owner(rr, owner))
		return wrong(trial, "%s is not owned by %s", text, owner);
	if (ldns_rr_get_class(rr) != LDNS_RR_CLASS_IN)
		return wrong(trial, "%s has class %d", text, (int)ldns_rr_get_class(rr));
	if (ldns_rr_ttl(rr) != FIXTURE_TTL)
		return wrong(trial, "%s has TTL %u", text, (unsigned)ldns_rr_ttl(rr));
	return true;
}

/* ---- parts of the message ------------------------------------------------------------ */

/* The header but for its counts, and the question as it was, letter by letter. */
static bool
has_head(const struct trial *trial, unsigned rcode)
{
	const struct question *question = trial->question;
	const struct answer *answer = trial->answer;
	unsigned flags = question->flags;
	unsigned expected = FLAG_QR | FLAG_RA | (flags & QUERY_NO_RD ? 0 : FLAG_RD) |
			    (flags & QUERY_CD ? FLAG_CD : 0) | rcode;
	uint8_t query[QUERY_SIZE];
	size_t query_len;

	if (u16_at(answer->wire + 2) != expected)
		return wrong(trial, "flags and RCODE are %04x, not %04x", u16_at(answer->wire + 2),
			     expected);
	if (u16_at(answer->wire + 4) != 1)
		return wrong(trial, "QDCOUNT is %u", u16_at(answer->wire + 4));
	query_len = query_write(question, 0, query);
	if (question->flags & QUERY_EDNS)
		query_len -= 11; /* OPT */
	if (answer->len < query_len ||
	    memcmp(answer->wire + HEADER_LEN, query + HEADER_LEN, query_len - HEADER_LEN) != 0)
		return wrong(trial, "the question is not echoed as it was");
	return true;
}

static bool
has_answers(struct trial *trial)
{
	const ldns_rr_list *section = ldns_pkt_answer(trial->answer->pkt);
	const char *line = trial->lookalike->data;

	for (size_t len; *line != '\0'; line += len + 1) {
		char *type = ldns_rr_type2str(trial->question->type);
		size_t type_len = strlen(type);
		bool is_asked = trial->question->type == LDNS_RR_TYPE_ANY ||
				(strncmp(line, type, type_len) == 0 && line[type_len] == ' ');

		LDNS_FREE(type);
		len = strcspn(line, "\n");
		if (!is_asked)
			continue;
		trial->n_expected++;
		if (count_record(section, line, len) != 1)
			return wrong(trial, "%.*s is there %zu times", (int)len, line,
				     count_record(section, line, len));
	}
	if (ldns_rr_list_rr_count(section) != trial->n_expected)
		return wrong(trial, "%zu answers, not %zu", ldns_rr_list_rr_count(section),
			     trial->n_expected);
	for (size_t i = 0; i < trial->n_expected; i++) {
		if (!is_made_up(trial, ldns_rr_list_rr(section, i), trial->question->name))
			return false;
	}
	return true;
}

static bool
has_authority(const struct trial *trial)
{
	const ldns_rr_list *section = ldns_pkt_authority(trial->answer->pkt);
	size_t n_expected = trial->n_expected > 0 ? 0 : 1;
	char soa[RECORD_SIZE], text[RECORD_SIZE];

	if (ldns_rr_list_rr_count(section) != n_expected)
		return wrong(trial, "%zu records in the authority section, not %zu",
			     ldns_rr_list_rr_count(section), n_expected);
	if (n_expected == 0)
		return true;
	snprintf(soa, sizeof soa, "SOA %s %d", trial->lookalike->soa, FIXTURE_TTL);
	record_text(ldns_rr_list_rr(section, 0), text);
	if (strcmp(text, soa) != 0)
		return wrong(trial, "'%s' is not '%s'", text, soa);
	return is_made_up(trial, ldns_rr_list_rr(section, 0), trial->lookalike->name);
}

/* No additional records, but OPT if and only if the query had it. */
static bool
has_opt(const struct trial *trial)
{
	unsigned expected = trial->question->flags & QUERY_EDNS ? 1 : 0;
	const ldns_pkt *pkt = trial->answer->pkt;

	if (u16_at(trial->answer->wire + 10) != expected)
		return wrong(trial, "%u additional records, not %u",
			     u16_at(trial->answer->wire + 10), expected);
	if (expected == 0)
		return true;
	if (!ldns_pkt_edns(pkt))
		return wrong(trial, "no OPT record");
	if (ldns_pkt_edns_version(pkt) != 0 || ldns_pkt_edns_extended_rcode(pkt) != 0)
		return wrong(trial, "EDNS version %u, extended RCODE %u",
			     ldns_pkt_edns_version(pkt), ldns_pkt_edns_extended_rcode(pkt));
	if (ldns_pkt_edns_do(pkt) != ((trial->question->flags & QUERY_DO) != 0))
		return wrong(trial, "DO is not echoed");
	return true;
}

/* The EDNS option 15 of the answer, without its code and length; NULL if none. */
static const uint8_t *
find_ede(const struct answer *answer, size_t *ede_len, size_t *n_ede)
{
	const ldns_rdf *options = ldns_pkt_edns_data(answer->pkt);
	const uint8_t *at = options != NULL ? ldns_rdf_data(options) : NULL;
	const uint8_t *end = options != NULL ? at + ldns_rdf_size(options) : NULL;
	const uint8_t *ede = NULL;

	*n_ede = 0;
	while (at != NULL && end - at >= 4 && (size_t)(end - at) >= 4 + u16_at(at + 2)) {
		if (u16_at(at) == OPTION_EDE) {
			ede = at + 4;
			*ede_len = u16_at(at + 2);
			++*n_ede;
		}
		at += 4 + u16_at(at + 2);
	}
	return ede;
}

static bool
has_ede(const struct trial *trial, const char *intended)
{
	unsigned code = trial->n_expected > 0 ? EDE_FORGED_ANSWER : EDE_BLOCKED;
	char expected[QUERY_NAME_SIZE + 32];
	size_t len = 0, n_ede;
	const uint8_t *ede = find_ede(trial->answer, &len, &n_ede);

	if ((trial->question->flags & QUERY_EDNS) == 0)
		return n_ede == 0 || wrong(trial, "EDE without EDNS");
	if (n_ede != 1 || len < 2)
		return wrong(trial, "%zu EDE options", n_ede);
	if (u16_at(ede) != code)
		return wrong(trial, "EDE INFO-CODE %u, not %u", u16_at(ede), code);
	snprintf(expected, sizeof expected, "did you mean %s?", intended);
	if (len - 2 != strlen(expected) || memcmp(ede + 2, expected, len - 2) != 0)
		return wrong(trial, "EDE EXTRA-TEXT '%.*s', not '%s'", (int)len - 2,
			     (const char *)ede + 2, expected);
	return true;
}

/* ---- the whole ------------------------------------------------------------------------ */

const char *
expect_made_up(const struct question *question, const struct answer *answer,
	       const struct lookalike *lookalike, const char *intended)
{
	struct trial trial = {question, answer, lookalike, 0};

	if (has_head(&trial, lookalike->rcode) && has_answers(&trial) && has_authority(&trial) &&
	    has_opt(&trial) && has_ede(&trial, intended))
		return NULL;
	return wrong_text;
}

const char *
expect_passed(const struct question *question, const struct answer *answer, const char *record)
{
	struct trial trial = {.question = question, .answer = answer};
	const ldns_rr_list *section = ldns_pkt_answer(answer->pkt);
	size_t len, n_ede;

	if (!has_head(&trial, LDNS_RCODE_NOERROR) || !has_opt(&trial))
		return wrong_text;
	if (count_record(section, record, strlen(record)) != 1) {
		wrong(&trial, "%s is not the answer", record);
		return wrong_text;
	}
	for (size_t i = 0; i < ldns_rr_list_rr_count(section); i++) {
		if (!is_owner(ldns_rr_list_rr(section, i), question->name)) {
			wrong(&trial, "an answer for another name");
			return wrong_text;
		}
	}
	if (find_ede(answer, &len, &n_ede) != NULL) {
		wrong(&trial, "EDE in an answer from upstream");
		return wrong_text;
	}
	return NULL;
}

void
expect_intended(const struct question *question, const struct lookalike *lookalike,
		char intended[QUERY_NAME_SIZE])
{
	size_t prefix_len = strlen(question->name) - strlen(lookalike->name);

	snprintf(intended, QUERY_NAME_SIZE, "%.*s%s", (int)prefix_len, question->name,
		 lookalike->intended);
	for (char *c = intended; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
}

ldns_rr_type
expect_type(const char *record)
{
	char type[32];

	snprintf(type, sizeof type, "%.*s", (int)strcspn(record, " "), record);
	return ldns_get_rr_type_by_name(type);
}
