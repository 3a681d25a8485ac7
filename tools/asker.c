/* SPDX-License-Identifier: BSD-3-Clause */
#include "asker.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "asker_context.h"

#define CLASS_IN 1
#define RCODE_SERVFAIL 2
#define BURST_SECONDS 0.05 /* what may be begun at once after a pause */

/* A question under way. */
struct slot {
	struct asker *asker;
	bool is_used;
	int id; /* libunbound's */
	uint16_t type;
	double begun;
	asker_done done;
	void *closure;
};

struct asker {
	struct asker_context context;
	double rate, burst, tokens, filled; /* a bucket of tokens, last filled then */
	double timeout;
	unsigned parallel, n_under_way;
	uint64_t n_begun;
	struct slot slots[];
};

/* Seconds of a clock that is never set. */
static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

struct asker *
asker_new(const struct asker_settings *settings)
{
	struct asker *asker = calloc(1, sizeof *asker + settings->parallel * sizeof(struct slot));

	if (asker == NULL) {
		fprintf(stderr, "straymx: out of memory\n");
		return NULL;
	}
	if (!asker_context_init(&asker->context, settings)) {
		free(asker);
		return NULL;
	}
	asker->rate = settings->rate;
	asker->burst = settings->rate * BURST_SECONDS > 1 ? settings->rate * BURST_SECONDS : 1;
	asker->tokens = 1;
	asker->filled = now();
	asker->timeout = settings->timeout;
	asker->parallel = settings->parallel;
	for (unsigned i = 0; i < asker->parallel; i++)
		asker->slots[i].asker = asker;
	return asker;
}

void
asker_free(struct asker *asker)
{
	if (asker == NULL)
		return;
	asker_context_free(&asker->context);
	free(asker);
}

/* ---- asking ----------------------------------------------------------------------------- */

bool
asker_may_begin(struct asker *asker)
{
	double time = now();

	asker->tokens += (time - asker->filled) * asker->rate;
	asker->filled = time;
	if (asker->tokens > asker->burst)
		asker->tokens = asker->burst;
	return asker->tokens >= 1 && asker->n_under_way < asker->parallel;
}

static bool
is_broken(struct asker *asker, int error)
{
	if (error == UB_NOERROR)
		return false;
	fprintf(stderr, "straymx: libunbound cannot work: %s\n", ub_strerror(error));
	if (asker->n_begun == 0)
		asker_context_show_log(&asker->context);
	return true;
}

static void
hand_over(struct slot *slot, const struct asker_answer *answer)
{
	slot->is_used = false;
	slot->asker->n_under_way--;
	slot->done(slot->closure, slot->type, answer);
}

static void
take_result(void *closure, int error, struct ub_result *result)
{
	struct asker_answer answer = {.status = ASKER_FAILED, .rcode = RCODE_SERVFAIL};

	if (error == UB_NOERROR && result != NULL) {
		answer.rcode = result->rcode;
		answer.is_alias = result->canonname != NULL;
		if (result->havedata)
			answer.status = ASKER_DATA;
		else if (result->nxdomain)
			answer.status = answer.is_alias ? ASKER_NO_DATA : ASKER_NO_NAME;
		else if (result->rcode == 0)
			answer.status = ASKER_NO_DATA;
		answer.data = (uint8_t *const *)result->data;
		answer.len = result->len;
		while (result->havedata && result->data[answer.n_data] != NULL)
			answer.n_data++;
	}
	hand_over(closure, &answer);
	ub_resolve_free(result);
}

bool
asker_begin(struct asker *asker, const char *name, uint16_t type, asker_done done, void *closure)
{
	struct slot *slot = asker->slots;
	int error;

	while (slot->is_used)
		slot++;
	slot->type = type;
	slot->done = done;
	slot->closure = closure;
	slot->begun = now();
	error = ub_resolve_async(asker->context.ctx, name, type, CLASS_IN, slot, take_result, &slot->id);
	if (is_broken(asker, error))
		return false;
	asker_context_end_log(&asker->context);
	slot->is_used = true;
	asker->n_under_way++;
	asker->n_begun++;
	asker->tokens--;
	return true;
}

unsigned
asker_count_under_way(const struct asker *asker)
{
	return asker->n_under_way;
}

uint64_t
asker_count_begun(const struct asker *asker)
{
	return asker->n_begun;
}

/* ---- waiting ---------------------------------------------------------------------------- */

/* Give up what is late.  libunbound goes on with it, but says no more of it. */
static void
end_late(struct asker *asker)
{
	static const struct asker_answer late = {.status = ASKER_LATE};
	double begun_before = now() - asker->timeout;

	for (unsigned i = 0; i < asker->parallel; i++) {
		struct slot *slot = &asker->slots[i];

		if (slot->is_used && slot->begun <= begun_before &&
		    ub_cancel(asker->context.ctx, slot->id) == UB_NOERROR)
			hand_over(slot, &late);
	}
}

/* Milliseconds, at most `most`, until a question is late or one more may begin. */
static int
time_left(const struct asker *asker, int most)
{
	double time = now(), soonest = time + most / 1e3;

	if (asker->n_under_way < asker->parallel && asker->tokens < 1 &&
	    asker->filled + (1 - asker->tokens) / asker->rate < soonest)
		soonest = asker->filled + (1 - asker->tokens) / asker->rate;
	for (unsigned i = 0; i < asker->parallel; i++) {
		if (asker->slots[i].is_used && asker->slots[i].begun + asker->timeout < soonest)
			soonest = asker->slots[i].begun + asker->timeout;
	}
	return soonest > time ? (int)((soonest - time) * 1e3) + 1 : 0;
}

bool
asker_wait(struct asker *asker, int fd, int milliseconds)
{
	struct pollfd fds[] = {{.fd = ub_fd(asker->context.ctx), .events = POLLIN},
			       {.fd = fd, .events = POLLIN}};

	(void)asker_may_begin(asker); /* fills the bucket */
	poll(fds, 2, time_left(asker, milliseconds));
	if (fds[0].revents != 0 && is_broken(asker, ub_process(asker->context.ctx)))
		return false;
	end_late(asker);
	return true;
}
