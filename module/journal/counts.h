/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_COUNTS_H
#define SMX_JOURNAL_COUNTS_H

/*
 * How often what was done with questions for lookalikes: counted by any thread,
 * without a lock, and read while they do.
 */

#include <stdatomic.h>

enum smx_count {
	SMX_COUNT_INTERCEPTED, /* clients that got a made-up answer */
	SMX_COUNT_DEFERRED,    /* that got SERVFAIL, since the intended name has no answer */
	SMX_COUNT_MONITORED,   /* that would have got a made-up answer */
	SMX_COUNT_UNVERIFIED,  /* that perhaps would have, but the intended name has no answer */
	/* Verifications, by what is known of the intended name then: */
	SMX_COUNT_EXISTS,
	SMX_COUNT_ABSENT,
	SMX_COUNT_FAILED,
	SMX_COUNT_REFUSED, /* too many at once */
	SMX_N_COUNTS
};

struct smx_counts {
	atomic_ulong n[SMX_N_COUNTS];
};

static inline void
smx_counts_add(struct smx_counts *counts, enum smx_count count, unsigned long n)
{
	atomic_fetch_add_explicit(&counts->n[count], n, memory_order_relaxed);
}

static inline unsigned long
smx_counts_get(const struct smx_counts *counts, enum smx_count count)
{
	return atomic_load_explicit(&counts->n[count], memory_order_relaxed);
}

/* All together: another number when anything has been counted. */
static inline unsigned long
smx_counts_sum(const struct smx_counts *counts)
{
	unsigned long sum = 0;

	for (int count = 0; count < SMX_N_COUNTS; count++)
		sum += smx_counts_get(counts, (enum smx_count)count);
	return sum;
}

#endif /* SMX_JOURNAL_COUNTS_H */
