/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_PROCESS_H
#define SYSTEM_PROCESS_H

/*
 * Child processes, none of which survives the tests: the kernel ends them when
 * the process of the tests is gone, however it went.  Main thread only.
 */

#include <stdbool.h>
#include <sys/types.h>

struct process {
	pid_t pid; /* 0: none is running */
};

/*
 * Start `argv[0]` (a path) with its output going to the file `log_path`.
 * `settings` are NAME=VALUE on top of our own environment, or NAME to take that
 * one out of it; NULL ends them.
 */
bool process_start(struct process *process, const char *const *argv, const char *const *settings,
		   const char *log_path);

/* Whether it is still running; if not, it is waited for here. */
bool process_is_running(struct process *process);

/*
 * End it by SIGTERM and return its exit code; -1 if it ended by a signal,
 * did not end in time, or was not running.
 */
int process_stop(struct process *process);

/* End it by SIGKILL. */
void process_kill(struct process *process);

/*
 * Run `argv[0]` (a path) to its end; `*output` is what it said on standard
 * output and error, to be freed.  Returns its exit code, or -1.
 */
int process_output(const char *const *argv, char **output);

#endif /* SYSTEM_PROCESS_H */
