/* SPDX-License-Identifier: BSD-3-Clause */
#include "terminal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define QUIET_SECONDS 1.0  /* work that takes less shows nothing */
#define BETWEEN_SECONDS 0.2

/* ---- progress ---------------------------------------------------------------------------- */

static double
seconds_between(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

void
progress_begin(struct progress *progress, const char *verb, const char *unit)
{
	memset(progress, 0, sizeof *progress);
	progress->verb = verb;
	progress->unit = unit;
	progress->is_wanted = isatty(STDERR_FILENO) == 1;
	clock_gettime(CLOCK_MONOTONIC, &progress->began);
	progress->shown = progress->began;
}

/* Returns how many characters that are. */
static int
print_left(double seconds)
{
	unsigned left = (unsigned)(seconds + 0.5);

	if (left >= 3600)
		return fprintf(stderr, ", %u h %02u min left", left / 3600, left / 60 % 60);
	if (left >= 60)
		return fprintf(stderr, ", %u min %02u s left", left / 60, left % 60);
	return fprintf(stderr, ", %u s left", left);
}

void
progress_show(struct progress *progress, uint64_t n_done, double share)
{
	struct timespec now;
	double elapsed;
	int width;

	if (!progress->is_wanted)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	elapsed = seconds_between(&progress->began, &now);
	if (elapsed < QUIET_SECONDS ||
	    (progress->is_shown && seconds_between(&progress->shown, &now) < BETWEEN_SECONDS))
		return;
	progress->is_shown = true;
	progress->shown = now;
	fputc('\r', stderr);
	width = fprintf(stderr, "%s: %" PRIu64 " %s", progress->verb, n_done, progress->unit);
	if (share > 0.0 && share <= 1.0) {
		width += fprintf(stderr, ", %u %%", (unsigned)(share * 100));
		width += print_left(elapsed * (1.0 - share) / share);
	}
	/* Blanks, and no escape sequence: not every terminal has one to erase a line. */
	if (width < progress->width)
		fprintf(stderr, "%*s", progress->width - width, "");
	progress->width = width;
	fflush(stderr);
}

void
progress_hide(struct progress *progress)
{
	if (!progress->is_shown)
		return;
	progress->is_shown = false;
	fprintf(stderr, "\r%*s\r", progress->width, "");
	fflush(stderr);
}

/* ---- colours ----------------------------------------------------------------------------- */

static bool
has_colours(FILE *stream)
{
	const char *forbidden = getenv("NO_COLOR"), *terminal = getenv("TERM");

	return (forbidden == NULL || forbidden[0] == '\0') && terminal != NULL &&
	       strcmp(terminal, "dumb") != 0 && isatty(fileno(stream)) == 1;
}

const char *
colour_begin(FILE *stream, enum colour colour)
{
	static const char *const begins[N_COLOURS] = {
		[COLOUR_GOOD] = "\033[32m", [COLOUR_WARN] = "\033[33m",
		[COLOUR_BAD] = "\033[1;31m", [COLOUR_HEAD] = "\033[1m",
		[COLOUR_FAINT] = "\033[2m"};

	return has_colours(stream) ? begins[colour] : "";
}

const char *
colour_end(FILE *stream)
{
	return has_colours(stream) ? "\033[0m" : "";
}
