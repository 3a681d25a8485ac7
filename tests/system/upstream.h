/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_UPSTREAM_H
#define SYSTEM_UPSTREAM_H

/*
 * The upstream of the resolvers: an NSD that is authoritative for all names
 * there are, and counts who is asked for.
 */

#include "server.h"

/*
 * Start it.  It serves `root_zone`, the text of a zone file, as the root, and
 * `thief_zone` as each of the zones `lookalikes`, which NULL ends.
 */
bool upstream_start(struct server *upstream, const char *root_zone, const char *thief_zone,
		    const char *const *lookalikes);

/* How many questions it got for names in the zones of lookalikes. */
bool upstream_count_lookalikes(const struct server *upstream, unsigned long *n);

#endif /* SYSTEM_UPSTREAM_H */
