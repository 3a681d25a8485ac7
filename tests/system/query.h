/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_QUERY_H
#define SYSTEM_QUERY_H

/*
 * Questions and answers on the wire, as a client sends and gets them.  Any
 * thread.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ldns/ldns.h>

#define QUERY_SIZE 512       /* room for any question of ours */
#define QUERY_NAME_SIZE 1024 /* room for any name in presentation format */
#define QUERY_ANSWER_MAX 65535

enum query_flag {
	QUERY_TCP = 1,
	QUERY_EDNS = 2,
	QUERY_DO = 4, /* with EDNS */
	QUERY_CD = 8,
	QUERY_AD = 16,
	QUERY_NO_RD = 32,
};

struct question {
	char name[QUERY_NAME_SIZE]; /* letter case is kept */
	ldns_rr_type type;
	unsigned flags;    /* enum query_flag */
	uint16_t class;    /* 0: IN */
	uint16_t udp_size; /* that EDNS announces; 0: 1232 */
	const char *source;  /* the IPv4 address to ask from; NULL: any */
	const char *proxied; /* the client that a PROXYv2 header tells of; NULL: none */
};

struct answer {
	uint8_t *wire;
	size_t len;
	ldns_pkt *pkt;
};

/* A question for `name` with a label list `prefix` ("" or "a.b.") before it. */
struct question query_make(const char *prefix, const char *name, ldns_rr_type type,
			   unsigned flags);

/* Turn the case of its letters, as DNS 0x20 does, by a generator's state. */
void query_mix_case(struct question *question, unsigned *state);

/* The question in words, in a buffer that is the thread's. */
const char *query_text(const struct question *question);

/* Write it as a message; returns the length, or 0 if the name is none. */
size_t query_write(const struct question *question, uint16_t id, uint8_t wire[QUERY_SIZE]);

/*
 * Read the answer to the message `query`, whose wire form is copied.  Returns
 * false if it is no DNS message, or the answer to something else.
 */
bool query_read(const uint8_t *wire, size_t len, const uint8_t *query, struct answer *answer);

/*
 * Ask the server at this port of 127.0.0.1; over UDP more than once if need be.
 * Returns false if no answer came.
 */
bool query_ask(uint16_t port, const struct question *question, struct answer *answer);

/*
 * Ask by a socket of query_connect_from(), over UDP, and do not wait: query_receive()
 * does, for so many milliseconds.
 */
bool query_send(int fd, const struct question *question, uint8_t query[QUERY_SIZE]);
bool query_receive(int fd, long timeout, const uint8_t *query, struct answer *answer);

void answer_free(struct answer *answer);

/* Whether anything answers at this port, now. */
bool query_is_answered(uint16_t port);

/* A socket connected to this port, SOCK_DGRAM or SOCK_STREAM; -1 if there is none. */
int query_connect(uint16_t port, int kind);

/* The same from this address; NULL is any. */
int query_connect_from(const char *source, uint16_t port, int kind);

#endif /* SYSTEM_QUERY_H */
