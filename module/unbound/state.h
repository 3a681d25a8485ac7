/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_STATE_H
#define SMX_UNBOUND_STATE_H

/*
 * What the module has, one for all threads, and what it knows of a query state.
 */

#include <stdbool.h>

#include "journal/counts.h"
#include "journal/meters.h"
#include "unbound/current.h"
#include "unbound/memo.h"
#include "unbound/record.h"

struct module_qstate;
struct smx_life;
struct smx_watcher;

struct smx_state {
	struct smx_current current; /* the policy in force */
	struct smx_counts counts;
	struct smx_meters meters;
	struct smx_recorder recorder;
	struct smx_life *life; /* of the policy; NULL: none will ever be in force */
	/* For monitor mode: of intended names, and of those that are near nothing. */
	struct smx_memo intended, clear;
};

/* What is known of the intended name of a lookalike. */
enum smx_existence {
	SMX_NOT_ASKED,
	SMX_ASKED,  /* its MX is being looked up */
	SMX_EXISTS, /* NOERROR */
	SMX_ABSENT, /* NXDOMAIN */
	SMX_FAILED, /* anything else, and nothing */
	SMX_REFUSED /* too many are being looked up */
};

/* Of a query state, in its minfo[id], where it is NULL at first; in its region. */
struct smx_trace {
	unsigned long passes_by;  /* the number of the policy by which it passes; 0: none */
	unsigned long clear_by;   /* that by which nothing is near its name */
	unsigned long sent_by;    /* that by which the question under way was judged; 0: none */
	unsigned long checked_by; /* that for which `intended` holds */
	enum smx_existence intended;
	bool is_lookalike; /* nothing that its question leads to may be stored */
	bool is_protected; /* equal to or below a protected name: somebody may have noticed */
	bool is_kept_out;  /* no_cache_store was set for the question to a name server */
	bool is_answered;  /* its answer is there, and waits for what is being looked up */
	const void *counted_in; /* what it was counted in, as a lookup of an intended name;
				 * only to be compared.  NULL: it is none */
	const void *apart_in; /* the same, as one that waits and that nobody joins */
	unsigned n_seen, n_decided; /* clients that are counted as such */
	enum smx_decision decision; /* of clients that join */
	uint64_t asked_at; /* smx_nanoseconds(), of the lookup of the intended name; 0: none */
	unsigned n_watched; /* clients that monitoring knows of */
	struct smx_watcher *watchers; /* monitored questions whose intended name it is */
	unsigned n_watchers;
};

/*
 * What questions are judged by, or NULL where all of them pass: none is in force, or it
 * says `enabled = no`.  In any case smx_current_end() has to follow.
 */
const struct smx_force *smx_state_begin(const struct smx_state *state);

/* What the calling thread counts in. */
struct smx_meter *smx_state_meter(struct smx_state *state);

/* What is known of it; NULL: nothing yet. */
struct smx_trace *smx_trace_find(const struct module_qstate *qstate, int id);

/* The same, made where there is none; NULL if memory ran out. */
struct smx_trace *smx_trace_get(struct module_qstate *qstate, int id);

#endif /* SMX_UNBOUND_STATE_H */
