/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_CACHE_H
#define SYSTEM_CACHE_H

/*
 * What is in a resolver's message and RRset caches, as `unbound-control dump_cache`
 * has it.  Main thread only.
 */

#include "resolver.h"

/* How many entries are for `name` and all below; -1 if that cannot be found out. */
long cache_count(const struct server *resolver, const char *name);

/* Wait until there are `n`; whether that came true. */
bool cache_wait(const struct server *resolver, const char *name, long n);

/* Write what is in them into the file `name` of its directory; its path is `path`. */
bool cache_dump(const struct server *resolver, const char *name, char path[RUN_PATH_SIZE]);

#endif /* SYSTEM_CACHE_H */
