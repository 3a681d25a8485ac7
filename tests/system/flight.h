/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_FLIGHT_H
#define SYSTEM_FLIGHT_H

/*
 * Many questions under way at once, each from a socket of its own, so that all
 * threads of the resolver get some.  A question is asked again when no answer
 * comes in a while, as resolvers do that lose packets; it is lost when that
 * does not help.
 */

#include <stdatomic.h>

#include "query.h"

struct flight {
	uint16_t port;
	size_t n_questions; /* 0: until `is_over` */

	/* The question number `i`, each time the same; any thread. */
	struct question (*ask)(size_t i);

	/* What is wrong with its answer, or NULL; any thread. */
	const char *(*verify)(size_t i, const struct question *question,
			      const struct answer *answer);

	atomic_bool is_over; /* set to end it early, */
	size_t n_least;      /* but not before so many right answers, while all are right */

	/* What came of it: */
	size_t n_asked;
	size_t n_right;
	size_t n_lost;
	size_t n_wrong;
	size_t n_repeated;      /* sendings beyond the first */
	char first_wrong[4096]; /* or lost */
};

/* Ask all the questions and wait for the answers. */
void flight_run(struct flight *flight);

#endif /* SYSTEM_FLIGHT_H */
