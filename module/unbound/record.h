/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_RECORD_H
#define SMX_UNBOUND_RECORD_H

/*
 * What the journal is told of questions, by the threads that answer them: an event for
 * each client, and for each client who asks for the name that was intended.  Nothing here
 * waits, allocates, or fails in a way that matters to the question.
 */

#include "journal/event.h"
#include "unbound/memo.h"

struct module_qstate;
struct query_info;
struct smx_client;
struct smx_journal;
struct smx_verdict;

struct smx_recorder {
	struct smx_journal *journal; /* NULL: nothing is recorded */
	int64_t number;              /* of the journal: no other one has had it */
	atomic_uint n_lanes;         /* that threads have taken */
	/* Intended names that clients may ask for, with these, and until when, in seconds. */
	struct smx_memo awaited;
	_Atomic int64_t awaited_until;
};

/* The number of the calling thread, from 0 on, one that no other one has. */
unsigned smx_record_lane(struct smx_recorder *recorder);

/* The time as the state's thread knows it: milliseconds since 1970. */
int64_t smx_record_wall(const struct module_qstate *qstate);

/* Record a question of one client, at `wall`, milliseconds since 1970. */
void smx_record(struct smx_recorder *recorder, const struct query_info *question,
		const struct smx_verdict *verdict, const struct smx_client *client,
		enum smx_fate fate, int64_t wall);

/* The same for all clients that wait for the state's answer. */
void smx_record_clients(struct smx_recorder *recorder, const struct module_qstate *qstate,
			const struct smx_verdict *verdict, enum smx_fate fate);

/* A client asks for a name that is not intercepted: perhaps the intended one. */
void smx_record_passing(struct smx_recorder *recorder, const struct query_info *question,
			const struct smx_client *client, int64_t wall);
void smx_record_passing_clients(struct smx_recorder *recorder, const struct module_qstate *qstate);

#endif /* SMX_UNBOUND_RECORD_H */
