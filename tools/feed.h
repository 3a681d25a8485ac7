/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_FEED_H
#define SMX_TOOLS_FEED_H

/*
 * Large files of lines, plain or compressed by gzip, for several threads: whoever is done
 * with a block of lines takes the next one.  Files come one after the other, and no more
 * of them is in memory than a block for each thread and a line that a block ended in.
 */

#include <pthread.h>
#include <stdbool.h>
#include <zlib.h>

#include "terminal.h"

/* Lines of one file. */
struct feed_block {
	char *bytes;
	size_t len;          /* lines end in \n, but maybe the last one of a file */
	int file;            /* which of the paths */
	uint64_t first_line; /* 1 for the first one of the file */
};

/* All of it is the feed's own but what is said to be of others. */
struct feed {
	char **paths; /* the caller's; "-" is standard input */
	int n_paths;
	int n_failed; /* to be read when all blocks are taken: files with errors */
	pthread_mutex_t lock;
	struct progress progress;
	gzFile stream; /* NULL: the next file is to be opened */
	int file;
	uint64_t next_line, n_lines;
	char *rest; /* of the line that the last block ended in */
	size_t rest_len;
	bool is_skipping; /* the rest of a line that is longer than a block */
	bool is_over;
	double bytes_done, bytes_all; /* of files; `bytes_all` is 0 if not known */
};

/* Begin with files, for the progress of a verb.  Returns false if memory ran out;
 * feed_free() is due either way. */
bool feed_init(struct feed *feed, const char *verb, char **paths, int n_paths);
void feed_free(struct feed *feed);

/* Make a block that lines can be taken into; false if memory ran out. */
bool feed_block_init(struct feed_block *block);
void feed_block_free(struct feed_block *block);

/*
 * Take the next lines; any thread may.  Returns false when there are none.  A line that
 * is longer than a block, 1 MiB, comes without its end, as a line by itself.
 *
 * What is wrong with a file goes to standard error; its lines up to there have been
 * taken then, a line that it was cut off in excepted, and the next file follows.
 */
bool feed_take(struct feed *feed, struct feed_block *block);

/* Let nobody take more. */
void feed_stop(struct feed *feed);

/* A file as messages call it. */
const char *feed_file_name(const struct feed *feed, int file);

#endif /* SMX_TOOLS_FEED_H */
