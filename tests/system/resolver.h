/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_RESOLVER_H
#define SYSTEM_RESOLVER_H

/*
 * Unbound with the module and four threads, which asks nobody but the upstream.
 * Its control socket is used through unbound-control.
 */

#include "server.h"

#define RESOLVER_N_THREADS 4 /* of Unbound; one more is the module's */

/*
 * Make the directory `name` for it, to put straymx.conf into.  There is an empty
 * `extra.conf` in it, which is read at the end of unbound.conf.
 */
bool resolver_prepare(struct server *resolver, const char *name);

/*
 * Start it.  `conf_path` is what STRAYMX_CONF says; NULL for its absence, and
 * straymx.conf in the resolver's directory.
 */
bool resolver_start(struct server *resolver, const struct server *upstream,
		    const char *conf_path);

/* The same with another program in unbound's place, and with STRAYMX_ABI as `abi` says,
 * or NULL for its absence. */
bool resolver_start_program(struct server *resolver, const struct server *upstream,
			    const char *conf_path, const char *program, const char *abi);

/* Run unbound-control; `*output` as in server_control(). */
bool resolver_control(const struct server *resolver, const char *command, char **output);

/* Have it read the file `path` as `load_cache` does. */
bool resolver_load_cache(const struct server *resolver, const char *path);

/* How often `needle` is in its log. */
size_t resolver_count_log(const struct server *resolver, const char *needle);

/* Wait until `needle` is in its log `n` times; whether that came true. */
bool resolver_wait_log(struct server *resolver, const char *needle, size_t n);

#endif /* SYSTEM_RESOLVER_H */
