/* SPDX-License-Identifier: BSD-3-Clause */
#include "flood.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "names.h"
#include "rotation.h"
#include "system/tool.h"

#define N_CACHED 4000
#define CACHED "c%lu.cached-ones.example A\n"
#define UNCACHED "u%lu.uncached-ones.example A\n"
#define LOOKALIKE "l%lu.%s A\n"
#define QUESTION_SIZE 128
#define CLIENTS "16"          /* ports, so that all threads of the resolver get some */
/* Questions under way: those of all kinds fit into one socket's buffer of Linux's usual
 * size, or it would be the kernel that loses some. */
#define UNDER_WAY "60"
#define PIPE_SIZE (1024 * 1024) /* answers of a while in which nobody reads them */

static const struct {
	const char *name;
	const char *rcode;
} kinds[FLOOD_N] = {
	[FLOOD_CACHED] = {"cached", "NOERROR"},
	[FLOOD_UNCACHED] = {"uncached", "NOERROR"},
	[FLOOD_LOOKALIKE] = {"lookalike", "NXDOMAIN"},
};

const char *
flood_name(enum flood_kind kind)
{
	return kinds[kind].name;
}

const char *
flood_zone(void)
{
	return "$ORIGIN .\n"
	       "$TTL 3600\n"
	       "@ SOA ns.example. hostmaster.example. 1 3600 600 604800 60\n"
	       "  NS ns.example.\n"
	       "ns.example A 127.0.0.1\n"
	       "*.cached-ones.example A 198.51.100.1\n"
	       "*.uncached-ones.example A 198.51.100.2\n";
}

static size_t
write_question(struct flood *flood, char *line)
{
	unsigned long i = flood->n_asked++;
	int len;

	if (flood->kind == FLOOD_CACHED)
		len = snprintf(line, QUESTION_SIZE, CACHED, i % N_CACHED);
	else if (flood->kind == FLOOD_UNCACHED)
		len = snprintf(line, QUESTION_SIZE, UNCACHED, i);
	else
		len = snprintf(line, QUESTION_SIZE, LOOKALIKE, i, rotation_lookalike(i));
	return (size_t)len;
}

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

void
flood_start(struct flood *flood, enum flood_kind kind, const char *dir, unsigned port,
	    unsigned long rate)
{
	static const char *const no_settings[] = {NULL};
	char questions[RUN_PATH_SIZE], answers[RUN_PATH_SIZE], port_text[16], rate_text[32];
	char name[64];
	const char *argv[] = {tool_path(TOOL_DNSPERF), "-s", "127.0.0.1", "-p", port_text, "-d",
			      questions, "-n", "1", "-v", "-c", CLIENTS, "-q", UNDER_WAY, "-t",
			      FLOOD_TIMEOUT, NULL, NULL, NULL};

	memset(flood, 0, sizeof *flood);
	flood->kind = kind;
	/* What an earlier flood asked is asked again only of the first kind. */
	flood->n_asked = (unsigned long)run_now() * 1000000;
	snprintf(name, sizeof name, "%s.questions", flood_name(kind));
	run_path(questions, dir, name);
	snprintf(name, sizeof name, "%s.answers", flood_name(kind));
	run_path(answers, dir, name);
	snprintf(port_text, sizeof port_text, "%u", port);
	snprintf(rate_text, sizeof rate_text, "%lu", rate);
	for (size_t i = 0; rate > 0 && i < 2; i++)
		argv[sizeof argv / sizeof argv[0] - 3 + i] = i == 0 ? "-Q" : rate_text;
	flood->answers = open_pipe(answers, O_RDONLY);
	/* For reading, too, or it could not be opened before dnsperf does. */
	flood->questions = open_pipe(questions, O_RDWR);
	(void)fcntl(flood->answers, F_SETPIPE_SZ, PIPE_SIZE);
	if (!process_start(&flood->process, argv, no_settings, answers))
		names_die("%s: cannot be started", argv[0]);
}

/* ---- questions ------------------------------------------------------------------- */

static void
write_questions(struct flood *flood)
{
	ssize_t n;

	do {
		if (flood->out_at == flood->out_len) {
			flood->out_at = flood->out_len = 0;
			while (flood->out_len + QUESTION_SIZE <= sizeof flood->out)
				flood->out_len +=
					write_question(flood, flood->out + flood->out_len);
		}
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
	size_t len = strlen(kinds[flood->kind].rcode);
	const char *time = strrchr(line, ' ');
	unsigned long seconds, fraction;
	char *end;

	if (strncmp(line, "T ", 2) == 0)
		return; /* dnsperf counts it */
	if (time == NULL || strncmp(line, kinds[flood->kind].rcode, len) != 0 || line[len] != ' ') {
		note_wrong(flood, line);
		return;
	}
	seconds = strtoul(time, &end, 10);
	fraction = *end == '.' ? strtoul(end + 1, NULL, 10) : 0;
	histogram_add(&flood->histogram, seconds * 1000000 + fraction);
	flood->n_answers++;
}

static void
read_line(struct flood *flood, const char *line)
{
	const char *rest = line + strspn(line, " ");

	if (strncmp(line, "> ", 2) == 0)
		read_answer(flood, line + 2);
	else if (strncmp(rest, "Warning", 7) == 0 || strncmp(rest, "Error", 5) == 0)
		note_wrong(flood, line);
	else if (sscanf(rest, "Queries sent: %lu", &flood->n_sent) != 1)
		(void)!sscanf(rest, "Queries lost: %lu", &flood->n_lost);
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

void
flood_poll(const struct flood *flood, struct pollfd polled[2])
{
	polled[0] = (struct pollfd){.fd = flood->questions, .events = POLLOUT};
	polled[1] = (struct pollfd){.fd = flood->answers, .events = POLLIN};
}

void
flood_pump(struct flood *flood)
{
	if (flood->answers >= 0)
		read_answers(flood);
	if (flood->answers >= 0 && flood->questions >= 0)
		write_questions(flood);
}

bool
flood_is_over(const struct flood *flood)
{
	return flood->answers < 0;
}
