/* SPDX-License-Identifier: BSD-3-Clause */
#include "churn.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "names.h"
#include "system/query.h"
#include "system/run.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define TIMEOUT 2      /* seconds */
#define N_PREFIXES 500 /* so that some answers are cached */
#define RCODE(wire) ((wire)[3] & 15)

/* Where clients are: a network of 127.0.0.0/8, by the next two bytes. */
struct place {
	uint8_t second, third; /* the least one */
	bool is_scoped;	       /* the zone is for them */
};

static const struct place places[] = {
	{10, 0, true},	  /* of `clients` */
	{10, 128, false}, /* of `exempt-clients`, too */
	{11, 0, false},
};

/* What they ask for. */
static const struct topic {
	const char *name;
	unsigned right; /* if the zone is not for them, or has nothing to do with the name */
	bool is_scoped; /* a lookalike of that zone */
} topics[] = {
	{"cached-ones.example", LDNS_RCODE_NOERROR, false},
	{"army.ml", LDNS_RCODE_NXDOMAIN, false},
	{"scopedd-names.example", LDNS_RCODE_NOERROR, true},
	{"scoped-names.example", LDNS_RCODE_NXDOMAIN, false},
};

struct client {
	struct churn *churn;
	unsigned state; /* of a generator */
};

static unsigned
below(struct client *client, unsigned n)
{
	return (unsigned)rand_r(&client->state) / 7 % n;
}

/* A socket of an address in this place; -1 if there is none. */
static int
connect_from(struct client *client, const struct place *place, int kind)
{
	struct timeval timeout = {.tv_sec = TIMEOUT};
	struct sockaddr_in from = {.sin_family = AF_INET}, to = from;
	int fd = socket(AF_INET, kind | SOCK_CLOEXEC, 0);

	from.sin_addr.s_addr = htonl(127u << 24 | (uint32_t)place->second << 16 |
				     (place->third + below(client, 128)) << 8 |
				     (1 + below(client, 254)));
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	to.sin_port = htons(client->churn->port);
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
	if (bind(fd, (struct sockaddr *)&from, sizeof from) != 0 ||
	    connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* ---- questions ------------------------------------------------------------------------ */

/* An answer of at least a header; its RCODE, or -1. */
static int
ask_udp(int fd, const uint8_t *query, size_t len)
{
	uint8_t wire[2048];

	if (send(fd, query, len, 0) != (ssize_t)len || recv(fd, wire, sizeof wire, 0) < 12 ||
	    memcmp(wire, query, 2) != 0)
		return -1;
	return RCODE(wire);
}

static int
ask_tcp(int fd, const uint8_t *query, size_t len)
{
	uint8_t framed[2 + QUERY_SIZE] = {(uint8_t)(len >> 8), (uint8_t)len}, wire[2 + 12];

	memcpy(framed + 2, query, len);
	if (send(fd, framed, 2 + len, MSG_NOSIGNAL) != (ssize_t)(2 + len) ||
	    recv(fd, wire, sizeof wire, MSG_WAITALL) != sizeof wire ||
	    memcmp(wire + 2, query, 2) != 0)
		return -1;
	return RCODE(wire + 2);
}

/* Some of a question, or all of it, and no wait for the answer. */
static void
be_rude(struct client *client, const uint8_t *query, size_t len)
{
	const struct place *place = &places[below(client, COUNT(places))];
	uint8_t framed[2 + QUERY_SIZE] = {(uint8_t)(len >> 8), (uint8_t)len};
	int fd = connect_from(client, place, SOCK_STREAM);

	memcpy(framed + 2, query, len);
	client->churn->n_rude++;
	if (fd < 0)
		return;
	(void)!send(fd, framed, below(client, (unsigned)len + 3), MSG_NOSIGNAL);
	close(fd);
}

static void
check(struct churn *churn, const struct topic *topic, const struct place *place, int rcode)
{
	if (rcode < 0) {
		churn->n_lost++;
	} else if (topic->is_scoped && place->is_scoped) {
		churn->n_scoped++;
		churn->n_scoped_intercepted += rcode == LDNS_RCODE_NXDOMAIN;
	} else if ((unsigned)rcode != topic->right) {
		churn->n_wrong++;
		churn->first_wrong = topic->name;
	}
}

static void
ask(struct client *client)
{
	struct churn *churn = client->churn;
	const struct place *place = &places[below(client, COUNT(places))];
	const struct topic *topic = &topics[below(client, COUNT(topics))];
	bool is_tcp = below(client, 4) == 0;
	struct question question;
	uint8_t query[QUERY_SIZE];
	char prefix[32];
	size_t len;
	int fd, rcode = -1;

	snprintf(prefix, sizeof prefix, "k%u.", below(client, N_PREFIXES));
	question = query_make(prefix, topic->name, LDNS_RR_TYPE_A, QUERY_EDNS);
	len = query_write(&question, (uint16_t)below(client, 65536), query);
	if (is_tcp && below(client, 4) == 0) {
		be_rude(client, query, len);
		return;
	}
	fd = connect_from(client, place, is_tcp ? SOCK_STREAM : SOCK_DGRAM);
	if (fd >= 0) {
		rcode = is_tcp ? ask_tcp(fd, query, len) : ask_udp(fd, query, len);
		close(fd);
	}
	*(is_tcp ? &churn->n_tcp : &churn->n_udp) += 1;
	check(churn, topic, place, rcode);
}

/* ---- threads --------------------------------------------------------------------------- */

static void *
run(void *argument)
{
	struct client client = {.churn = argument};

	client.state = 1 + client.churn->seed++;
	while (!client.churn->is_over) {
		ask(&client);
		run_pause();
	}
	return NULL;
}

void
churn_start(struct churn *churn, uint16_t port)
{
	memset(churn, 0, sizeof *churn);
	churn->port = port;
	for (size_t i = 0; i < CHURN_N_THREADS; i++) {
		if (pthread_create(&churn->threads[i], NULL, run, churn) != 0)
			names_die("no thread for clients");
	}
}

void
churn_stop(struct churn *churn)
{
	churn->is_over = true;
	for (size_t i = 0; i < CHURN_N_THREADS; i++)
		pthread_join(churn->threads[i], NULL);
}
