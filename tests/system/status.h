/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_STATUS_H
#define SYSTEM_STATUS_H

/*
 * What a resolver's status.json says.
 */

#include <stdbool.h>

#include <jansson.h>

#include "server.h"

/* The one in the folder `state` of its directory, to be released; NULL if there
 * is none, or it is not JSON. */
json_t *status_read(const struct server *resolver);

/* The number of the policy in force; 0 if there is none. */
long status_generation(const struct server *resolver);

/* Wait until it is this one; whether that came true. */
bool status_wait_generation(const struct server *resolver, long generation);

/*
 * Wait until so many questions have come to an end, which is a number in `questions`
 * of that name, or in an object there: "verifications/exists".  Whether that came true,
 * and it does not become more within two more looks.
 */
bool status_wait_count(const struct server *resolver, const char *name, long n);

/* What it says about the file whose path ends in `name`; NULL if nothing. */
const json_t *status_file(const json_t *status, const char *name);

/*
 * Wait until it says about that file that its `version` in use is this one and its
 * last error is in `line`; 0: it has none.  Whether that came true.
 */
bool status_wait(const struct server *resolver, const char *name, const char *version,
		 long line);

#endif /* SYSTEM_STATUS_H */
