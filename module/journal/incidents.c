/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/incidents.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#define TYPE_A 1
#define TYPE_MX 15
#define TYPE_AAAA 28
#define TYPE_ANY 255

struct open_incident {
	struct smx_incident incident;
	TAILQ_ENTRY(open_incident) neighbours; /* by the time of the first event */
	bool is_closed; /* its burst is over: not in the tree, it waits to be confirmed */
};

TAILQ_HEAD(open_incidents, open_incident);

struct smx_incidents {
	void *tree; /* tsearch: by client, name, and what is told of the answer */
	struct open_incidents list;
	size_t n_open;
	void (*begin)(void *closure, const struct smx_event *event);
	void (*tell)(void *closure, const struct smx_incident *incident);
	void *closure;
};

struct smx_incidents *
smx_incidents_new(void (*begin)(void *closure, const struct smx_event *event),
		  void (*tell)(void *closure, const struct smx_incident *incident), void *closure)
{
	struct smx_incidents *incidents = calloc(1, sizeof *incidents);

	if (incidents == NULL)
		return NULL;
	TAILQ_INIT(&incidents->list);
	incidents->begin = begin;
	incidents->tell = tell;
	incidents->closure = closure;
	return incidents;
}

static void
leave(void *open)
{
	(void)open; /* the list frees them */
}

void
smx_incidents_free(struct smx_incidents *incidents)
{
	struct open_incident *open;

	if (incidents == NULL)
		return;
	tdestroy(incidents->tree, leave);
	while ((open = TAILQ_FIRST(&incidents->list)) != NULL) {
		TAILQ_REMOVE(&incidents->list, open, neighbours);
		free(open);
	}
	free(incidents);
}

/* ---- what belongs together --------------------------------------------------------------- */

static int
compare_clients(const struct smx_event *a, const struct smx_event *b)
{
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	return memcmp(a->client, b->client, sizeof a->client);
}

static int
compare(const void *left, const void *right)
{
	const struct smx_event *a = &((const struct open_incident *)left)->incident.event;
	const struct smx_event *b = &((const struct open_incident *)right)->incident.event;
	int order = compare_clients(a, b);

	if (order != 0)
		return order;
	if (a->qname_len != b->qname_len)
		return a->qname_len < b->qname_len ? -1 : 1;
	order = memcmp(a->qname, b->qname, a->qname_len);
	if (order != 0)
		return order;
	/* Another policy came between them. */
	if (a->rule != b->rule || a->action != b->action || a->mode != b->mode)
		return (a->rule << 16 | a->action << 8 | a->mode) <
				       (b->rule << 16 | b->action << 8 | b->mode)
			       ? -1
			       : 1;
	if (a->protected_len != b->protected_len)
		return a->protected_len < b->protected_len ? -1 : 1;
	order = memcmp(a->protected, b->protected, a->protected_len);
	return order != 0 ? order : strcmp(a->zone, b->zone);
}

static struct open_incident *
find(const struct smx_incidents *incidents, const struct smx_event *event)
{
	struct open_incident key;
	struct open_incident **found;

	key.incident.event = *event;
	found = tfind(&key, &incidents->tree, compare);
	return found != NULL ? *found : NULL;
}

/* Whether a name is the one that was intended by the event's question. */
static bool
is_intended(const struct smx_event *event, const uint8_t *qname, size_t len)
{
	size_t at = event->candidate_offset;

	/* The text of a name is as long as its wire form but for the first length octet and
	 * the root label. */
	if (len != at + event->protected_len + 2 || memcmp(qname, event->qname, at) != 0)
		return false;
	for (size_t i = 0; i < event->protected_len;) {
		size_t label_len = qname[at + i];

		if (i + label_len > event->protected_len ||
		    memcmp(qname + at + i + 1, event->protected + i, label_len) != 0)
			return false;
		i += label_len + 1;
	}
	return true;
}

/* ---- over and new --------------------------------------------------------------------------- */

static void
close_burst(struct smx_incidents *incidents, struct open_incident *open)
{
	if (!open->is_closed)
		tdelete(open, &incidents->tree, compare);
	open->is_closed = true;
}

static void
end(struct smx_incidents *incidents, struct open_incident *open)
{
	close_burst(incidents, open);
	TAILQ_REMOVE(&incidents->list, open, neighbours);
	incidents->n_open--;
	incidents->tell(incidents->closure, &open->incident);
	free(open);
}

static struct open_incident *
begin(struct smx_incidents *incidents, const struct smx_event *event)
{
	struct open_incident *open = calloc(1, sizeof *open);

	if (open == NULL)
		return NULL;
	open->incident.event = *event;
	open->incident.last = event->wall;
	if (tsearch(open, &incidents->tree, compare) == NULL) {
		free(open);
		return NULL;
	}
	TAILQ_INSERT_TAIL(&incidents->list, open, neighbours);
	incidents->n_open++;
	if (incidents->begin != NULL)
		incidents->begin(incidents->closure, event);
	return open;
}

static enum smx_counted_type
type_of(uint16_t qtype)
{
	switch (qtype) {
	case TYPE_MX:
		return SMX_COUNTED_MX;
	case TYPE_A:
		return SMX_COUNTED_A;
	case TYPE_AAAA:
		return SMX_COUNTED_AAAA;
	case TYPE_ANY:
		return SMX_COUNTED_ANY;
	default:
		return SMX_COUNTED_OTHER;
	}
}

static void
confirm(struct smx_incidents *incidents, const struct smx_event *event)
{
	struct open_incident *open;

	TAILQ_FOREACH(open, &incidents->list, neighbours) {
		struct smx_incident *incident = &open->incident;

		if (compare_clients(&incident->event, event) == 0 &&
		    event->monotonic - incident->last_monotonic <= SMX_INCIDENT_CONFIRM &&
		    is_intended(&incident->event, event->qname, event->qname_len))
			incident->is_confirmed = true;
	}
}

int
smx_incidents_add(struct smx_incidents *incidents, const struct smx_event *event)
{
	struct open_incident *open;

	if (event->fate == SMX_FATE_CONFIRMED) {
		confirm(incidents, event);
		return SMX_OK;
	}
	open = find(incidents, event);
	if (open != NULL &&
	    event->monotonic - open->incident.event.monotonic > SMX_INCIDENT_BURST) {
		close_burst(incidents, open);
		open = NULL;
	}
	if (open == NULL) {
		if (incidents->n_open >= SMX_INCIDENTS_MAX)
			end(incidents, TAILQ_FIRST(&incidents->list));
		open = begin(incidents, event);
	}
	if (open == NULL)
		return SMX_ENOMEM;
	open->incident.n[type_of(event->qtype)]++;
	open->incident.n_fates[event->fate]++;
	open->incident.last_monotonic = event->monotonic;
	if (event->wall > open->incident.last)
		open->incident.last = event->wall;
	return SMX_OK;
}

void
smx_incidents_expire(struct smx_incidents *incidents, int64_t monotonic)
{
	struct open_incident *open, *next;

	for (open = TAILQ_FIRST(&incidents->list); open != NULL; open = next) {
		int64_t age = monotonic - open->incident.event.monotonic;

		next = TAILQ_NEXT(open, neighbours);
		if (age <= SMX_INCIDENT_BURST)
			return; /* and those behind it are younger */
		if (open->incident.is_confirmed ||
		    monotonic - open->incident.last_monotonic > SMX_INCIDENT_CONFIRM)
			end(incidents, open);
	}
}

void
smx_incidents_flush(struct smx_incidents *incidents)
{
	while (incidents->n_open > 0)
		end(incidents, TAILQ_FIRST(&incidents->list));
}

size_t
smx_incidents_count(const struct smx_incidents *incidents)
{
	return incidents->n_open;
}
