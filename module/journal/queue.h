/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_QUEUE_H
#define SMX_JOURNAL_QUEUE_H

/*
 * From the threads that answer questions to the one that writes: events in slots that
 * are all there from the beginning.  Each answering thread has a lane of its own, with
 * so many slots; when they are all on their way, events are lost, and counted.  Nobody
 * waits for anybody, and nothing is allocated on the way (liburcu's wait-free queues).
 */

#include <stddef.h>

#include "journal/event.h"

struct smx_queue;

/* A queue of `n_lanes` lanes with `n_slots` events each; NULL if memory ran out. */
struct smx_queue *smx_queue_new(unsigned n_lanes, size_t n_slots);

/* Free it, with what is in it.  No thread may be using it. */
void smx_queue_free(struct smx_queue *queue);

/*
 * A slot to fill in, for smx_queue_put() to send; NULL if there is none, which counts as
 * an event of that fate that is lost.  `lane` is the calling thread's own; beyond the
 * lanes that there are, there is never one.
 */
struct smx_event *smx_queue_take(struct smx_queue *queue, unsigned lane, enum smx_fate fate);

/* Send a slot; it is not the caller's any more. */
void smx_queue_put(struct smx_queue *queue, struct smx_event *event);

/*
 * Hand what has been sent to `hear`, in the order of sending, `most` at most.  Returns how
 * many there were.  One thread.
 */
size_t smx_queue_drain(struct smx_queue *queue, size_t most,
		       void (*hear)(void *closure, const struct smx_event *event), void *closure);

/* How many events of that fate were lost so far, in all lanes.  Any thread. */
unsigned long smx_queue_count_lost(const struct smx_queue *queue, enum smx_fate fate);

/* About how many events are on their way.  Any thread. */
size_t smx_queue_count(const struct smx_queue *queue);

#endif /* SMX_JOURNAL_QUEUE_H */
