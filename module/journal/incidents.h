/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_INCIDENTS_H
#define SMX_JOURNAL_INCIDENTS_H

/*
 * From events to incidents: all questions of one client for one name that come within
 * ten seconds are one, with one line in events.jsonl.  A line waits until a minute has
 * passed in which the client may ask for the name that was intended (`confirmed`).
 *
 * One thread.  Times are those of the events; the clock on the wall may go back.
 */

#include <stdbool.h>
#include <stddef.h>

#include "journal/event.h"

/* Milliseconds: */
#define SMX_INCIDENT_BURST 10000   /* from the first question to the last */
#define SMX_INCIDENT_CONFIRM 60000 /* after the last one */

/* So many are open at most; when there is one more, the oldest is told at once. */
#define SMX_INCIDENTS_MAX 16384

enum smx_counted_type {
	SMX_COUNTED_MX,
	SMX_COUNTED_A,
	SMX_COUNTED_AAAA,
	SMX_COUNTED_ANY,
	SMX_COUNTED_OTHER,
	SMX_N_COUNTED_TYPES
};

struct smx_incident {
	struct smx_event event; /* the first one */
	int64_t last;           /* of the events' `wall`, not before the first one's */
	int64_t last_monotonic;
	unsigned long n[SMX_N_COUNTED_TYPES];
	unsigned long n_fates[SMX_N_FATES];
	bool is_confirmed;
};

struct smx_incidents;

/*
 * Incidents that are over are handed to `tell`, with `closure`, and are gone when that
 * returns; the beginnings of new ones to `begin`, which may be NULL.
 */
struct smx_incidents *smx_incidents_new(void (*begin)(void *closure, const struct smx_event *event),
					void (*tell)(void *closure,
						     const struct smx_incident *incident),
					void *closure);

/* Free them; what is open is not told. */
void smx_incidents_free(struct smx_incidents *incidents);

/* Take an event.  Returns 0, or SMX_ENOMEM: it is lost. */
int smx_incidents_add(struct smx_incidents *incidents, const struct smx_event *event);

/* Tell those that are over at `monotonic`, in milliseconds. */
void smx_incidents_expire(struct smx_incidents *incidents, int64_t monotonic);

/* Tell all. */
void smx_incidents_flush(struct smx_incidents *incidents);

/* How many are open. */
size_t smx_incidents_count(const struct smx_incidents *incidents);

#endif /* SMX_JOURNAL_INCIDENTS_H */
