/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_METERS_H
#define SMX_JOURNAL_METERS_H

/*
 * What is counted of each question, for metrics.prom: by any thread, without a lock, each
 * thread in a meter that it mostly has for itself, so that no cache line is written to by
 * all of them.
 */

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* What became of a client's question that came to the module. */
enum smx_decision {
	SMX_DECIDED_INTERCEPTED,
	SMX_DECIDED_DEFERRED,    /* SERVFAIL, since the intended name has no answer */
	SMX_DECIDED_MONITORED,   /* a lookalike that passes in monitor mode */
	SMX_DECIDED_ABSENT,      /* one that passes, since there is no intended name */
	SMX_DECIDED_UNVERIFIED,  /* one that passes, since that could not be found out */
	SMX_DECIDED_NO_MATCH,    /* near no protected name */
	SMX_DECIDED_ALLOWED,     /* exempt */
	SMX_DECIDED_PROTECTED,
	SMX_DECIDED_SPECIAL_USE,
	SMX_DECIDED_TYPE,        /* of a type or class that is not judged */
	SMX_DECIDED_CLIENT,      /* a lookalike, but of a zone that is not for this client */
	SMX_DECIDED_DISABLED,    /* no policy is in force, or it says `enabled = no` */
	SMX_DECIDED_FAILED,      /* SERVFAIL, to be asked again: no memory, or different clients */
	SMX_N_DECISIONS,
	SMX_UNDECIDED = SMX_N_DECISIONS
};

/* As metrics.prom has it. */
const char *smx_decision_name(enum smx_decision decision);

/* ---- histograms --------------------------------------------------------------------------- */

/* No scale has more buckets. */
#define SMX_BUCKETS_MAX 14

/* Upper bounds, the same as a number and as text, in seconds. */
struct smx_bucket {
	uint64_t nanoseconds;
	const char *seconds;
};

struct smx_scale {
	const struct smx_bucket *buckets;
	size_t n_buckets;
};

extern const struct smx_scale smx_scale_lookups, smx_scale_verifications;

struct smx_histogram {
	atomic_ulong n[SMX_BUCKETS_MAX + 1]; /* in each bucket, and beyond the last one */
	atomic_ulong nanoseconds;            /* all together */
};

void smx_histogram_add(struct smx_histogram *histogram, const struct smx_scale *scale,
		       uint64_t nanoseconds);

/* Of a clock that never goes back. */
static inline uint64_t
smx_nanoseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* ---- meters -------------------------------------------------------------------------------- */

#define SMX_METERS_MAX 32   /* threads beyond that share them */
#define SMX_LOOKUP_SAMPLE 64 /* of so many lookups of a thread, one is timed */

struct smx_meter {
	atomic_ulong n_seen;   /* clients' questions that came to the module */
	atomic_ulong n_cached; /* that Unbound answered from its cache */
	atomic_ulong decisions[SMX_N_DECISIONS];
	atomic_ulong n_lookups;
	struct smx_histogram lookups; /* those that are timed */
	char apart[64]; /* from the next thread's */
};

struct smx_meters {
	struct smx_meter list[SMX_METERS_MAX];
	struct smx_histogram verifications;
};

/* The meter of a thread, which has this number. */
static inline struct smx_meter *
smx_meters_get(struct smx_meters *meters, unsigned thread)
{
	return &meters->list[thread % SMX_METERS_MAX];
}

static inline void
smx_meter_add(atomic_ulong *number, unsigned long n)
{
	atomic_fetch_add_explicit(number, n, memory_order_relaxed);
}

/* Count a lookup; when it began if it is one to be timed, else 0. */
static inline uint64_t
smx_meter_begin_lookup(struct smx_meter *meter)
{
	unsigned long n = atomic_fetch_add_explicit(&meter->n_lookups, 1, memory_order_relaxed);

	return n % SMX_LOOKUP_SAMPLE == 0 ? smx_nanoseconds() : 0;
}

static inline void
smx_meter_end_lookup(struct smx_meter *meter, uint64_t began)
{
	if (began != 0)
		smx_histogram_add(&meter->lookups, &smx_scale_lookups, smx_nanoseconds() - began);
}

#endif /* SMX_JOURNAL_METERS_H */
