/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_read.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "feed.h"

#define WORKERS_MAX 4

/* Each thread has figures of its own. */
struct worker {
	struct feed *feed;
	const struct report_window *window;
	struct report_figures figures;
	pthread_t thread;
	bool is_running;
	bool is_short; /* of memory */
};

static bool
read_block(struct worker *worker, const struct feed_block *block)
{
	char *at = block->bytes, *end = block->bytes + block->len;
	struct report_broken broken = {block->file, block->first_line, NULL};
	struct report_line line;
	bool is_fine = true;

	for (; at < end && is_fine; broken.line++) {
		char *newline = memchr(at, '\n', (size_t)(end - at));
		char *line_end = newline != NULL ? newline : end;

		broken.why = report_line_read(&line, at, (size_t)(line_end - at));
		if (broken.why != NULL) {
			report_figures_add_broken(&worker->figures, &broken);
		} else {
			is_fine = report_figures_add(&worker->figures, &line, worker->window);
			report_line_free(&line);
		}
		at = line_end + 1;
	}
	return is_fine;
}

static void *
work(void *argument)
{
	struct worker *worker = argument;
	struct feed_block block;

	worker->is_short = !feed_block_init(&block);
	while (!worker->is_short && feed_take(worker->feed, &block))
		worker->is_short = !read_block(worker, &block);
	if (worker->is_short)
		feed_stop(worker->feed);
	feed_block_free(&block);
	return NULL;
}

static int
count_workers(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > WORKERS_MAX ? WORKERS_MAX : (int)n;
}

/* The calling thread is one of them, so that it works without others as well. */
static void
run_workers(struct worker *workers, int n_workers)
{
	for (int i = 1; i < n_workers; i++)
		workers[i].is_running =
			pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
	work(&workers[0]);
	for (int i = 1; i < n_workers; i++) {
		if (workers[i].is_running)
			pthread_join(workers[i].thread, NULL);
	}
}

bool
report_read(struct report_figures *figures, char **paths, int n_paths,
	    const struct report_window *window, int *n_failed)
{
	struct worker workers[WORKERS_MAX];
	struct feed feed;
	int n_workers = count_workers();
	bool is_fine = feed_init(&feed, "report", paths, n_paths);

	for (int i = 0; i < n_workers; i++) {
		workers[i] = (struct worker){.feed = &feed, .window = window};
		report_figures_init(&workers[i].figures);
	}
	report_figures_init(figures);
	if (is_fine)
		run_workers(workers, n_workers);
	*n_failed = feed.n_failed;
	for (int i = 0; i < n_workers; i++) {
		is_fine = is_fine && !workers[i].is_short &&
			  report_figures_merge(figures, &workers[i].figures);
		report_figures_free(&workers[i].figures);
	}
	feed_free(&feed);
	return is_fine && report_figures_finish(figures);
}
