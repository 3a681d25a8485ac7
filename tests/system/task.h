/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_TASK_H
#define SYSTEM_TASK_H

/*
 * What the kernel says of a running server, and of the module's thread in it, which
 * is known by being nicer than the others.
 */

#include "server.h"

/* How many threads it has. */
size_t task_count(const struct server *server);

/* Its resident memory, in KiB. */
long task_memory(const struct server *server);

/* How many milliseconds of processor time the module's thread took; 0 if there is none. */
long task_work(const struct server *server);

/* Wait until the module's thread has taken so much of it from now on; whether
 * that came true. */
bool task_wait_work(const struct server *server, long work);

#endif /* SYSTEM_TASK_H */
