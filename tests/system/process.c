/* SPDX-License-Identifier: BSD-3-Clause */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

/* Whether `variable` is NAME=VALUE of the `setting`, NAME or NAME=VALUE. */
static bool
is_same_variable(const char *variable, const char *setting)
{
	size_t len = strcspn(setting, "=");

	return strncmp(variable, setting, len) == 0 && variable[len] == '=';
}

/* Our environment and the settings.  Made before fork(), since another thread
 * may hold a lock of the allocator then. */
static const char **
make_environment(const char *const *settings)
{
	size_t n_variables = 0, n_settings = 0, n = 0;
	const char **made;

	while (environ[n_variables] != NULL)
		n_variables++;
	while (settings[n_settings] != NULL)
		n_settings++;
	made = calloc(n_variables + n_settings + 1, sizeof *made);
	if (made == NULL)
		abort();
	for (size_t i = 0; i < n_variables; i++) {
		bool is_set = false;

		for (size_t k = 0; k < n_settings; k++)
			is_set |= is_same_variable(environ[i], settings[k]);
		if (!is_set)
			made[n++] = environ[i];
	}
	for (size_t k = 0; k < n_settings; k++) {
		if (strchr(settings[k], '=') != NULL)
			made[n++] = settings[k];
	}
	return made;
}

/* What the child does before it becomes the program; it does not return. */
static void
become(const char *const *argv, const char **environment, int out, pid_t parent)
{
	int null = open("/dev/null", O_RDONLY);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 ||
	    dup2(out, 2) < 0)
		_exit(127);
	execve(argv[0], (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)environment);
	dprintf(2, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

static pid_t
spawn(const char *const *argv, const char *const *settings, int out)
{
	const char **environment = make_environment(settings);
	pid_t parent = getpid();
	pid_t pid = fork();

	if (pid == 0)
		become(argv, environment, out, parent);
	if (pid < 0)
		fprintf(stderr, "fork: %s\n", strerror(errno));
	free(environment);
	return pid;
}

bool
process_start(struct process *process, const char *const *argv, const char *const *settings,
	      const char *log_path)
{
	int out = open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	pid_t pid;

	process->pid = 0;
	if (out < 0) {
		fprintf(stderr, "%s: %s\n", log_path, strerror(errno));
		return false;
	}
	pid = spawn(argv, settings, out);
	close(out);
	if (pid < 0)
		return false;
	process->pid = pid;
	return true;
}

bool
process_is_running(struct process *process)
{
	if (process->pid != 0 && waitpid(process->pid, NULL, WNOHANG) != 0)
		process->pid = 0;
	return process->pid != 0;
}

int
process_stop(struct process *process)
{
	long deadline = run_now() + RUN_PATIENCE;
	int status = 0;
	pid_t done;

	if (process->pid == 0)
		return -1;
	kill(process->pid, SIGTERM);
	while ((done = waitpid(process->pid, &status, WNOHANG)) == 0 && run_now() < deadline)
		run_pause();
	if (done == 0) {
		fprintf(stderr, "process %ld does not end\n", (long)process->pid);
		kill(process->pid, SIGKILL);
		waitpid(process->pid, NULL, 0);
	}
	process->pid = 0;
	return done > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void
process_kill(struct process *process)
{
	if (process->pid == 0)
		return;
	kill(process->pid, SIGKILL);
	waitpid(process->pid, NULL, 0);
	process->pid = 0;
}

/* All that comes from `in` until its end. */
static char *
read_all(int in)
{
	size_t size = 4096, len = 0;
	char *text = malloc(size);
	ssize_t got;

	while (text != NULL && (got = read(in, text + len, size - len - 1)) > 0) {
		len += (size_t)got;
		if (len + 1 == size) {
			size *= 2;
			text = realloc(text, size);
		}
	}
	if (text == NULL)
		abort();
	text[len] = '\0';
	return text;
}

int
process_output(const char *const *argv, char **output)
{
	static const char *const no_settings[] = {NULL};
	int ends[2];
	int status = 0;
	pid_t pid;

	*output = NULL;
	if (pipe2(ends, O_CLOEXEC) != 0) {
		fprintf(stderr, "pipe: %s\n", strerror(errno));
		return -1;
	}
	pid = spawn(argv, no_settings, ends[1]);
	close(ends[1]);
	*output = read_all(ends[0]);
	close(ends[0]);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}
