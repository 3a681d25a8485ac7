/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_HOLDER_H
#define SYSTEM_HOLDER_H

/*
 * An upstream in a thread of the tests, which can hold its answers until told.  It
 * answers over UDP, by the first label of a name:
 *
 *     nx...       NXDOMAIN
 *     nodata...   no data
 *     alias...    CNAME target, at the rest of the name
 *     others      fixture_thief(), for types that have a record in it, and no data
 *
 * Functions may be called by any thread.
 */

#include <netinet/in.h>
#include <pthread.h>

#include "fixture.h"

#define HOLDER_N_MAX 64 /* answers held */

/* An answer, and for whom. */
struct held {
	uint8_t *wire;
	size_t len;
	struct sockaddr_in peer;
};

struct holder {
	struct server server; /* its port alone is of use */
	uint32_t ttl;         /* of all records; set before questions come */

	/* For the functions below: */
	int fd;
	int wake[2]; /* a pipe */
	pthread_t thread;
	pthread_mutex_t mutex;
	const char *held_name; /* NULL: nothing is held */
	struct held held[HOLDER_N_MAX];
	size_t n_held;
};

bool holder_start(struct holder *holder, uint32_t ttl);
void holder_stop(struct holder *holder);

/* Hold the answers about `name` and all below, from now on; it has to stay there. */
void holder_hold(struct holder *holder, const char *name);

/* How many are held by now. */
size_t holder_count(struct holder *holder);

/* Wait until an answer is held; whether that came true. */
bool holder_wait(struct holder *holder);

/* Send what is held, and hold nothing any more. */
void holder_release(struct holder *holder);

/* Send what is held, and hold from now on what is about another name, and below. */
void holder_turn(struct holder *holder, const char *name);

#endif /* SYSTEM_HOLDER_H */
