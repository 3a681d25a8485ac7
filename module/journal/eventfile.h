/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_JOURNAL_EVENTFILE_H
#define SMX_JOURNAL_EVENTFILE_H

/*
 * events.jsonl in state-dir: a line for each incident, appended.  A line is there whole
 * or not at all, whatever happens to the process or the disk.  Where the file was
 * renamed or removed meanwhile (rotation), a new one is made.
 *
 * Errors are 0, SMX_EWRITE with errno set, or SMX_ENOMEM.  One thread.
 */

#include "journal/incidents.h"
#include "match/clients.h"

struct smx_eventfile {
	int fd; /* -1: not open */
	char *path;
};

/* Nothing is opened before there is something to write. */
void smx_eventfile_init(struct smx_eventfile *file);

void smx_eventfile_close(struct smx_eventfile *file);

/* Write the client's address into `buf`, as much of it as is to be told; false if it is
 * nothing. */
bool smx_eventfile_client_write(const struct smx_event *event, enum smx_log_clients log_clients,
				char *buf, size_t size);

/* Write the name, and the name that was intended. */
void smx_eventfile_names_write(const struct smx_event *event, char name[SMX_NAME_TEXT_SIZE],
			       char intended[2 * SMX_NAME_TEXT_SIZE]);

/* The line of an incident, with its newline; malloced, NULL if memory ran out. */
char *smx_eventfile_line(const struct smx_incident *incident, enum smx_log_clients log_clients);

/* The line that says that so many incidents with so many questions are missing since
 * `wall`, milliseconds since 1970: likewise. */
char *smx_eventfile_lost_line(int64_t wall, unsigned long n_incidents, unsigned long n_questions);

/* Append a line to the file `events.jsonl` of `state_dir`. */
int smx_eventfile_append(struct smx_eventfile *file, const char *state_dir, const char *line);

#endif /* SMX_JOURNAL_EVENTFILE_H */
