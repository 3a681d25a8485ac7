/* SPDX-License-Identifier: BSD-3-Clause */
#include "flood.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "names.h"
#include "system/tool.h"

#define CLIENTS "16"    /* ports, so that all threads of the resolver get some */
#define UNDER_WAY 60
#define ARGUMENTS_MAX 32
#define PIPE_SIZE (1024 * 1024) /* answers of a while in which nobody reads them */
#define N_MAX 16                /* floods at once */

/* Questions at a certain rate are written no earlier than so many milliseconds before
 * they are due, or dnsperf would have those of minutes yet to ask when it is to end. */
#define LEAD 300
#define PATIENCE 20 /* milliseconds until it is looked whether some are due */

/* ---- starting -------------------------------------------------------------------- */

static int
open_pipe(const char *path, int flags)
{
	int fd = -1;

	unlink(path);
	if (mkfifo(path, 0600) == 0)
		fd = open(path, flags | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		names_die("%s: %s", path, strerror(errno));
	return fd;
}

/* Start dnsperf between these two pipes. */
static void
start_dnsperf(struct flood *flood, const char *questions, const char *answers, unsigned port)
{
	static const char *const no_settings[] = {NULL};
	const struct flood_manner *manner = &flood->manner;
	char port_text[16], under_way[16], rate[32];
	const char *argv[ARGUMENTS_MAX] = {
		tool_path(TOOL_DNSPERF), "-s", "127.0.0.1", "-p", port_text, "-d", questions,
		"-n", "1", "-c", CLIENTS, "-q", under_way, "-t", FLOOD_TIMEOUT};
	size_t n = 0;

	snprintf(port_text, sizeof port_text, "%u", port);
	snprintf(under_way, sizeof under_way, "%u",
		 manner->under_way > 0 ? manner->under_way : UNDER_WAY);
	snprintf(rate, sizeof rate, "%lu", manner->rate);
	while (argv[n] != NULL)
		n++;
	if (!manner->is_blind)
		argv[n++] = "-v";
	if (manner->is_tcp) {
		argv[n++] = "-m";
		argv[n++] = "tcp";
	}
	if (manner->rate > 0) {
		argv[n++] = "-Q";
		argv[n++] = rate;
	}
	if (!process_start(&flood->process, argv, no_settings, answers))
		names_die("%s: cannot be started", argv[0]);
}

void
flood_start(struct flood *flood, enum flood_kind kind, const char *dir, unsigned port,
	    const struct flood_manner *manner)
{
	char questions[RUN_PATH_SIZE], answers[RUN_PATH_SIZE], name[64];
	const char *protocol = manner->is_tcp ? "tcp" : "udp";

	memset(flood, 0, sizeof *flood);
	flood->kind = kind;
	flood->manner = *manner;
	flood->begin = run_now();
	/* What an earlier flood asked is asked again only of cached names. */
	flood->n_asked = (unsigned long)run_now() * 1000000;
	snprintf(name, sizeof name, "%s.%s.questions", flood_name(kind), protocol);
	run_path(questions, dir, name);
	snprintf(name, sizeof name, "%s.%s.answers", flood_name(kind), protocol);
	run_path(answers, dir, name);
	flood->answers = open_pipe(answers, O_RDONLY);
	/* For reading, too, or it could not be opened before dnsperf does. */
	flood->questions = open_pipe(questions, O_RDWR);
	(void)fcntl(flood->answers, F_SETPIPE_SZ, PIPE_SIZE);
	start_dnsperf(flood, questions, answers, port);
}

/* ---- questions ------------------------------------------------------------------- */

/* How many may be written by now. */
static unsigned long
count_due(const struct flood *flood)
{
	unsigned long ms = (unsigned long)(run_now() - flood->begin) + LEAD;

	if (flood->manner.rate == 0)
		return sizeof flood->out;
	return ms * flood->manner.rate / 1000 - flood->n_written;
}

/* Whether there is something to write. */
static bool
has_questions(const struct flood *flood)
{
	return flood->answers >= 0 && flood->questions >= 0 &&
	       (flood->out_at < flood->out_len || count_due(flood) > 0);
}

static void
fill(struct flood *flood)
{
	unsigned long n_due = count_due(flood);

	flood->out_at = flood->out_len = 0;
	while (n_due-- > 0 && flood->out_len + FLOOD_QUESTION_SIZE <= sizeof flood->out) {
		flood->out_len += flood_write_question(flood->kind, flood->n_asked++,
						       flood->out + flood->out_len);
		flood->n_written++;
	}
}

static void
write_questions(struct flood *flood)
{
	ssize_t n;

	do {
		if (flood->out_at == flood->out_len)
			fill(flood);
		if (flood->out_len == 0)
			return;
		n = write(flood->questions, flood->out + flood->out_at,
			  flood->out_len - flood->out_at);
		if (n > 0)
			flood->out_at += (size_t)n;
	} while (n > 0);
	if (errno != EAGAIN && errno != EINTR)
		names_die("questions for dnsperf: %s", strerror(errno));
}

void
flood_finish(struct flood *flood)
{
	/* The last question is to be a whole one. */
	size_t n_left = flood->out_len - flood->out_at;
	const char *end = memchr(flood->out + flood->out_at, '\n', n_left);

	if (end != NULL) {
		(void)fcntl(flood->questions, F_SETFL, 0);
		(void)!write(flood->questions, flood->out + flood->out_at,
			     (size_t)(end + 1 - (flood->out + flood->out_at)));
	}
	close(flood->questions);
	flood->questions = -1;
}

/* ---- answers --------------------------------------------------------------------- */

static void
note_wrong(struct flood *flood, const char *line)
{
	if (flood->n_wrong++ == 0)
		snprintf(flood->first_wrong, sizeof flood->first_wrong, "%.500s", line);
}

/* RCODE NAME TYPE SECONDS.MICROSECONDS; "T NAME TYPE" where no answer came. */
static void
read_answer(struct flood *flood, const char *line)
{
	const char *rcode = flood_rcode(flood->kind), *time = strrchr(line, ' ');
	size_t len = rcode != NULL ? strlen(rcode) : 0;
	unsigned long seconds, fraction;
	char *end;

	if (strncmp(line, "T ", 2) == 0) {
		flood->n_late++;
		return;
	}
	if (time == NULL ||
	    (rcode != NULL && (strncmp(line, rcode, len) != 0 || line[len] != ' '))) {
		note_wrong(flood, line);
		return;
	}
	seconds = strtoul(time, &end, 10);
	fraction = *end == '.' ? strtoul(end + 1, NULL, 10) : 0;
	histogram_add(&flood->histogram, seconds * 1000000 + fraction);
	flood->n_answers++;
}

/* What stands behind a word of the line, if it is there. */
static void
read_count(const char *line, const char *word, unsigned long *count)
{
	const char *found = strstr(line, word);

	if (found != NULL)
		*count = strtoul(found + strlen(word), NULL, 10);
}

static void
read_line(struct flood *flood, const char *line)
{
	const char *rest = line + strspn(line, " ");

	if (strncmp(line, "> ", 2) == 0) {
		read_answer(flood, line + 2);
	} else if (strncmp(rest, "Response codes:", 15) == 0) {
		read_count(rest, "NOERROR ", &flood->n_noerror);
		read_count(rest, "NXDOMAIN ", &flood->n_nxdomain);
		read_count(rest, "SERVFAIL ", &flood->n_servfail);
	} else if (strstr(rest, "maybe timed out") != NULL) {
		return; /* it is counted among those that are late */
	} else if (strncmp(rest, "Warning", 7) == 0 || strncmp(rest, "Error", 5) == 0) {
		note_wrong(flood, line);
	} else {
		read_count(rest, "Queries sent:", &flood->n_sent);
		read_count(rest, "Queries completed:", &flood->n_completed);
		read_count(rest, "Queries lost:", &flood->n_lost);
	}
}

static void
read_lines(struct flood *flood)
{
	char *at = flood->in, *end;

	while ((end = memchr(at, '\n', flood->in_len - (size_t)(at - flood->in))) != NULL) {
		*end = '\0';
		read_line(flood, at);
		at = end + 1;
	}
	flood->in_len -= (size_t)(at - flood->in);
	memmove(flood->in, at, flood->in_len);
}

static void
read_answers(struct flood *flood)
{
	ssize_t n;

	while ((n = read(flood->answers, flood->in + flood->in_len,
			 sizeof flood->in - flood->in_len)) > 0) {
		flood->in_len += (size_t)n;
		read_lines(flood);
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	close(flood->answers);
	flood->answers = -1;
	while (process_is_running(&flood->process))
		run_pause();
}

/* Wait until one of them has something to do. */
static void
wait_for(const struct flood *floods, size_t n, long until)
{
	struct pollfd polled[2 * N_MAX];
	long ms = until - run_now();

	for (size_t i = 0; i < n; i++) {
		polled[2 * i] =
			(struct pollfd){.fd = has_questions(&floods[i]) ? floods[i].questions : -1,
					.events = POLLOUT};
		polled[2 * i + 1] =
			(struct pollfd){.fd = floods[i].answers, .events = POLLIN};
	}
	if (ms > 0)
		(void)poll(polled, 2 * n, (int)(ms < PATIENCE ? ms : PATIENCE));
}

void
flood_pump(struct flood *floods, size_t n, long until)
{
	bool is_over = false;

	if (n > N_MAX)
		names_die("%zu floods at once", n);
	while (!is_over && run_now() < until) {
		wait_for(floods, n, until);
		is_over = true;
		for (size_t i = 0; i < n; i++) {
			if (floods[i].answers >= 0)
				read_answers(&floods[i]);
			if (has_questions(&floods[i]))
				write_questions(&floods[i]);
			is_over &= flood_is_over(&floods[i]);
		}
	}
}

bool
flood_is_over(const struct flood *flood)
{
	return flood->answers < 0;
}
