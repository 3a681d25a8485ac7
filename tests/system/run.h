/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_RUN_H
#define SYSTEM_RUN_H

/*
 * The files of one run of the system tests, in a directory of its own, and
 * waiting with a deadline.  Functions that return bool say on standard error
 * why they failed.  Main thread only, but for the clock.
 */

#include <stdbool.h>
#include <stddef.h>

#define RUN_PATH_SIZE 512

/* How long anything that is waited for may take, in milliseconds. */
#define RUN_PATIENCE 20000

/* Make the directory of this run, below the current one where its path is short
 * enough for the sockets in it. */
bool run_begin(void);

/* Remove it, or name it if it `is_kept`. */
void run_end(bool is_kept);

/* Make the directory `name` in that of this run; `path` is where it is. */
bool run_make_dir(const char *name, char path[RUN_PATH_SIZE]);

/* Write `path` of `dir` and `name`; cut where it does not fit. */
void run_path(char path[RUN_PATH_SIZE], const char *dir, const char *name);

/* Make or overwrite a file. */
bool run_write(const char *dir, const char *name, const void *bytes, size_t len);
bool run_write_text(const char *dir, const char *name, const char *text);

/* All of a text file, to be freed; an empty text if there is none. */
char *run_read(const char *path);

/* How often `needle` occurs in the file. */
size_t run_count(const char *path, const char *needle);

/* The end of a log on standard error, for those who will not see the file. */
void run_show_end(const char *path);

/* Milliseconds on a clock that never goes back. */
long run_now(void);

/* The shortest wait of a polling loop. */
void run_pause(void);

#endif /* SYSTEM_RUN_H */
