/* SPDX-License-Identifier: BSD-3-Clause */
#include "feed.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_SIZE 1048576
/* What is asked of zlib at once: where data are broken, this much may be lost before. */
#define PIECE_SIZE 65536
#define BUFFER_SIZE 262144 /* zlib's own */

/* ---- files ------------------------------------------------------------------------------- */

static bool
is_standard_input(const char *path)
{
	return strcmp(path, "-") == 0;
}

const char *
feed_file_name(const struct feed *feed, int file)
{
	return is_standard_input(feed->paths[file]) ? "standard input" : feed->paths[file];
}

/* What all files have, for the share that is done; 0 where one is no file. */
static double
add_sizes(char **paths, int n_paths)
{
	double sum = 0;
	struct stat status;

	for (int i = 0; i < n_paths; i++) {
		int rc = is_standard_input(paths[i]) ? fstat(STDIN_FILENO, &status)
						     : stat(paths[i], &status);

		if (rc == 0 && !S_ISREG(status.st_mode))
			return 0;
		if (rc == 0)
			sum += (double)status.st_size;
	}
	return sum;
}

static void
fail(struct feed *feed, const char *what, const char *detail)
{
	progress_hide(&feed->progress);
	fprintf(stderr, "straymx: %s: %s%s%s", feed_file_name(feed, feed->file), what,
		detail != NULL ? ": " : "", detail != NULL ? detail : "");
	if (feed->next_line > 1)
		fprintf(stderr, "; the %" PRIu64 " lines before that count", feed->next_line - 1);
	fputc('\n', stderr);
	feed->n_failed++;
}

/* Returns false, having told, if the file cannot be opened. */
static bool
open_file(struct feed *feed)
{
	const char *path = feed->paths[feed->file];
	int fd = is_standard_input(path) ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

	feed->next_line = 1;
	feed->rest_len = 0;
	feed->is_skipping = false;
	if (fd >= 0) {
		errno = ENOMEM;
		feed->stream = gzdopen(fd, "rb");
	}
	if (feed->stream == NULL) {
		fail(feed, "cannot open", strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	gzbuffer(feed->stream, BUFFER_SIZE);
	return true;
}

static void
end_file(struct feed *feed)
{
	struct stat status;

	if (!is_standard_input(feed->paths[feed->file]) &&
	    stat(feed->paths[feed->file], &status) == 0)
		feed->bytes_done += (double)status.st_size;
	if (feed->stream != NULL)
		gzclose_r(feed->stream);
	feed->stream = NULL;
	feed->file++;
}

static void
tell_error(struct feed *feed)
{
	int code = Z_OK;
	const char *text;
	int saved = errno;

	text = gzerror(feed->stream, &code);
	if (code == Z_BUF_ERROR)
		fail(feed, "it is cut off in the middle of its gzip data", NULL);
	else if (code == Z_DATA_ERROR)
		fail(feed, "its gzip data are broken", NULL);
	else
		fail(feed, "cannot read", code == Z_ERRNO ? strerror(saved) : text);
}

/* ---- blocks ------------------------------------------------------------------------------ */

enum outcome { READ_FULL, READ_END, READ_ERROR };

/* Read on until the block is full. */
static enum outcome
fill(struct feed *feed, struct feed_block *block)
{
	while (block->len < BLOCK_SIZE) {
		size_t left = BLOCK_SIZE - block->len;
		unsigned piece = left < PIECE_SIZE ? (unsigned)left : PIECE_SIZE;
		int n, code = Z_OK;

		errno = 0;
		n = gzread(feed->stream, block->bytes + block->len, piece);
		if (n > 0)
			block->len += (size_t)n;
		if (n == (int)piece)
			continue;
		gzerror(feed->stream, &code);
		return n < 0 || code != Z_OK ? READ_ERROR : READ_END;
	}
	return READ_FULL;
}

static uint64_t
count_lines(const struct feed_block *block)
{
	const char *c = block->bytes, *end = block->bytes + block->len;
	uint64_t n = 0;

	while (c < end) {
		c = memchr(c, '\n', (size_t)(end - c));
		n++;
		if (c == NULL)
			break;
		c++;
	}
	return n;
}

/* Drop what belongs to a line whose beginning was a block by itself. */
static void
skip(struct feed *feed, struct feed_block *block)
{
	char *newline = memchr(block->bytes, '\n', block->len);
	size_t dropped = newline != NULL ? (size_t)(newline + 1 - block->bytes) : block->len;

	feed->is_skipping = newline == NULL;
	block->len -= dropped;
	memmove(block->bytes, block->bytes + dropped, block->len);
}

/* Leave whole lines, and keep what is behind them; a line without an end in a whole
 * block is cut. */
static void
keep_rest(struct feed *feed, struct feed_block *block)
{
	const char *newline = memrchr(block->bytes, '\n', block->len);
	size_t whole = newline != NULL ? (size_t)(newline + 1 - block->bytes) : 0;

	feed->is_skipping = newline == NULL && block->len == BLOCK_SIZE;
	if (feed->is_skipping)
		return;
	feed->rest_len = block->len - whole;
	memcpy(feed->rest, block->bytes + whole, feed->rest_len);
	block->len = whole;
}

/* The next lines of the file that is open, maybe none; false at its end. */
static bool
take_lines(struct feed *feed, struct feed_block *block)
{
	bool was_skipping = feed->is_skipping;
	enum outcome outcome;

	memcpy(block->bytes, feed->rest, feed->rest_len);
	block->len = feed->rest_len;
	feed->rest_len = 0;
	outcome = fill(feed, block);
	if (was_skipping)
		skip(feed, block);
	if (outcome == READ_FULL && !feed->is_skipping)
		keep_rest(feed, block);
	if (outcome == READ_ERROR) {
		const char *newline = memrchr(block->bytes, '\n', block->len);

		block->len = newline != NULL ? (size_t)(newline + 1 - block->bytes) : 0;
	}
	block->file = feed->file;
	block->first_line = feed->next_line;
	feed->next_line += count_lines(block);
	feed->n_lines += feed->next_line - block->first_line;
	if (outcome == READ_ERROR)
		tell_error(feed);
	return outcome == READ_FULL;
}

static double
share(const struct feed *feed)
{
	double here = 0;

	if (feed->bytes_all <= 0)
		return -1;
	if (feed->stream != NULL)
		here = (double)gzoffset(feed->stream);
	return (feed->bytes_done + here) / feed->bytes_all;
}

/* ---- the feed ---------------------------------------------------------------------------- */

bool
feed_take(struct feed *feed, struct feed_block *block)
{
	bool has_lines = false;

	pthread_mutex_lock(&feed->lock);
	while (!has_lines && !feed->is_over && feed->file < feed->n_paths) {
		if (feed->stream == NULL && !open_file(feed)) {
			end_file(feed);
			continue;
		}
		if (!take_lines(feed, block))
			end_file(feed);
		has_lines = block->len > 0;
	}
	progress_show(&feed->progress, feed->n_lines, share(feed));
	if (!has_lines)
		progress_hide(&feed->progress);
	pthread_mutex_unlock(&feed->lock);
	return has_lines;
}

void
feed_stop(struct feed *feed)
{
	pthread_mutex_lock(&feed->lock);
	feed->is_over = true;
	pthread_mutex_unlock(&feed->lock);
}

bool
feed_block_init(struct feed_block *block)
{
	memset(block, 0, sizeof *block);
	block->bytes = malloc(BLOCK_SIZE);
	return block->bytes != NULL;
}

void
feed_block_free(struct feed_block *block)
{
	free(block->bytes);
}

bool
feed_init(struct feed *feed, const char *verb, char **paths, int n_paths)
{
	memset(feed, 0, sizeof *feed);
	feed->paths = paths;
	feed->n_paths = n_paths;
	feed->bytes_all = add_sizes(paths, n_paths);
	feed->rest = malloc(BLOCK_SIZE);
	pthread_mutex_init(&feed->lock, NULL);
	progress_begin(&feed->progress, verb, "lines");
	return feed->rest != NULL;
}

void
feed_free(struct feed *feed)
{
	if (feed->stream != NULL)
		gzclose_r(feed->stream);
	free(feed->rest);
	pthread_mutex_destroy(&feed->lock);
}
