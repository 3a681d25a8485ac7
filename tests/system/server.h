/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_SERVER_H
#define SYSTEM_SERVER_H

/*
 * A name server on a free port of 127.0.0.1.  Functions that return bool say
 * on standard error why they failed.  Main thread only.
 */

#include <stddef.h>
#include <stdint.h>

#include "process.h"
#include "run.h"

struct server {
	struct process process;
	char dir[RUN_PATH_SIZE]; /* its own; configuration, log, control socket */
	char log_path[RUN_PATH_SIZE];
	uint16_t port;
};

/*
 * Start the program and wait until it answers.  `write_conf` writes its
 * configuration for the port of `server`; it is called again, with `argument`,
 * for another port if somebody else has taken the first one meanwhile.  argv
 * and `settings` are those of process_start().
 */
bool server_start(struct server *server,
		  bool (*write_conf)(const struct server *server, const void *argument),
		  const void *argument, const char *const *argv, const char *const *settings);

/* End it.  Returns its exit code, or -1, also if it did not run. */
int server_stop(struct server *server);

/*
 * Run a control command, an argv, to its end; `*output` is what it said, to be
 * freed, unless the pointer is NULL.  Whether its exit code is 0.
 */
bool server_control(const char *const *argv, char **output);

#endif /* SYSTEM_SERVER_H */
