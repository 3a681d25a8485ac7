/* SPDX-License-Identifier: BSD-3-Clause */
#include "flight.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "run.h"

#define N_SLOTS 48
#define TRY_TIME 500 /* milliseconds */

/* A question under way. */
struct slot {
	struct flight *flight;
	int fd; /* -1: none is */
	size_t i;
	struct question question;
	uint8_t query[QUERY_SIZE];
	size_t query_len;
	unsigned n_tries;
	long deadline; /* of this try */
	long give_up;
	uint8_t *wire; /* of the answer, over TCP with its length before it */
	size_t wire_len;
};

static void
note(struct flight *flight, const char *text)
{
	if (flight->first_wrong[0] == '\0')
		snprintf(flight->first_wrong, sizeof flight->first_wrong, "%s", text);
}

static bool
is_tcp(const struct slot *slot)
{
	return (slot->question.flags & QUERY_TCP) != 0;
}

static void
land(struct slot *slot)
{
	if (slot->fd >= 0)
		close(slot->fd);
	slot->fd = -1;
}

/* Send the question, once more if need be.  Without a socket the try just times out. */
static void
try(struct slot *slot)
{
	uint8_t framed[2 + QUERY_SIZE] = {(uint8_t)(slot->query_len >> 8), (uint8_t)slot->query_len};
	size_t skip = is_tcp(slot) ? 0 : 2;

	if (slot->n_tries > 0)
		slot->flight->n_repeated++;
	slot->n_tries++;
	slot->deadline = run_now() + TRY_TIME;
	slot->wire_len = 0;
	if (slot->fd < 0 || is_tcp(slot)) {
		land(slot);
		slot->fd = query_connect(slot->flight->port, is_tcp(slot) ? SOCK_STREAM : SOCK_DGRAM);
	}
	if (slot->fd < 0)
		return;
	memcpy(framed + 2, slot->query, slot->query_len);
	/* What cannot be sent will be sent again. */
	(void)!send(slot->fd, framed + skip, 2 + slot->query_len - skip, MSG_NOSIGNAL);
}

static void
take_off(struct slot *slot)
{
	struct flight *flight = slot->flight;

	slot->i = flight->n_asked++;
	slot->question = flight->ask(slot->i);
	slot->query_len = query_write(&slot->question, (uint16_t)slot->i, slot->query);
	slot->n_tries = 0;
	slot->give_up = run_now() + RUN_PATIENCE;
	try(slot);
}

/* Whether the question is settled by what has come. */
static bool
settle(struct slot *slot)
{
	size_t skip = is_tcp(slot) ? 2 : 0;
	struct answer answer;
	const char *wrong;

	if (slot->wire_len < skip ||
	    (skip > 0 && slot->wire_len < 2 + ((size_t)slot->wire[0] << 8 | slot->wire[1])))
		return false;
	/* The answer to an earlier question of this port, asked more than once, is dropped. */
	if (!query_read(slot->wire + skip, slot->wire_len - skip, slot->query, &answer)) {
		slot->wire_len = 0;
		return false;
	}
	wrong = slot->flight->verify(slot->i, &slot->question, &answer);
	answer_free(&answer);
	if (wrong == NULL) {
		slot->flight->n_right++;
	} else {
		slot->flight->n_wrong++;
		note(slot->flight, wrong);
	}
	return true;
}

/* Read what there is; whether the question is settled by that. */
static bool
receive(struct slot *slot)
{
	ssize_t got;

	if (!is_tcp(slot))
		slot->wire_len = 0;
	got = recv(slot->fd, slot->wire + slot->wire_len, QUERY_ANSWER_MAX + 2 - slot->wire_len,
		   MSG_DONTWAIT);
	if (got <= 0) { /* refused or closed: try again in a moment */
		slot->deadline = run_now() + TRY_TIME / 20;
		land(slot);
		return false;
	}
	slot->wire_len += (size_t)got;
	return settle(slot);
}

/* Try again, or give up; whether the question is settled by that. */
static bool
time_out(struct slot *slot)
{
	if (run_now() < slot->give_up) {
		try(slot);
		return false;
	}
	slot->flight->n_lost++;
	note(slot->flight, query_text(&slot->question));
	return true;
}

/* Whether there is another question to ask.  After a loss there is none: the server may
 * be gone, and each question would take all of the time that a loss takes. */
static bool
has_next(const struct flight *flight)
{
	bool is_enough = flight->n_right >= flight->n_least || flight->n_wrong > 0;

	return flight->n_lost == 0 && !(flight->is_over && is_enough) &&
	       (flight->n_questions == 0 || flight->n_asked < flight->n_questions);
}

/* One round: wait for something to come, handle it.  Whether any is still under way. */
static bool
fly(struct flight *flight, struct slot *slots, bool *is_flying)
{
	struct pollfd polls[N_SLOTS];
	size_t n_flying = 0;

	for (size_t k = 0; k < N_SLOTS; k++) {
		if (!is_flying[k] && has_next(flight)) {
			take_off(&slots[k]);
			is_flying[k] = true;
		}
		polls[k].fd = is_flying[k] ? slots[k].fd : -1;
		polls[k].events = POLLIN;
		polls[k].revents = 0;
		n_flying += is_flying[k];
	}
	if (n_flying == 0)
		return false;
	poll(polls, N_SLOTS, 10);
	for (size_t k = 0; k < N_SLOTS; k++) {
		bool is_settled = false;

		if (!is_flying[k])
			continue;
		if (polls[k].revents != 0)
			is_settled = receive(&slots[k]);
		if (!is_settled && run_now() > slots[k].deadline)
			is_settled = time_out(&slots[k]);
		if (is_settled) {
			if (is_tcp(&slots[k]))
				land(&slots[k]);
			is_flying[k] = false;
		}
	}
	return true;
}

void
flight_run(struct flight *flight)
{
	struct slot *slots = calloc(N_SLOTS, sizeof *slots);
	bool is_flying[N_SLOTS] = {false};

	if (slots == NULL)
		abort();
	for (size_t k = 0; k < N_SLOTS; k++) {
		slots[k].flight = flight;
		slots[k].fd = -1;
		slots[k].wire = malloc(QUERY_ANSWER_MAX + 2);
		if (slots[k].wire == NULL)
			abort();
	}
	while (fly(flight, slots, is_flying))
		continue;
	for (size_t k = 0; k < N_SLOTS; k++) {
		land(&slots[k]);
		free(slots[k].wire);
	}
	free(slots);
}
