/* SPDX-License-Identifier: BSD-3-Clause */
#include "holder.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "query.h"
#include "run.h"

#define TEXT_SIZE (2 * QUERY_NAME_SIZE)

/* ---- answers -------------------------------------------------------------------------- */

static void
push(const struct holder *holder, ldns_pkt *pkt, ldns_pkt_section section, const char *owner,
     const char *record)
{
	char text[TEXT_SIZE];
	ldns_rr *rr = NULL;

	snprintf(text, sizeof text, "%s %u IN %s", owner, (unsigned)holder->ttl, record);
	if (ldns_rr_new_frm_str(&rr, text, 0, NULL, NULL) != LDNS_STATUS_OK)
		abort();
	ldns_pkt_push_rr(pkt, section, rr);
}

/* Whether the upstream has a record of this type; for those it lacks, fixture_thief()
 * has another one. */
static bool
has_record(ldns_rr_type type)
{
	char *name = ldns_rr_type2str(type);
	const char *record = fixture_thief(type);
	size_t len = strlen(name);
	bool is_so = strncmp(record, name, len) == 0 && record[len] == ' ';

	LDNS_FREE(name);
	return is_so;
}

static void
fill(const struct holder *holder, ldns_pkt *pkt, const char *name, ldns_rr_type type)
{
	const char *rest = strchr(name, '.') + 1;
	char record[TEXT_SIZE];

	if (strncasecmp(name, "alias", 5) == 0) {
		snprintf(record, sizeof record, "CNAME target.%s", rest);
		push(holder, pkt, LDNS_SECTION_ANSWER, name, record);
		return;
	}
	if (strncasecmp(name, "nx", 2) == 0)
		ldns_pkt_set_rcode(pkt, LDNS_RCODE_NXDOMAIN);
	else if (strncasecmp(name, "nodata", 6) != 0 && has_record(type)) {
		push(holder, pkt, LDNS_SECTION_ANSWER, name, fixture_thief(type));
		return;
	}
	snprintf(record, sizeof record, "SOA ns.thief.example. thief.thief.example. 1 2 3 4 %u",
		 (unsigned)holder->ttl);
	push(holder, pkt, LDNS_SECTION_AUTHORITY, strchr(rest, '.') != NULL && rest[0] != '\0'
							  ? rest
							  : name,
	     record);
}

/* The answer to a query, in its place.  Returns the name asked for, to be freed; NULL
 * if it is none. */
static char *
answer(const struct holder *holder, uint8_t *wire, size_t *len)
{
	ldns_pkt *pkt = NULL;
	uint8_t *made = NULL;
	const ldns_rr *question;
	char *name;

	if (ldns_wire2pkt(&pkt, wire, *len) != LDNS_STATUS_OK)
		return NULL;
	question = ldns_rr_list_rr(ldns_pkt_question(pkt), 0);
	if (question == NULL) {
		ldns_pkt_free(pkt);
		return NULL;
	}
	name = ldns_rdf2str(ldns_rr_owner(question));
	ldns_pkt_set_qr(pkt, true);
	ldns_pkt_set_ra(pkt, true);
	fill(holder, pkt, name, ldns_rr_get_type(question));
	if (ldns_pkt2wire(&made, pkt, len) != LDNS_STATUS_OK || *len > QUERY_ANSWER_MAX)
		abort();
	memcpy(wire, made, *len);
	LDNS_FREE(made);
	ldns_pkt_free(pkt);
	return name;
}

/* Whether `name`, with a dot at its end, is `top` or below. */
static bool
is_below(const char *name, const char *top)
{
	size_t len = strlen(name) - 1, top_len = strlen(top);

	return len >= top_len && strncasecmp(name + len - top_len, top, top_len) == 0 &&
	       (len == top_len || name[len - top_len - 1] == '.');
}

/* ---- the thread ------------------------------------------------------------------------- */

static void
hold_or_send(struct holder *holder, const char *name, const uint8_t *wire, size_t len,
	     const struct sockaddr_in *peer)
{
	pthread_mutex_lock(&holder->mutex);
	if (holder->held_name == NULL || !is_below(name, holder->held_name)) {
		sendto(holder->fd, wire, len, 0, (const struct sockaddr *)peer, sizeof *peer);
	} else if (holder->n_held < HOLDER_N_MAX) {
		struct held *held = &holder->held[holder->n_held++];

		held->wire = malloc(len);
		if (held->wire == NULL)
			abort();
		memcpy(held->wire, wire, len);
		held->len = len;
		held->peer = *peer;
	}
	pthread_mutex_unlock(&holder->mutex);
}

static void *
run(void *argument)
{
	struct holder *holder = argument;
	static uint8_t wire[QUERY_ANSWER_MAX];
	struct pollfd polls[2] = {{.fd = holder->fd, .events = POLLIN},
				  {.fd = holder->wake[0], .events = POLLIN}};

	while (poll(polls, 2, -1) >= 0 && polls[1].revents == 0) {
		struct sockaddr_in peer;
		socklen_t peer_len = sizeof peer;
		ssize_t got = recvfrom(holder->fd, wire, sizeof wire, MSG_DONTWAIT,
				       (struct sockaddr *)&peer, &peer_len);
		size_t len = got > 0 ? (size_t)got : 0;
		char *name = len > 0 ? answer(holder, wire, &len) : NULL;

		if (name != NULL)
			hold_or_send(holder, name, wire, len, &peer);
		LDNS_FREE(name);
	}
	return NULL;
}

bool
holder_start(struct holder *holder, uint32_t ttl)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof address;

	memset(holder, 0, sizeof *holder);
	holder->ttl = ttl;
	holder->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (holder->fd < 0 ||
	    bind(holder->fd, (struct sockaddr *)&address, sizeof address) != 0 ||
	    getsockname(holder->fd, (struct sockaddr *)&address, &len) != 0 ||
	    pipe2(holder->wake, O_CLOEXEC) != 0) {
		perror("holder");
		return false;
	}
	holder->server.port = ntohs(address.sin_port);
	pthread_mutex_init(&holder->mutex, NULL);
	return pthread_create(&holder->thread, NULL, run, holder) == 0;
}

void
holder_stop(struct holder *holder)
{
	close(holder->wake[1]);
	pthread_join(holder->thread, NULL);
	for (size_t i = 0; i < holder->n_held; i++)
		free(holder->held[i].wire);
	pthread_mutex_destroy(&holder->mutex);
	close(holder->wake[0]);
	close(holder->fd);
}

/* ---- holding ------------------------------------------------------------------------------ */

void
holder_hold(struct holder *holder, const char *name)
{
	pthread_mutex_lock(&holder->mutex);
	holder->held_name = name;
	pthread_mutex_unlock(&holder->mutex);
}

size_t
holder_count(struct holder *holder)
{
	size_t n_held;

	pthread_mutex_lock(&holder->mutex);
	n_held = holder->n_held;
	pthread_mutex_unlock(&holder->mutex);
	return n_held;
}

bool
holder_wait(struct holder *holder)
{
	long deadline = run_now() + RUN_PATIENCE;

	while (holder_count(holder) == 0) {
		if (run_now() > deadline)
			return false;
		run_pause();
	}
	return true;
}

void
holder_release(struct holder *holder)
{
	holder_turn(holder, NULL);
}

void
holder_turn(struct holder *holder, const char *name)
{
	pthread_mutex_lock(&holder->mutex);
	for (size_t i = 0; i < holder->n_held; i++) {
		const struct held *held = &holder->held[i];

		sendto(holder->fd, held->wire, held->len, 0,
		       (const struct sockaddr *)&held->peer, sizeof held->peer);
		free(held->wire);
	}
	holder->n_held = 0;
	holder->held_name = name;
	pthread_mutex_unlock(&holder->mutex);
}
