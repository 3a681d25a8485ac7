/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_JOURNAL_H
#define SMX_JOURNAL_JOURNAL_H

/*
 * The journal: threads that answer questions leave events, and a thread of the
 * journal's own makes incidents of them and appends these to events.jsonl.  Whatever
 * happens to the disk, nobody who answers questions waits for it; what could not be
 * written is counted, and told in the file when that can be written again.
 *
 * Of the questions whose events were taken or refused, each is sooner or later counted
 * exactly once: as written or as lost (struct smx_journal_figures).
 */

#include "journal/cells.h"
#include "journal/eventfile.h"
#include "journal/queue.h"

/* Events that a thread can have on their way. */
#define SMX_JOURNAL_SLOTS 4096

/* What the journal's thread tells its owner, with `closure`. */
struct smx_journal_hooks {
	/* An incident begins. */
	void (*begun)(void *closure, const struct smx_event *event,
		      enum smx_log_clients log_clients);
	/* Writing failed with this errno, having worked before; 0: it works again, after
	 * so many questions were lost. */
	void (*trouble)(void *closure, const char *state_dir, int error, unsigned long n_lost);
	void *closure;
};

struct smx_journal;

/* Begin a journal for `n_lanes` threads.  NULL if memory ran out, or no thread is to be
 * had. */
struct smx_journal *smx_journal_begin(unsigned n_lanes, const struct smx_journal_hooks *hooks);

/*
 * Say where to write (copied; NULL: nowhere, so that all is lost) and how much of
 * clients.  Any thread but those that answer questions.  Returns 0, or SMX_ENOMEM with all
 * as it was.
 */
int smx_journal_configure(struct smx_journal *journal, const char *state_dir,
			  enum smx_log_clients log_clients);

/* An event to fill in, as smx_queue_take(), and its sending. */
struct smx_event *smx_journal_take(struct smx_journal *journal, unsigned lane, enum smx_fate fate);
void smx_journal_put(struct smx_journal *journal, struct smx_event *event);

/* Write what is there, and end the thread.  No thread may be leaving events.  NULL is
 * nothing to end. */
void smx_journal_end(struct smx_journal *journal);

struct smx_journal_figures {
	unsigned long n_incidents; /* written */
	unsigned long n_questions; /* in these */
	unsigned long n_lost_to_queue; /* questions, as there was no room for an event */
	unsigned long n_lost_to_disk;  /* questions of incidents that could not be written */
	unsigned long n_events_lost[SMX_N_FATES]; /* as there was no room, by fate */
	int write_error; /* errno of the last writing; 0: it worked */
	size_t n_queued; /* events on their way, about */
	size_t n_slots;  /* for events */
	size_t n_open;   /* incidents that wait, about */
	size_t n_bytes;  /* of memory, about */
};

/* How the journal does.  Any thread. */
void smx_journal_read(const struct smx_journal *journal, struct smx_journal_figures *figures);

/* A copy of what is counted by zone and so on, the caller's to free; NULL with 0 cells.
 * Returns 0 or SMX_ENOMEM.  Any thread that may wait for the disk. */
int smx_journal_copy_cells(struct smx_journal *journal, struct smx_cell **list, size_t *n_cells);

#endif /* SMX_JOURNAL_JOURNAL_H */
