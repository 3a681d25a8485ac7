/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_STATUSFILE_H
#define SMX_TOOLS_STATUSFILE_H

/*
 * status.json of a module, as unbound-straymx(8) describes it.
 */

#include <jansson.h>
#include <stdbool.h>
#include <time.h>

#define STATUSFILE_ERROR_SIZE 2048

/*
 * Read the file at `path`, and check that all is there that others look at, so that they need
 * not.  The caller drops the reference; NULL with `error`, a line without its end, saying why
 * it cannot be.
 */
json_t *statusfile_read(const char *path, char error[STATUSFILE_ERROR_SIZE]);

/* A value by its keys, as "journal.lost.queue"; NULL: it is not there. */
json_t *statusfile_get(const json_t *json, const char *keys);

/* Likewise; 0 if it is not there, or null. */
json_int_t statusfile_number(const json_t *json, const char *keys);

/* Likewise, a time in seconds. */
time_t statusfile_time(const json_t *json, const char *keys);

/* Likewise; "" if it is not there, or null. */
const char *statusfile_text(const json_t *json, const char *keys);

#endif /* SMX_TOOLS_STATUSFILE_H */
