/* SPDX-License-Identifier: BSD-3-Clause */
#include "auditor.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define THREADS_MAX 4
#define BATCH_SIZE 128
/* Lookalikes that are told apart: with all that belongs to them 130 MB, and fewer where
 * two policies are compared, which is told name by name. */
#define HITS_MAX 1000000
#define CHANGES_MAX 100000

/* What all threads share. */
struct shared {
	const struct audit_question *question;
	struct audit *audit;
	struct feed feed;
	pthread_mutex_t lock; /* of `audit`, and what follows */
	bool is_out_of_memory;
};

/* A line with a name that is hit, until it can be counted. */
struct found {
	struct logline line;
	struct stray_hit hit[STRAY_N_SIDES];
	bool is_changed; /* the sides differ */
};

struct worker {
	struct shared *shared;
	pthread_t thread;
	struct feed_block block;
	struct audit_lines lines; /* of this block */
	struct found *batch;
	size_t n_found;
};

/* ---- judging ----------------------------------------------------------------------------- */

/* Whether a policy judges questions of this type, if the line tells it. */
static bool
is_judged(const struct audit_question *question, const struct smx_policy *policy,
	  const struct logline *line)
{
	return !line->has_type || question->has_all_types ||
	       smx_policy_has_type(policy, line->type);
}

/* By what the policy hits the name; `entry` is NULL if by nothing. */
static void
judge(const struct audit_question *question, const struct smx_policy *policy,
      const struct logline *line, struct stray_hit *hit)
{
	struct smx_verdict verdict;

	hit->entry = NULL;
	if (!smx_policy_is_enabled(policy) || !is_judged(question, policy, line))
		return;
	if (line->family == AF_UNSPEC)
		smx_lookup(policy, line->wire, line->wire_len, &verdict);
	else
		smx_lookup_for_client(policy, line->wire, line->wire_len, line->family,
				      &line->client, &verdict);
	if (verdict.reason != SMX_MATCH)
		return;
	hit->entry = verdict.entry;
	hit->rule = verdict.rule;
	hit->distance = verdict.distance;
	hit->candidate_at = (unsigned)verdict.candidate_offset;
}

/* Whether two hits come to the same for who asks, and who reads of it. */
static bool
is_same(const struct stray_hit *a, const struct stray_hit *b)
{
	char a_name[SMX_NAME_TEXT_SIZE], b_name[SMX_NAME_TEXT_SIZE];

	if (a->entry == NULL || b->entry == NULL)
		return a->entry == b->entry;
	if (a->rule != b->rule || a->candidate_at != b->candidate_at ||
	    smx_entry_action(a->entry) != smx_entry_action(b->entry) ||
	    smx_entry_mode(a->entry) != smx_entry_mode(b->entry) ||
	    smx_entry_asks(a->entry) != smx_entry_asks(b->entry))
		return false;
	smx_entry_name_write(a->entry, a_name, sizeof a_name);
	smx_entry_name_write(b->entry, b_name, sizeof b_name);
	return strcmp(a_name, b_name) == 0;
}

/* Count what was found; with the shared lock. */
static bool
count_found(struct audit *audit, const struct found *found)
{
	struct stray_hit alone[STRAY_N_SIDES] = {found->hit[STRAY_POLICY]};

	if (found->hit[STRAY_POLICY].entry != NULL &&
	    !strays_add(&audit->hits, &found->line, alone))
		return false;
	return !found->is_changed || strays_add(&audit->changes, &found->line, found->hit);
}

static void
count_batch(struct worker *worker)
{
	struct shared *shared = worker->shared;

	for (size_t i = 0; i < worker->n_found && !shared->is_out_of_memory; i++)
		shared->is_out_of_memory = !count_found(shared->audit, &worker->batch[i]);
	worker->n_found = 0;
}

static void
flush(struct worker *worker)
{
	pthread_mutex_lock(&worker->shared->lock);
	count_batch(worker);
	pthread_mutex_unlock(&worker->shared->lock);
}

/* A line with a name, which stands where the next one that is found goes. */
static void
judge_line(struct worker *worker, struct found *found)
{
	const struct audit_question *question = worker->shared->question;
	struct stray_hit *hit = found->hit;

	if (!is_judged(question, question->policy, &found->line))
		worker->lines.unjudged++;
	judge(question, question->policy, &found->line, &hit[STRAY_POLICY]);
	hit[STRAY_OTHER].entry = NULL;
	if (question->other != NULL)
		judge(question, question->other, &found->line, &hit[STRAY_OTHER]);
	if (hit[STRAY_POLICY].entry == NULL && is_judged(question, question->policy, &found->line))
		stray_counts_add(&worker->lines.passed, found->line.kind, found->line.weight);
	if (found->line.weight == 0 ||
	    (hit[STRAY_POLICY].entry == NULL && hit[STRAY_OTHER].entry == NULL))
		return;
	found->is_changed = question->other != NULL &&
			    !is_same(&hit[STRAY_POLICY], &hit[STRAY_OTHER]);
	worker->n_found++;
	if (worker->n_found == BATCH_SIZE)
		flush(worker);
}

/* ---- lines ------------------------------------------------------------------------------- */

static void
read_line(struct worker *worker, const char *text, size_t len, uint64_t number)
{
	struct found *found = &worker->batch[worker->n_found];
	struct audit_lines *lines = &worker->lines;

	logline_read(&found->line, text, len, number == 1);
	lines->read[found->line.kind]++;
	if (found->line.kind <= LOGLINE_REPLY) {
		judge_line(worker, found);
	} else if (found->line.kind == LOGLINE_BAD && lines->n_told < AUDIT_TOLD_MAX) {
		struct audit_line told = {worker->block.file, number, found->line.why};

		lines->told[lines->n_told++] = told;
	}
}

static void
read_block(struct worker *worker)
{
	const char *text = worker->block.bytes, *end = text + worker->block.len;
	uint64_t number = worker->block.first_line;

	memset(&worker->lines, 0, sizeof worker->lines);
	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t len = (size_t)((newline != NULL ? newline : end) - text);

		read_line(worker, text, len, number++);
		text += len + 1;
	}
}

static int
compare_told(const void *a, const void *b)
{
	const struct audit_line *x = a, *y = b;

	if (x->file != y->file)
		return x->file - y->file;
	return (x->line > y->line) - (x->line < y->line);
}

/* Add a block's lines to all of them; of the unreadable ones the first are kept. */
static void
add_lines(struct audit_lines *all, const struct audit_lines *lines)
{
	struct audit_line told[2 * AUDIT_TOLD_MAX];
	size_t n = all->n_told + lines->n_told;

	for (int i = 0; i < LOGLINE_N_KINDS; i++)
		all->read[i] += lines->read[i];
	all->unjudged += lines->unjudged;
	all->passed.listed += lines->passed.listed;
	all->passed.asked += lines->passed.asked;
	all->passed.answered += lines->passed.answered;
	memcpy(told, all->told, all->n_told * sizeof told[0]);
	memcpy(told + all->n_told, lines->told, lines->n_told * sizeof told[0]);
	qsort(told, n, sizeof told[0], compare_told);
	all->n_told = n < AUDIT_TOLD_MAX ? n : AUDIT_TOLD_MAX;
	memcpy(all->told, told, all->n_told * sizeof told[0]);
}

/* ---- threads ----------------------------------------------------------------------------- */

static void *
work(void *argument)
{
	struct worker *worker = argument;
	struct shared *shared = worker->shared;
	bool must_stop = false;

	while (!must_stop && feed_take(&shared->feed, &worker->block)) {
		read_block(worker);
		pthread_mutex_lock(&shared->lock);
		count_batch(worker);
		add_lines(&shared->audit->lines, &worker->lines);
		must_stop = shared->is_out_of_memory;
		pthread_mutex_unlock(&shared->lock);
	}
	return NULL;
}

static bool
worker_init(struct worker *worker, struct shared *shared)
{
	memset(worker, 0, sizeof *worker);
	worker->shared = shared;
	worker->batch = malloc(BATCH_SIZE * sizeof worker->batch[0]);
	return feed_block_init(&worker->block) && worker->batch != NULL;
}

static void
worker_free(struct worker *worker)
{
	feed_block_free(&worker->block);
	free(worker->batch);
}

/* In this thread and in others; those that cannot be had are done without. */
static void
run(struct shared *shared)
{
	struct worker workers[THREADS_MAX];
	long n_processors = sysconf(_SC_NPROCESSORS_ONLN);
	int n_wanted = n_processors < 1 ? 1 : n_processors > THREADS_MAX ? THREADS_MAX : (int)n_processors;
	int n = 0, n_started = 1;

	while (n < n_wanted && worker_init(&workers[n], shared))
		n++;
	if (n == 0) {
		shared->is_out_of_memory = true;
		n_wanted = 1;
	} else {
		while (n_started < n && pthread_create(&workers[n_started].thread, NULL, work,
						       &workers[n_started]) == 0)
			n_started++;
		work(&workers[0]);
		for (int i = 1; i < n_started; i++)
			pthread_join(workers[i].thread, NULL);
	}
	/* The one that could not be had may own something. */
	for (int i = 0; i < n_wanted && i <= n; i++)
		worker_free(&workers[i]);
}

bool
audit_run(struct audit *audit, const struct audit_question *question)
{
	struct shared shared = {.question = question, .audit = audit};
	bool is_done = false;

	memset(audit, 0, sizeof *audit);
	strays_init(&audit->hits, HITS_MAX);
	strays_init(&audit->changes, CHANGES_MAX);
	pthread_mutex_init(&shared.lock, NULL);
	if (feed_init(&shared.feed, "audit", question->paths, question->n_paths)) {
		run(&shared);
		is_done = !shared.is_out_of_memory && strays_finish(&audit->hits) &&
			  strays_finish(&audit->changes);
	}
	audit->n_failed = shared.feed.n_failed;
	feed_free(&shared.feed);
	pthread_mutex_destroy(&shared.lock);
	return is_done;
}

void
audit_free(struct audit *audit)
{
	strays_free(&audit->hits);
	strays_free(&audit->changes);
}

/* ---- counts ------------------------------------------------------------------------------ */

uint64_t
audit_count_lines(const struct audit_lines *lines)
{
	uint64_t sum = 0;

	for (int i = 0; i < LOGLINE_N_KINDS; i++)
		sum += lines->read[i];
	return sum;
}

uint64_t
audit_count_names(const struct audit *audit)
{
	uint64_t sum = stray_counts_sum(&audit->lines.passed);

	for (size_t i = 0; i < audit->hits.n_rows_listed; i++)
		sum += audit->hits.rows[i]->sum;
	return sum;
}
