/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/queue.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <urcu/wfcqueue.h>

/* ThreadSanitizer does not see that the queues of liburcu order what was done with a slot
 * before it was put into one and what is done once it was taken out. */
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#define SLOT_IS_GIVEN(slot) __tsan_release(slot)
#define SLOT_IS_TAKEN(slot) __tsan_acquire(slot)
#else
#define SLOT_IS_GIVEN(slot)
#define SLOT_IS_TAKEN(slot)
#endif

struct slot {
	struct cds_wfcq_node node;
	unsigned lane;
	struct smx_event event;
};

/* Slots that are free wait here: the lane's thread takes them, the one that writes
 * gives them back. */
struct lane {
	struct __cds_wfcq_head head;
	struct cds_wfcq_tail tail;
	atomic_ulong n_lost[SMX_N_FATES];
	struct slot *slots;
} __attribute__((aligned(CAA_CACHE_LINE_SIZE)));

struct smx_queue {
	struct __cds_wfcq_head head;
	struct cds_wfcq_tail tail;
	atomic_ulong n_sent, n_heard;
	unsigned n_lanes;
	struct lane *lanes;
};

static struct slot *
slot_of_node(struct cds_wfcq_node *node)
{
	return caa_container_of(node, struct slot, node);
}

static void
give(struct __cds_wfcq_head *head, struct cds_wfcq_tail *tail, struct slot *slot)
{
	SLOT_IS_GIVEN(slot);
	cds_wfcq_node_init(&slot->node);
	cds_wfcq_enqueue(head, tail, &slot->node);
}

/* NULL if there is none, or one that is just being given: nobody waits for that. */
static struct slot *
take(struct __cds_wfcq_head *head, struct cds_wfcq_tail *tail)
{
	struct cds_wfcq_node *node = __cds_wfcq_dequeue_nonblocking(head, tail);

	if (node == NULL || node == CDS_WFCQ_WOULDBLOCK)
		return NULL;
	SLOT_IS_TAKEN(slot_of_node(node));
	return slot_of_node(node);
}

static int
lane_init(struct lane *lane, unsigned number, size_t n_slots)
{
	__cds_wfcq_init(&lane->head, &lane->tail);
	for (int i = 0; i < SMX_N_FATES; i++)
		atomic_init(&lane->n_lost[i], 0);
	lane->slots = calloc(n_slots, sizeof *lane->slots);
	if (lane->slots == NULL)
		return SMX_ENOMEM;
	for (size_t i = 0; i < n_slots; i++) {
		lane->slots[i].lane = number;
		give(&lane->head, &lane->tail, &lane->slots[i]);
	}
	return SMX_OK;
}

struct smx_queue *
smx_queue_new(unsigned n_lanes, size_t n_slots)
{
	struct smx_queue *queue = calloc(1, sizeof *queue);

	if (queue == NULL)
		return NULL;
	__cds_wfcq_init(&queue->head, &queue->tail);
	queue->lanes = aligned_alloc(CAA_CACHE_LINE_SIZE, n_lanes * sizeof *queue->lanes);
	if (queue->lanes == NULL)
		goto free_queue;
	for (; queue->n_lanes < n_lanes; queue->n_lanes++) {
		if (lane_init(&queue->lanes[queue->n_lanes], queue->n_lanes, n_slots) != SMX_OK)
			goto free_queue;
	}
	return queue;
free_queue:
	smx_queue_free(queue);
	return NULL;
}

void
smx_queue_free(struct smx_queue *queue)
{
	if (queue == NULL)
		return;
	for (unsigned i = 0; i < queue->n_lanes; i++)
		free(queue->lanes[i].slots);
	free(queue->lanes);
	free(queue);
}

struct smx_event *
smx_queue_take(struct smx_queue *queue, unsigned lane_number, enum smx_fate fate)
{
	struct lane *lane = &queue->lanes[lane_number < queue->n_lanes ? lane_number : 0];
	struct slot *slot =
		lane_number < queue->n_lanes ? take(&lane->head, &lane->tail) : NULL;

	if (slot == NULL) {
		atomic_fetch_add_explicit(&lane->n_lost[fate], 1, memory_order_relaxed);
		return NULL;
	}
	slot->event.fate = fate;
	return &slot->event;
}

void
smx_queue_put(struct smx_queue *queue, struct smx_event *event)
{
	struct slot *slot = caa_container_of(event, struct slot, event);

	atomic_fetch_add_explicit(&queue->n_sent, 1, memory_order_relaxed);
	give(&queue->head, &queue->tail, slot);
}

size_t
smx_queue_drain(struct smx_queue *queue, size_t most,
		void (*hear)(void *closure, const struct smx_event *event), void *closure)
{
	size_t n = 0;

	while (n < most) {
		struct slot *slot = take(&queue->head, &queue->tail);
		struct lane *lane;

		if (slot == NULL)
			break;
		lane = &queue->lanes[slot->lane];
		hear(closure, &slot->event);
		give(&lane->head, &lane->tail, slot);
		n++;
	}
	atomic_fetch_add_explicit(&queue->n_heard, n, memory_order_relaxed);
	return n;
}

unsigned long
smx_queue_count_lost(const struct smx_queue *queue, enum smx_fate fate)
{
	unsigned long n = 0;

	for (unsigned i = 0; i < queue->n_lanes; i++)
		n += atomic_load_explicit(&queue->lanes[i].n_lost[fate], memory_order_relaxed);
	return n;
}

size_t
smx_queue_count(const struct smx_queue *queue)
{
	unsigned long n_heard = atomic_load_explicit(&queue->n_heard, memory_order_relaxed);
	unsigned long n_sent = atomic_load_explicit(&queue->n_sent, memory_order_relaxed);

	return n_sent > n_heard ? n_sent - n_heard : 0;
}
