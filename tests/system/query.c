/* SPDX-License-Identifier: BSD-3-Clause */
#include "query.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define N_TRIES 8
#define TRY_TIME 1000  /* milliseconds */
#define READY_TIME 100 /* likewise */
#define HEADER_LEN 12
#define PROXY_SIZE 64 /* room for a PROXYv2 header */

/* ---- making ------------------------------------------------------------------ */

struct question
query_make(const char *prefix, const char *name, ldns_rr_type type, unsigned flags)
{
	struct question question = {.type = type, .flags = flags};

	snprintf(question.name, sizeof question.name, "%s%s", prefix, name);
	return question;
}

void
query_mix_case(struct question *question, unsigned *state)
{
	for (char *c = question->name; *c != '\0'; c++) {
		if (rand_r(state) & 64)
			*c = (char)toupper((unsigned char)*c);
	}
}

const char *
query_text(const struct question *question)
{
	static const char *const names[] = {"tcp", "edns", "do", "cd", "ad", "no-rd"};
	static _Thread_local char text[QUERY_NAME_SIZE + 64];
	char *type = ldns_rr_type2str(question->type);
	size_t len = (size_t)snprintf(text, sizeof text, "%s %s", question->name, type);

	LDNS_FREE(type);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (question->flags & 1u << i)
			len += (size_t)snprintf(text + len, sizeof text - len, " %s", names[i]);
	}
	return text;
}

static uint8_t *
put_u16(uint8_t *at, unsigned value)
{
	*at++ = (uint8_t)(value >> 8);
	*at++ = (uint8_t)value;
	return at;
}

size_t
query_write(const struct question *question, uint16_t id, uint8_t wire[QUERY_SIZE])
{
	unsigned flags = question->flags;
	ldns_rdf *name = ldns_dname_new_frm_str(question->name);
	uint8_t *at = wire;

	if (name == NULL)
		return 0;
	at = put_u16(at, id);
	at = put_u16(at, (flags & QUERY_NO_RD ? 0 : 0x0100u) | (flags & QUERY_AD ? 0x20u : 0) |
				 (flags & QUERY_CD ? 0x10u : 0));
	at = put_u16(at, 1); /* QDCOUNT */
	at = put_u16(at, 0);
	at = put_u16(at, 0);
	at = put_u16(at, flags & QUERY_EDNS ? 1 : 0); /* ARCOUNT */
	memcpy(at, ldns_rdf_data(name), ldns_rdf_size(name));
	at += ldns_rdf_size(name);
	ldns_rdf_deep_free(name);
	at = put_u16(at, question->type);
	at = put_u16(at, question->class != 0 ? question->class : LDNS_RR_CLASS_IN);
	if (flags & QUERY_EDNS) { /* OPT, RFC 6891, 6.1.2 */
		*at++ = 0;
		at = put_u16(at, LDNS_RR_TYPE_OPT);
		at = put_u16(at, question->udp_size != 0 ? question->udp_size : 1232);
		at = put_u16(at, 0);
		at = put_u16(at, flags & QUERY_DO ? 0x8000u : 0);
		at = put_u16(at, 0);
	}
	return (size_t)(at - wire);
}

/* ---- reading ------------------------------------------------------------------- */

bool
query_read(const uint8_t *wire, size_t len, const uint8_t *query, struct answer *answer)
{
	answer->pkt = NULL;
	if (len < HEADER_LEN || memcmp(wire, query, 2) != 0 || (wire[2] & 0x80) == 0 ||
	    ldns_wire2pkt(&answer->pkt, wire, len) != LDNS_STATUS_OK)
		return false;
	answer->wire = malloc(len);
	if (answer->wire == NULL)
		abort();
	memcpy(answer->wire, wire, len);
	answer->len = len;
	return true;
}

void
answer_free(struct answer *answer)
{
	free(answer->wire);
	ldns_pkt_free(answer->pkt);
	memset(answer, 0, sizeof *answer);
}

/* ---- asking ---------------------------------------------------------------------- */

int
query_connect(uint16_t port, int kind)
{
	return query_connect_from(NULL, port, kind);
}

int
query_connect_from(const char *source, uint16_t port, int kind)
{
	struct sockaddr_in from = {.sin_family = AF_INET};
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
				      .sin_port = htons(port)};
	int fd = socket(AF_INET, kind | SOCK_CLOEXEC, 0);

	if (fd >= 0 && source != NULL &&
	    (inet_pton(AF_INET, source, &from.sin_addr) != 1 ||
	     bind(fd, (struct sockaddr *)&from, sizeof from) != 0)) {
		close(fd);
		return -1;
	}
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static void
set_timeout(int fd, long milliseconds)
{
	struct timeval time = {milliseconds / 1000, milliseconds % 1000 * 1000};

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
}

bool
query_receive(int fd, long timeout, const uint8_t *query, struct answer *answer)
{
	static _Thread_local uint8_t wire[QUERY_ANSWER_MAX];
	ssize_t len;

	memset(answer, 0, sizeof *answer);
	set_timeout(fd, timeout);
	len = recv(fd, wire, sizeof wire, 0);
	return len > 0 && query_read(wire, (size_t)len, query, answer);
}

/* A PROXYv2 header (haproxy's proxy-protocol.txt, 2.2), if the question has a client for
 * one; its length.  The other address and the ports do not matter. */
static size_t
write_proxy(const struct question *question, int kind, uint8_t header[PROXY_SIZE])
{
	static const uint8_t signature[] = "\r\n\r\n\0\r\nQUIT\n";
	bool is_ipv6 = question->proxied != NULL && strchr(question->proxied, ':') != NULL;
	size_t address_len = is_ipv6 ? 16 : 4;

	if (question->proxied == NULL)
		return 0;
	memset(header, 0, PROXY_SIZE);
	memcpy(header, signature, 12);
	header[12] = 0x21; /* version 2, PROXY */
	header[13] = (uint8_t)((is_ipv6 ? 0x20 : 0x10) | (kind == SOCK_STREAM ? 1 : 2));
	put_u16(header + 14, (unsigned)(2 * address_len + 4));
	if (inet_pton(is_ipv6 ? AF_INET6 : AF_INET, question->proxied, header + 16) != 1)
		abort();
	return 16 + 2 * address_len + 4;
}

static bool
try_udp(uint16_t port, const struct question *question, const uint8_t *query, size_t query_len,
	long timeout, struct answer *answer)
{
	int fd = query_connect_from(question->source, port, SOCK_DGRAM);
	uint8_t packet[PROXY_SIZE + QUERY_SIZE];
	size_t len = write_proxy(question, SOCK_DGRAM, packet);
	bool is_answered;

	if (fd < 0)
		return false;
	memcpy(packet + len, query, query_len);
	len += query_len;
	is_answered = send(fd, packet, len, 0) == (ssize_t)len &&
		      query_receive(fd, timeout, query, answer);
	close(fd);
	return is_answered;
}

static bool
try_tcp(uint16_t port, const struct question *question, const uint8_t *query, size_t query_len,
	struct answer *answer)
{
	static _Thread_local uint8_t wire[QUERY_ANSWER_MAX];
	uint8_t framed[PROXY_SIZE + 2 + QUERY_SIZE], prefix[2];
	int fd = query_connect_from(question->source, port, SOCK_STREAM);
	size_t len = write_proxy(question, SOCK_STREAM, framed);
	bool is_answered = false;

	if (fd < 0)
		return false;
	set_timeout(fd, TRY_TIME);
	memcpy(put_u16(framed + len, (unsigned)query_len), query, query_len);
	len += 2 + query_len;
	if (send(fd, framed, len, MSG_NOSIGNAL) == (ssize_t)len &&
	    recv(fd, prefix, 2, MSG_WAITALL) == 2) {
		len = (size_t)prefix[0] << 8 | prefix[1];
		if (recv(fd, wire, len, MSG_WAITALL) == (ssize_t)len)
			is_answered = query_read(wire, len, query, answer);
	}
	close(fd);
	return is_answered;
}

bool
query_ask(uint16_t port, const struct question *question, struct answer *answer)
{
	uint8_t query[QUERY_SIZE];
	size_t len;

	memset(answer, 0, sizeof *answer);
	for (uint16_t i = 0; i < N_TRIES; i++) {
		len = query_write(question, (uint16_t)(0x5a00 + i), query);
		if (len == 0)
			return false;
		if (question->flags & QUERY_TCP
			    ? try_tcp(port, question, query, len, answer)
			    : try_udp(port, question, query, len, TRY_TIME, answer))
			return true;
	}
	return false;
}

bool
query_send(int fd, const struct question *question, uint8_t query[QUERY_SIZE])
{
	size_t len = query_write(question, 0x5b00, query);

	return len > 0 && send(fd, query, len, 0) == (ssize_t)len;
}

bool
query_is_answered(uint16_t port)
{
	struct question root = query_make("", ".", LDNS_RR_TYPE_SOA, 0);
	uint8_t query[QUERY_SIZE];
	struct answer answer = {.pkt = NULL};
	bool is_answered =
		try_udp(port, &root, query, query_write(&root, 1, query), READY_TIME, &answer);

	answer_free(&answer);
	return is_answered;
}
